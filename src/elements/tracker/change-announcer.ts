import type { Alerts } from '../../alerts/alerts.js';
import { isFinal, isPastReady, isUnhappyEnd, type OrderStatus, orderStatuses } from '../../order/order.js';
import type { OrderTrackerSnapshot } from '../../tracker/types.js';
import type { Message, Urgency } from '../shared/live-region.js';
import type { Localization } from '../shared/localization.js';
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
import { errorKey } from './parts/headline.js';
import { isWorthTelling } from './parts/problem.js';

/** How long it is said that the kitchen took a step back: 5 min. */
const backTime = 5 * 60_000;
/** How far an estimate must move before it is worth a word: 5 min. */
const worthTelling = 5 * 60_000;

/** What the teller needs of the element. */
export interface ChangeAnnouncerHost extends EventTarget {
  readonly words: Localization;
  readonly alerts: Alerts;
  readonly fulfilment: string;
  /** Where the order is kept: another back end may have one of the same id. */
  readonly backEnd: string;
  readonly snapshot: OrderTrackerSnapshot;
  /** Shows a message for a while. */
  toast(message: Message): void;
  /** Has a screen reader say it: after what it is just saying, or at once. */
  speak(message: Message, urgency: Urgency): void;
  /** Takes back what a screen reader was given to say. */
  hush(urgency: Urgency): void;
}

/** The estimate as the guest reads it. */
export interface Promised {
  readonly words: Message;
  readonly to: Date;
  readonly isLate: boolean;
}

/** One thing that the guest has not heard yet. */
interface News {
  readonly say: Message;
  /** What to show of it beside the picture, which says most of it already. */
  readonly show?: Message | undefined;
  /** Whether an alert says it, so that it must not be spoken twice. */
  readonly isAnnounced?: boolean;
}

type Estimate = NonNullable<OrderTrackerSnapshot['estimate']>;

/**
 * Tells what has changed since the last look: by events to the page, by toasts and live regions to the guest, and by
 * alerts. Statuses that only a clock moved, and those that no server has confirmed, are never announced.
 */
export class ChangeAnnouncer {
  readonly #host: ChangeAnnouncerHost;
  #last: OrderTrackerSnapshot | undefined;
  #lastConfirmed: OrderStatus | undefined;
  #announced: OrderStatus | undefined;
  #told: Promised | undefined;
  readonly #ordersToldReady = new Set<string>();
  #wentBackAt: number | undefined;

  constructor(host: ChangeAnnouncerHost) {
    this.#host = host;
  }

  /** Whether the kitchen took the order's last step back, a few minutes before `now` at most. */
  wentBack(now: number): boolean {
    return this.#wentBackAt !== undefined && now - this.#wentBackAt < backTime;
  }

  /** Notices, before it is drawn, whether the order went back. */
  notice(next: OrderTrackerSnapshot, now: number): void {
    const before = this.#before(next)?.orderStatus;
    if (next.orderStatus === before) return;
    this.#wentBackAt = isBackwards(before, next.orderStatus) ? now : undefined;
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
    const problem = this.#tellProblem(before, next);
    const news = this.#tellStatus(before, next);
    this.#tellEstimate(before, next);
    const moved = this.#tellPromise(promise);
    // All in one toast and one sentence: each would take the place of the one before.
    this.#show([...news, ...moved]);
    this.#speak([...news.filter(({ isAnnounced }) => !isAnnounced), ...moved, ...problem]);
    this.#announce(before, next);
  }

