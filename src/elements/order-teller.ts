import type { Alerts } from '../alerts/alerts.js';
import { isFinal, isPastReady, isUnhappyEnd, type OrderStatus, orderStatuses } from '../order/order.js';
import type { OrderTrackerSnapshot } from '../tracker/tracker-options.js';
import { errorKey } from './headline.js';
import type { Localization } from './localization.js';
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

/** How far an estimate must move before it is worth a word: 5 min. */
const worthTelling = 5 * 60_000;

/** What the teller needs of the element. */
export interface TellerHost extends EventTarget {
  readonly words: Localization;
  readonly alerts: Alerts;
  readonly fulfilment: string;
  readonly snapshot: OrderTrackerSnapshot;
  /** Shows a message for a while. */
  toast(text: string): void;
  /** Has a screen reader say it: after what it is just saying, or at once. */
  speak(text: string, urgency: 'polite' | 'assertive'): void;
}

/** The estimate as the guest reads it. */
export interface Promised {
  readonly words: string;
  readonly to: Date;
  readonly isLate: boolean;
}

type Estimate = NonNullable<OrderTrackerSnapshot['estimate']>;

/**
 * Tells what has changed since the last look: by events to the page, by toasts and live regions to the guest, and by
 * alerts. Statuses that only a clock moved, and those that no server has confirmed, are never announced.
 */
export class OrderTeller {
  readonly #host: TellerHost;
  #last: OrderTrackerSnapshot | undefined;
  #lastConfirmed: OrderStatus | undefined;
  #announced: OrderStatus | undefined;
  #told: Promised | undefined;
  readonly #ordersToldReady = new Set<string>();
  #wentBack = false;

  constructor(host: TellerHost) {
    this.#host = host;
  }

  /** Whether the kitchen took the order's last step back. */
  get wentBack(): boolean {
    return this.#wentBack;
  }

  /** Notices, before it is drawn, whether the order went back. */
  notice(next: OrderTrackerSnapshot): void {
    const before = this.#before(next)?.orderStatus;
    if (next.orderStatus === before) return;
    this.#wentBack = isBackwards(before, next.orderStatus);
  }

  /** Tells what is new. Call it once the snapshot has been drawn. */
  tell(next: OrderTrackerSnapshot, promise: Promised | undefined): void {
    const before = this.#before(next);
    const connectionBefore = this.#last?.connectionStatus ?? 'idle';
    if (before === undefined) this.#forget();
    this.#last = next;
    if (next.connectionStatus !== connectionBefore) {
      this.#fire(new OrderConnectionChangeEvent(next.connectionStatus, connectionBefore));
    }
    const { order } = next;
    if (order && order !== before?.order) this.#fire(new OrderUpdateEvent(order));
    this.#tellProblem(before, next);
    this.#tellStatus(before, next);
    this.#tellEstimate(before, next);
    this.#tellPromise(promise);
    this.#announce(next);
  }

