import type { Alerts } from '../../alerts/alerts.js';
import {
  type Fulfilment,
  isBackwards,
  isFinal,
  isPastReady,
  isUnhappyEnd,
  type OrderStatus,
  rings,
} from '../../order/status.js';
import type { OrderTrackerSnapshot } from '../../tracker/types.js';
import { sentences } from '../shared/sentences.js';
import type { Wording } from '../shared/wording.js';
import { PageEvents } from './page-events.js';
import type { EstimateText } from './parts/estimate-text.js';
import type { Speech } from './speech.js';
import type { ToastNews } from './toast-news.js';
import { kindOf, statusText } from './view-model.js';

/** How long a note says that the kitchen moved the order a step back: 5 min. */
const noteTime = 5 * 60_000;

/** What the announcer needs of the element. */
export interface ChangeAnnouncerHost {
  dispatchEvent(event: Event): boolean;
  readonly words: Wording;
  readonly fulfilment: Fulfilment | undefined;
  readonly pickupPlace: string | null | undefined;
  /** Where the order is kept: another back end may have one of the same id. */
  readonly backEnd: string;
  readonly snapshot: OrderTrackerSnapshot;
}

type Snapshot = OrderTrackerSnapshot;

/**
 * Announces what has changed since the last drawing: to the page by events, to the guest by toasts, speech and alerts. A
 * status that only a clock moved, or that no server has confirmed, is never announced.
 */
export class ChangeAnnouncer {
  readonly #host: ChangeAnnouncerHost;
  readonly #alerts: Pick<Alerts, 'announce' | 'keepScreenOn'>;
  readonly #speech: Pick<Speech, 'hear' | 'ring' | 'repeat' | 'hushRing' | 'startOver'>;
  readonly #toast: () => Pick<ToastNews, 'show' | 'startOver'> | undefined;
  readonly #events: PageEvents;
  #last: Snapshot | undefined;
  #alerted: OrderStatus | undefined;
  #wentBackAt: number | undefined;

  /**
   * @param toast shows the toasts; `undefined` while its code is not there
   * @param heard is told every event once the page has heard it
   */
  constructor(
    host: ChangeAnnouncerHost,
    alerts: Pick<Alerts, 'announce' | 'keepScreenOn'>,
    speech: Pick<Speech, 'hear' | 'ring' | 'repeat' | 'hushRing' | 'startOver'>,
    toast: () => Pick<ToastNews, 'show' | 'startOver'> | undefined,
    heard: (event: Event) => void = () => {},
  ) {
    this.#host = host;
    this.#alerts = alerts;
    this.#speech = speech;
    this.#toast = toast;
    this.#events = new PageEvents(host, heard);
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
  announce(next: Snapshot, estimate: EstimateText | undefined, headline: string): void {
    const before = this.#before(next);
    const connectionBefore = this.#last?.connectionStatus ?? 'idle';
    if (before === undefined) this.#startOver();
    this.#last = next;
    this.#events.tell(before, next, connectionBefore);
    this.#toast()?.show(before, next, estimate, headline);
    this.#speech.hear({ snapshot: next, estimate });
    this.#alert(next);
  }

  #before(next: Snapshot): Snapshot | undefined {
    return this.#last?.orderId === next.orderId ? this.#last : undefined;
  }

  #startOver(): void {
    this.#alerted = undefined;
    this.#toast()?.startOver();
    this.#speech.startOver();
  }

  #alert(next: Snapshot): void {
    const { order, orderStatus, orderId, isTrusted } = next;
    // A status after which came one that no map knows may still be called: the alert waited, and was not true by then.
    const mayAlert = isTrusted && order?.statusSource === 'confirmed' && order.unmappedStatus === undefined;
    const status = mayAlert ? orderStatus : undefined;
    if (status === this.#alerted) return;
    this.#alerted = status;
    this.#speech.hushRing();
    if (!status || !order || orderId === undefined) return;
    const { backEnd } = this.#host;
    this.#events.tellMilestone(status, order, `${backEnd}\n${orderId}`);
    if (isPastReady(status)) this.#alerts.keepScreenOn(false);
    if (!rings(status)) return;
    const { words, fulfilment } = this.#host;
    const kind = kindOf(order, fulfilment);
    const label = () => words.status(status, kind);
    const text = () => statusText({ words, kind, order, pickupPlace: this.#host.pickupPlace }, status);
    const title = () =>
      order.number
        ? words.text('order_title', { order: words.text('order_number', { number: order.number }), status: label() })
        : label();
    const reason = () => (isUnhappyEnd(status) ? this.#host.snapshot.order?.reason : undefined);
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
      speak: () => this.#speech.ring(() => sentences([title(), reason() ?? '', text()].filter(Boolean))),
      repeat: () => this.#speech.repeat(status),
    });
  }
}
