import type { StatusSource } from '../order.js';
import { type OrderStatus, orderStatuses } from '../status.js';
import { endOfInterval } from './iso-interval.js';

/** Where something stands in a payload: names joined by dots, places in lists in brackets: `checks[0].id`; `[-1]` is the last. */
export type FieldPath = string;

/** One path, or several of which the first that leads to a value counts; an empty list for a field to leave out. */
export type FieldPaths = FieldPath | readonly FieldPath[];

/** What a foreign status word means. */
export interface StatusMeaning {
  /** Absent: the word tells something of the order, but not how far it is. */
  readonly status?: OrderStatus;
  /** Default `confirmed`. */
  readonly statusSource?: StatusSource;
  /** Default false. */
  readonly delayed?: boolean;
  /** Default false. */
  readonly onHold?: boolean;
}

/** Foreign status words, in upper or lower case, and their meaning; `null` for words that tell a guest nothing. */
export type StatusMap = Readonly<Record<string, OrderStatus | StatusMeaning | null>>;

/** A path to a status whose words mean something else there than elsewhere; `statuses` come before the map's. */
export interface StatusPath {
  readonly path: FieldPath;
  readonly statuses: StatusMap;
}

/** The fields that a map can place: the wire's names. */
export const orderFields = [
  'id',
  'number',
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
  'delayed',
  'on_hold',
  'reason',
  'total_minor',
  'currency',
] as const;

/** The same for each line of an order. */
export const itemFields = ['id', 'name', 'quantity', 'prep_minutes'] as const;

type Fields<Names extends readonly string[]> = Readonly<Partial<Record<Names[number], FieldPaths>>>;

/** Where a foreign payload keeps what we need, and what its status words mean. JSON throughout. */
export interface FieldMap {
  /** Where the order begins. Default: at the payload itself. */
  readonly root?: FieldPaths;
  /**
   * Where each field stands, from the root. Default: under the wire's name for it. Of several paths to a status the
   * first one counts whose word means something.
   */
  readonly fields?: Fields<typeof orderFields> & {
    readonly status?: FieldPath | readonly (FieldPath | StatusPath)[];
  };
  /** Our own words need no entry. */
  readonly statuses?: StatusMap;
  readonly items?: {
    /** Default `items`. */
    readonly path?: FieldPaths;
    /** From each line. Default: under the wire's names. */
    readonly fields?: Fields<typeof itemFields> & { readonly status?: FieldPaths };
    readonly statuses?: StatusMap;
  };
  /**
   * When the order will be ready, where the payload says it as an ISO 8601 interval, or as a start and an ISO 8601
   * duration. The fields `estimated_ready_from` and `estimated_ready_to` come before it.
   */
  readonly window?: FieldPaths | { readonly start: FieldPaths; readonly duration: FieldPaths };
}

type Wire = Record<string, unknown>;

/** More lines than `parseOrder` would take need not be translated. */
const maximalItems = 200;

