import type { Estimate } from '../../order/estimate/estimate.js';
import type { Order } from '../../order/order.js';
import type { OrderStatus } from '../../order/status.js';
import type { ConnectionStatus } from '../../tracker/connection-status.js';
import { ComposedEvent } from '../shared/composed-event.js';
import { OrderErrorEvent } from '../shared/order-error-event.js';
import type {
  OrderActionEvent,
  OrderMessageEvent,
  OrderQuestionEvent,
  OrderRatingEvent,
} from './guest-actions/guest-actions.events.js';

export * from './guest-actions/guest-actions.events.js';
export { OrderErrorEvent };

/** Anything of the order changed: its status, its estimate, its items. */
export class OrderUpdateEvent extends ComposedEvent {
  constructor(readonly order: Order) {
    super('order-update');
  }
}

/** The order reached another status. */
export class OrderStatusChangeEvent extends ComposedEvent {
  constructor(
    readonly status: OrderStatus,
    readonly previousStatus: OrderStatus | undefined,
    readonly order: Order,
  ) {
    super('order-status-change');
  }
}

/**
 * The order is ready, confirmed. Fired once it is drawn, once per element, order and page load, and not if the order passes
 * on before that, within some hundredths of a second. It makes no sound by itself.
 */
export class OrderReadyEvent extends ComposedEvent {
  constructor(readonly order: Order) {
    super('order-ready');
  }
}

/** The order came to an end, good or bad. */
export class OrderCompleteEvent extends ComposedEvent {
  constructor(
    readonly status: OrderStatus,
    readonly order: Order,
  ) {
    super('order-complete');
  }
}

/** The order is followed in another way than before. */
export class OrderConnectionChangeEvent extends ComposedEvent {
  constructor(
    readonly connectionStatus: ConnectionStatus,
    readonly previous: ConnectionStatus,
  ) {
    super('order-connection-change');
  }
}

/** The order is expected at another time, or at no known time any more. */
export class OrderEstimateChangeEvent extends ComposedEvent {
  constructor(readonly estimate: Estimate | undefined) {
    super('order-estimate-change');
  }
}

/** The estimate has passed and the order is not ready. */
export class OrderLateEvent extends ComposedEvent {
  constructor(readonly estimate: Estimate) {
    super('order-late');
  }
}

/** How good the last estimate was. Fired when the order gets ready while the page is open. */
export class OrderEstimateOutcomeEvent extends ComposedEvent {
  constructor(
    /** The last estimate. */
    readonly predicted: Estimate,
    /** When the order was ready. */
    readonly actual: Date,
    /** Whether `actual` lies within it. */
    readonly inside: boolean,
  ) {
    super('order-estimate-outcome');
  }
}

/** The back end named a status that no map knows. */
export class OrderUnmappedStatusEvent extends ComposedEvent {
  constructor(readonly raw: string) {
    super('order-unmapped-status');
  }
}

export interface OrderStatusTrackerEventMap {
  'order-update': OrderUpdateEvent;
  'order-status-change': OrderStatusChangeEvent;
  'order-ready': OrderReadyEvent;
  'order-complete': OrderCompleteEvent;
  'order-connection-change': OrderConnectionChangeEvent;
  'order-estimate-change': OrderEstimateChangeEvent;
  'order-late': OrderLateEvent;
  'order-estimate-outcome': OrderEstimateOutcomeEvent;
  'order-error': OrderErrorEvent;
  'order-unmapped-status': OrderUnmappedStatusEvent;
  'order-rating': OrderRatingEvent;
  'order-reorder': OrderActionEvent;
  'order-receipt': OrderActionEvent;
  'order-tip': OrderActionEvent;
  'order-question': OrderQuestionEvent;
  'order-on-my-way': OrderMessageEvent;
  'order-here': OrderMessageEvent;
  'order-got-it': OrderMessageEvent;
}

declare global {
  // Lets `addEventListener('order-ready', …)` know its event on every element, the document and the window.
  interface GlobalEventHandlersEventMap extends OrderStatusTrackerEventMap {}
}
