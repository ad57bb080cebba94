import { missedBy } from '../../order/estimate/estimate.js';
import type { Order } from '../../order/order.js';
import { isFinal, isReady, type OrderStatus, phaseOf } from '../../order/status.js';
import type { OrderTrackerSnapshot } from '../../tracker/types.js';
import {
  OrderCompleteEvent,
  OrderConnectionChangeEvent,
  OrderEstimateChangeEvent,
  OrderEstimateOutcomeEvent,
  OrderLateEvent,
  OrderReadyEvent,
  OrderStatusChangeEvent,
  OrderUnmappedStatusEvent,
  OrderUpdateEvent,
} from './order-status-tracker.events.js';

type Snapshot = OrderTrackerSnapshot;
type Estimate = NonNullable<Snapshot['estimate']>;

/** Tells the page what has changed. */
export class PageEvents {
  readonly #host: { dispatchEvent(event: Event): boolean };
  readonly #heard: (event: Event) => void;
  /** The end of the estimate that was last told to be late. */
  #lateSince: number | undefined;
  readonly #announcedReady = new Set<string>();

  /** @param heard is told every event once the page has heard it */
  constructor(host: { dispatchEvent(event: Event): boolean }, heard: (event: Event) => void) {
    this.#host = host;
    this.#heard = heard;
  }

  /**
   * Fires the events of what is new in a snapshot.
   *
   * @param before the last snapshot of the same order
   * @param connectionBefore that of the last snapshot, whichever order it was of
   */
  tell(before: Snapshot | undefined, next: Snapshot, connectionBefore: Snapshot['connectionStatus']): void {
    const { order, orderStatus, connectionStatus } = next;
    if (connectionStatus !== connectionBefore) {
      this.#fire(new OrderConnectionChangeEvent(connectionStatus, connectionBefore));
    }
    if (order && order !== before?.order) this.#fire(new OrderUpdateEvent(order));
    const raw = order?.unmappedStatus;
    if (raw !== undefined && raw !== before?.order?.unmappedStatus) this.#fire(new OrderUnmappedStatusEvent(raw));
    const previous = before?.orderStatus;
    if (order && orderStatus && orderStatus !== previous) {
      this.#fire(new OrderStatusChangeEvent(orderStatus, previous, order));
    }
    this.#tellEstimate(before, next);
  }

  /**
   * Fires the events of a confirmed status that the guest waits for.
   *
   * @param key the order's id and its back end
   */
  tellMilestone(status: OrderStatus, order: Order, key: string): void {
    if (isReady(status) && !this.#announcedReady.has(key)) {
      this.#announcedReady.add(key);
      this.#fire(new OrderReadyEvent(order));
    }
    if (isFinal(status)) this.#fire(new OrderCompleteEvent(status, order));
  }

  #tellEstimate(before: Snapshot | undefined, { estimate, orderStatus, order, clockAhead }: Snapshot): void {
    const predicted = before?.estimate;
    if (!isSame(predicted, estimate)) this.#fire(new OrderEstimateChangeEvent(estimate));
    // Without a connection it is not late; the one that comes back does not tell it again.
    if (estimate?.late && +estimate.to !== this.#lateSince) {
      this.#lateSince = +estimate.to;
      this.#fire(new OrderLateEvent(estimate));
    }
    if (!predicted || !before?.orderStatus || order?.statusSource !== 'confirmed') return;
    const isReached = predicted.of === 'arrival' ? isHappyEnd : isReady;
    if (!isReached(orderStatus) || isReached(before.orderStatus)) return;
    // A phone that slept receives it late: the kitchen's own time is more accurate.
    const actual = order.updatedAt ?? new Date(Date.now() - clockAhead);
    const inside = missedBy(predicted, actual) === 0;
    this.#fire(new OrderEstimateOutcomeEvent(predicted, actual, inside));
  }

  #fire(event: Event): void {
    this.#host.dispatchEvent(event);
    this.#heard(event);
  }
}

function isHappyEnd(status: OrderStatus | undefined): boolean {
  return phaseOf(status) === 'happyEnd';
}

function isSame(one: Estimate | undefined, other: Estimate | undefined): boolean {
  return one?.from.getTime() === other?.from.getTime() && one?.to.getTime() === other?.to.getTime();
}
