import type { Fulfilment, OrderStatus } from '../../order/status.js';
import type { OrderTrackerSnapshot } from '../../tracker/types.js';
import type { Message } from '../shared/live-region.js';
import { sentences } from '../shared/sentences.js';
import type { Wording } from '../shared/wording.js';
import type { EstimateText } from './parts/estimate-text.js';
import type { Toast } from './parts/toast.js';
import { kindOf } from './view-model.js';

type Snapshot = OrderTrackerSnapshot;

/** How far an estimate must move to be told: 5 min. */
export const toldShift = 5 * 60_000;

/** What the news need of the element. */
export interface ToastNewsHost {
  readonly words: Wording;
  readonly fulfilment: Fulfilment | undefined;
}

/** Shows a toast of what has changed, unless the headline itself has changed. */
export class ToastNews {
  readonly #host: ToastNewsHost;
  readonly #toast: Pick<Toast, 'show' | 'dismiss'>;
  #lastConfirmed: OrderStatus | undefined;
  #toldEstimate: EstimateText | undefined;
  #headline: string | undefined;

  constructor(host: ToastNewsHost, toast: Pick<Toast, 'show' | 'dismiss'>) {
    this.#host = host;
    this.#toast = toast;
  }

  /** Forgets the order before. */
  startOver(): void {
    this.#lastConfirmed = undefined;
    this.#toldEstimate = undefined;
  }

  /** All that is new in one toast: each would replace the one before. */
  show(before: Snapshot | undefined, next: Snapshot, estimate: EstimateText | undefined, headline: string): void {
    const isInHeadline = headline !== this.#headline;
    this.#headline = headline;
    const messages = [this.#newStatus(before, next), this.#newEstimate(estimate)].flatMap((message) => message ?? []);
    // What it says may be over. In another language the headline is another one as well.
    if (isInHeadline && next.order !== before?.order) this.#toast.dismiss();
    if (messages.length && !isInHeadline) this.#toast.show(() => sentences(messages.map((message) => message())));
  }

  #newStatus(before: Snapshot | undefined, { order, orderStatus, isCached }: Snapshot): Message | undefined {
    if (order?.statusSource !== 'confirmed' || !orderStatus || isCached) return undefined;
    const previous = before?.orderStatus;
    // A cached status was confirmed once: the same status from the server is no change.
    const known = this.#lastConfirmed ?? (before?.order?.statusSource === 'confirmed' ? previous : undefined);
    this.#lastConfirmed = orderStatus;
    if (!previous || orderStatus === previous || orderStatus === known) return undefined;
    const { words, fulfilment } = this.#host;
    const kind = kindOf(order, fulfilment);
    const arrow = () => (words.dir === 'rtl' ? ' ← ' : ' → ');
    return () => words.status(previous, kind) + arrow() + words.status(orderStatus, kind);
  }

  #newEstimate(next: EstimateText | undefined): Message | undefined {
    const told = this.#toldEstimate;
    // An old estimate is no news, and neither is the same one when the connection is back.
    if (next?.isLast && told) return undefined;
    if (!next || !told) {
      this.#toldEstimate = next;
      return undefined;
    }
    const shift = Math.abs(next.to.getTime() - told.to.getTime());
    if (shift < toldShift && next.isLate === told.isLate) return undefined;
    this.#toldEstimate = next;
    return () => this.#host.words.text('new_estimate', { estimate: next.words() });
  }
}
