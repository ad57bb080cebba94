/*
 * Everything that pages may use. Importing it registers nothing: `order-status-tracker/define` does.
 */

import './environment/stand-ins.js';
import type { Failure, FailureKind } from './transports/transport.js';

export * from './elements/board/order-status-board.events.js';
export { OrderStatusBoard } from './elements/board/order-status-board.js';
export { setScriptFolder } from './elements/shared/script-folder.js';
export * from './elements/tracker/order-status-tracker.events.js';
export { OrderStatusTracker } from './elements/tracker/order-status-tracker.js';
export * from './headless.js';
export type { Labels, Locale } from './locales/locale.js';
export { registerLocale } from './locales/registry.js';
export { OrderTrackingController } from './tracker/tracker-controller.js';

// The last import.
import './environment/stand-ins-removed.js';

/** @deprecated Use `Failure`. */
export type ConnectionLoss = Failure;
/** @deprecated Use `FailureKind`. */
export type LossKind = FailureKind;
