/*
 * What follows an order without showing it: no DOM and no Lit. For pages with an interface of their own, and for Node,
 * Deno and workers.
 */

export type { TrackerClock } from './environment/clock.js';
export type { TrackerEnvironment } from './environment/environment.js';
export type { Page, PageEvent } from './environment/page.js';
export type { DeviceStorage } from './environment/storage.js';
export { type Board, type BoardOrder, isBoard, parseBoard } from './order/board.js';
export type { Estimate } from './order/estimate/estimate.js';
export { estimateOrder } from './order/estimate/estimate-order.js';
export type { HistoryTable } from './order/estimate/history.js';
export { applyFieldMap, type FieldMap } from './order/field-map/field-map.js';
export { parseFieldMap } from './order/field-map/field-map-checks.js';
export type { Order, OrderItem, StatusSource, StatusTimes } from './order/order.js';
export {
  type Fulfilment,
  isFinal,
  type OrderStatus,
  orderStatuses,
  progress,
  stepsFor,
} from './order/status.js';
export { type ParseResult, parseOrder } from './order/wire.js';
export type { ConnectionStatus } from './tracker/connection-status.js';
export type { DebugOption, InspectionEvent, InspectionObserver } from './tracker/inspection-option.js';
export type { OrderTrackerOptions, TransportName } from './tracker/options.js';
export { createOrderTracker } from './tracker/order-tracker.js';
export { consumeTrackingLink } from './tracker/tracking-link.js';
export type {
  Explanation,
  OrderTracker,
  OrderTrackerSnapshot,
  TrackerError,
  TrackerErrorCode,
} from './tracker/types.js';
export { pollingTransport } from './transports/http/polling.js';
export { supabaseTransport } from './transports/supabase/supabase.js';
export {
  type ConnectionFault,
  type ConnectRequest,
  type Failure,
  type FailureKind,
  type LiveConnection,
  type OrderTransport,
  ReadError,
  type ReadRequest,
  type Subject,
  type TransportSink,
  type TransportTraits,
} from './transports/transport.js';
export { webSocketTransport } from './transports/websocket/websocket.js';
