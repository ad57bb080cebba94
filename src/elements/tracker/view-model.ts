import type { Order } from '../../order/order.js';
import {
  type Fulfilment,
  factsOf,
  fulfilments,
  isReady,
  isReadyOrPast,
  type OrderStatus,
  type Tone,
} from '../../order/status.js';
import type { OrderTrackerSnapshot, TrackerError } from '../../tracker/types.js';
import type { Wording } from '../shared/wording.js';
import type { EstimateText } from './parts/estimate-text.js';

/** Everything that one rendering is drawn from. The parts are functions of it and know nothing else. */
export interface ViewModel {
  readonly words: Wording;
  readonly snapshot: OrderTrackerSnapshot;
  readonly order: Order | undefined;
  readonly status: OrderStatus | undefined;
  /** What decides the steps. */
  readonly fulfilment: Fulfilment;
  /** What decides the wording: the same, but `undefined` where nobody has said it. */
  readonly kind: Fulfilment | undefined;
  /** Where the restaurant hands orders over, in its own words. */
  readonly pickupPlace: string | null | undefined;
  readonly percent: 'on' | 'off' | 'steps';
  /** The problem to show, the tracker's or one of the element's own attributes. */
  readonly error: TrackerError | undefined;
  /** Whether the kitchen moved the order a step back within the last few minutes. */
  readonly wentBack: boolean;
  /** Whether the connection was lost only a moment ago and may be back soon: shown without alarm. */
  readonly isUpdating: boolean;
  /** How long that may still be shown so, in milliseconds; `Infinity` if it is not. */
  readonly updatingFor: number;
  /** The time by the back end's clock, in milliseconds since 1970. */
  readonly now: number;
  /** What stands in place of the status' own text. */
  readonly acceptText?: string | undefined;
  /** When the order will be ready, in words. */
  readonly estimateText: EstimateText | undefined;
}

/**
 * The kind of an order: its own, else the page's, else that of an order with a table, or of one that went out for delivery;
 * `undefined` if it is not known.
 */
export function kindOf(order: Order | undefined, ofPage: Fulfilment | undefined): Fulfilment | undefined {
  const known = order?.fulfilment ?? ofPage;
  if (known && fulfilments.includes(known)) return known;
  if (order?.tableLabel) return 'dine_in';
  return order?.status === 'out_for_delivery' || order?.statusTimes?.out_for_delivery ? 'delivery' : undefined;
}

/** Whether the guest can have the meal now. A delivery that is ready is only packed. */
export function canBeHad({ status, kind }: Pick<ViewModel, 'status' | 'kind'>): boolean {
  return isReady(status) && kind !== 'delivery';
}

/** What a status means for the guest, for this kind of order. Of a failed order the restaurant's own reason says more. */
export function statusText(
  { words, kind, order, pickupPlace }: Pick<ViewModel, 'words' | 'kind' | 'order' | 'pickupPlace'>,
  status: OrderStatus,
): string {
  if (status === 'failed' && order?.reason) return words.text('failed_reason_text');
  const place = (typeof pickupPlace === 'string' ? pickupPlace : '').trim().replace(/[.!。।]+$/, '');
  return isReady(status) && kind === 'pickup' && place
    ? words.text('ready_pickup_place_text', { place })
    : words.status(status, kind, '_text');
}

/** The colour of a status; without one, the quiet colour of an order that is over. */
export function toneOf(status: OrderStatus | undefined): Tone {
  return factsOf(status)?.tone ?? 'completed';
}

/** `Table 12`, or the restaurant's own word for the place: `Terrace`. */
export function tableName({ tableLabel }: Order, words: Wording): string | undefined {
  return tableLabel && /^\d+$/.test(tableLabel) ? words.text('table', { table: tableLabel }) : tableLabel;
}

const minute = 60_000;
/** Milliseconds until the next drawing while it connects: time alone makes an error of that. */
const connectingRedrawTime = 5000;

/** Milliseconds until time alone changes what is drawn or announced; `Infinity`: never. */
export function redrawIn({ snapshot, estimateText, updatingFor, wentBack, now }: ViewModel): number {
  const { connectionStatus, estimate } = snapshot;
  const connecting = connectionStatus === 'connecting' ? connectingRedrawTime : Number.POSITIVE_INFINITY;
  if ((!estimateText || estimateText.isLast) && !wentBack) return Math.min(updatingFor, connecting);
  // All words about time are in whole minutes of the same clock, so all elements of a page change together.
  const nextMinute = minute - (now % minute);
  const late = estimate && +estimate.to >= now ? +estimate.to + 1 - now : Number.POSITIVE_INFINITY;
  return Math.min(updatingFor, connecting, nextMinute, late);
}

/** The states of an element that pages can style by. */
export function statesOf({ snapshot, order, error }: ViewModel, isArmed: boolean): Readonly<Record<string, boolean>> {
  const isWaitedFor = !isReadyOrPast(order?.status);
  return {
    cached: snapshot.isCached,
    estimated: order?.statusSource === 'estimated',
    late: snapshot.estimate?.late === true,
    delayed: isWaitedFor && order?.delayed === true,
    'on-hold': isWaitedFor && order?.onHold === true,
    armed: isArmed,
    problem: error !== undefined,
  };
}
