import type { TrackerEnvironment } from '../../environment/environment.js';
import type { ServerClock } from '../../environment/server-clock.js';
import type { ToldEstimate } from '../../order/estimate/estimate-display.js';
import type { Order, OrderPatch } from '../../order/order.js';
import type { ParseResult } from '../../order/wire.js';
import type { OrderTransport } from '../../transports/transport.js';

/** A token and how long it lasts from the moment it came. */
export interface Token {
  readonly value: string;
  /** Milliseconds; `undefined` where the token does not say. */
  readonly lifetime: number | undefined;
  /** Milliseconds since 1970, by the clock of its issuer; `undefined` where the token does not say. */
  readonly issuedAt?: number | undefined;
  /** Whether it can only read the order, and nothing else that its guest can. */
  readonly isReadOnly: boolean;
}

/** Where tokens come from. `fetch` is absent where the one token cannot be replaced. */
export interface TokenSource {
  readonly initial?: Token | undefined;
  fetch?(signal: AbortSignal): Promise<Token>;
}

/** An order as this device kept it. */
export interface CachedOrder {
  readonly patch: OrderPatch;
  /** Since when this device had seen that status. */
  readonly statusSince: Date;
  /** When the back end had last sent or confirmed it. */
  readonly confirmed: Date;
}

/** Keeps the last state of one order on the device. Never throws: where storage is denied or full, nothing is kept. */
export interface OrderCache {
  load(): CachedOrder | undefined;
  save(order: Order, statusSince: Date, confirmed: Date): void;
  remove(): void;
  /** What guests were told last of when the order will be had, in whichever tab. */
  told(): ToldEstimate | undefined;
  /** Keeps that with the order, and not without it. */
  tell(told: ToldEstimate): void;
}

/** The problems that a tracker reports. */
export type TrackerErrorCode =
  /** An option is missing or cannot be used; the message says what to change. */
  | 'config'
  /** The back end said three times in a row that there is no such order. It is asked again now and then. */
  | 'not-found'
  /** The link has expired or was withdrawn: the guest needs a new one. */
  | 'denied'
  /** The page has no secret of a tracking link and the back end gives nothing without: the guest needs the link again. */
  | 'no-link'
  /** Neither the live connection nor a read has worked for a while, or the former never has; trying goes on. */
  | 'unreachable'
  /** The back end sent something that is not this order, or a value that cannot be used; trying goes on. */
  | 'unreadable'
  /** The back end's answers go back to an older version. Nothing is current until they do no more, or have for 8 to 75 s. */
  | 'rollback'
  /** The back end named a status that no map knows; the last known one stays. */
  | 'unmapped-status';

/** A problem. It may be logged: it never holds a token or a name. */
export interface TrackerError {
  readonly code: TrackerErrorCode;
  /** One English sentence for developers that says what to do. The element shows its own words to guests. */
  readonly message: string;
  /**
   * Whether the tracker goes on trying at the usual pace. If not, it only asks now and then (every 4 s to 10 min) whether
   * the problem still stands, while the page is visible; not even that where an option cannot be used at all.
   */
  readonly recoverable: boolean;
}

/** The input of the chart. */
export interface TrackerInput {
  readonly orderId: string;
  readonly transport: OrderTransport;
  readonly tokens: TokenSource | undefined;
  /** Whether the page has a token endpoint and nothing to exchange there: its link has lost its secret. */
  readonly lacksLink: boolean;
  /** Whether the page's own transport or client asks, which may have a right of its own. */
  readonly hasOwnAccess: boolean;
  readonly environment: TrackerEnvironment;
  readonly serverClock: ServerClock;
  readonly cache: OrderCache;
  /** Turns a payload into a patch of the order, or says why not. Never throws. */
  readonly parse: (payload: unknown, origin: Origin) => ParseResult;
  /** Milliseconds between reads while changes do not arrive by themselves. */
  readonly pollInterval: number;
  /** What the page knew of the order before any request. */
  readonly initial: unknown;
  /** Texts that no log may hold: the token and the capability that the page gave. */
  readonly secrets: readonly (string | undefined)[];
}

/** Where a state of the order came from. */
export type Origin = 'read' | 'live' | 'cache' | 'page';

/** What a connection has said of this order, or what a read has shown that it had not said. */
export interface HeardVersion {
  readonly at: number;
  /** `undefined` where the back end has no versions. */
  readonly version: number | undefined;
  readonly epoch: string | undefined;
}
