/*
 * Loaded on demand by guest-actions-code.ts.
 */

import { guestActionStrings } from '../../../locales/parts/guest-actions.js';
import { addStrings } from '../../../locales/registry.js';

export { guestActionStyles as styles } from '../styles/guest-actions.styles.js';
export { GuestActions } from './guest-actions.js';
export { renderLinks, renderMessages, renderRating } from './render-guest-actions.js';

addStrings(guestActionStrings);
