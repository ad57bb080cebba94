/*
 * Loaded on demand by alerts-code.ts.
 */

export { browserAlertEnvironment } from '../../alerts/alert-environment.js';
export { Alerts } from '../../alerts/alerts.js';
export { alertChoice, renderAlertOffer } from './parts/alert-offer.js';
