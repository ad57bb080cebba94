import { readTime } from '../read-time.js';
import type { Fulfilment } from '../status.js';
import { decodeHtml } from './decode-html.js';
import { type FieldPath, type FieldPaths, find, list } from './follow-path.js';
import { endOfInterval } from './iso-interval.js';
import { textOf } from './text-of.js';
import { entryOf, type WordMap } from './word-meanings.js';

/** How a provider's words, times and texts differ from the wire's. Plain JSON. */
export interface ForeignValues<Field extends string = string> {
  /** Fields that the payload does not have because they are always the same, such as `{"fulfilment": "delivery"}`. */
  readonly constants?: { readonly [Name in Field]?: string | boolean };
  /** Where the payload says how the food reaches the guest. The first word with a meaning counts. */
  readonly fulfilments?: FulfilmentPath | readonly FulfilmentPath[];
  /** The time or interval that was promised to the guest: when a delivery arrives, and when any other order is ready. */
  readonly promised?: FieldPaths;
  /** `utc`: times without a zone are in UTC. Default: they cannot be used. */
  readonly times?: 'utc';
  /** `html`: names, numbers and reasons are HTML; tags are left out and character references decoded. Default: text. */
  readonly texts?: 'html';
}

export interface FulfilmentPath {
  readonly path: FieldPath;
  /** Words as in `statuses`; `*` is any other value that is not `null`. */
  readonly words: WordMap<Fulfilment>;
}

type Wire = Readonly<Record<string, unknown>>;

const times = [
  'updated_at',
  'placed_at',
  'estimated_ready_from',
  'estimated_ready_to',
  'estimated_arrival_from',
  'estimated_arrival_to',
];
const texts = ['number', 'table_label', 'restaurant_name', 'reason'];

/** The order's fields with the provider's words, times and texts turned into the wire's. */
export function convertFields(wire: Wire, map: ForeignValues, order: unknown): Record<string, unknown> {
  const fulfilment = findFulfilment(map, order) ?? wire.fulfilment ?? map.constants?.fulfilment;
  const promised = promisedTimes(find(order, map.promised ?? []));
  const promisedField = fulfilment === 'delivery' ? 'estimated_arrival' : 'estimated_ready';
  const currency = typeof wire.currency === 'string' ? wire.currency.trim().toUpperCase() : map.constants?.currency;
  const result: Record<string, unknown> = {
    ...map.constants,
    ...(promised.from != null && { [`${promisedField}_from`]: promised.from }),
    ...(promised.to != null && { [`${promisedField}_to`]: promised.to }),
    ...wire,
    ...(fulfilment !== undefined && { fulfilment }),
    ...(currency !== undefined && { currency }),
  };
  for (const name of times) {
    // What Go, .NET and MySQL write for no time at all.
    if (/^000[01]-/.test(textOf(result[name]))) delete result[name];
    else if (name in result) result[name] = convertTime(result[name], map);
  }
  if ('status_times' in result) result.status_times = convertStatusTimes(result.status_times, map);
  for (const name of texts) if (name in result) result[name] = convertText(result[name], map);
  return result;
}

/** A promised time, or an ISO 8601 interval. Times may have slashes as well. */
function promisedTimes(value: unknown): { readonly from?: unknown; readonly to: unknown } {
  if (typeof value !== 'string' || !value.includes('/') || readTime(value, true)) return { to: value };
  const [from, end] = value.split('/');
  return { from, to: endOfInterval(from, end) };
}

/** A text of the provider as text. */
export function convertText(value: unknown, map: ForeignValues): unknown {
  return map.texts === 'html' && typeof value === 'string' ? decodeHtml(value) : value;
}

function findFulfilment({ fulfilments = [] }: ForeignValues, order: unknown): Fulfilment | undefined {
  for (const { path, words } of list(fulfilments)) {
    const value = find(order, path);
    const fulfilment = value == null ? undefined : entryOf(words, value)?.[1];
    if (fulfilment) return fulfilment;
  }
  return undefined;
}

/** Gives a time without a zone that of UTC, if the map says so. Others stay as they are. */
function convertTime(value: unknown, map: ForeignValues): unknown {
  if (map.times !== 'utc' || readTime(value) !== 'zoneless') return value;
  const time = readTime(value, true);
  return time instanceof Date ? time.toISOString() : value;
}

function convertStatusTimes(value: unknown, map: ForeignValues): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([status, time]) => [status, convertTime(time, map)]));
}
