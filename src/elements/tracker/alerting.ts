/*
 * Loaded on demand by alerts-code.ts.
 */

import { alertStrings } from '../../locales/parts/alerts.js';
import { addStrings } from '../../locales/registry.js';

export { isFlashing } from '../../alerts/title-flash.js';
export { AlertsController } from './alerts-controller.js';
export { copyText } from './copy-link/copy-text.js';
export { linkAddress } from './copy-link/link-address.js';
export { DrawingLater } from './drawing-later.js';
export { alertChoice, renderAlertOffer } from './parts/alert-offer.js';
export { SpokenNews } from './spoken-news.js';
export { alertStyles as styles } from './styles/alerts.styles.js';

addStrings(alertStrings);
