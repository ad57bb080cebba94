import { type ShownEstimate, shownEstimate } from '../../order/estimate/estimate-display.js';
import { type Fulfilment, fulfilments } from '../../order/order.js';
import type { OrderTrackerSnapshot } from '../../tracker/types.js';
import type { Localization } from '../shared/localization.js';
import { promiseWords } from './parts/estimate-text.js';
import type { View } from './view-model.js';

/** How long a connection that is lost, or not there yet, counts as a mere blink, in milliseconds. */
const blink = 5000;

export interface Sight {
  readonly snapshot: OrderTrackerSnapshot;
  /** Wall clock, in milliseconds. */
  readonly now: number;
  readonly fulfilment: Fulfilment;
  readonly wentBack: boolean;
}

/** Makes a view of a snapshot. Remembers only what a steady picture needs: the shown estimate, and since when it blinks. */
export class ViewFinder {
  readonly #words: Localization;
  #orderId: string | undefined;
  #shown: ShownEstimate | undefined;
  #blinkingSince: number | undefined;

  constructor(words: Localization) {
    this.#words = words;
  }

  look({ snapshot, now, fulfilment, wentBack }: Sight): View {
    const { order, orderId, orderStatus: status, estimate, connectionStatus, mayGoLive } = snapshot;
    const isPolling = connectionStatus === 'polling';
    if (!isPolling && connectionStatus !== 'connecting') this.#blinkingSince = undefined;
    else this.#blinkingSince ??= now;
    const previous = orderId === this.#orderId ? this.#shown : undefined;
    this.#orderId = orderId;
    const shown = estimate && shownEstimate(estimate, previous, new Date(now));
    this.#shown = shown;
    return {
      words: this.#words,
      snapshot,
      order,
      status,
      fulfilment: order?.fulfilment ?? (fulfilments.includes(fulfilment) ? fulfilment : 'dine_in'),
      error: snapshot.error,
      wentBack,
      isUpdating: (!isPolling || mayGoLive) && now - (this.#blinkingSince ?? now) < blink,
      promised: shown && {
        words: () => promiseWords(shown, this.#words),
        to: shown.to,
        isLate: shown.kind === 'late',
      },
    };
  }
}