/** Turns a foreign payload into the wire shape, for `parseOrder` to judge. Never throws. */
export function applyFieldMap(
  payload: unknown,
  { root = [], fields = {}, statuses, items = {}, window }: FieldMap,
): unknown {
  const order = find(payload, root) ?? payload;
  const wire = { ...(window && pickWindow(order, window)), ...pick(order, orderFields, fields) };

  for (const path of list(fields.status ?? 'status')) {
    const [place, ownStatuses] = typeof path === 'string' ? [path] : [path.path, path.statuses];
    const meaning = meaningOf(find(order, place), ownStatuses, statuses);
    if (!meaning) continue;
    // A flag with a place of its own knows better than a word.
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
function find(payload: unknown, paths: FieldPaths): unknown {
  const values = list(paths).map((path) => follow(payload, path));
  return values.find((value) => value != null) ?? values.find((value) => value === null);
}

/** Goes along own properties only: `constructor` leads nowhere. */
function follow(payload: unknown, path: FieldPath): unknown {
  const keys = path.split(/[.[\]]+/).filter(Boolean);
  return keys.reduce((value, key) => {
    if (typeof value !== 'object' || value === null) return undefined;
    if (Array.isArray(value) && Number(key) < 0) return value.at(Number(key));
    return Object.hasOwn(value, key) ? (value as Wire)[key] : undefined;
  }, payload);
}

/** Each field under the wire's name, where the payload has it. */
function pick<Name extends string>(
  payload: unknown,
  names: readonly Name[],
  fields: { readonly [Key in Name]?: FieldPaths },
): Wire {
  const entries = names.map((name) => [name, find(payload, fields[name] ?? name)] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

/** What a word says, in the wire's terms; `undefined` if it says nothing. A word in no map stays as it is. */
function meaningOf(word: unknown, ...maps: (StatusMap | undefined)[]): Wire | undefined {
  if (word == null) return undefined;
  const text = typeof word === 'object' ? '' : String(word).toLowerCase();
  const entries = maps.flatMap((map) => Object.entries(map ?? {}));
  const entry = entries.find(([known]) => known.toLowerCase() === text);
  if (!entry) return { status: word };
  const meaning = typeof entry[1] === 'string' ? { status: entry[1] } : entry[1];
  if (!meaning) return undefined;
  const { status, statusSource = 'confirmed', delayed = false, onHold = false } = meaning;
  return { ...(status && { status }), status_source: statusSource, delayed, on_hold: onHold };
}

/** The estimate of a map's `window`, in the wire's terms. */
function pickWindow(order: unknown, window: NonNullable<FieldMap['window']>): Wire {
  const [start, end] =
    typeof window === 'object' && 'start' in window
      ? [find(order, window.start), find(order, window.duration)]
      : String(find(order, window)).split('/');
  return { estimated_ready_from: start, estimated_ready_to: endOfInterval(start, end) };
}

/** Checks a field map that came as JSON. Throws `TypeError` with a sentence that names what is wrong. */
export function parseFieldMap(value: unknown): FieldMap {
  const map = record(value, 'fieldMap', ['root', 'fields', 'statuses', 'items', 'window']);
  checkPaths(map.root, 'fieldMap.root');
  const { status, ...fields } = record(map.fields, 'fieldMap.fields', [...orderFields, 'status']);
  checkFields(fields, 'fieldMap.fields');
  for (const path of list(status ?? [])) {
    if (typeof path === 'string') continue;
    const place = record(path, 'fieldMap.fields.status', ['path', 'statuses']);
    if (typeof place.path !== 'string') fail('fieldMap.fields.status', 'needs a path');
    checkStatuses(place.statuses, 'fieldMap.fields.status');
  }
  checkStatuses(map.statuses, 'fieldMap.statuses');
  const items = record(map.items, 'fieldMap.items', ['path', 'fields', 'statuses']);
  checkPaths(items.path, 'fieldMap.items.path');
  checkFields(record(items.fields, 'fieldMap.items.fields', [...itemFields, 'status']), 'fieldMap.items.fields');
  checkStatuses(items.statuses, 'fieldMap.items.statuses');
  if (isRecord(map.window))
    checkFields(record(map.window, 'fieldMap.window', ['start', 'duration']), 'fieldMap.window');
  else checkPaths(map.window, 'fieldMap.window');
  return map;
}

function checkFields(fields: Wire, place: string): void {
  for (const [name, paths] of Object.entries(fields)) checkPaths(paths, `${place}.${name}`);
}

function checkPaths(paths: unknown, place: string): void {
  if (list(paths ?? []).some((path) => typeof path !== 'string')) fail(place, 'must be a path or a list of paths');
}

function checkStatuses(statuses: unknown, place: string): void {
  for (const [word, meaning] of Object.entries(record(statuses, place))) {
    const { status } = isRecord(meaning)
      ? record(meaning, `${place}.${word}`, ['status', 'statusSource', 'delayed', 'onHold'])
      : { status: meaning ?? undefined };
    if (status !== undefined && !orderStatuses.some((known) => known === status)) {
      fail(`${place}.${word}`, `must be one of ${orderStatuses.join(', ')}, or null`);
    }
  }
}

/** An object with no other keys than these; an absent one is empty. */
function record(value: unknown, place: string, keys?: readonly string[]): Wire {
  if (value === undefined) return {};
  if (!isRecord(value)) return fail(place, 'must be an object');
  const unknown = keys && Object.keys(value).find((key) => !keys.includes(key));
  return unknown === undefined ? value : fail(`${place}.${unknown}`, `is not known; known are ${keys?.join(', ')}`);
}

function isRecord(value: unknown): value is Wire {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function fail(place: string, problem: string): never {
  throw new TypeError(`${place} ${problem}.`);
}

function list<Item>(items: Item | readonly Item[]): readonly Item[] {
  return ([] as Item[]).concat(items);
}
