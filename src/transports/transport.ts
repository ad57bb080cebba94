/**
 * The seam between following an order and the ways to reach its back end. A transport never retries, never keeps
 * time and never judges: it connects once or reads once, and reports. Retrying, leases, polling and merging belong
 * to the tracker's chart.
 */

/** What is followed: one order, or the board of a restaurant with all its open orders. */
export type Subject = 'order' | 'board';

/** Under which name back ends are told the id of what is followed. */
export const idNames = { order: 'order_id', board: 'restaurant_id' } as const satisfies Record<Subject, string>;

/**
 * Why a connection ended or a read failed; it decides what happens next.
 *
 * - `network`: nothing or nobody there, or an answer that is not our back end's (a captive portal's page)
 * - `server-closing`: the server said goodbye (restart, deploy)
 * - `overload`: too many requests, connections or joins
 * - `auth`: no token, or one that is expired or broken: another token may help
 * - `forbidden`: this token may not see this order: another token will not help
 * - `not-found`: there is no such order
 * - `config`: it can never work as it is set up; the reason says what to change
 * - `unreadable`: the server answered with something that is no order
 */
export type FailureKind =
  | 'network'
  | 'server-closing'
  | 'overload'
  | 'auth'
  | 'forbidden'
  | 'not-found'
  | 'config'
  | 'unreadable';

/** Why a connection ended. */
export interface Failure {
  readonly kind: FailureKind;
  /** For developers; never holds a token or a name. */
  readonly reason: string;
  /** Milliseconds that the server asked us to wait at least. */
  readonly retryAfter?: number | undefined;
  /** Whether only this order's channel ended and its socket is fine: the next try may come sooner. */
  readonly channelOnly?: boolean | undefined;
}

/** Why a read failed. */
export class ReadError extends Error implements Failure {
  override readonly name = 'ReadError';
  readonly kind: FailureKind;
  readonly reason: string;
  readonly retryAfter: number | undefined;

  constructor({ kind, reason, retryAfter }: Failure) {
    super(reason);
    this.kind = kind;
    this.reason = reason;
    this.retryAfter = retryAfter;
  }
}

/** Where a live connection reports, always asynchronously. `lost` comes at most once, and nothing follows it. */
export interface TransportSink {
  /** The socket is open (and the channel joined, where there are channels). */
  opened(): void;
  /** The server says that changes will arrive from here on. What happened before must be read. */
  confirmed(): void;
  /** Something that claims to be this order, not yet parsed. */
  received(payload: unknown): void;
  /** The server gave a sign of life that carries no order: a pong, an acknowledgement. */
  alive(): void;
  lost(loss: Failure): void;
}

/** What a transport is told when it connects. */
export interface ConnectRequest {
  readonly orderId: string;
  /** A JWT, if the back end wants one. */
  readonly token: string | undefined;
}

/**
 * Why the tracker gives a connection up, where the connection is at fault: it was joined and never confirmed, or reads
 * showed changes that it had not brought.
 */
export type ConnectionFault = 'unconfirmed' | 'missed-changes';

/** One live connection, from `connect` until `lost` or `close`. */
export interface LiveConnection {
  /** Asks the server for a sign of life; `alive` or `received` answers. Does nothing where a server cannot answer. */
  probe(): void;
  /** Hands the server a fresh token without a gap. */
  renewToken(token: string): void;
  /** Asks over this connection for the order's present state. Rejects with `ReadError`. */
  requestSnapshot?(request: ReadRequest): Promise<unknown>;
  /** Ends it. Safe to call twice; the sink hears nothing afterwards. */
  close(fault?: ConnectionFault): void;
}

/** What a transport is told when it reads. */
export interface ReadRequest {
  readonly orderId: string;
  /** The newest version that is already known; an older answer is of no use. */
  readonly minVersion: number | undefined;
  readonly token: string | undefined;
  readonly signal: AbortSignal;
}

/** What is particular about a transport's back end. */
export interface TransportTraits {
  /**
   * Whether a live payload is as good as a read: the channel is private or authenticated. Otherwise `ready` waits
   * for a read before it is announced. Default: whether a token was sent.
   */
  readonly authenticated?: boolean;
  /**
   * Whether `probe` is answered. Without it silence is no reason to close: the connection counts as live for 20 s
   * after each frame. Default: true.
   */
  readonly answersProbes?: boolean;
}

/** One way to follow an order. It has `connect`, `read`, or both. */
export interface OrderTransport {
  /** For messages: `supabase`, `websocket`, `polling`, or your own word. */
  readonly name: string;
  readonly traits?: TransportTraits;
  /** Connects once and reports to `sink`, until lost or closed. */
  connect?(request: ConnectRequest, sink: TransportSink): LiveConnection;
  /**
   * Called when another transport begins to read in this one's place; what it returns, with the answer. For a transport
   * that holds its own deliveries against what reads bring.
   */
  observeRead?(orderId: string): (answer: unknown) => void;
  /** Reads the order's present state once. Rejects with `ReadError`. */
  read?(request: ReadRequest): Promise<unknown>;
}
