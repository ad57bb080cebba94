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
import { postponed, type StoredWindow } from './kitchen-estimate.js';

/** One line of an order, as the kitchen reads it from the database. */
export interface KitchenItem {
  readonly id: string;
  readonly name: string;
  readonly quantity: number;
}

/** What the guest tells the kitchen. */
export interface GuestMessage {
  readonly message: 'on_my_way' | 'here' | 'got_it';
  readonly sent_at: string;
}

/** An order as the kitchen sees it: the row of the database with its items and its guest's messages. */
export interface KitchenOrder extends StoredWindow {
  readonly id: string;
  readonly number: string;
  readonly status: OrderStatus;
  readonly fulfilment: Fulfilment;
  readonly table_label: string | null;
  readonly placed_at: string;
  readonly updated_at: string;
  readonly version: number;
  readonly delayed: boolean;
  readonly on_hold: boolean;
  readonly reason: string | null;
  readonly items: readonly KitchenItem[];
  /** The earliest first. */
  readonly messages: readonly GuestMessage[];
}

/** What a change in the database brings: the row alone. */
export type OrderRow = Omit<KitchenOrder, 'items' | 'messages'>;

/** New values of an order. They are saved only on top of the version that staff saw. */
export type KitchenValues = Partial<Pick<KitchenOrder, 'status' | 'delayed' | 'on_hold' | 'reason'>>;

/** A later estimate. The database adds it to the one it has, so it is right on top of any version. */
export interface Postponement {
  readonly minutesLater: number;
}

/** What staff can change about an order. */
export type KitchenChange = KitchenValues | Postponement;

export function isPostponement(change: KitchenChange): change is Postponement {
  return 'minutesLater' in change;
}

/** The order as it is shown until the database has answered. */
export function withChange(order: KitchenOrder, change: KitchenChange, now: number): KitchenOrder {
  return { ...order, ...(isPostponement(change) ? postponed(order, change.minutesLater, now) : change) };
}

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
export function moveTo(order: KitchenOrder, status: OrderStatus): KitchenValues {
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
