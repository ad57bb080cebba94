import { type ShownEstimate, shownEstimate, type ToldEstimate } from '../../order/estimate/estimate-display.js';
import type { Fulfilment } from '../../order/status.js';
import type { OrderCache } from '../../tracker/chart/chart.types.js';
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
  /** Where the device keeps what was told; absent where it keeps nothing. */
  readonly cache?: Pick<OrderCache, 'told' | 'tell'> | undefined;
}

/** Makes the view model of a snapshot. Keeps only the told estimate and the start of an interruption, for a calm picture. */
export class ViewModelBuilder {
  readonly #words: Wording;
  #orderId: string | undefined;
  #told: ToldEstimate | undefined;
  #interruptedSince: number | undefined;

  constructor(words: Wording) {
    this.#words = words;
  }

  build({ snapshot, now, page, wentBack, cache }: ViewModelInput): ViewModel {
    const { order, orderId, orderStatus: status, connectionStatus, mayGoLive, clockAhead } = snapshot;
    const time = now - clockAhead;
    const isPolling = connectionStatus === 'polling';
    if (!isPolling && connectionStatus !== 'connecting') this.#interruptedSince = undefined;
    else this.#interruptedSince ??= now;
    if (orderId !== this.#orderId) this.#told = undefined;
    this.#orderId = orderId;
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
      estimateText: this.#estimateText(snapshot, kind, isUpdating && connectionStatus === 'connecting', time, cache),
    };
  }

  /** What is shown of the estimate; it stays as it was told while nothing is known of the present. */
  #estimateText(
    { estimate: known, isCurrent, clockAhead }: OrderTrackerSnapshot,
    kind: Fulfilment | undefined,
    isInterrupted: boolean,
    now: number,
    cache: ViewModelInput['cache'],
  ): EstimateText | undefined {
    const words = this.#words;
    // The tracker does not know the attribute `fulfilment` of the page.
    if (!known || (known.of === 'arrival' && kind && kind !== 'delivery')) {
      this.#told = undefined;
      return undefined;
    }
    const { of, source, late: isLate } = known;
    const isOurs = source !== 'backend';
    const isAside = of === 'ready' && kind === 'delivery';
    const kept = cache?.told() ?? this.#told;
    const told = kept?.of === of && isNear(kept.ahead, clockAhead) ? kept : undefined;
    const isSame = told && isNear(told.from, +known.from) && isNear(told.until, +known.to);
    const isLast = !isCurrent && !(isInterrupted && +known.to > now);
    const isKept = told && (isOurs ? isLast || isSame : isLast && isSame);
    const estimate = isKept ? { ...known, from: new Date(told.from), to: new Date(told.until) } : known;
    // What is no longer on the device, because access ended, is still what was told on this page.
    this.#told = told;
    let shown: ShownEstimate | undefined;
    if (!isLast) {
      shown = shownEstimate(estimate, told, new Date(now));
      const { to, raisedAt } = shown;
      this.#told = { of, from: +estimate.from, until: +estimate.to, to: +to, raisedAt, ahead: clockAhead };
      if (JSON.stringify(this.#told) !== JSON.stringify(kept)) cache?.tell(this.#told);
    }
    const end = shown?.to ?? (isKept ? new Date(told.to) : undefined);
    const say = () => {
      if (!shown) return lastEstimateWords(estimate, end, words);
      return isAside ? leavingWords(estimate, end, words) : estimateWords(of, shown, words);
    };
    // Rounding is no news.
    return { words: say, shown, to: (isOurs && end) || known.to, isLate, isLast, isAside };
  }
}

/** How much less is no difference, in milliseconds: tabs see the same change some seconds apart, and count from there. */
const apart = 30_000;

function isNear(one: number, other: number): boolean {
  return Math.abs(one - other) < apart;
}
