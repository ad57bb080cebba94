import { type ShownEstimate, shownEstimate } from '../../order/estimate/estimate-display.js';
import type { Fulfilment } from '../../order/status.js';
import type { OrderTrackerSnapshot } from '../../tracker/types.js';
import type { Wording } from '../shared/wording.js';
import { type EstimateText, estimateWords, lastEstimateWords, leavingWords } from './parts/estimate-text.js';
import { kindOf, type ViewModel } from './view-model.js';

/** How long a connection that is lost, or not there yet, counts as a short interruption, in milliseconds. */
const shortInterruption = 5000;

/** What a view model is made from. */
export interface ViewModelInput {
  readonly snapshot: OrderTrackerSnapshot;
  /** The device's wall clock, in milliseconds. */
  readonly now: number;
  /** The attributes of the page. */
  readonly page: Pick<ViewModel, 'pickupPlace' | 'percent'> & { readonly fulfilment: Fulfilment | undefined };
  readonly wentBack: boolean;
}

/** Makes the view model of a snapshot. Keeps only the shown estimate and the start of an interruption, for a calm picture. */
export class ViewModelBuilder {
  readonly #words: Wording;
  #orderId: string | undefined;
  #shown: ShownEstimate | undefined;
  #clockAhead = 0;
  #interruptedSince: number | undefined;

  constructor(words: Wording) {
    this.#words = words;
  }

  build({ snapshot, now, page, wentBack }: ViewModelInput): ViewModel {
    const { order, orderId, orderStatus: status, connectionStatus, mayGoLive, clockAhead } = snapshot;
    const time = now - clockAhead;
    const isPolling = connectionStatus === 'polling';
    if (!isPolling && connectionStatus !== 'connecting') this.#interruptedSince = undefined;
    else this.#interruptedSince ??= now;
    if (orderId !== this.#orderId || clockAhead !== this.#clockAhead) this.#shown = undefined;
    this.#orderId = orderId;
    this.#clockAhead = clockAhead;
    const updatedFor = now - (this.#interruptedSince ?? now);
    const isUpdating = (!isPolling || mayGoLive) && updatedFor < shortInterruption;
    const kind = kindOf(order, page.fulfilment);
    return {
      words: this.#words,
      now: time,
      snapshot,
      order,
      status,
      fulfilment: kind ?? 'dine_in',
      kind,
      pickupPlace: page.pickupPlace,
      percent: page.percent,
      error: snapshot.error,
      wentBack,
      isUpdating,
      updatingFor:
        isUpdating && this.#interruptedSince !== undefined ? shortInterruption - updatedFor : Number.POSITIVE_INFINITY,
      estimateText: this.#estimateText(snapshot, kind, isUpdating && connectionStatus === 'connecting', time),
    };
  }

  /** What is shown of the estimate; it stays as it was while nothing is known of the present. */
  #estimateText(
    { estimate, isCurrent }: OrderTrackerSnapshot,
    kind: Fulfilment | undefined,
    isInterrupted: boolean,
    now: number,
  ): EstimateText | undefined {
    const words = this.#words;
    // The tracker does not know the attribute `fulfilment` of the page.
    if (!estimate || (estimate.of === 'arrival' && kind && kind !== 'delivery')) {
      this.#shown = undefined;
      return undefined;
    }
    const { of, to, source, late: isLate } = estimate;
    const isAside = of === 'ready' && kind === 'delivery';
    if (!isCurrent && !(isInterrupted && +to > now)) {
      return { words: () => lastEstimateWords(estimate, words), to, isLate, isLast: true, isAside };
    }
    const shown = shownEstimate(estimate, this.#shown, new Date(now));
    this.#shown = shown;
    const text = isAside ? () => leavingWords(estimate, words) : () => estimateWords(of, shown, words);
    // Rounding is no news.
    return { words: text, to: source === 'backend' ? to : shown.to, isLate, isLast: false, isAside };
  }
}
