import type { Fulfilment, Order, OrderStatus } from '../../order/order.js';
import type { OrderTrackerSnapshot, TrackerError } from '../../tracker/types.js';
import type { Localization } from '../shared/localization.js';
import type { Promised } from './change-announcer.js';

/** Everything that one rendering is drawn from. The pieces are functions of it and know nothing else. */
export interface View {
  readonly words: Localization;
  readonly snapshot: OrderTrackerSnapshot;
  readonly order: Order | undefined;
  readonly status: OrderStatus | undefined;
  readonly fulfilment: Fulfilment;
  /** The problem to show, the tracker's or one of the element's own attributes. */
  readonly error: TrackerError | undefined;
  /** Whether the kitchen took the order's last step back, a few minutes ago at most. */
  readonly wentBack: boolean;
  /** Whether it has not been live for a moment only, and may be again in another: nothing to worry about yet. */
  readonly isUpdating: boolean;
  /** When the order is expected, in words. */
  readonly promised: Promised | undefined;
}

/** The colour in which a status is told. */
export type Tone = 'pending' | 'preparing' | 'ready' | 'served' | 'completed' | 'failed';

const tones: Record<OrderStatus, Tone> = {
  scheduled: 'pending',
  pending: 'pending',
  preparing: 'preparing',
  ready: 'ready',
  out_for_delivery: 'served',
  served: 'served',
  completed: 'completed',
  cancelled: 'failed',
  rejected: 'failed',
  failed: 'failed',
  refunded: 'completed',
};

export function toneOf(status: OrderStatus | undefined): Tone {
  return status ? tones[status] : 'completed';
}

/** `Table 12`, or the restaurant's own word for the place: `Terrace`. */
export function tableName({ tableLabel }: Order, words: Localization): string | undefined {
  return tableLabel && /^\d+$/.test(tableLabel) ? words.text('table', { table: tableLabel }) : tableLabel;
}
