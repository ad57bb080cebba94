/*
 * Everything that pages may use. Importing it registers nothing: `order-status-tracker/define` does.
 */

export * from './elements/order-status-board.events.js';
export { OrderStatusBoard } from './elements/order-status-board.js';
export * from './elements/order-status-tracker.events.js';
export { OrderStatusTracker } from './elements/order-status-tracker.js';
export { setScriptFolder } from './elements/script-folder.js';
export type { Labels, Locale } from './locales/locale.js';
export { registerLocale } from './locales/registry.js';
export { type Board, type BoardOrder, isBoard, parseBoard } from './order/board.js';
export { type Estimate, estimateOrder, type HistoryTable } from './order/estimate.js';
export { applyFieldMap, type FieldMap, parseFieldMap } from './order/field-map.js';
export {
  type Fulfilment,
  isFinal,
  type Order,
  type OrderItem,
  type OrderStatus,
  orderStatuses,
  progress,
  type StatusSource,
  stepsFor,
} from './order/order.js';
export { type ParseResult, parseOrder } from './order/parse-order.js';
export type { ConnectionStatus } from './tracker/connection-status.js';
export type { DeviceStorage, Page, PageEvent, TrackerClock, TrackerEnvironment } from './tracker/environment.js';
export { createOrderTracker } from './tracker/order-tracker.js';
export { OrderTrackingController } from './tracker/tracker-controller.js';
export type {
  OrderTracker,
  OrderTrackerOptions,
  OrderTrackerSnapshot,
  TrackerError,
  TrackerErrorCode,
  TransportName,
} from './tracker/tracker-options.js';
export { consumeTrackingLink } from './tracker/tracking-link.js';
export { pollingTransport } from './transports/polling.js';
export { supabaseTransport } from './transports/supabase.js';
export {
  type ConnectionLoss,
  type ConnectRequest,
  type LiveConnection,
  type LossKind,
  type OrderTransport,
  ReadError,
  type ReadRequest,
  type Subject,
  type TransportSink,
  type TransportTraits,
} from './transports/transport.js';
export { webSocketTransport } from './transports/websocket.js';
