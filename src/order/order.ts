/** Every status that an order can have, in the order in which a meal passes through them. */
export const orderStatuses = [
  'scheduled',
  'pending',
  'preparing',
  'ready',
  'out_for_delivery',
  'served',
  'completed',
  'cancelled',
  'rejected',
  'failed',
  'refunded',
] as const;

export type OrderStatus = (typeof orderStatuses)[number];

/** How the food reaches the guest. It decides the steps and the wording. */
export const fulfilments = ['dine_in', 'pickup', 'delivery'] as const;
export type Fulfilment = (typeof fulfilments)[number];

/** `estimated` means that a clock moved the status, not a person: it is drawn differently and never announced. */
export type StatusSource = 'confirmed' | 'estimated';

/** One line of an order. */
export interface OrderItem {
  readonly id?: string;
  readonly name: string;
  /** A whole number of at least 1. */
  readonly quantity: number;
  readonly status?: OrderStatus;
  /** Minutes that the kitchen usually needs for this item. */
  readonly prepMinutes?: number;
}

/** What is known of one order. Built only by `mergeOrder`, from what `parseOrder` let through. */
export interface Order {
  readonly id: string;
  /** The newest status that we understand; `undefined` until one came. */
  readonly status?: OrderStatus;
  /** A newer status of the back end's that no map knows. While it is set, `status` is the last one understood. */
  readonly unmappedStatus?: string;
  readonly statusSource: StatusSource;
  /** What staff call out: "42", "A7". */
  readonly number?: string;
  readonly fulfilment?: Fulfilment;
  readonly tableLabel?: string;
  readonly restaurantName?: string;
  readonly placedAt?: Date;
  readonly updatedAt?: Date;
  /** Set by the database on every change; higher is newer within one epoch. */
  readonly version?: number;
  /** Changes when the back end's data were restored from a backup: versions start anew. */
  readonly epoch?: string;
  readonly estimatedReadyFrom?: Date;
  readonly estimatedReadyTo?: Date;
  readonly delayed: boolean;
  readonly onHold: boolean;
  /** Why it is delayed, on hold or at an end, in the restaurant's words. */
  readonly reason?: string;
  readonly items: readonly OrderItem[];
  /** In the currency's smallest unit (cents). */
  readonly totalMinor?: number;
  /** ISO 4217, `EUR`. */
  readonly currency?: string;
}

/**
 * What one payload says of an order: only keys that were present. `null` clears a value, an absent key keeps it.
 * `status` is absent when the payload's status is in no map; then `unmappedStatus` has its raw text.
 */
export type OrderPatch = Pick<Order, 'id'> & {
  readonly [Key in Exclude<keyof Order, 'id'>]?: Order[Key] | null;
};

const steps: Readonly<Record<Fulfilment, readonly OrderStatus[]>> = {
  dine_in: ['pending', 'preparing', 'ready', 'served', 'completed'],
  pickup: ['pending', 'preparing', 'ready', 'completed'],
  delivery: ['pending', 'preparing', 'ready', 'out_for_delivery', 'completed'],
};

/** The steps that a guest sees for this kind of order, first to last. */
export function stepsFor(fulfilment: Fulfilment): readonly OrderStatus[] {
  return steps[fulfilment];
}

const finals: ReadonlySet<OrderStatus> = new Set(['completed', 'cancelled', 'rejected', 'failed', 'refunded']);

/** Whether nothing can follow this status. */
export function isFinal(status: OrderStatus | undefined): boolean {
  return status !== undefined && finals.has(status);
}

/** Whether the order ended without reaching the guest. */
export function isUnhappyEnd(status: OrderStatus | undefined): boolean {
  return isFinal(status) && status !== 'completed';
}

/** Whether the food has left the pass: "ready" must not be announced any more. */
export function isPastReady(status: OrderStatus | undefined): boolean {
  return status === 'out_for_delivery' || status === 'served' || isFinal(status);
}

/**
 * How far an order has come, 0 to 100 in whole percent: the share of its steps that it has reached, the first one
 * counting as begun. An order that ended unhappily, or whose status is not among its steps, has no progress.
 */
export function progress(status: OrderStatus | undefined, fulfilment: Fulfilment): number | undefined {
  if (status === undefined || isUnhappyEnd(status)) return undefined;
  if (status === 'scheduled') return 0;
  const index = stepsFor(fulfilment).indexOf(status);
  if (index < 0) return undefined;
  return Math.round(((index + 1) / stepsFor(fulfilment).length) * 100);
}
