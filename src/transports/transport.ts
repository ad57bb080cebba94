/**
 * The seam between the tracker and the ways to reach a back end. A transport never retries, never keeps time and never
 * compares versions: it connects once or reads once, and reports. Retries, leases, polls, merges and the detection of
 * missed changes belong to the tracker's chart.
 */

/** What is followed: one order, or the board of a restaurant with all its open orders. */
export type Subject = 'order' | 'board';

/** Under which name back ends are told the id of what is followed. */
export const idNames = { order: 'order_id', board: 'restaurant_id' } as const satisfies Record<Subject, string>;

/**
 * Why a connection ended or a read failed; it decides what happens next.
 *
 * - `network`: no answer, or an answer of something else than the back end (a captive portal's page)
 * - `server-closing`: the server announced the end (restart, deploy)
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

/** Why a connection ended or a read failed. */
export interface Failure {
  readonly kind: FailureKind;
  /** A sentence for developers; never holds a token or a name. */
  readonly reason: string;
  /** The shortest pause that the server asked for, milliseconds. */
  readonly retryAfter?: number | undefined;
  /** What came instead of JSON, for the message to the developer. */
  readonly found?: FoundText | undefined;
  /** Of a refusal: whether something before the application may have answered. It counts only while nothing has worked. */
  readonly isVague?: boolean | undefined;
  /** Whether the database lets the token's role read no such table, or not all of its columns. */
  readonly lacksPrivilege?: boolean | undefined;
  /** Whether only this order's channel ended and its socket works: the next attempt may come sooner. */
  readonly channelOnly?: boolean | undefined;
  /** Of a connection: what a developer should check, in sentences, where the set-up is at fault. It is told at once. */
  readonly hint?: string | undefined;
}

/** The body of an answer that is no JSON, or too much of it. */
export interface FoundText {
  /** Its content type. */
  readonly type: string;
  /** How it begins, or all of it. It may hold anything, and is never shown. */
  readonly start: string;
  /** Whether it was read to its end: what does not begin like JSON is not, nor what is too long. */
  readonly isWhole: boolean;
}

/** A read or a token exchange failed. */
export class ReadError extends Error implements Failure {
  override readonly name = 'ReadError';
  declare readonly kind: FailureKind;
  declare readonly reason: string;
  declare readonly retryAfter: number | undefined;
  declare readonly found: FoundText | undefined;
  declare readonly isVague: boolean | undefined;
  declare readonly lacksPrivilege: boolean | undefined;

  constructor(failure: Failure) {
    super(failure.reason);
    Object.assign(this, failure);
  }
}

/** Where a live connection reports, always asynchronously. `lost` comes at most once, and nothing follows it. */
export interface TransportSink {
  /** The socket is open (and the channel joined, where there are channels). */
  opened(): void;
  /** The server says that changes arrive from here on. Earlier changes must be read, also when it says so again. */
  confirmed(): void;
  /** A payload for this order, not yet parsed or checked. */
  received(payload: unknown): void;
  /** The server gave a sign of life that carries no order: a pong, an acknowledgement. */
  alive(): void;
  /** The connection has ended. */
  lost(failure: Failure): void;
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
  /** Asks over this connection for the order's current state. Rejects with `ReadError`. */
  requestSnapshot?(request: ReadRequest): Promise<unknown>;
  /**
   * Ends the connection. Safe to call twice; the sink hears nothing afterwards. A transport that has more than one way
   * to connect may use the fault to choose the next one; without a fault there is nothing to learn.
   */
  close(fault?: ConnectionFault): void;
}

/** What a transport is told when it reads. */
export interface ReadRequest {
  readonly orderId: string;
  /** The newest version that the tracker knows; `undefined` also where the back end may have begun to count again. */
  readonly minVersion: number | undefined;
  readonly token: string | undefined;
  /** Changes with each read after an answer that was too old: a part of the address that no store has an answer for. */
  readonly attempt?: number | undefined;
  readonly signal: AbortSignal;
}

/** What is particular about a transport's back end. */
export interface TransportTraits {
  /**
   * Whether a live payload is verified as a read is, because the channel is private or authenticated. Otherwise a read
   * must confirm `ready` before it is announced. Default: whether a token was sent.
   */
  readonly authenticated?: boolean;
  /**
   * Whether the server answers `probe`. If not, silence is no reason to close: the connection counts as live for 20 s
   * after each frame. Default: true.
   */
  readonly answersProbes?: boolean;
  /**
   * Whether the server may never say that changes will arrive: then the first payload that is about the order shows it.
   * Default: false, and a connection that is not `confirmed` within 15 s is given up. `late`: given up unless it has brought
   * the order by then, as the page may have named the wrong confirmation.
   */
  readonly confirmsByOrder?: boolean | 'late';
  /** The first message that came before a confirmation, if any did: an example for the developer where `late` was needed. */
  readonly unconfirmed?: readonly unknown[];
  /**
   * For a payload that is not about the order as the set-up reads it: what it looks like, such as the server that sends
   * such payloads and which option to set. `undefined`: it may be a greeting, or another order.
   */
  lookalike?(payload: unknown, orderId: string): string | undefined;
  /**
   * For a payload that cannot be read: whether it is the server's protocol, such as a greeting, and no change of an order.
   * Where it is not, "Live" ends until a read shows that nothing was missed. Default: nothing is concluded from such payloads.
   */
  isChatter?(payload: unknown): boolean;
}

/** One way to follow an order. It has `connect`, `read`, or both. */
export interface OrderTransport {
  /** For messages: `supabase`, `websocket`, `sse`, `polling`, or a name of your own. */
  readonly name: string;
  readonly traits?: TransportTraits;
  /** Connects once and reports to `sink`, until lost or closed. */
  connect?(request: ConnectRequest, sink: TransportSink): LiveConnection;
  /** Reads the order's current state once. Rejects with `ReadError`. */
  read?(request: ReadRequest): Promise<unknown>;
}
