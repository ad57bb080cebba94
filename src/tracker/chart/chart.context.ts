import type { MergeVerdict } from '../../order/merge-order.js';
import type { Order } from '../../order/order.js';
import type { OrderStatus } from '../../order/status.js';
import type { Failure, LiveConnection } from '../../transports/transport.js';
import type { TrackerChartEvent } from './chart.events.js';
import type { HeardVersion, Origin, Token, TrackerError, TrackerInput } from './chart.types.js';

/*
 * The context of the chart: one slice per region; recheck's values are in `reads`. Moments (`…At`, `…Since`, `notBefore`)
 * are milliseconds of `context.now()`, which neither sleep nor a changed clock can stop. A `Date` is of the back end's
 * clock, where the device's is known to be wrong (`input.serverClock`).
 */

/** What is wrong with a payload. */
export interface PayloadFault {
  /** Values that could not be read, by their names on the wire. */
  readonly unread: Readonly<Record<string, unknown>> | undefined;
  /** The answer itself, where it is not this order or has no status. */
  readonly answer: { readonly payload: unknown } | undefined;
}

/** The latest payload and its verdict; for `debug` and `explain()`. */
export interface JudgedPayload {
  readonly origin: 'read' | 'live';
  /** The verdict of `mergeOrder`, or why the payload was not merged. */
  readonly verdict: Verdict;
  /** Status and version of the payload, where it could be parsed. */
  readonly status: OrderStatus | undefined;
  readonly version: number | undefined;
  /** What the developer has to be told about it. */
  readonly fault: PayloadFault | undefined;
}

/** `news`: it only says that the order has changed, so a read is wanted. `other`: it is not about this order. */
export type Verdict = MergeVerdict | 'news' | 'other' | 'unreadable';

/** The order, and whether it is verified. Its functions: order.context.ts. */
export interface OrderSlice {
  /** The newest order that is known: this is what is shown. */
  readonly current: Order | undefined;
  /** The newest order that a read or an authenticated channel brought. */
  readonly verified: Order | undefined;
  /** Since when `current` is unverified: only an unauthenticated channel brought it. */
  readonly unverifiedSince: number | undefined;
  /** Whether a read brought another state than the unverified `current`. */
  readonly isDisputed: boolean;
  /** Since when reads have answered something else than what is unverified. Further frames do not reset it. */
  readonly disputedSince: number | undefined;
  /** Answers in a row that are older than `current`. Its functions: rollback.ts. */
  readonly rollback: Rollback | undefined;
  /** The states that this page showed before `current`, the last ones. */
  readonly past: readonly PastState[];
  /** Where `current` came from. */
  readonly origin: Origin | undefined;
  /** Since when this device has seen the present status. */
  readonly statusSince: Date | undefined;
  /** When the back end last sent or confirmed `current`. */
  readonly lastUpdate: Date | undefined;
  /** The latest payload. */
  readonly judged: JudgedPayload | undefined;
}

/** What identifies a state that was shown. */
export interface PastState {
  readonly version: number | undefined;
  readonly status: OrderStatus | undefined;
}

/** Answers of the back end in a row that are older than what is known; the version is that of the last one. */
export interface Rollback {
  /** When the first of them was asked for, or came. */
  readonly since: number;
  readonly count: number;
  readonly version: number | undefined;
}

/** The token. Its functions: access.context.ts. */
export interface AccessSlice {
  readonly token: Token | undefined;
  /** When the token came. */
  readonly tokenAt: number;
  /** The token that the back end denied last, until something succeeds. */
  readonly deniedToken: string | undefined;
  /** When a token was last asked for. */
  readonly askedAt: number;
  /** How many requests for a token failed in a row, and why the last one did. */
  readonly failures: number;
  readonly failure: Failure | undefined;
  /** No token is asked for before this moment. */
  readonly notBefore: number;
  /** Whether the token endpoint itself named that moment (`Retry-After`). */
  readonly isPausedByServer: boolean;
  /** Tokens that were replaced, the last ones: they are cut out of logs as well. */
  readonly formerTokens: readonly string[];
}

