import type { BoardOrder } from '../../order/board.js';
import type { ConnectionStatus } from '../../tracker/connection-status.js';
import { ComposedEvent } from '../shared/composed-event.js';
import type { OrderErrorEvent } from '../shared/order-error-event.js';

/** The numbers on the board changed. */
export class BoardUpdateEvent extends ComposedEvent {
  constructor(
    /** In the order in which they are shown. */
    readonly preparing: readonly string[],
    /** The newest first. */
    readonly ready: readonly string[],
  ) {
    super('board-update');
  }
}

/** A number got ready while the board was watching, confirmed. Fired once per order and page load. */
export class BoardOrderReadyEvent extends ComposedEvent {
  constructor(readonly order: BoardOrder) {
    super('board-order-ready');
  }

  /** What is called out. */
  get number(): string {
    return this.order.number;
  }
}

/** The board is followed in another way than before. */
export class BoardConnectionChangeEvent extends ComposedEvent {
  constructor(
    readonly connectionStatus: ConnectionStatus,
    readonly previous: ConnectionStatus,
  ) {
    super('board-connection-change');
  }
}

export interface OrderStatusBoardEventMap {
  'board-update': BoardUpdateEvent;
  'board-order-ready': BoardOrderReadyEvent;
  'board-connection-change': BoardConnectionChangeEvent;
}

declare global {
  // Lets `addEventListener('board-order-ready', …)` know its event on every element, the document and the window.
  interface GlobalEventHandlersEventMap extends OrderStatusBoardEventMap {
    'order-error': OrderErrorEvent;
  }
}
