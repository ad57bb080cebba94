import type { Estimate } from '../../order/estimate/estimate.js';
import type { Order } from '../../order/order.js';
import type { OrderStatus } from '../../order/status.js';
import type { ConnectionStatus } from '../../tracker/connection-status.js';
import { ComposedEvent } from '../shared/composed-event.js';
import { OrderErrorEvent } from '../shared/order-error-event.js';

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

/** The order is ready, confirmed. Fired once per element, order and page load; it makes no sound by itself. */
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

/** 1 (bad) to 5 (good). */
export type Rating = 1 | 2 | 3 | 4 | 5;

/** The guest rated the order. Fired once for each order, over reloads and tabs. */
export class OrderRatingEvent extends ComposedEvent {
  constructor(
    readonly rating: Rating,
    /** Minutes from placing the order until it was ready, as far as this device knows; else until the meal had come. */
    readonly waitMinutes: number | undefined,
    /** Minutes by which it was ready after the window of the last estimate; below 0: before; `undefined`: not observed. */
    readonly estimateErrorMinutes: number | undefined,
    readonly order: Order,
  ) {
    super('order-rating');
  }
}

/** The guest wants to order again, the receipt, or to leave a tip. `preventDefault()` keeps a link from being followed. */
export class OrderActionEvent extends ComposedEvent {
  constructor(
    type: 'order-reorder' | 'order-receipt' | 'order-tip',
    readonly order: Order,
  ) {
    super(type, true);
  }
}

/** What the guest tells the restaurant with one tap. */
type MessageType = 'order-on-my-way' | 'order-here' | 'order-got-it';

/** The guest tells the restaurant something: that they are on their way, are here, or have got the meal. */
export class OrderMessageEvent extends ComposedEvent {
  #response: Promise<unknown> | undefined;

  constructor(
    type: MessageType | 'order-question',
    readonly order: Order,
  ) {
    super(type);
  }

  /**
   * Lets the guest know whether the message got through: "Sent" once `response` resolves, "Could not be sent" if it
   * rejects. Call it in the listener itself. Without it the guest reads only when it was told, or asked.
   */
  respondWith(response: Promise<unknown>): void {
    this.#response = response;
  }

  /** @internal */
  get response(): Promise<unknown> | undefined {
    return this.#response;
  }
}

/** The guest asks the kitchen how the order is doing. */
export class OrderQuestionEvent extends OrderMessageEvent {
  constructor(order: Order) {
    super('order-question', order);
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
  // Lets `addEventListener('order-ready', …)` know its event on every element.
  interface HTMLElementEventMap extends OrderStatusTrackerEventMap {}
}
