import type { TrackerEnvironment } from '../environment/environment.js';
import type { HistoryTable } from '../order/estimate/history.js';
import type { FieldMap } from '../order/field-map/field-map.js';
import type { Fulfilment, OrderStatus } from '../order/status.js';
import type { ParseResult } from '../order/wire.js';
import type { TransportName, TransportOptions } from '../transports/create-transport.js';
import type { EventsOptions } from '../transports/events/events-maker.js';
import type { SupabaseOptions } from '../transports/supabase/options.js';
import type { OrderTransport } from '../transports/transport.js';
import type { WebSocketOptions } from '../transports/websocket/websocket-maker.js';
import type { DebugOption, InspectionObserver } from './inspection-option.js';
import type { TokenSourceOptions } from './token-source.js';
import type { OrderTrackerSnapshot, TrackerError } from './types.js';

export type { TransportName } from '../transports/create-transport.js';

/** How to follow an order. Every option is optional, but without an order id and one way to its back end nothing happens. */
export interface OrderTrackerOptions extends SupabaseOptions, WebSocketOptions, EventsOptions {
  /** The order to follow. */
  orderId?: string | undefined;
  /** A name, or an object that implements `OrderTransport`. Default `auto`. */
  transport?: TransportName | OrderTransport | undefined;
  /** `https://…/{id}`: polled while changes do not arrive by themselves, and for confirmation. */
  pollUrl?: string | undefined;
  /** How `pollUrl` is asked. Default: `POST` with `pollBody`, else `GET`. */
  pollMethod?: 'GET' | 'POST' | undefined;
  /** Further headers of that request; `{id}` and `{token}` are filled in. */
  pollHeaders?: Readonly<Record<string, string>> | undefined;
  /** What that request sends, as JSON, such as a GraphQL query; `{id}` and `{token}` in its texts are filled in. */
  pollBody?: object | undefined;
  /** Whether that request sends cookies. Default `omit`. */
  pollCredentials?: 'omit' | 'same-origin' | 'include' | undefined;
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
  board?: ((payload: unknown, restaurantId: string, mapRow?: (row: unknown) => unknown) => ParseResult) | undefined;
  /**
   * Logs every transition, decision and payload verdict in one line: to the console (`true`), or to a function. It
   * never logs a token or a name. Default: off.
   */
  debug?: DebugOption | undefined;
  /** Receives XState's inspection events, for its inspector. They hold the whole context, tokens too. Default: none. */
  inspect?: InspectionObserver | undefined;
  /** For tests: the world outside. Default: the browser. */
  environment?: Partial<TrackerEnvironment> | undefined;
  /**
   * Called when another status was accepted, the first one included. That may be one of the device's cache or of `order`
   * (`snapshot.isCached`). What it throws is reported to the page, as with the other two; the tracker goes on.
   */
  onStatusUpdate?: ((status: OrderStatus, snapshot: OrderTrackerSnapshot) => void) | undefined;
  /**
   * Called when `snapshot.connectionStatus` has changed, also to `idle` by `stop()`. `isConnected` is true for
   * `connected` alone: changes arrive by themselves.
   */
  onConnectionChange?: ((isConnected: boolean, snapshot: OrderTrackerSnapshot) => void) | undefined;
  /** Called when there is a problem, or another one than before. It may pass by itself (`recoverable`). */
  onError?: ((error: TrackerError) => void) | undefined;
}

export type OptionName = keyof OrderTrackerOptions;

/**
 * What an option can hold.
 *
 * - a list: one of these words, the first one by default
 * - `text`, `url`, `socket-url`, `number`: an attribute as well
 * - `flag`: an attribute that is there or not
 * - `json`, `json-list`, `json-object`: plain data, an attribute that holds JSON as well
 * - `data`: plain data, by a property only
 * - `object`, `function`: by a property only
 * - `internal`: neither an attribute nor a property of an element
 */
export type OptionValue =
  | readonly string[]
  | 'text'
  | 'url'
  | 'socket-url'
  | 'number'
  | 'flag'
  | 'json'
  | 'json-list'
  | 'json-object'
  | 'data'
  | 'object'
  | 'function'
  | 'internal';

/**
 * What an option is used for.
 *
 * - `order`: what is followed
 * - `transport`, `access`, `payload`: the way to the back end, the right to go it, the shape of what comes back
 * - `chart`: how it is followed
 * - `tracker`: what each tracker does for itself with a chart that it may share
 */
export type OptionUse = 'order' | 'transport' | 'access' | 'payload' | 'chart' | 'tracker';

/** One option, or one attribute of an element. */
export interface OptionRow {
  readonly use: OptionUse;
  readonly value: OptionValue;
  /** Whether it tells two back ends apart, each of which may have an order of the same id. */
  readonly endPoint?: true;
  /** The least and the greatest number that makes sense. Default: 0 and 1,440. */
  readonly range?: readonly [least: number, most: number];
  /** What such a number counts. Default: minutes. */
  readonly unit?: 'seconds';
}