  #before(next: OrderTrackerSnapshot): OrderTrackerSnapshot | undefined {
    return this.#last?.orderId === next.orderId ? this.#last : undefined;
  }

  #forget(): void {
    this.#lastConfirmed = undefined;
    this.#announced = undefined;
    this.#told = undefined;
    this.#host.hush('polite');
    this.#host.hush('assertive');
  }

  #show(news: readonly News[]): void {
    const shown = news.flatMap(({ show }) => show ?? []);
    if (shown.length) this.#host.toast(() => sentence(shown));
  }

  #speak(news: readonly News[]): void {
    if (news.length) this.#host.speak(() => sentence(news.map(({ say }) => say)), 'polite');
  }

  #fire(event: Event): void {
    this.#host.dispatchEvent(event);
  }

  #tellProblem(before: OrderTrackerSnapshot | undefined, next: OrderTrackerSnapshot): readonly News[] {
    const { order, error } = next;
    const raw = order?.unmappedStatus;
    if (raw !== undefined && raw !== before?.order?.unmappedStatus) this.#fire(new OrderUnmappedStatusEvent(raw));
    if (!error || error.code === before?.error?.code || !isWorthTelling(next)) return [];
    return [{ say: () => this.#host.words.text(errorKey(error.code)) }];
  }

  #tellStatus(before: OrderTrackerSnapshot | undefined, next: OrderTrackerSnapshot): readonly News[] {
    const { order, orderStatus, isCached } = next;
    if (!order || !orderStatus) return [];
    const { words, fulfilment } = this.#host;
    const kind = order.fulfilment ?? fulfilment;
    const isConfirmed = order.statusSource === 'confirmed';
    const news: News[] = [];
    const previous = before?.orderStatus;
    if (orderStatus !== previous) {
      this.#fire(new OrderStatusChangeEvent(orderStatus, previous, order));
    }
    // What the device remembered was no clock's guess: the same status from the server is no news then.
    const known = this.#lastConfirmed ?? (before?.order?.statusSource === 'confirmed' ? previous : undefined);
    if (isConfirmed && !isCached) this.#lastConfirmed = orderStatus;
    if (isConfirmed && !isCached && orderStatus !== known) {
      const label = () => words.status(orderStatus, kind);
      const back = () =>
        orderStatus === 'preparing' ? words.text('back') : words.text('moved_back', { status: label() });
      const step = () => [words.status(previous ?? '', kind), label()].join(words.dir === 'rtl' ? ' ← ' : ' → ');
      news.push({
        say: this.#wentBackAt === undefined ? label : back,
        show: previous && previous !== orderStatus ? step : undefined,
        isAnnounced: isAnnounced(orderStatus),
      });
    }
    if (order.onHold && !before?.order?.onHold) news.push({ say: () => words.text('on_hold') });
    else if (order.delayed && !before?.order?.delayed) news.push({ say: () => words.text('delayed') });
    return before?.order ? news : [];
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

  #tellPromise(promise: Promised | undefined): readonly News[] {
    const told = this.#told;
    if (!promise || !told) {
      this.#told = promise;
      return [];
    }
    const moved = Math.abs(promise.to.getTime() - told.to.getTime());
    if (moved < worthTelling && promise.isLate === told.isLate) return [];
    this.#told = promise;
    const say = () => this.#host.words.text('new_estimate', { estimate: promise.words() });
    return [{ say, show: say }];
  }

  #announce(before: OrderTrackerSnapshot | undefined, next: OrderTrackerSnapshot): void {
    const { order, orderStatus, orderId, isTrusted } = next;
    const isTellable = isTrusted && order?.statusSource === 'confirmed';
    const status = isTellable ? orderStatus : undefined;
    if (status === this.#announced) return;
    this.#announced = status;
    this.#host.hush('assertive');
    if (!status || !order || orderId === undefined) return;
    const { backEnd } = this.#host;
    if (status === 'ready' && !this.#ordersToldReady.has(`${backEnd}\n${orderId}`)) {
      this.#ordersToldReady.add(`${backEnd}\n${orderId}`);
      this.#fire(new OrderReadyEvent(order));
    }
    if (isFinal(status)) this.#fire(new OrderCompleteEvent(status, order));
    if (isPastReady(status)) this.#host.alerts.keepScreenOn(false);
    if (!isAnnounced(status)) return;
    const { words, alerts, fulfilment } = this.#host;
    const kind = order.fulfilment ?? fulfilment;
    const label = () => words.status(status, kind);
    const text = () => words.status(status, kind, '_text');
    const title = () =>
      order.number ? `${words.text('order_number', { number: order.number })}: ${label()}` : label();
    const isSeenToChange = before?.order !== undefined && before.orderStatus !== status;
    alerts.announce({
      orderId,
      backEnd,
      kind: status === 'ready' ? 'ready' : 'ended',
      isStillTrue: () => {
        const now = this.#host.snapshot;
        return now.orderId === orderId && now.orderStatus === status && now.order?.unmappedStatus === undefined;
      },
      title: title(),
      text: text(),
      speak: () => this.#host.speak(() => `${title()}. ${text()}`, 'assertive'),
      repeat: () => {
        if (isSeenToChange) this.#host.speak(label, 'polite');
      },
    });
  }
}

function sentence(messages: readonly Message[]): string {
  return messages.map((message) => message()).join('. ');
}

/** Whether it is told by an alert. */
function isAnnounced(status: OrderStatus): boolean {
  return status === 'ready' || isUnhappyEnd(status);
}

function isBackwards(before: OrderStatus | undefined, now: OrderStatus | undefined): boolean {
  if (!before || !now) return false;
  return orderStatuses.indexOf(now) < orderStatuses.indexOf(before) && !isUnhappyEnd(before);
}

function isSame(one: Estimate | undefined, other: Estimate | undefined): boolean {
  return one?.from.getTime() === other?.from.getTime() && one?.to.getTime() === other?.to.getTime();
}
