import { type ShownEstimate, shownEstimate } from '../../order/estimate/estimate-display.js';
import type { Fulfilment } from '../../order/status.js';
import type { OrderTrackerSnapshot } from '../../tracker/types.js';
import type { Wording } from '../shared/wording.js';
import { estimateWords } from './parts/estimate-text.js';
import { kindOf, type ViewModel } from './view-model.js';

/** How long a connection that is lost, or not there yet, counts as a short interruption, in milliseconds. */
const shortInterruption = 5000;

/** What a view model is made from. */
export interface ViewModelInput {
  readonly snapshot: OrderTrackerSnapshot;
  /** Wall clock, in milliseconds. */
  readonly now: number;
  readonly fulfilment: Fulfilment | undefined;
  readonly wentBack: boolean;
}

/** Makes the view model of a snapshot. Keeps only the shown estimate and the start of an interruption, for a calm picture. */
export class ViewModelBuilder {
  readonly #words: Wording;
  #orderId: string | undefined;
  #shown: ShownEstimate | undefined;
  #interruptedSince: number | undefined;

  constructor(words: Wording) {
    this.#words = words;
  }

  build({ snapshot, now, fulfilment, wentBack }: ViewModelInput): ViewModel {
    const { order, orderId, orderStatus: status, estimate, connectionStatus, mayGoLive } = snapshot;
    const isPolling = connectionStatus === 'polling';
    if (!isPolling && connectionStatus !== 'connecting') this.#interruptedSince = undefined;
    else this.#interruptedSince ??= now;
    const previous = orderId === this.#orderId ? this.#shown : undefined;
    this.#orderId = orderId;
    const shown = estimate && shownEstimate(estimate, previous, new Date(now));
    this.#shown = shown;
    const updatedFor = now - (this.#interruptedSince ?? now);
    const isUpdating = (!isPolling || mayGoLive) && updatedFor < shortInterruption;
    const kind = kindOf(order, fulfilment);
    return {
      words: this.#words,
      now,
      snapshot,
      order,
      status,
      fulfilment: kind ?? 'dine_in',
      kind,
      error: snapshot.error,
      wentBack,
      isUpdating,
      updatingFor:
        isUpdating && this.#interruptedSince !== undefined ? shortInterruption - updatedFor : Number.POSITIVE_INFINITY,
      estimateText: shown && {
        words: () => estimateWords(shown, this.#words),
        to: shown.to,
        isLate: shown.kind === 'late',
      },
    };
  }
}
