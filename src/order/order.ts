import type { Fulfilment, OrderStatus } from './status.js';

/** `estimated`: a clock set the status, not a person. Such a status is drawn differently and never announced. */
export type StatusSource = 'confirmed' | 'estimated';

/** One line of an order. */
export interface OrderItem {
  readonly id?: string;
  readonly name: string;
  /** How many pieces; with a fraction where it is sold by weight: 0.75. */
  readonly quantity: number;
  /** The quantity as the back end wrote it, where it is no number: "1 kg". `quantity` is 1 then. */
  readonly amount?: string;
  readonly status?: OrderStatus;
  /** Minutes that the kitchen usually needs for this item. */
  readonly prepMinutes?: number;
}

/** The moment at which each status began. */
export type StatusTimes = { readonly [Status in OrderStatus]?: Date };

/** One order. Only `mergeOrder` builds it, from patches that `parseOrder` made. */
export interface Order {
  readonly id: string;
  /** The newest known status; `undefined` until there is one. */
  readonly status?: OrderStatus;
  /** The back end's newer status, which no field map knows. While it is set, `status` is the last known one. */
  readonly unmappedStatus?: string;
  readonly statusSource: StatusSource;
  /** What staff call out: "42", "A7". */
  readonly number?: string;
  /** What the guest shows to collect the order: 4 to 8 letters and digits. Never kept on the device. */
  readonly pickupCode?: string;
  readonly fulfilment?: Fulfilment;
  readonly tableLabel?: string;
  readonly restaurantName?: string;
  readonly placedAt?: Date;
  readonly updatedAt?: Date;
  /** The database raises it on every change; higher is newer within one epoch. */
  readonly version?: number;
  /** Changes when the back end's data are restored from a backup: versions start again. */
  readonly epoch?: string;
  readonly estimatedReadyFrom?: Date;
  readonly estimatedReadyTo?: Date;
  /** When a delivery will be at the guest's door. */
  readonly estimatedArrivalFrom?: Date;
  readonly estimatedArrivalTo?: Date;
  /** Whether the back end sent times of an estimate that cannot be read. Then nothing is estimated in their place. */
  readonly hasUnreadEstimate?: boolean;
  /** When the order came to each status that it has had, as far as the back end says. */
  readonly statusTimes?: StatusTimes;
  readonly delayed: boolean;
  readonly onHold: boolean;
  /** Why it is delayed, on hold or ended, in the restaurant's words. */
  readonly reason?: string;
  /** Until when the restaurant answers an order that is pending, and within how many minutes it usually does. */
  readonly acceptBy?: Date;
  readonly usualAnswerMinutes?: number;
  /** The kitchen's answer to the guest's question: `coming`, `later`, `problem`, or the restaurant's own words. */
  readonly kitchenAnswer?: string;
  readonly kitchenAnswerAt?: Date;
  readonly items: readonly OrderItem[];
  /** In the currency's smallest unit (cents). */
  readonly totalMinor?: number;
  /** ISO 4217, `EUR`. */
  readonly currency?: string;
}

/**
 * The fields of an order that one payload contains. `null` clears a value, an absent key keeps it. If no field map
 * knows the payload's status, `status` is absent and `unmappedStatus` is its raw text.
 */
export type OrderPatch = Pick<Order, 'id'> & {
  readonly [Key in Exclude<keyof Order, 'id'>]?: Order[Key] | null;
};
