import type { Estimate } from '../order/estimate/estimate.js';
import type { Order } from '../order/order.js';
import type { OrderStatus } from '../order/status.js';
import type { TrackerError } from './chart/chart.types.js';
import type { ConnectionStatus } from './connection-status.js';

export type { TrackerError, TrackerErrorCode } from './chart/chart.types.js';

/** Everything that is known of a followed order at one moment. */
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
  /** When the back end last sent or confirmed what is shown. */
  readonly lastUpdate: Date | undefined;
  /** Whether what is shown comes from the device's cache or the page, and no server has confirmed it yet. */
  readonly isCached: boolean;
  /**
   * Whether the status may be announced: a read or an authenticated live channel brought it. Where no read answers, a
   * status that does not end the order may be announced after 2 s.
   */
  readonly isTrusted: boolean;
  /**
   * Whether what is shown is proven to be the present state: changes arrive, the order is read again and again, or it has
   * ended.
   */
  readonly isCurrent: boolean;
  /**
   * Whether the page was opened with a shared link, which can only read: nothing is offered that only the guest may do.
   * `undefined` until the back end has said which link it is.
   */
  readonly isReadOnly: boolean | undefined;
  /** When the order will be had. As long as the state is not proven, it is what was expected when it last was. */
  readonly estimate: Estimate | undefined;
  /** The present problem, if there is one. */
  readonly error: TrackerError | undefined;
  /** Seconds between reads while changes do not arrive by themselves. */
  readonly pollInterval: number;
  /**
   * How far this device's clock is ahead of the back end's, in milliseconds; negative where it is behind. 0 while nothing
   * is known, and up to 90 s. All times here are the back end's: compare them with `Date.now() - clockAhead`.
   */
  readonly clockAhead: number;
}

/** Why `connectionStatus` is what it is, in words for developers. It holds no token and no name. */
export interface Explanation {
  readonly connectionStatus: ConnectionStatus;
  /** The reason, in a sentence or two. */
  readonly because: string;
  /** The facts behind it, a line each: the order, the last read, and the state of every region of the chart. */
  readonly facts: readonly string[];
}

/** Follows one order. `stop()` releases everything; `start()` follows it again. */
export interface OrderTracker {
  start(): void;
  stop(): void;
  /** Reads the order now. Resolves when the answer is in, or could not be had. */
  refresh(): Promise<void>;
  /** Tries again at once, also after an error that ended all tries. */
  retry(): void;
  getSnapshot(): OrderTrackerSnapshot;
  /**
   * Says in words why `connectionStatus` is what it is. For developers: `console.log(tracker.explain())`. The words are
   * loaded with the first call; until then the answer is short, and says so.
   */
  explain(): Explanation;
  /** Calls `listener` on every change of the snapshot until the returned function is called. */
  subscribe(listener: (snapshot: OrderTrackerSnapshot) => void): () => void;
  /**
   * Keeps the connection while the page is hidden, until the order is past ready, so that alerts can sound.
   * Called with `true` when the guest asked to be alerted.
   */
  keepAwake(awake: boolean): void;
}
