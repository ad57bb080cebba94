import { cleanText } from '../../../order/clean-text.js';
import { isReadyOrPast, type OrderStatus } from '../../../order/status.js';
import type { ConnectionStatus } from '../../../tracker/connection-status.js';
import type { OrderStatusTracker } from '../order-status-tracker.js';
import { kindOf } from '../view-model.js';

/** What an agent is told of one order: what its card shows of the status, and nothing else. Times are ISO 8601. */
export interface OrderAnswer {
  /** The number that staff call out. */
  readonly number?: string;
  readonly restaurant?: string;
  /** Absent while none is known. */
  readonly status?: OrderStatus;
  /** The status in the page's language. */
  readonly statusText?: string;
  /** Whether a clock moved the status, not a person. */
  readonly isStatusEstimated: boolean;
  /** When it will be had, rounded as it is shown; `readyFrom` is absent once that time has begun. */
  readonly readyFrom?: string;
  readonly readyTo?: string;
  readonly isLate: boolean;
  /** Like `isOnHold`: what the kitchen says while it is waited for; from "ready" on neither. */
  readonly isDelayed: boolean;
  readonly isOnHold: boolean;
  readonly connection: ConnectionStatus;
  /** Whether it is proven to be the present state. If not, say since when: `lastUpdate`. */
  readonly isCurrent: boolean;
  /** When the back end last sent or confirmed it. */
  readonly lastUpdate?: string;
}

const maximalLength = 80;

/** Neither ids, links, tokens, codes nor prices are in it, nor what guests have written. */
export function orderAnswer(element: OrderStatusTracker): OrderAnswer {
  const { order, orderStatus, connectionStatus, isCurrent, lastUpdate, estimate } = element.snapshot;
  // The one that the card shows. As there, an estimate of the past is not given as one of the present.
  const shown = isCurrent && estimate ? element.shownEstimate : undefined;
  const kind = kindOf(order, element.fulfilment);
  // What delayed the food says nothing once it is ready.
  const isWaitedFor = !isReadyOrPast(orderStatus);
  return {
    ...text('number', order?.number),
    ...text('restaurant', order?.restaurantName),
    ...(orderStatus && { status: orderStatus, ...text('statusText', element.words.status(orderStatus, kind)) }),
    isStatusEstimated: order?.statusSource === 'estimated',
    ...time('readyFrom', shown?.from),
    ...time('readyTo', shown?.kind === 'start' ? undefined : shown?.to),
    isLate: shown?.kind === 'late',
    isDelayed: isWaitedFor && order?.delayed === true,
    isOnHold: isWaitedFor && order?.onHold === true,
    connection: connectionStatus,
    isCurrent,
    ...time('lastUpdate', lastUpdate),
  };
}

/** Foreign words go to a language model: one line, without control characters, and short. */
function text(name: 'number' | 'restaurant' | 'statusText', value: string | undefined): Partial<OrderAnswer> {
  const clean = value && cleanText(value, maximalLength);
  return clean ? { [name]: clean } : {};
}

function time(name: 'readyFrom' | 'readyTo' | 'lastUpdate', value: Date | undefined): Partial<OrderAnswer> {
  return value ? { [name]: value.toISOString() } : {};
}
