import type { Alerts } from '../../alerts/alerts.js';
import {
  type Fulfilment,
  factsOf,
  isFinal,
  isPastReady,
  isReady,
  isUnhappyEnd,
  type OrderStatus,
  orderStatuses,
  phaseOf,
} from '../../order/status.js';
import type { OrderTrackerSnapshot } from '../../tracker/types.js';
import type { Message } from '../shared/live-region.js';
import type { Wording } from '../shared/wording.js';
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
import type { EstimateText } from './parts/estimate-text.js';
import type { Toast } from './parts/toast.js';
import { errorKey, isProblemShown } from './problem-text.js';
import type { Speech } from './speech.js';
import { kindOf } from './view-model.js';

/** How long a note says that the kitchen moved the order a step back: 5 min. */
const noteTime = 5 * 60_000;
/** How far an estimate must move to be announced: 5 min. */
const announcedShift = 5 * 60_000;

/** What the announcer needs of the element. */
export interface ChangeAnnouncerHost {
  dispatchEvent(event: Event): boolean;
  readonly words: Wording;
  readonly fulfilment: Fulfilment | undefined;
  /** Where the order is kept: another back end may have one of the same id. */
  readonly backEnd: string;
  readonly snapshot: OrderTrackerSnapshot;
}

/** One change to tell the guest of. */
interface Change {
  readonly spoken: Message;
  /** The text of the toast; none where the picture itself shows the change. */
  readonly shown?: Message | undefined;
  /** Whether an alert says it, so that it must not be spoken twice. */
  readonly hasAlert?: boolean;
}

type Snapshot = OrderTrackerSnapshot;
type Estimate = NonNullable<Snapshot['estimate']>;

/**
 * Announces what has changed since the last drawing: to the page by events, to the guest by toasts, live regions and
 * alerts. A status that only a clock moved, or that no server has confirmed, is never announced.
 */
export class ChangeAnnouncer {
  readonly #host: ChangeAnnouncerHost;
  readonly #alerts: Pick<Alerts, 'announce' | 'keepScreenOn'>;
  readonly #speech: Pick<Speech, 'say' | 'hush'>;
  readonly #toast: Pick<Toast, 'show'>;
  readonly #heard: (event: Event) => void;
  #last: Snapshot | undefined;
  #lastConfirmed: OrderStatus | undefined;
  #alerted: OrderStatus | undefined;
  #announcedEstimate: EstimateText | undefined;
  readonly #announcedReady = new Set<string>();
  #wentBackAt: number | undefined;

  /** @param heard is told every event once the page has heard it */
  constructor(
    host: ChangeAnnouncerHost,
    alerts: Pick<Alerts, 'announce' | 'keepScreenOn'>,
    speech: Pick<Speech, 'say' | 'hush'>,
    toast: Pick<Toast, 'show'>,
    heard: (event: Event) => void = () => {},
  ) {
    this.#heard = heard;
    this.#host = host;
    this.#alerts = alerts;
    this.#speech = speech;
    this.#toast = toast;
  }

  /** Whether the kitchen moved the order a step back, a few minutes before `now` at most. */
  wentBack(now: number): boolean {
    return this.#wentBackAt !== undefined && now - this.#wentBackAt < noteTime;
  }

  /** Notices, before the snapshot is drawn, whether the order went back. */
  notice(next: Snapshot, now: number): void {
    const before = this.#before(next)?.orderStatus;
    if (next.orderStatus === before) return;
    this.#wentBackAt = isBackwards(before, next.orderStatus) ? now : undefined;
  }

  /** Announces what is new. To be called once the snapshot has been drawn. */
  announce(next: Snapshot, estimateText: EstimateText | undefined): void {
    const before = this.#before(next);
    const connectionBefore = this.#last?.connectionStatus ?? 'idle';
    if (before === undefined) this.#startOver();
    this.#last = next;
    if (next.connectionStatus !== connectionBefore) {
      this.#fire(new OrderConnectionChangeEvent(next.connectionStatus, connectionBefore));
    }
    const { order } = next;
    if (order && order !== before?.order) this.#fire(new OrderUpdateEvent(order));
    const problem = this.#problemChanges(before, next);
    const status = this.#statusChanges(before, next);
    this.#fireEstimate(before, next);
    const estimate = this.#estimateChanges(estimateText);
    // All in one toast and one sentence: each would replace the one before.
    this.#show([...status, ...estimate]);
    this.#speak([...status.filter(({ hasAlert }) => !hasAlert), ...estimate, ...problem]);
    this.#alert(before, next);
  }

