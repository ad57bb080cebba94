import type { Order, OrderStatus } from '../order/order.js';
import type { ParseResult } from '../order/parse-order.js';
import type { ConnectionLoss, LiveConnection, OrderTransport } from '../transports/transport.js';
import type { PageEvent, TrackerEnvironment } from './environment.js';
import type { OrderCache } from './order-cache.js';
import type { Token, TokenSource } from './token-source.js';
import type { TrackerError } from './tracker-options.js';

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
  readonly loss: ConnectionLoss | undefined;
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
  readonly readLoss: ConnectionLoss | undefined;
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
  | { type: 'connection.lost'; loss: ConnectionLoss }
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
