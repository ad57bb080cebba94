import { applyFieldMap, type FieldMap } from './field-map/field-map.js';
import type { Order, OrderPatch } from './order.js';
import { type BoardColumn, factsOf } from './status.js';
import { type ParseResult, parseOrder } from './wire.js';

/** One number on a restaurant's board. */
export interface BoardOrder {
  /** Tells this order from another one of the same number; never shown. */
  readonly id: string;
  /** What staff call out: "42", "A7". */
  readonly number: string;
  /** An order that the kitchen has not begun yet counts as being prepared. */
  readonly status: BoardColumn;
  /** When the back end last changed it. */
  readonly updatedAt?: Date;
}

/** The open orders of one restaurant, followed as one document with a version of its own. */
export interface Board extends Order {
  /** At most 200: the ready ones first, then in the order in which the back end named them. */
  readonly orders: readonly BoardOrder[];
  /** How many open orders there are beyond those. */
  readonly leftOut: number;
}

/** More numbers than any wall shows; those that follow are counted. */
const maximalOrders = 200;
/** Rows that are looked at; a list of more is no board but a whole history. */
const maximalRows = 2000;

/** What staff call out where an order has no number of its own: an id that is short enough to be one. */
const callableId = /^[\w-]{1,8}$/;

/** Whether what is followed is a board. */
export function isBoard(order: Order | undefined): order is Board {
  return order !== undefined && 'orders' in order;
}

/**
 * Lets through what belongs on a restaurant's board, and nothing else: no name, dish, table or telephone number.
 *
 * A board is `{id, restaurant_name, version, epoch, updated_at, orders: […], left_out}`, `{orders: […]}`, or the list
 * alone. Each order of the list is read like any order: through the field map, and then by the same door. An order of
 * another restaurant (`restaurant_id`), one that is not open, and one without a number are left out. A status that only
 * a clock set is not called ready.
 *
 * A single order, as some servers push it, is no board; it only tells that it is time to read one.
 */
export function parseBoard(payload: unknown, restaurantId: string, fieldMap?: FieldMap): ParseResult {
  const isList = Array.isArray(payload);
  const board = isList ? { orders: payload } : asRecord(payload);
  const list = board.orders;
  if (!Array.isArray(list)) {
    return { ok: false, reason: 'The payload has no list "orders".', isNews: readRow(board, fieldMap).ok };
  }
  // What a board says of itself comes through the door for orders; it has no status of its own.
  const id = board.id ?? board.restaurant_id ?? restaurantId;
  const about = parseOrder({ ...board, id, status: 'pending', items: undefined });
  if (!about.ok) return about;

  const rows = list.slice(0, maximalRows).filter((row) => isOf(row, restaurantId));
  const patches = rows.map((row) => readRow(row, fieldMap)).flatMap((result) => (result.ok ? [result.patch] : []));
  const known = patches.filter(({ status }) => status);
  if (rows.length > 0 && patches.length === 0) {
    return { ok: false, reason: 'None of the orders has an id and a status.' };
  }
  const orders = new Map(known.flatMap((patch) => toBoardOrder(patch) ?? []).map((order) => [order.id, order]));
  const open = [...orders.values()];
  const sorted = [
    ...open.filter(({ status }) => status === 'ready'),
    ...open.filter(({ status }) => status !== 'ready'),
  ];
  const { restaurantName, version, epoch, updatedAt } = about.patch;
  const patch: OrderPatch & Pick<Board, 'orders' | 'leftOut'> = {
    id: about.patch.id,
    ...(restaurantName && { restaurantName }),
    ...(version != null && { version }),
    ...(epoch && { epoch }),
    ...(updatedAt && { updatedAt }),
    unmappedStatus: patches.find(({ unmappedStatus }) => unmappedStatus)?.unmappedStatus ?? null,
    orders: sorted.slice(0, maximalOrders),
    leftOut:
      Math.max(0, sorted.length - maximalOrders) + Math.max(0, list.length - maximalRows) + count(board.left_out),
  };
  return { ok: true, patch };
}

function readRow(row: unknown, fieldMap: FieldMap | undefined): ParseResult {
  return parseOrder(fieldMap ? applyFieldMap(row, fieldMap) : row);
}

function toBoardOrder({ id, number, status, statusSource, updatedAt }: OrderPatch): BoardOrder | undefined {
  const column = factsOf(status ?? undefined)?.board ?? 'none';
  const called = number ?? (callableId.test(id) ? id : undefined);
  if (column === 'none' || called === undefined) return undefined;
  const shown = statusSource === 'estimated' ? 'preparing' : column;
  return { id, number: called, status: shown, ...(updatedAt && { updatedAt }) };
}

/** Whether a row may be shown here: it names this restaurant, or none. */
function isOf(row: unknown, restaurantId: string): boolean {
  const { restaurant_id: owner } = asRecord(row);
  return owner == null || String(owner) === restaurantId;
}

function count(value: unknown): number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : 0;
}

/** Own keys only, and `__proto__` as a key like any other. */
function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return Object.assign(Object.create(null), typeof value === 'object' && !Array.isArray(value) ? value : undefined);
}