  #before(next: Snapshot): Snapshot | undefined {
    return this.#last?.orderId === next.orderId ? this.#last : undefined;
  }

  #startOver(): void {
    this.#lastConfirmed = undefined;
    this.#alerted = undefined;
    this.#announcedEstimate = undefined;
    this.#speech.hush('polite');
    this.#speech.hush('assertive');
  }

  #show(changes: readonly Change[]): void {
    const messages = changes.flatMap(({ shown }) => shown ?? []);
    if (messages.length) this.#toast.show(() => sentence(messages));
  }

  #speak(changes: readonly Change[]): void {
    if (changes.length) this.#speech.say(() => sentence(changes.map(({ spoken }) => spoken)), 'polite');
  }

  #fire(event: Event): void {
    this.#host.dispatchEvent(event);
    this.#heard(event);
  }

  #problemChanges(before: Snapshot | undefined, next: Snapshot): readonly Change[] {
    const { order, error } = next;
    const raw = order?.unmappedStatus;
    if (raw !== undefined && raw !== before?.order?.unmappedStatus) this.#fire(new OrderUnmappedStatusEvent(raw));
    if (!error || error.code === before?.error?.code || !isProblemShown(next)) return [];
    return [{ spoken: () => this.#host.words.text(errorKey(error.code)) }];
  }

  #statusChanges(before: Snapshot | undefined, next: Snapshot): readonly Change[] {
    const { order, orderStatus, isCached } = next;
    if (!order || !orderStatus) return [];
    const { words, fulfilment } = this.#host;
    const kind = kindOf(order, fulfilment);
    const isConfirmed = order.statusSource === 'confirmed';
    const changes: Change[] = [];
    const previous = before?.orderStatus;
    if (orderStatus !== previous) {
      this.#fire(new OrderStatusChangeEvent(orderStatus, previous, order));
    }
    // A cached status was confirmed once: the same status from the server is no change.
    const known = this.#lastConfirmed ?? (before?.order?.statusSource === 'confirmed' ? previous : undefined);
    if (isConfirmed && !isCached) this.#lastConfirmed = orderStatus;
    if (isConfirmed && !isCached && orderStatus !== known) {
      const label = () => words.status(orderStatus, kind);
      const back = () =>
        phaseOf(orderStatus) === 'kitchen' ? words.text('back') : words.text('moved_back', { status: label() });
      const arrow = () => (words.dir === 'rtl' ? ' ← ' : ' → ');
      const step = previous && (() => words.status(previous, kind) + arrow() + label());
      changes.push({
        spoken: this.#wentBackAt === undefined ? label : back,
        shown: previous !== orderStatus ? step : undefined,
        hasAlert: hasAlert(orderStatus),
      });
    }
    if (order.onHold && !before?.order?.onHold) changes.push({ spoken: () => words.text('on_hold') });
    else if (order.delayed && !before?.order?.delayed) changes.push({ spoken: () => words.text('delayed') });
    return before?.order ? changes : [];
  }

  #fireEstimate(before: Snapshot | undefined, { estimate, orderStatus, order }: Snapshot): void {
    const predicted = before?.estimate;
    if (!isSame(predicted, estimate)) this.#fire(new OrderEstimateChangeEvent(estimate));
    if (estimate?.late && !predicted?.late) this.#fire(new OrderLateEvent(estimate));
    const hasBecomeReady = isReady(orderStatus) && before?.orderStatus && !isReady(before.orderStatus);
    if (!hasBecomeReady || !predicted || order?.statusSource !== 'confirmed') return;
    // A phone that slept receives it late: the kitchen's own time is more accurate.
    const actual = order.updatedAt ?? new Date();
    const inside = actual >= predicted.from && actual <= predicted.to;
    this.#fire(new OrderEstimateOutcomeEvent(predicted, actual, inside));
  }

  #estimateChanges(next: EstimateText | undefined): readonly Change[] {
    const announced = this.#announcedEstimate;
    // An old estimate is no news, and neither is the same one when the connection is back.
    if (next?.isLast && announced) return [];
    if (!next || !announced) {
      this.#announcedEstimate = next;
      return [];
    }
    const shift = Math.abs(next.to.getTime() - announced.to.getTime());
    if (shift < announcedShift && next.isLate === announced.isLate) return [];
    this.#announcedEstimate = next;
    const message = () => this.#host.words.text('new_estimate', { estimate: next.words() });
    return [{ spoken: message, shown: message }];
  }

  #alert(before: Snapshot | undefined, next: Snapshot): void {
    const { order, orderStatus, orderId, isTrusted } = next;
    const mayAlert = isTrusted && order?.statusSource === 'confirmed';
    const status = mayAlert ? orderStatus : undefined;
    if (status === this.#alerted) return;
    this.#alerted = status;
    this.#speech.hush('assertive');
    if (!status || !order || orderId === undefined) return;
    const { backEnd } = this.#host;
    const key = `${backEnd}\n${orderId}`;
    if (isReady(status) && !this.#announcedReady.has(key)) {
      this.#announcedReady.add(key);
      this.#fire(new OrderReadyEvent(order));
    }
    if (isFinal(status)) this.#fire(new OrderCompleteEvent(status, order));
    if (isPastReady(status)) this.#alerts.keepScreenOn(false);
    if (!hasAlert(status)) return;
    const { words, fulfilment } = this.#host;
    const kind = kindOf(order, fulfilment);
    const label = () => words.status(status, kind);
    const text = () => words.status(status, kind, '_text');
    const title = () =>
      order.number ? `${words.text('order_number', { number: order.number })}: ${label()}` : label();
    const isSeenToChange = before?.order !== undefined && before.orderStatus !== status;
    this.#alerts.announce({
      orderId,
      backEnd,
      kind: isFinal(status) ? 'ended' : 'ready',
      isStillTrue: () => {
        const now = this.#host.snapshot;
        return now.orderId === orderId && now.orderStatus === status && now.order?.unmappedStatus === undefined;
      },
      title: title(),
      text: text(),
      speak: () => this.#speech.say(() => `${title()}. ${text()}`, 'assertive'),
      repeat: () => {
        if (isSeenToChange) this.#speech.say(label, 'polite');
      },
    });
  }
}

function sentence(messages: readonly Message[]): string {
  return messages.map((message) => message()).join('. ');
}

/** Whether an alert announces this status. */
function hasAlert(status: OrderStatus): boolean {
  return factsOf(status)?.rings === true;
}

function isBackwards(before: OrderStatus | undefined, now: OrderStatus | undefined): boolean {
  if (!before || !now) return false;
  return orderStatuses.indexOf(now) < orderStatuses.indexOf(before) && !isUnhappyEnd(before);
}

function isSame(one: Estimate | undefined, other: Estimate | undefined): boolean {
  return one?.from.getTime() === other?.from.getTime() && one?.to.getTime() === other?.to.getTime();
}
