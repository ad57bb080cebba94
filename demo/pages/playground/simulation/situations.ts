import { isFinal, type OrderStatus, orderStatuses } from '../../../../src/order/status.js';
import type { ConnectionStatus } from '../../../../src/tracker/connection-status.js';
import { momentAfter, sampleOrder } from './sample-order.js';
import { type Network, SimulatedRestaurant, type WireOrder } from './simulated-restaurant.js';

/** What an order can be in: each status, and what the statuses alone do not say. */
export const situations = {
  scheduled: 'Scheduled',
  pending: 'Order received',
  preparing: 'Preparing',
  ready: 'Ready',
  out_for_delivery: 'On its way',
  served: 'Served',
  completed: 'Completed',
  cancelled: 'Cancelled',
  rejected: 'Not accepted',
  failed: 'Failed',
  refunded: 'Refunded',
  estimated: 'Estimated by a clock',
  taken_back: 'Taken back',
  delayed: 'Delayed',
  on_hold: 'On hold',
  late: 'Late',
  unknown_word: 'Unknown status',
  first_look: 'Nothing known yet',
  not_found: 'No such order',
  no_order: 'No order to follow',
} as const satisfies Record<OrderStatus, string> & Record<string, string>;
export type Situation = keyof typeof situations;

/** The ways in which an order can be followed, as owners call them. */
export const connections = {
  connecting: 'Connecting',
  connected: 'Live',
  polling: 'Polling',
  error: 'No answer',
  offline: 'Offline',
  denied: 'Link expired',
  closed: 'Finished',
} as const;
export type Connection = keyof typeof connections & ConnectionStatus;

/** Everything to put an element into one situation: hand it the restaurant, then let `play` happen. */
export interface Play {
  readonly restaurant: SimulatedRestaurant;
  /** Absent where there is no order to follow. */
  readonly orderId: string | undefined;
  /** What the page itself knew of the order. */
  readonly known: WireOrder | undefined;
  /** Resolves when the element shows it. */
  play(): Promise<void>;
}

const second = 1000;
/** Long enough for a toast to go, and for the first read to be in. */
const calm = 10 * second;

const networks: Readonly<Record<Connection, Network>> = {
  connecting: 'nothing',
  connected: 'live',
  polling: 'reads',
  error: 'nothing',
  offline: 'offline',
  denied: 'forbidden',
  closed: 'live',
};

/** Until it shows, after the network has changed. */
const timeToShow: Readonly<Record<Connection, number>> = {
  connecting: 2 * second,
  connected: calm,
  polling: calm,
  error: 30 * second,
  offline: calm,
  denied: calm,
  closed: calm,
};

/** Why this order is never followed in this way; `undefined` if it can be. */
export function whyImpossible(situation: Situation, connection: Connection): string | undefined {
  const isEnd = isFinal(statusOf(situation));
  if (situation === 'no_order') return connection === 'connected' ? undefined : 'Nothing is followed.';
  if (situation === 'not_found') return connection === 'error' ? undefined : 'Nothing is followed any more.';
  if (connection === 'closed') return isEnd ? undefined : 'Only an order at its end is finished.';
  if (isEnd && (connection === 'connected' || connection === 'polling')) return 'Its end is confirmed: it is finished.';
  if (situation === 'first_look' && (connection === 'connected' || connection === 'polling')) {
    return 'A server that answers knows a status.';
  }
  return undefined;
}

/** The nearest way in which an order of this situation is really followed. */
export function possibleConnection(situation: Situation, wanted: Connection): Connection {
  const tries: readonly Connection[] = [wanted, 'closed', 'connecting', 'error', 'connected'];
  return tries.find((connection) => !whyImpossible(situation, connection)) ?? wanted;
}

/** Sets a situation up on a device whose clock says `start` in the end. */
export function prepare(situation: Situation, connection: Connection, orderId: string, start: number): Play {
  const order = orderIn(situation, start);
  const restaurant = new SimulatedRestaurant(situation === 'taken_back' ? { ...order, status: 'ready' } : order, start);
  // An order at its end is followed only until a read confirms it: here the page already knew it.
  const isKnownToPage = isFinal(statusOf(situation)) && connection !== 'closed';
  const isCutOff = isKnownToPage || situation === 'first_look';
  if (situation === 'not_found') restaurant.network = 'unknown';
  if (isCutOff) restaurant.network = connection === 'connecting' ? 'hanging' : networks[connection];

  return {
    restaurant,
    orderId: situation === 'no_order' ? undefined : orderId,
    known: isKnownToPage ? { id: orderId, ...order } : undefined,
    async play() {
      const { clock } = restaurant.device;
      if (!isCutOff) {
        await clock.pass(2 * second);
        if (situation === 'taken_back') restaurant.change({ status: 'preparing' });
        if (situation === 'unknown_word') restaurant.change({ status: 'FLAMBEING' });
        await clock.pass(calm);
        if (situation !== 'not_found') restaurant.network = networks[connection];
      }
      await clock.pass(timeToShow[connection]);
    },
  };
}

function statusOf(situation: Situation): OrderStatus | undefined {
  return orderStatuses.find((status) => status === situation);
}

function orderIn(situation: Situation, start: number): WireOrder {
  const order = {
    ...sampleOrder(start),
    placed_at: momentAfter(start, -6),
    estimated_ready_from: momentAfter(start, 8),
    estimated_ready_to: momentAfter(start, 14),
    status: statusOf(situation) ?? 'preparing',
  };
  const particulars: Partial<Record<Situation, WireOrder>> = {
    // An order that says how it reaches the guest: these statuses belong to one way only.
    out_for_delivery: { fulfilment: 'delivery', table_label: null },
    served: { fulfilment: 'dine_in' },
    scheduled: { estimated_ready_from: momentAfter(start, 75), estimated_ready_to: momentAfter(start, 85) },
    cancelled: { reason: 'The oven has gone out' },
    rejected: { reason: 'The kitchen has just closed' },
    estimated: { status_source: 'estimated' },
    delayed: { delayed: true, reason: 'The oven needs a moment longer' },
    on_hold: { on_hold: true, reason: 'We check an ingredient' },
    late: { estimated_ready_from: momentAfter(start, -9), estimated_ready_to: momentAfter(start, -3) },
  };
  return { ...order, ...particulars[situation] };
}
