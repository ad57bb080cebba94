import type { Fulfilment, OrderStatus } from './status.js';

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

export { type Fulfilment, isFinal, type OrderStatus, orderStatuses } from './status.js';
