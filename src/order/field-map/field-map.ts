import type { StatusSource } from '../order.js';
import type { Fulfilment, OrderStatus } from '../status.js';
import { type FieldPath, type FieldPaths, find, follow, list } from './follow-path.js';
import { convertFields, convertText, type ForeignValues } from './foreign-values.js';
import { endOfInterval } from './iso-interval.js';

export type { ConditionalPath, FieldPath, FieldPaths } from './follow-path.js';

/** The meaning of a foreign status word. */
export interface StatusMeaning {
  /**
   * Absent: the word says something about the order, but not its status. By fulfilment, if the word means another status
   * for a delivery than for an order that the guest collects; `unknown` where the payload does not say which it is.
   */
  readonly status?: OrderStatus | Readonly<Partial<Record<Fulfilment | 'unknown', OrderStatus>>>;
  /** Default `confirmed`. */
  readonly statusSource?: StatusSource;
  /** Default false. */
  readonly delayed?: boolean;
  /** Default false. */
  readonly onHold?: boolean;
}

/** Foreign status words, in upper or lower case, and their meaning; `null` for a word without a meaning for guests. */
export type StatusMap = Readonly<Record<string, OrderStatus | StatusMeaning | null>>;

/**
 * A path to a status with its own meanings of words; `statuses` come before those of the map. `*` stands for any other
 * value, `null` for a path that leads to null.
 */
export interface StatusPath {
  readonly path: FieldPath;
  readonly statuses: StatusMap;
}

/** The fields that a map can have paths for, by their names on the wire. */
export const orderFields = [
  'id',
  'number',
  'pickup_code',
  'status_source',
  'fulfilment',
  'table_label',
  'restaurant_name',
  'placed_at',
  'updated_at',
  'version',
  'epoch',
  'estimated_ready_from',
  'estimated_ready_to',
  'estimated_arrival_from',
  'estimated_arrival_to',
  'status_times',
  'delayed',
  'on_hold',
  'reason',
  'total_minor',
  'currency',
] as const;

/** The same for each line of an order. */
export const itemFields = ['id', 'name', 'quantity', 'prep_minutes'] as const;

type Fields<Names extends readonly string[]> = Readonly<Partial<Record<Names[number], FieldPaths>>>;

/** An ISO 8601 interval, or a start and an ISO 8601 duration. */
export type Window = FieldPaths | { readonly start: FieldPaths; readonly duration: FieldPaths };

/** Where the fields stand in a foreign payload, and what its status words mean. Plain JSON. */
export interface FieldMap extends ForeignValues<(typeof orderFields)[number]> {
  /**
   * Where the order stands in the payload. Default: the payload itself. In a list, the order that is followed is taken,
   * or else the first one.
   */
  readonly root?: FieldPaths;
  /**
   * Where each field stands, from the root. Default: its name on the wire. Of several paths to a status, the first one
   * counts whose word has a meaning; of several to an id, the one that the page follows.
   */
  readonly fields?: Fields<typeof orderFields> & {
    readonly status?: FieldPath | readonly (FieldPath | StatusPath)[];
  };
  /** Our own statuses need no entry. */
  readonly statuses?: StatusMap;
  readonly items?: {
    /** Default `items`. */
    readonly path?: FieldPaths;
    /** From each line. Default: the names on the wire. */
    readonly fields?: Fields<typeof itemFields> & { readonly status?: FieldPaths };
    readonly statuses?: StatusMap;
    /** Lines with another word at this path are left out: fees, notes, voided lines. A line without a value stays. */
    readonly only?: { readonly path: FieldPath; readonly words: readonly string[] };
  };
  /**
   * When the order will be ready, if the payload has an ISO 8601 interval, or a start and an ISO 8601 duration. The
   * fields `estimated_ready_from` and `estimated_ready_to` come first.
   */
  readonly window?: Window;
  /** The same for when a delivery will be at the door. Without an end, it is the moment of the start. */
  readonly arrival?: Window;
}

type Wire = Record<string, unknown>;

/** `parseOrder` takes no more lines than this. */
const maximalItems = 200;

/**
 * Turns a foreign payload into the wire format, for `parseOrder`. Never throws.
 *
 * @param orderId The order that is followed, for payloads with several orders or with several ids of one order
 */
