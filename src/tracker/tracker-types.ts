import type { InspectionEvent } from 'xstate';
import type { TrackerEnvironment } from '../environment/environment.js';
import type { Estimate, HistoryTable } from '../order/estimate/estimate.js';
import type { FieldMap } from '../order/field-map/field-map.js';
import type { Order } from '../order/order.js';
import type { Fulfilment, OrderStatus } from '../order/status.js';
import type { ParseResult } from '../order/wire.js';
import type { TransportName } from '../transports/create-transport.js';
import type { SupabaseOptions } from '../transports/supabase/options.js';
import type { OrderTransport } from '../transports/transport.js';
import type { WebSocketHeartbeat } from '../transports/websocket/websocket.js';
import type { TrackerError } from './chart/chart.types.js';
import type { ConnectionStatus } from './connection-status.js';
import type { DebugOption } from './debug.js';
import type { Explanation } from './explain.js';

export type { TransportName } from '../transports/create-transport.js';
export type { TrackerError, TrackerErrorCode } from './chart/chart.types.js';

/** Everything there is to know about a followed order at one moment. */
export interface OrderTrackerSnapshot {
  readonly orderId: string | undefined;
  readonly order: Order | undefined;
  /** `undefined` while no status is known. */
  readonly orderStatus: OrderStatus | undefined;
  readonly connectionStatus: ConnectionStatus;
  /** Whether changes arrive by themselves right now, proven within the last 20 s. */
  readonly isConnected: boolean;
  /** Whether a live connection exists or is being tried: what is polled now may be live in a moment. */
  readonly mayGoLive: boolean;
  /** When the back end last sent or confirmed what is shown, by this device's clock. */
  readonly lastUpdate: Date | undefined;
  /** Whether what is shown comes from this device's memory or the page, and no server has confirmed it yet. */
  readonly isCached: boolean;
  /**
   * Whether the status may be acted on (announced): a read or an authenticated live channel brought it. Where no read
   * answers, a status that is no end is believed after 2 s.
   */
  readonly isTrusted: boolean;
  readonly estimate: Estimate | undefined;
  /** The present problem, if there is one. */
  readonly error: TrackerError | undefined;
  /** Seconds between reads while changes do not arrive by themselves. */
  readonly pollInterval: number;
}

/** How to follow an order. Every option is optional, but without an order id and one way to its back end nothing happens. */
export interface OrderTrackerOptions extends SupabaseOptions {
  orderId?: string | undefined;
  /** A name, or an object that implements `OrderTransport`. Default `auto`. */
  transport?: TransportName | OrderTransport | undefined;
  /** `wss://…`; `{id}` is replaced by the encoded order id. */
  websocketUrl?: string | undefined;
  /** `order-status.v1` (default) or `plain`: any server that pushes JSON which the field map can read. */
  websocketProtocol?: 'order-status.v1' | 'plain' | undefined;
  /** For `plain`: messages to send on opening; `{id}` and `{token}` are filled in. */
  websocketHello?: readonly unknown[] | undefined;
  /** For `plain`: how to ask that server for a sign of life. */
  websocketHeartbeat?: WebSocketHeartbeat | undefined;
  /** `https://…/{id}`: polled while changes do not arrive by themselves, and for confirmation. */
  pollUrl?: string | undefined;
  /** Seconds between reads while changes do not arrive by themselves. Default 10; never below 5. */
  pollInterval?: number | undefined;
  /** A JWT that is sent as it is. */
  accessToken?: string | undefined;
  /** Fetches a JWT. Called again at 80 % of the token's life, and once when the back end refuses the token. */
  getAccessToken?: (() => Promise<string | undefined>) | undefined;
  /** Where the capability is exchanged, by POST, for a short JWT. */
  tokenUrl?: string | undefined;
  /** The secret of a tracking link (`#track=…`). The element takes it from the page's address. */
  capability?: string | undefined;
  /** How the fields and status words of the back end translate to ours. */
  fieldMap?: FieldMap | undefined;
  /** Turns a payload of any shape into our wire shape. Runs before the field map. */
  parse?: ((payload: unknown) => unknown) | undefined;
  /** Steps and wording if the order does not say. Default `dine_in`. */
  fulfilment?: Fulfilment | undefined;
  /** Whether the last state is kept on the device, for at most 24 h. Default `device`. */
  cache?: 'device' | 'none' | undefined;
  /** The order as the server knew it when it made the page: painted before any request. Wire shape. */
  order?: unknown;
  /** Quantiles of past orders; makes estimates far better than the formula. */
  history?: HistoryTable | undefined;
  /**
   * Reads the payloads of a restaurant's board, `parseBoard`. With it `orderId` is the restaurant's id, and what is
   * followed is its board, whose open orders come as one document.
   */
  board?: ((payload: unknown, restaurantId: string, fieldMap?: FieldMap) => ParseResult) | undefined;
  /**
   * Logs every transition, decision and payload verdict in one line: to the console (`true`), or to a function. It
   * never logs a token or a name. Default: off.
   */
  debug?: DebugOption | undefined;
  /** Observes the chart as XState's `inspect` does, for its inspector. Default: nobody does. */
  inspect?: ((event: InspectionEvent) => void) | undefined;
  /** For tests: the world outside. Default: the browser. */
  environment?: Partial<TrackerEnvironment> | undefined;
  /** Called when another status was accepted, the first one included. */
  onStatusUpdate?: ((snapshot: OrderTrackerSnapshot) => void) | undefined;
  onConnectionChange?: ((snapshot: OrderTrackerSnapshot) => void) | undefined;
  onError?: ((error: TrackerError) => void) | undefined;
}

/** Follows one order. `stop()` releases everything; `start()` begins anew. */
export interface OrderTracker {
  start(): void;
  stop(): void;
  /** Reads the order now. Resolves when the answer is in, or could not be had. */
  refresh(): Promise<void>;
  /** Tries again at once, also after an error that ended all tries. */
  retry(): void;
  getSnapshot(): OrderTrackerSnapshot;
  /** Says in words why `connectionStatus` is what it is. For developers: `console.log(tracker.explain())`. */
  explain(): Explanation;
  /** Calls `listener` on every change of the snapshot until the returned function is called. */
  subscribe(listener: (snapshot: OrderTrackerSnapshot) => void): () => void;
  /**
   * Keeps the connection while the page is hidden, until the order is past ready, so that alerts can sound.
   * Called with `true` when the guest asked to be alerted.
   */
  keepAwake(awake: boolean): void;
}
