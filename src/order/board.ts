import type { Order, OrderPatch } from './order.js';
import { isSameId } from './order-id.js';
import { type BoardColumn, factsOf } from './status.js';
import { type ParseResult, parseOrder } from './wire.js';

/** One number on a restaurant's board. */
export interface BoardOrder {
  /** Identifies the order; two orders can have the same number. Never shown. */
  readonly id: string;
  /** What staff call out: "42", "A7". */
  readonly number: string;
  /** The column. An order that the kitchen has not begun yet stands under `preparing`. */
  readonly status: BoardColumn;
  /** When the back end last changed it. */
  readonly updatedAt?: Date;
}

/** The open orders of one restaurant: one document with its own version. */
export interface Board extends Order {
  /** At most 200. Ready orders come first; otherwise the back end's order is kept. */
  readonly orders: readonly BoardOrder[];
  /** How many further open orders there are. */
  readonly leftOut: number;
}

/** More numbers than fit on any wall screen. The rest is only counted. */
const maximalOrders = 200;
/** Rows that are parsed. A longer list is a whole history, not a board. */
const maximalRows = 2000;

/** An order without a number is called out by its id, if the id is short enough. */
const callableId = /^[\w-]{1,8}$/;

/** Whether a followed document is a board. */
export function isBoard(order: Order | undefined): order is Board {
  return order !== undefined && 'orders' in order;
}

/**
 * Parses a restaurant's board. Only what a wall screen shows gets through: no name, dish, table or telephone number.
 *
 * A payload is `{id, restaurant_name, version, epoch, updated_at, orders: […], left_out}`, `{orders: […]}`, or the list
 * alone. Each order of the list goes through `mapRow` and `parseOrder`. Left out are orders of another restaurant
 * (`restaurant_id`), orders that are not open, and orders without a number. An order with `status_source: estimated`
 * never stands under `ready`.
 *
 * Some servers push a single order instead. It is refused with `isNews`: the board has to be read.
 *
 * @param mapRow Turns a foreign order into the wire format, such as `(row) => applyFieldMap(row, fieldMap)`. Default: the
 *   orders have it
 */
export function parseBoard(
  payload: unknown,
  restaurantId: string,
  mapRow: (row: unknown) => unknown = (row) => row,
): ParseResult {
  const readRow = (row: unknown): ParseResult => parseOrder(mapRow(row));
  const isList = Array.isArray(payload);
  const board = isList ? { orders: payload } : asRecord(payload);
  const list = board.orders;
  if (!Array.isArray(list)) {
    return { ok: false, reason: 'The payload has no list "orders".', isNews: readRow(board).ok };
  }
  // `parseOrder` checks the board's own fields too. A board has no status, so it gets one here.
  const id = board.id ?? board.restaurant_id ?? restaurantId;
  const expected = { id: restaurantId, isNamed: true };
  const about = parseOrder({ ...board, id, status: 'pending', items: undefined }, { expected });
  if (!about.ok) return about;

  const rows = list.slice(0, maximalRows).filter((row) => isOf(row, restaurantId));
  const patches = rows.map(readRow).flatMap((result) => (result.ok ? [result.patch] : []));
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

function toBoardOrder({ id, number, status, statusSource, updatedAt }: OrderPatch): BoardOrder | undefined {
  const column = factsOf(status ?? undefined)?.board ?? 'none';
  const called = number ?? (callableId.test(id) ? id : undefined);
  if (column === 'none' || called === undefined) return undefined;
  const shown = statusSource === 'estimated' ? 'preparing' : column;
  return { id, number: called, status: shown, ...(updatedAt && { updatedAt }) };
}

/** Whether a row belongs to this restaurant: it names this one, or none. */
function isOf(row: unknown, restaurantId: string): boolean {
  const { restaurant_id: owner } = asRecord(row);
  return owner == null || isSameId(owner, { id: restaurantId, isNamed: true });
}

function count(value: unknown): number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : 0;
}

/** Own keys only; `__proto__` is a plain key. */
function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return Object.assign(Object.create(null), typeof value === 'object' && !Array.isArray(value) ? value : undefined);
}
