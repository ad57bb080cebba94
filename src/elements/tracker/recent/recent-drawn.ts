/*
 * Loaded on demand by recent-code.ts.
 */

import { recentStrings } from '../../../locales/parts/recent.js';
import { addStrings } from '../../../locales/registry.js';

export { recentStyles as styles } from './recent.styles.js';
export { recentOf } from './recent-order.js';
export { renderRecent } from './render-recent.js';

addStrings(recentStrings);
