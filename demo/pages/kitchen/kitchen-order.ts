import {
  type Fulfilment,
  isFinal,
  isReadyOrPast,
  type OrderStatus,
  orderStatuses,
  type Phase,
  phaseOf,
  statuses,
  stepsFor,
} from '../../../src/order/status.js';

/** One line of an order, as the kitchen reads it from the database. */
export interface KitchenItem {
  readonly id: string;
  readonly name: string;
  readonly quantity: number;
}

/** An order as the kitchen sees it: the row of the database with its items. */
export interface KitchenOrder {
  readonly id: string;
  readonly number: string;
  readonly status: OrderStatus;
  readonly fulfilment: Fulfilment;
  readonly table_label: string | null;
  readonly placed_at: string;
  readonly updated_at: string;
  readonly version: number;
  readonly estimated_ready_from: string | null;
  readonly estimated_ready_to: string | null;
  readonly delayed: boolean;
  readonly on_hold: boolean;
  readonly reason: string | null;
  readonly items: readonly KitchenItem[];
}

/** What a change in the database brings: the row alone. */
export type OrderRow = Omit<KitchenOrder, 'items'>;

/** What staff can change about an order. */
export type KitchenChange = Partial<
  Pick<KitchenOrder, 'status' | 'delayed' | 'on_hold' | 'reason' | 'estimated_ready_from' | 'estimated_ready_to'>
>;

/** The step after this one, or nothing after the last. */
export function nextStatus({ status, fulfilment }: KitchenOrder): OrderStatus | undefined {
  const steps = stepsFor(fulfilment);
  const index = steps.indexOf(status);
  // An order that was placed ahead begins with the first step.
  return index < 0 && phaseOf(status) !== 'new' ? undefined : steps[index + 1];
}

/** The step before this one: what was pressed too early is taken back. An end stays an end. */
export function previousStatus({ status, fulfilment }: KitchenOrder): OrderStatus | undefined {
  if (isFinal(status)) return undefined;
  const steps = stepsFor(fulfilment);
  return steps[steps.indexOf(status) - 1];
}

/** The change that moves an order to a step. Once it is ready, it is no longer late or waiting. */
export function moveTo(order: KitchenOrder, status: OrderStatus): KitchenChange {
  const settled = isReadyOrPast(status);
  return {
    status,
    ...(settled && order.delayed && { delayed: false }),
    ...(settled && order.on_hold && { on_hold: false }),
  };
}

export interface Column {
  readonly title: string;
  readonly statuses: readonly OrderStatus[];
}

const columnTitles: Readonly<Record<Phase, string>> = {
  new: 'New',
  kitchen: 'Preparing',
  counter: 'Ready',
  out: 'Out',
  happyEnd: 'Done',
  unhappyEnd: 'Done',
};

/** The board, left to right. */
export const columns: readonly Column[] = [...new Set(Object.values(columnTitles))].map((title) => ({
  title,
  statuses: orderStatuses.filter((status) => columnTitles[statuses[status].phase] === title),
}));

/** The column's orders, the oldest first; what is done, the latest first. */
export function ordersIn(column: Column, orders: readonly KitchenOrder[]): readonly KitchenOrder[] {
  const inColumn = orders.filter(({ status }) => column.statuses.includes(status));
  const byAge = (a: KitchenOrder, b: KitchenOrder) => Date.parse(a.placed_at) - Date.parse(b.placed_at);
  const byEnd = (a: KitchenOrder, b: KitchenOrder) => Date.parse(b.updated_at) - Date.parse(a.updated_at);
  return inColumn.sort(column.title === 'Done' ? byEnd : byAge);
}
