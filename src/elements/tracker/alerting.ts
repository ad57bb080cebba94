/*
 * Loaded on demand by alerts-code.ts.
 */

import { alertStrings } from '../../locales/parts/alerts.js';
import { addStrings } from '../../locales/registry.js';

export { browserAlertEnvironment } from '../../alerts/alert-environment.js';
export { Alerts } from '../../alerts/alerts.js';
export { isFlashing } from '../../alerts/title-flash.js';
export { alertChoice, renderAlertOffer } from './parts/alert-offer.js';

addStrings(alertStrings);
