import type { Order } from '../../../order/order.js';
import { ComposedEvent } from '../../shared/composed-event.js';

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
