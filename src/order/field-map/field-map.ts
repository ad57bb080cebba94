import { type ExpectedId, isSameId, orderNamedIn } from '../order-id.js';
import { readTime } from '../read-time.js';
import { sameWord } from '../words.js';
import { type ConditionalPath, type FieldPath, type FieldPaths, find, list, pathsOf } from './follow-path.js';
import { convertFields, convertText, type ForeignValues } from './foreign-values.js';
import { findPrice, type PricePaths } from './price.js';
import { textOf } from './text-of.js';
import { pickArrival, pickWindow, type Window } from './windows.js';
import { meaningOf, type StatusMap } from './word-meanings.js';
import { decoded, single, unwrapped } from './wrapped-values.js';

export type { ConditionalPath, FieldPath, FieldPaths } from './follow-path.js';
export type { PricePaths, ScaledPath } from './price.js';
export type { Window } from './windows.js';
export type { StatusMap, StatusMeaning } from './word-meanings.js';

/** A path to a status with its own meanings of words; `statuses` come before those of the map. */
export interface StatusPath extends ConditionalPath {
  readonly statuses?: StatusMap;
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

type OrderField = (typeof orderFields)[number];
type Fields<Name extends string> = Readonly<Partial<Record<Name, FieldPaths>>>;

/** Where the fields stand in a foreign payload, and what its status words mean. Plain JSON. */
export interface FieldMap extends ForeignValues<OrderField> {
  /**
   * Where the order stands in the payload. Default: the payload itself. In a list, the order that is followed is taken,
   * or else the first one. `{id}` is the id of that order: `orders.{id}` of orders that stand under their ids.
   */
  readonly root?: FieldPaths;
  /**
   * Where each field stands, from the root. Default: its name on the wire. Of several paths to a status, the first one
   * counts whose word has a meaning; of several to an id, the one that the page follows.
   */
  readonly fields?: Fields<Exclude<OrderField, 'total_minor'>> & {
    readonly total_minor?: PricePaths;
    readonly status?: FieldPath | StatusPath | readonly (FieldPath | StatusPath)[];
  };
  /** Our own statuses need no entry. */
  readonly statuses?: StatusMap;
  readonly items?: {
    /** Default `items`. */
    readonly path?: FieldPaths;
    /** From each line. Default: the names on the wire. */
    readonly fields?: Fields<(typeof itemFields)[number] | 'status'>;
    readonly statuses?: StatusMap;
    /** How many of the last digits of a quantity are decimals: 3 where 500 is half of one. Then 0 says nothing. */
    readonly quantityDecimals?: number;
    /** Lines with another word at this path are left out: fees, notes, voided lines. A line without a value stays. */
    readonly only?: { readonly path: FieldPaths; readonly words: readonly string[] };
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
 * @param expected The order that is followed, for payloads with several orders or with several ids of one order
 */
export function applyFieldMap(payload: unknown, map: FieldMap, expected?: ExpectedId): unknown {
  const { fields = {}, statuses, window, arrival } = map;
  const order = pickOrder(payload, map, expected);
  const { status: statusPaths = 'status', total_minor: totalPaths = 'total_minor', ...paths } = fields;
  const ownId = expected && idsOf(order, map).find((id) => isId(id) && isSameId(id, expected));
  const wire = convertFields(
    {
      ...(window && pickWindow(order, window)),
      ...(arrival && pickArrival(order, arrival)),
      ...pick(order, orderFields, { ...paths, id: idPathsOf(map), total_minor: [] }),
      ...(ownId !== undefined ? { id: ownId } : isKeyed(map) && expected && { id: expected.id }),
    },
    map,
    order,
  );
  // It may be another order's.
  if (wire.id == null) Object.assign(wire, orderNamedIn(order));
  const total = findPrice(order, totalPaths, wire.currency);
  if (total !== undefined) wire.total_minor = total;

  const statusList = list<FieldPath | StatusPath>(statusPaths);
  for (const path of statusList) {
    const ownStatuses = typeof path === 'string' ? undefined : path.statuses;
    const word = single(find(order, path));
    if (word === '' && path !== statusList.at(-1)) continue;
    const meaning = meaningOf(word, wire.fulfilment, ownStatuses, statuses);
    if (!meaning) continue;
    // A flag with its own path wins over the meaning of a word.
    Object.assign(wire, { ...meaning, ...wire });
    break;
  }
  // Only deliveries have this step, and what was promised is then the arrival.
  if (sameWord(textOf(wire.status)) === sameWord('out_for_delivery')) {
    if (wire.fulfilment === undefined)
      return applyFieldMap(payload, { ...map, constants: { ...map.constants, fulfilment: 'delivery' } }, expected);
    wire.fulfilment = 'delivery';
  }

  const lines = linesOf(order, map);
  return lines === undefined
    ? wire
    : { ...wire, items: Array.isArray(lines) ? mapLines(lines, map, wire.fulfilment) : lines };
}

/** Whether the root itself names the order. */
function isKeyed({ root = [] }: FieldMap): boolean {
  return pathsOf(root).some((path) => path.includes('{id}'));
}

/** The root with the followed order's id in it. */
export function rootOf({ root = [] }: FieldMap, expected?: ExpectedId): FieldPaths {
  const filled = (path: FieldPath) => path.replaceAll('{id}', () => `["${expected?.id}"]`);
  return list(root).map((path) => (typeof path === 'string' ? filled(path) : { ...path, path: filled(path.path) }));
}

/**
 * The lines of an order. One line may stand without a list, and lines under names of their own. Null is no list, which says
 * nothing of the dishes, and numbers alone are ids of lines that are not in the payload. Else what is there.
 */
function linesOf(order: unknown, { items = {} }: FieldMap): unknown {
  const lines = decoded(find(order, items.path ?? 'items'));
  if (Array.isArray(lines)) return typeof lines[0] === 'number' ? undefined : lines;
  if (typeof lines !== 'object' || lines === null) return lines ?? undefined;
  if (find(lines, items.fields?.name ?? 'name') != null) return [lines];
  const entries = Object.values(lines);
  return entries.every((entry) => typeof entry === 'object' && !Array.isArray(entry)) ? entries : lines;
}

/**
 * The order in a payload. Of a list, the order that is followed, or else the first one. A list whose orders have no ids
 * stays a list: none of them is known to be the order.
 */
export function pickOrder(payload: unknown, map: FieldMap, expected?: ExpectedId): unknown {
  const found = decoded(find(payload, rootOf(map, expected)) ?? payload);
  if (!Array.isArray(found)) return found;
  const asked = (isNamed: boolean) =>
    expected &&
    newest(
      found.filter((order) => idsOf(order, map).some((id) => isId(id) && isSameId(id, { ...expected, isNamed }))),
      map,
    );
  const followed = asked(false) ?? (expected?.isNamed ? asked(true) : undefined);
  const isKnown = found.length === 1 || !expected || idsOf(found[0], map).some(isId);
  return followed ?? (isKnown ? found[0] : found);
}

/** Of several entries about one order, such as events, the one that changed last; without times, the last one. */
function newest(entries: readonly unknown[], { fields = {} }: FieldMap): unknown {
  const timeOf = (entry: unknown) => {
    const time = readTime(find(entry, fields.updated_at ?? 'updated_at'), true);
    return time instanceof Date ? +time : Number.NaN;
  };
  let best = entries[0];
  for (const entry of entries) if (!(timeOf(entry) < timeOf(best))) best = entry;
  return best;
}

/** What stands under the paths to the id. */
function idsOf(order: unknown, map: FieldMap): readonly unknown[] {
  return list(idPathsOf(map)).map((path) => find(order, path));
}

/** JSON-LD has an address for an id, beside one or without. */
function idPathsOf({ fields = {} }: FieldMap): FieldPaths {
  return fields.id ?? ['id', '["@id"]'];
}

function isId(value: unknown): boolean {
  return (typeof value === 'string' && value !== '') || Number.isInteger(value);
}

function mapLines(lines: readonly unknown[], map: FieldMap, fulfilment: unknown): readonly unknown[] {
  const { fields = {}, statuses, only, quantityDecimals } = map.items ?? {};
  const { status = 'status', ...paths } = fields;
  const isShown = (line: unknown) => {
    const word = only && find(line, only.path);
    return word == null || only?.words.some((known) => sameWord(known) === sameWord(textOf(word)));
  };
  const shown = lines.filter(isShown).slice(0, maximalItems);
  const mapped = shown.map((entry): Wire => {
    const text = unwrapped(entry);
    const line = typeof text === 'string' ? { name: text, [String(paths.name)]: text } : entry;
    const item = pick(line, itemFields, paths);
    const name = convertText(item.name, map);
    if (quantityDecimals) item.quantity = Number(`${textOf(item.quantity)}e-${quantityDecimals}`) || undefined;
    return { ...item, name, status: meaningOf(single(find(line, status)), fulfilment, statuses)?.status };
  });
  // What stands there is told as it came. Of a line that was taken out, nothing is left.
  return mapped.some(({ name }) => name != null) ? mapped.filter((line) => !isNone(line.quantity)) : shown;
}

function isNone(quantity: unknown): boolean {
  const text = textOf(quantity);
  return text !== '' && Number(text) === 0;
}

/** The fields that the payload has, under their names on the wire. */
function pick<Name extends string>(
  payload: unknown,
  names: readonly Name[],
  fields: { readonly [Key in Name]?: FieldPaths },
): Wire {
  const entries = names.map((name) => [name, single(find(payload, fields[name] ?? name))] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}