  #before(next: OrderTrackerSnapshot): OrderTrackerSnapshot | undefined {
    return this.#last?.orderId === next.orderId ? this.#last : undefined;
  }

  #forget(): void {
    this.#lastConfirmed = undefined;
    this.#announced = undefined;
    this.#told = undefined;
  }

  #fire(event: Event): void {
    this.#host.dispatchEvent(event);
  }

  #tellProblem(before: OrderTrackerSnapshot | undefined, { order, error }: OrderTrackerSnapshot): void {
    const raw = order?.unmappedStatus;
    if (raw !== undefined && raw !== before?.order?.unmappedStatus) this.#fire(new OrderUnmappedStatusEvent(raw));
    if (error && error.code !== before?.error?.code && error.code !== 'unmapped-status') {
      this.#host.speak(this.#host.words.text(errorKey(error.code)), 'polite');
    }
  }

  #tellStatus(before: OrderTrackerSnapshot | undefined, next: OrderTrackerSnapshot): void {
    const { order, orderStatus, isCached } = next;
    if (!order || !orderStatus) return;
    const { words, fulfilment } = this.#host;
    const kind = order.fulfilment ?? fulfilment;
    const isConfirmed = order.statusSource === 'confirmed';
    const news: string[] = [];
    if (orderStatus !== before?.orderStatus) {
      this.#fire(new OrderStatusChangeEvent(orderStatus, before?.orderStatus, order));
    }
    // What the device remembered was no clock's guess: the same status from the server is no news then.
    const known = this.#lastConfirmed ?? (before?.order?.statusSource === 'confirmed' ? before.orderStatus : undefined);
    if (isConfirmed && !isCached) this.#lastConfirmed = orderStatus;
    if (isConfirmed && !isCached && orderStatus !== known) {
      const label = words.status(orderStatus, kind);
      if (!this.#wentBack) news.push(label);
      else news.push(orderStatus === 'preparing' ? words.text('back') : words.text('moved_back', { status: label }));
    }
    if (order.onHold && !before?.order?.onHold) news.push(words.text('on_hold'));
    else if (order.delayed && !before?.order?.delayed) news.push(words.text('delayed'));
    if (!news.length || !before?.order) return;
    const text = news.join('. ');
    this.#host.toast(text);
    if (orderStatus !== 'ready' && !isUnhappyEnd(orderStatus)) this.#host.speak(text, 'polite');
  }

  #tellEstimate(
    before: OrderTrackerSnapshot | undefined,
    { estimate, orderStatus, order }: OrderTrackerSnapshot,
  ): void {
    const predicted = before?.estimate;
    if (!isSame(predicted, estimate)) this.#fire(new OrderEstimateChangeEvent(estimate));
    if (estimate?.late && !predicted?.late) this.#fire(new OrderLateEvent(estimate));
    if (
      orderStatus === 'ready' &&
      before?.orderStatus &&
      before.orderStatus !== 'ready' &&
      predicted &&
      order?.statusSource === 'confirmed'
    ) {
      // A phone that slept hears of it late; the kitchen's own time is then nearer to the truth.
      const actual = order.updatedAt ?? new Date();
      const inside = actual >= predicted.from && actual <= predicted.to;
      this.#fire(new OrderEstimateOutcomeEvent(predicted, actual, inside));
    }
  }

  #tellPromise(promise: Promised | undefined): void {
    const told = this.#told;
    if (!promise || !told) {
      this.#told = promise;
      return;
    }
    const moved = Math.abs(promise.to.getTime() - told.to.getTime());
    if (moved < worthTelling && promise.isLate === told.isLate) return;
    this.#told = promise;
    const text = this.#host.words.text('new_estimate', { estimate: promise.words });
    this.#host.toast(text);
    this.#host.speak(text, 'polite');
  }

  #announce({ order, orderStatus, orderId, isTrusted }: OrderTrackerSnapshot): void {
    const isTellable = isTrusted && order?.statusSource === 'confirmed';
    const status = isTellable ? orderStatus : undefined;
    if (status === this.#announced) return;
    this.#announced = status;
    if (!status || !order || orderId === undefined) return;
    if (status === 'ready' && !this.#ordersToldReady.has(orderId)) {
      this.#ordersToldReady.add(orderId);
      this.#fire(new OrderReadyEvent(order));
    }
    if (isFinal(status)) this.#fire(new OrderCompleteEvent(status, order));
    if (isPastReady(status)) this.#host.alerts.keepScreenOn(false);
    if (status !== 'ready' && !isUnhappyEnd(status)) return;
    const { words, alerts, fulfilment } = this.#host;
    const kind = order.fulfilment ?? fulfilment;
    const number = order.number ? `${words.text('order_number', { number: order.number })}: ` : '';
    alerts.announce({
      orderId,
      kind: status === 'ready' ? 'ready' : 'ended',
      isStillTrue: () => {
        const now = this.#host.snapshot;
        return now.orderId === orderId && now.orderStatus === status && now.order?.unmappedStatus === undefined;
      },
      title: number + words.status(status, kind),
      text: words.status(status, kind, '_text'),
      speak: (message) => this.#host.speak(message, 'assertive'),
    });
  }
}

function isBackwards(before: OrderStatus | undefined, now: OrderStatus | undefined): boolean {
  if (!before || !now) return false;
  return orderStatuses.indexOf(now) < orderStatuses.indexOf(before) && !isUnhappyEnd(before);
}

function isSame(one: Estimate | undefined, other: Estimate | undefined): boolean {
  return one?.from.getTime() === other?.from.getTime() && one?.to.getTime() === other?.to.getTime();
}