/**
 * THE list of the options. From it derive: what an element hands to its tracker, which changes restart a tracker, which
 * trackers share a chart, the keys of a back end, the playground's controls and its preview, the attributes in JSX. The
 * compiler insists on a row for every option. An attribute's name is the option's name with dashes.
 */
export const trackerOptions = {
  orderId: { use: 'order', value: 'text' },
  transport: { use: 'transport', value: ['auto', 'supabase', 'websocket', 'sse', 'polling'] },
  supabaseUrl: { use: 'transport', value: 'url', endPoint: true },
  supabaseKey: { use: 'transport', value: 'text' },
  supabase: { use: 'transport', value: 'object' },
  supabaseChannel: { use: 'transport', value: ['auto', 'broadcast', 'changes'] },
  supabaseTable: { use: 'transport', value: 'text', endPoint: true },
  supabaseRead: { use: 'transport', value: 'text' },
  websocketUrl: { use: 'transport', value: 'socket-url', endPoint: true },
  websocketProtocol: { use: 'transport', value: ['order-status.v1', 'plain'] },
  websocketSubprotocol: { use: 'transport', value: 'text' },
  websocketHello: { use: 'transport', value: 'json-list' },
  websocketConfirm: { use: 'transport', value: 'json' },
  websocketRefuse: { use: 'transport', value: 'json' },
  websocketHeartbeat: { use: 'transport', value: 'json-object' },
  websocketChannel: { use: 'transport', value: 'text', endPoint: true },
  websocketAuthorize: { use: 'transport', value: 'function' },
  eventsUrl: { use: 'transport', value: 'url', endPoint: true },
  eventsHello: { use: 'transport', value: 'json-object' },
  pollUrl: { use: 'transport', value: 'url', endPoint: true },
  pollMethod: { use: 'transport', value: ['GET', 'POST'] },
  pollHeaders: { use: 'transport', value: 'json-object' },
  pollBody: { use: 'transport', value: 'json-object' },
  pollCredentials: { use: 'transport', value: ['omit', 'same-origin', 'include'] },
  pollInterval: { use: 'chart', value: 'number', range: [5, 3_600], unit: 'seconds' },
  accessToken: { use: 'access', value: 'text' },
  getAccessToken: { use: 'access', value: 'function' },
  tokenUrl: { use: 'access', value: 'url' },
  capability: { use: 'access', value: 'internal' },
  fieldMap: { use: 'payload', value: 'json-object' },
  parse: { use: 'payload', value: 'function' },
  fulfilment: { use: 'tracker', value: ['dine_in', 'pickup', 'delivery'] },
  cache: { use: 'chart', value: ['device', 'none'] },
  order: { use: 'tracker', value: 'json-object' },
  history: { use: 'tracker', value: 'data' },
  board: { use: 'payload', value: 'internal' },
  debug: { use: 'tracker', value: 'flag' },
  inspect: { use: 'tracker', value: 'function' },
  environment: { use: 'chart', value: 'object' },
  onStatusUpdate: { use: 'tracker', value: 'internal' },
  onConnectionChange: { use: 'tracker', value: 'internal' },
  onError: { use: 'tracker', value: 'internal' },
} as const satisfies Readonly<Record<OptionName, OptionRow>>;

export type TrackerOptionRows = typeof trackerOptions;

type UsedFor<Use extends OptionUse> = {
  [Name in OptionName]: TrackerOptionRows[Name]['use'] extends Use ? Name : never;
}[OptionName];

/** `option: word` for each word of each choice, in the list and in the types. */
type ListedWords = {
  [Name in OptionName]: TrackerOptionRows[Name]['value'] extends readonly (infer Word extends string)[]
    ? `${Name}: ${Word}`
    : never;
}[OptionName];
type TypedWords = {
  [Name in OptionName]: TrackerOptionRows[Name]['value'] extends readonly string[]
    ? `${Name}: ${Extract<OrderTrackerOptions[Name], string>}`
    : never;
}[OptionName];

/** `true` where two unions are equal; else the compiler's message shows what only one of them has. */
type Same<One, Other> = [Exclude<One, Other>, Exclude<Other, One>] extends [never, never]
  ? true
  : { onlyInFirst: Exclude<One, Other>; onlyInSecond: Exclude<Other, One> };
type Each<Checks extends readonly true[]> = Checks;

/** Checked by the compiler: the rows agree with the types of those that read the options. */
export type OptionChecks = Each<
  [
    Same<UsedFor<'transport'>, Exclude<keyof TransportOptions, 'subject'>>,
    Same<UsedFor<'access'>, Exclude<keyof TokenSourceOptions, 'orderId' | 'subject' | 'fetch'>>,
    Same<ListedWords, TypedWords>,
  ]
>;
