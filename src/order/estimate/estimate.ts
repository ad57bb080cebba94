import type { Order, OrderItem } from '../order.js';
import { factsOf, isFinal, phaseOf, stepsFor } from '../status.js';

/** When an order will be ready, or, where the back end says so, when it will arrive. */
export interface Estimate {
  /** What is estimated: that the food is `ready`, or the `arrival` of a delivery. */
  readonly of: 'ready' | 'arrival';
  readonly from: Date;
  readonly to: Date;
  /** What it is made from: the back end's own window, past orders, or the formula. */
  readonly source: 'backend' | 'history' | 'formula';
  /** Whether its end has passed and the order is still not ready, or not there. */
  readonly late: boolean;
  /** Which of both ends alone the back end has given; the other one is the same moment then, and means nothing. */
  readonly only?: 'from' | 'to';
}

/** The input of an estimate. */
export interface EstimateInput {
  readonly order: Order;
  /** Since when the order has its present status, as far as is known. The formula counts from here. */
  readonly statusSince: Date;
  readonly now: Date;
  /** What past orders say of this one. `awaited`: that comes later, and no formula is used until then. */
  readonly past?: PastOrders | 'awaited' | undefined;
}

/** From and to, in milliseconds since 1970. */
export type Window = readonly [from: number, to: number, only?: Estimate['only']];

/** When such an order was ready in the past; `undefined` if that cannot be said. */
export type PastOrders = (order: Order, statusSince: Date) => Window | undefined;

const minute = 60_000;
const day = 24 * 60 * minute;

/**
 * When the order will be had: the back end's own window of arrival until it has ended; else when it will be ready, by the
 * back end's own window, else the times of past orders, else a formula. `undefined` if none of them gives a sensible
 * window, and if there is nothing to wait for: ready, on hold in the kitchen, ended.
 */
export function estimateBy({ order, statusSince, now, past }: EstimateInput): Estimate | undefined {
  const { status, onHold, unmappedStatus } = order;
  const by = factsOf(status)?.estimate;
  // The kitchen's pause says nothing of what has left it.
  if ((onHold && by !== 'none') || isFinal(status)) return undefined;

  const isPlacedAhead = by === 'window';
  /** A window further away than a day is a mistake; for an order that was placed ahead, a month. */
  const sensible = (
    window: Window | undefined,
    source: Estimate['source'],
    of: Estimate['of'] = 'ready',
  ): Estimate | undefined => {
    if (!window) return undefined;
    const [from, to, only] = window;
    // How long after its earliest moment is not known.
    if (only === 'from' && +now > from) return undefined;
    const isNear = to - +now > -day && from - +now < (isPlacedAhead ? 31 * day : day) && to - from < day;
    const estimate = { of, from: new Date(from), to: new Date(to), source, late: +now > to };
    return isNear ? { ...estimate, ...(only && { only }) } : undefined;
  };

  const arrival =
    isDelivered(order) &&
    sensible(windowOf(order.estimatedArrivalFrom, order.estimatedArrivalTo), 'backend', 'arrival');
  if (arrival) return arrival;
  if (by === 'none') return undefined;
  const sent = windowOf(order.estimatedReadyFrom, order.estimatedReadyTo);
  const own = sensible(sent, 'backend');
  if (own || sent || order.hasUnreadEstimate || by !== 'formula' || unmappedStatus !== undefined || past === 'awaited')
    return own;
  return sensible(past?.(order, statusSince), 'history') ?? sensible(windowFromFormula(order, statusSince), 'formula');
}

/** Whether the order is, or may be, a delivery that is not there yet. */
function isDelivered({ fulfilment = 'delivery', status }: Order): boolean {
  return (
    fulfilment === 'delivery' && (phaseOf(status) === 'new' || stepsFor('delivery').some((step) => step === status))
  );
}

/** The back end's window. With one end only, no other is made up; of two that contradict each other, the end counts. */
function windowOf(start: Date | undefined, end: Date | undefined): Window | undefined {
  const from = start?.getTime();
  const to = end?.getTime();
  if (to !== undefined) return from !== undefined && from <= to ? [from, to] : [to, to, 'to'];
  return from === undefined ? undefined : [from, from, 'from'];
}

/** By how many milliseconds it came too late; negative if it came too early, 0 if as it was estimated. */
export function missedBy({ from, to, only }: Estimate, actual: Date): number {
  if (only !== 'from' && actual > to) return +actual - +to;
  return only !== 'to' && actual < from ? +actual - +from : 0;
}

/** 15 min × half the pieces, at most 30 min; in the kitchen 60 % of that, at least 5 min. The end is 30 % later. */
function windowFromFormula({ items, status }: Order, statusSince: Date): Window | undefined {
  if (items.length === 0) return undefined;
  const whole = minutesOfPreparation(items) ?? 15 * Math.min(countPieces(items) * 0.5, 2);
  const minutes = phaseOf(status) === 'kitchen' ? Math.max(whole * 0.6, 5) : whole;
  return [+statusSince + minutes * minute, +statusSince + minutes * 1.3 * minute];
}

/** The longest item, and 20 % of the rest: a kitchen works on several items at once. */
function minutesOfPreparation(items: readonly OrderItem[]): number | undefined {
  const known = items.filter((item) => item.prepMinutes);
  if (known.length === 0) return undefined;
  let sum = 0;
  for (const { prepMinutes = 0, quantity } of known) sum += prepMinutes * quantity;
  const longest = Math.max(...known.map(({ prepMinutes = 0 }) => prepMinutes));
  return longest + (sum - longest) * 0.2;
}

/** The pieces of all lines. What is sold by weight is one piece. */
export function countPieces(items: readonly OrderItem[]): number {
  let pieces = 0;
  for (const { quantity } of items) pieces += Number.isInteger(quantity) ? quantity : 1;
  return pieces;
}