export function applyFieldMap(payload: unknown, map: FieldMap, orderId?: string): unknown {
  const { root = [], fields = {}, statuses, items = {}, window, arrival } = map;
  const idPaths = list(fields.id ?? 'id').map((path) => (typeof path === 'string' ? path : path.path));
  const order = pickOrder(find(payload, root) ?? payload, idPaths, orderId);
  const ownId = idPaths.map((path) => follow(order, path)).find((id) => isSameId(id, orderId));
  const wire = convertFields(
    {
      ...(window && pickWindow(order, window)),
      ...(arrival && pickArrival(order, arrival)),
      ...pick(order, orderFields, fields),
      ...(ownId !== undefined && { id: ownId }),
    },
    map,
    (paths) => find(order, paths),
  );

  for (const path of list(fields.status ?? 'status')) {
    const [place, ownStatuses] = typeof path === 'string' ? [path] : [path.path, path.statuses];
    const meaning = meaningOf(find(order, place), wire.fulfilment, ownStatuses, statuses);
    if (!meaning) continue;
    // A flag with its own path wins over the meaning of a word.
    Object.assign(wire, { ...meaning, ...wire });
    break;
  }
  // Only deliveries have this step.
  if (wire.status === 'out_for_delivery') wire.fulfilment = 'delivery';

  const lines = find(order, items.path ?? 'items');
  if (!Array.isArray(lines)) return wire;
  const { only } = items;
  const shown = only ? lines.filter((line) => isOneOf(find(line, only.path), only.words)) : lines;
  return {
    ...wire,
    items: shown.slice(0, maximalItems).map((line: unknown) => {
      const item = pick(line, itemFields, items.fields ?? {});
      return {
        ...item,
        name: convertText(item.name, map),
        status: meaningOf(find(line, items.fields?.status ?? 'status'), wire.fulfilment, items.statuses)?.status,
      };
    }),
  };
}

/** Of a list, the order with this id, or else the first one. */
function pickOrder(found: unknown, idPaths: readonly FieldPath[], orderId: string | undefined): unknown {
  if (!Array.isArray(found)) return found;
  const isFollowed = (order: unknown) => idPaths.some((path) => isSameId(follow(order, path), orderId));
  // A list of events has the newest one last.
  return found.slice().reverse().find(isFollowed) ?? found[0];
}

function isSameId(id: unknown, orderId: string | undefined): boolean {
  return (typeof id === 'string' || typeof id === 'number') && String(id) === orderId;
}

function isOneOf(word: unknown, words: readonly string[]): boolean {
  return word == null || words.some((known) => known.toLowerCase() === String(word).toLowerCase());
}

/** The fields that the payload has, under their names on the wire. */
function pick<Name extends string>(
  payload: unknown,
  names: readonly Name[],
  fields: { readonly [Key in Name]?: FieldPaths },
): Wire {
  const entries = names.map((name) => [name, find(payload, fields[name] ?? name)] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

/** The meaning of a word, in the fields of the wire; `undefined` if it has none. A word in no map stays as it is. */
function meaningOf(word: unknown, fulfilment: unknown, ...maps: (StatusMap | undefined)[]): Wire | undefined {
  if (word === undefined) return undefined;
  const text = typeof word === 'object' && word !== null ? '' : String(word).toLowerCase();
  const entry = maps.map((map) => entryOf(text, word === null, map)).find(Boolean);
  if (!entry) return word === null ? undefined : { status: word };
  const meaning = typeof entry[1] === 'string' ? { status: entry[1] } : entry[1];
  if (!meaning) return undefined;
  const { statusSource = 'confirmed', delayed = false, onHold = false } = meaning;
  const status = typeof meaning.status === 'object' ? ofFulfilment(meaning.status, fulfilment) : meaning.status;
  if (!status && meaning.status) return undefined;
  return { ...(status && { status }), status_source: statusSource, delayed, on_hold: onHold };
}

function entryOf(text: string, isNull: boolean, map: StatusMap = {}) {
  const entries = Object.entries(map);
  const other = isNull ? undefined : entries.find(([known]) => known === '*');
  return entries.find(([known]) => known.toLowerCase() === text) ?? other;
}

function ofFulfilment(
  statuses: Readonly<Partial<Record<string, OrderStatus>>>,
  fulfilment: unknown,
): OrderStatus | undefined {
  return statuses[typeof fulfilment === 'string' ? fulfilment.toLowerCase() : 'unknown'];
}

/** The window in which the order will be ready, in the fields of the wire. */
function pickWindow(order: unknown, window: Window): Wire {
  const [start, end] = startAndEnd(order, window);
  return { estimated_ready_from: start, estimated_ready_to: end };
}

function pickArrival(order: unknown, window: Window): Wire {
  const [start, end] = startAndEnd(order, window);
  return { estimated_arrival_from: start, estimated_arrival_to: end ?? start };
}

function startAndEnd(order: unknown, window: Window): [unknown, unknown] {
  const [start, end] =
    typeof window === 'object' && 'start' in window
      ? [find(order, window.start), find(order, window.duration)]
      : String(find(order, window)).split('/');
  return [start, endOfInterval(start, end)];
}
