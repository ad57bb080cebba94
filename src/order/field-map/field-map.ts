import type { StatusSource } from '../order.js';
import type { OrderStatus } from '../status.js';
import { sameWord } from '../words.js';
import { decimalToMinor } from './decimal.js';
import { endOfInterval } from './iso-interval.js';

/** A place in a payload: names joined by dots, list indices in brackets: `checks[0].id`; `[-1]` is the last one. Names count capitals. */
export type FieldPath = string;

/** One path, or several: the first that leads to a value counts. An empty list leaves the field out. */
export type FieldPaths = FieldPath | readonly FieldPath[];

/** The meaning of a foreign status word. */
export interface StatusMeaning {
  /** Absent: the word says something about the order, but not its status. */
  readonly status?: OrderStatus;
  /** Default `confirmed`. */
  readonly statusSource?: StatusSource;
  /** Default false. */
  readonly delayed?: boolean;
  /** Default false. */
  readonly onHold?: boolean;
}

/**
 * Foreign status words and their meaning; `null` for a word without a meaning for guests. Capitals, blanks, hyphens and
 * underscores make no difference.
 */
export type StatusMap = Readonly<Record<string, OrderStatus | StatusMeaning | null>>;

/** A path to a status with its own meanings of words; `statuses` come before those of the map. */
export interface StatusPath {
  readonly path: FieldPath;
  readonly statuses: StatusMap;
}

/** A price in decimals: `{"path": "total", "scale": 2}` makes 1250 of 12.5 and of "12.50". */
export interface ScaledPath {
  readonly path: FieldPaths;
  /** How many decimal places the currency's smallest unit has: 2 for EUR, 0 for JPY, 3 for KWD. */
  readonly scale: number;
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

/** Where the fields stand in a foreign payload, and what its status words mean. Plain JSON. */
export interface FieldMap {
  /** Where the order stands in the payload. Default: the payload itself. */
  readonly root?: FieldPaths;
  /**
   * Where each field stands, from the root. Default: its name on the wire. Of several paths to a status, the first one
   * counts whose word has a meaning.
   */
  readonly fields?: Omit<Fields<typeof orderFields>, 'total_minor'> & {
    readonly total_minor?: FieldPaths | ScaledPath;
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
  };
  /**
   * When the order will be ready, if the payload has an ISO 8601 interval, or a start and an ISO 8601 duration. The
   * fields `estimated_ready_from` and `estimated_ready_to` come first.
   */
  readonly window?: FieldPaths | { readonly start: FieldPaths; readonly duration: FieldPaths };
}

type Wire = Record<string, unknown>;

/** `parseOrder` takes no more lines than this. */
const maximalItems = 200;

/** Turns a foreign payload into the wire format, for `parseOrder`. Never throws. */
export function applyFieldMap(
  payload: unknown,
  { root = [], fields = {}, statuses, items = {}, window }: FieldMap,
): unknown {
  const order = find(payload, root) ?? payload;
  const { total_minor: total = 'total_minor', status: statusPaths = 'status', ...paths } = fields;
  const isScaled = typeof total === 'object' && 'path' in total;
  const wire: Wire = {
    ...(window && pickWindow(order, window)),
    ...pick(order, orderFields, { ...paths, total_minor: isScaled ? total.path : total }),
  };
  if (isScaled && wire.total_minor != null) wire.total_minor = decimalToMinor(wire.total_minor, total.scale);

  for (const path of list(statusPaths)) {
    const [place, ownStatuses] = typeof path === 'string' ? [path] : [path.path, path.statuses];
    const meaning = meaningOf(find(order, place), ownStatuses, statuses);
    if (!meaning) continue;
    // A flag with its own path wins over the meaning of a word.
    Object.assign(wire, { ...meaning, ...wire });
    break;
  }

  const lines = find(order, items.path ?? 'items');
  if (!Array.isArray(lines)) return wire;
  return {
    ...wire,
    items: lines.slice(0, maximalItems).map((line: unknown) => ({
      ...pick(line, itemFields, items.fields ?? {}),
      status: meaningOf(find(line, items.fields?.status ?? 'status'), items.statuses)?.status,
    })),
  };
}

/** The value under the first path that leads to one; `null` if a path led to `null` and none to a value. */
export function find(payload: unknown, paths: FieldPaths): unknown {
  const values = list(paths).map((path) => follow(payload, path));
  return values.find((value) => value != null) ?? values.find((value) => value === null);
}

/** Follows own properties only: `constructor` leads nowhere. */
export function follow(payload: unknown, path: FieldPath): unknown {
  return keysOf(path).reduce((value, key) => {
    if (typeof value !== 'object' || value === null) return undefined;
    if (Array.isArray(value) && Number(key) < 0) return value.at(Number(key));
    return Object.hasOwn(value, key) ? (value as Wire)[key] : undefined;
  }, payload);
}

/** The names and indices of a path. */
export function keysOf(path: FieldPath): readonly string[] {
  return path.split(/[.[\]]+/).filter(Boolean);
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
function meaningOf(word: unknown, ...maps: (StatusMap | undefined)[]): Wire | undefined {
  if (word == null) return undefined;
  const text = typeof word === 'object' ? '' : String(word).trim().toLowerCase();
  const entries = maps.flatMap((map) => Object.entries(map ?? {}));
  // Words that differ only by a hyphen may have two meanings in one map.
  const entry =
    entries.find(([known]) => known.trim().toLowerCase() === text) ??
    entries.find(([known]) => sameWord(known) === sameWord(text));
  if (!entry) return { status: word };
  const meaning = typeof entry[1] === 'string' ? { status: entry[1] } : entry[1];
  if (!meaning) return undefined;
  const { status, statusSource = 'confirmed', delayed = false, onHold = false } = meaning;
  return { ...(status && { status }), status_source: statusSource, delayed, on_hold: onHold };
}

/** The window of the estimate, in the fields of the wire. */
function pickWindow(order: unknown, window: NonNullable<FieldMap['window']>): Wire {
  const [start, end] =
    typeof window === 'object' && 'start' in window
      ? [find(order, window.start), find(order, window.duration)]
      : String(find(order, window) ?? '').split('/');
  const given = { estimated_ready_from: start, estimated_ready_to: endOfInterval(start, end) };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value != null && value !== ''));
}

/** A list as it is, anything else as a list of one. */
export function list<Item>(items: Item | readonly Item[]): readonly Item[] {
  return ([] as Item[]).concat(items);
}