/** The connection that brings changes by itself. Its functions: live.context.ts. */
export interface LiveSlice {
  readonly connection: LiveConnection | undefined;
  /** The last connects that count towards the budget of a minute. */
  readonly connects: readonly number[];
  /** When the backoff ends. */
  readonly retryAt: number;
  /** For how many failures in a row `retryAt` was decided. */
  readonly plannedFor: number;
  /** How many connections failed in a row, and why the last one did. */
  readonly failures: number;
  readonly failure: Failure | undefined;
  /** When a confirmed connection last ended; the start, before there was one. */
  readonly lostAt: number;
  /** Whether the next connect need not wait for the backoff: the page woke or the network came back. */
  readonly skipsBackoff: boolean;
  /** When the server said that changes will arrive; `undefined` while it has not. */
  readonly confirmedAt: number | undefined;
  /** When the connection last brought anything. */
  readonly lastByteAt: number | undefined;
  /** When a payload of the connection was last accepted. */
  readonly acceptedAt: number | undefined;
  /** When this connection last said anything of this order, new or not, and the highest version that it has brought. */
  readonly heard: HeardVersion | undefined;
  /** A change that a read brought and this connection did not. */
  readonly missed: HeardVersion | undefined;
  /** How many changes the connections have missed since one last brought a change. */
  readonly misses: number;
  /** How many messages of this connection in a row were not about the order. */
  readonly strange: number;
  /** When one last came although the connection was confirmed. */
  readonly strangeAt: number;
  /** From when on the connection does not count as live, for what it brings cannot be read; `Infinity`: it does. */
  readonly doubtedFrom: number;
  /** When unreadable frames came, within the last minute. */
  readonly unreadable: readonly number[];
}

/** Reads of the present state. Its functions: reads.context.ts. */
export interface ReadsSlice {
  /** Whether a read is wanted before the next one is due. */
  readonly isWanted: boolean;
  /** No read begins before this moment. */
  readonly notBefore: number;
  /** When the last read began, and with which token. */
  readonly startedAt: number | undefined;
  readonly token: string | undefined;
  readonly succeededAt: number | undefined;
  /** The token of the last read that succeeded. */
  readonly provenToken: string | undefined;
  /** How many reads failed in a row, and why the last one did. */
  readonly failures: number;
  readonly failure: Failure | undefined;
  /** How many reads in a row said that there is no such order. */
  readonly notFound: number;
  /** How many reads in a row were denied. */
  readonly denied: number;
  /** When it was last asked whether a problem that ended all tries still stands, and how often since a read succeeded. */
  readonly recheckedAt: number | undefined;
  readonly rechecks: number;
  /** Until when the server has asked not to be asked about it. */
  readonly recheckNotBefore: number;
}

/** The page, its network and its clock. Its functions: page.context.ts. */
export interface PageSlice {
  /** When connecting last began: the start, a lost connection, a wake or `retry()`. It lasts 10 s. */
  readonly tryingSince: number;
  readonly wokeAt: number;
  readonly offlineSince: number | undefined;
  /** Whether the connection is kept while the page is hidden, for alerts. */
  readonly isKeptAwake: boolean;
}

/** The context of the chart. */
export interface TrackerContext {
  readonly input: TrackerInput;
  /** The clock of all moments in here. */
  readonly now: () => number;
  /** The problem that ended all tries until `retry()`, or until asking again shows that it has passed. */
  readonly problem: TrackerError | undefined;
  readonly order: OrderSlice;
  readonly access: AccessSlice;
  readonly live: LiveSlice;
  readonly reads: ReadsSlice;
  readonly page: PageSlice;
}

/** The argument of every function of the context: the arguments of a guard or an action, or a snapshot of the chart. */
export interface At {
  readonly context: TrackerContext;
}

/** The changed slices. A slice is replaced whole. */
export type Changes = Partial<Omit<TrackerContext, 'input' | 'now'>>;

/** The changed slices, and the events that are raised after them. */
export interface Outcome {
  readonly changes: Changes;
  readonly events: readonly TrackerChartEvent[];
}
