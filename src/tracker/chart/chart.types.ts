import type { TrackerEnvironment } from '../../environment/environment.js';
import type { PageEvent } from '../../environment/page.js';
import type { Order, OrderPatch, OrderStatus } from '../../order/order.js';
import type { ParseResult } from '../../order/wire.js';
import type { Failure, LiveConnection, OrderTransport } from '../../transports/transport.js';

/** A token and how long it lasts from the moment it came. */
export interface Token {
  readonly value: string;
  /** Milliseconds; `undefined` where the token does not say. */
  readonly lifetime: number | undefined;
}

/** Where tokens come from. `fetch` is absent where the one token cannot be replaced. */
export interface TokenSource {
  readonly initial?: Token | undefined;
  fetch?(signal: AbortSignal): Promise<Token>;
}

/** An order as this device remembers it. */
export interface RememberedOrder {
  readonly patch: OrderPatch;
  /** Since when this device had seen that status. */
  readonly statusSince: Date;
  /** When the back end had last confirmed it. */
  readonly proven: Date;
}

/** Keeps the last state of one order on the device. Never throws: a denied or full storage forgets. */
export interface OrderCache {
  recall(): RememberedOrder | undefined;
  remember(order: Order, statusSince: Date, proven: Date): void;
  forget(): void;
}

/** What can go wrong in a way that somebody should hear of. */
export type TrackerErrorCode =
  /** An option is missing or cannot be used; the message says what to change. Nothing is tried until `retry()`. */
  | 'config'
  /** The back end says, repeatedly, that there is no such order. */
  | 'not-found'
  /** The link has expired or was withdrawn: the guest needs a new one. */
  | 'denied'
  /** Neither the live connection nor a read has worked for a while; trying goes on. */
  | 'unreachable'
  /** The back end answered with something that is no order; trying goes on. */
  | 'unreadable'
  /** The back end named a status that no map knows; the last known one stays. */
  | 'unmapped-status';

/** A problem, told in a way that may be logged: it never holds a token or a name. */
export interface TrackerError {
  readonly code: TrackerErrorCode;
  /** One English sentence for developers that says what to do. The element shows its own words to guests. */
  readonly message: string;
  /** Whether the tracker goes on trying by itself. */
  readonly recoverable: boolean;
}

/** What a tracker needs to know and to reach. */
export interface TrackerInput {
  readonly orderId: string;
  readonly transport: OrderTransport;
  readonly tokens: TokenSource | undefined;
  readonly environment: TrackerEnvironment;
  readonly cache: OrderCache;
  /** Turns a payload into a patch of the order, or says why not. Never throws. */
  readonly read: (payload: unknown) => ParseResult;
  /** Milliseconds between reads while changes do not arrive by themselves. */
  readonly pollInterval: number;
  /** What the page knew of the order before any request. */
  readonly initial: unknown;
}

/** How something about the order came to be known. */
export type Origin = 'read' | 'live' | 'cache' | 'page';

/**
 * What the chart remembers. Moments without a unit in the name are milliseconds of `now()`, which neither sleep nor
 * a changed clock can stop; `…Date` is the device's wall clock.
 */
export interface TrackerContext {
  readonly input: TrackerInput;
  readonly now: () => number;

  readonly order: Order | undefined;
  /** The newest order that a read or an authenticated channel brought. */
  readonly trustedOrder: Order | undefined;
  /** Since when something is shown that no read and no authenticated channel has brought. */
  readonly doubtedSince: number | undefined;
  /** Whether a read has contradicted the newest of it. */
  readonly isContradicted: boolean;
  /** Since when reads bring what only its time makes older than what is shown. */
  readonly outdatedSince: number | undefined;
  readonly origin: Origin | undefined;
  /** Since when this device has seen the present status. */
  readonly statusSinceDate: Date | undefined;
  /** When the back end last sent or confirmed what is shown. */
  readonly provenDate: Date | undefined;
  /** What ended all tries until `retry()`. */
  readonly problem: TrackerError | undefined;

  readonly token: Token | undefined;
  readonly tokenAt: number;
  readonly tokenFailures: number;
  readonly tokenAskedAt: number;
  /** No token is asked for before this moment. */
  readonly tokenNotBefore: number;
  /** Whether the token endpoint itself named that moment. */
  readonly isTokenPaused: boolean;
  /** The token that the back end refused last, until something succeeds. */
  readonly refusedToken: string | undefined;

  readonly connection: LiveConnection | undefined;
  /** The last connects that count towards the budget of a minute. */
  readonly connects: readonly number[];
  readonly losses: number;
  readonly loss: Failure | undefined;
  /** Whether the next connect need not wait for the backoff: the page woke or the network came back. */
  readonly hurried: boolean;
  readonly confirmedAt: number | undefined;
  readonly lastByteAt: number | undefined;
  /** When a live payload was last accepted. */
  readonly frameAt: number | undefined;
  /** When the connection last said anything of this order, new or not. */
  readonly heardAt: number | undefined;
  /** When a read last brought a status that the connection should have brought. */
  readonly missedAt: number | undefined;
  /** How many statuses the connection has failed to bring since it last brought one. */
  readonly misses: number;
  /** When unreadable frames came, within the last minute. */
  readonly unreadableFrames: readonly number[];

  readonly readWanted: boolean;
  readonly readStartedAt: number | undefined;
  readonly readToken: string | undefined;
  readonly readSucceededAt: number | undefined;
  readonly readFailures: number;
  readonly readLoss: Failure | undefined;
  /** How many reads in a row said that there is no such order. */
  readonly notFound: number;
  /** How many reads in a row were refused. */
  readonly refusals: number;
  /** No read begins before this moment. */
  readonly readNotBefore: number;

  /** Start, loss, wake or retry: since then there is reason to hope. */
  readonly hopeSince: number;
  readonly lostLiveAt: number;
  readonly offlineSince: number | undefined;
  readonly wokeAt: number;
  readonly tickedAt: number;
  /** The wall clock at the last tick: it must not go back. */
  readonly tickedWall: number;
  /** Whether the connection is kept while the page is hidden, for alerts. */
  readonly awake: boolean;
}

type PageChartEvent = { [Event in PageEvent]: { type: `page.${Event}` } }[PageEvent];

export type TrackerChartEvent =
  | PageChartEvent
  | { type: 'connection.begun'; connection: LiveConnection }
  | { type: 'connection.opened' }
  | { type: 'connection.confirmed' }
  | { type: 'connection.received'; payload: unknown }
  | { type: 'connection.alive' }
  | { type: 'connection.lost'; loss: Failure }
  /** The page woke or the network came back: why wait? */
  | { type: 'connection.hurried' }
  /** What is known of the order changed, or a read confirmed it. */
  | { type: 'order.known'; status: OrderStatus | undefined; isConfirmed: boolean }
  /** A read that began after the server's confirmation is part of what is shown. */
  | { type: 'snapshot.applied' }
  /** A read brought a status that the connection has not brought. */
  | { type: 'change.missed' }
  | { type: 'read.wanted' }
  | { type: 'reads.rescheduled' }
  /** The end is confirmed: a read that was just begun has nothing left to tell. */
  | { type: 'reads.ended' }
  | { type: 'access.doubted'; token: string | undefined }
  | { type: 'access.refused' }
  /** Time passed unnoticed, or ran backwards: the device slept, or its clock was set. */
  | { type: 'clock.jumped' }
  | { type: 'refresh' }
  | { type: 'retry' }
  | { type: 'awake'; awake: boolean };
