import type { ForwardRefExoticComponent, HTMLAttributes, RefAttributes } from 'react';
import type { boardOptions } from '../elements/board/board-options.js';
import type { OrderStatusBoardEventMap } from '../elements/board/order-status-board.events.js';
import { OrderStatusBoard as BoardElement } from '../elements/board/order-status-board.js';
import type { OrderStatusTrackerEventMap } from '../elements/tracker/order-status-tracker.events.js';
import type { TrackerOptionRows } from '../tracker/options.js';
import { createComponent } from './create-component.js';
import type { EventNames, EventProps, OptionProps } from './prop-types.js';

type Events = OrderStatusBoardEventMap & Pick<OrderStatusTrackerEventMap, 'order-error'>;
type OwnProps = OptionProps<BoardElement, TrackerOptionRows & typeof boardOptions> & EventProps<Events>;

/** The properties of `<order-status-board>`, its events (`onBoardUpdate`, …), and what every element takes. */
export type OrderStatusBoardProps = OwnProps & Omit<HTMLAttributes<BoardElement>, keyof OwnProps>;

const events: EventNames<Events> = {
  onBoardUpdate: 'board-update',
  onBoardOrderReady: 'board-order-ready',
  onBoardConnectionChange: 'board-connection-change',
  onOrderError: 'order-error',
};

/** `<order-status-board>` as a React component, in the same way as `OrderStatusTracker`. */
export const OrderStatusBoard: ForwardRefExoticComponent<OrderStatusBoardProps & RefAttributes<BoardElement>> =
  /* @__PURE__ */ createComponent<OrderStatusBoardProps, BoardElement>({
    tagName: 'order-status-board',
    elementClass: BoardElement,
    displayName: 'OrderStatusBoard',
    events,
  });
