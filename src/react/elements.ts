import type { ForwardRefExoticComponent, HTMLAttributes, RefAttributes } from 'react';
import type { OrderStatusBoardEventMap } from '../elements/board/order-status-board.events.js';
import { OrderStatusBoard as BoardElement, type boardOptions } from '../elements/board/order-status-board.js';
import type { ElementOptionRow } from '../elements/shared/element-option.js';
import type { elementOptions } from '../elements/tracker/element-options.js';
import type { OrderStatusTrackerEventMap } from '../elements/tracker/order-status-tracker.events.js';
import { OrderStatusTracker as TrackerElement } from '../elements/tracker/order-status-tracker.js';
import type { TrackerOptionRows } from '../tracker/options.js';
import { createComponent } from './create-component.js';

type OptionRows = Readonly<Record<string, ElementOptionRow>>;
type ForUsers<Rows extends OptionRows> = {
  [Name in keyof Rows]: Rows[Name]['value'] extends 'internal' ? never : Name;
}[keyof Rows];
/** A prop for each row of a list, of the type of the element's property. */
type OptionProps<Element, Rows extends OptionRows> = {
  readonly [Name in ForUsers<Rows> & keyof Element]?: Element[Name] | undefined;
};

/** `order-ready` → `OrderReady`. */
type Capitalized<Name extends string> = Name extends `${infer Head}-${infer Rest}`
  ? `${Capitalize<Head>}${Capitalized<Rest>}`
  : Capitalize<Name>;
type PropOf<Name> = `on${Capitalized<Name & string>}`;
type EventNames<Events> = { readonly [Name in keyof Events as PropOf<Name>]: Name };
type EventProps<Events> = {
  readonly [Name in keyof Events as PropOf<Name>]?: ((event: Events[Name]) => void) | undefined;
};

type TrackerEvents = OrderStatusTrackerEventMap;
type BoardEvents = OrderStatusBoardEventMap & Pick<OrderStatusTrackerEventMap, 'order-error'>;
type TrackerOwnProps = OptionProps<TrackerElement, TrackerOptionRows & typeof elementOptions> &
  EventProps<TrackerEvents>;
type BoardOwnProps = OptionProps<BoardElement, TrackerOptionRows & typeof boardOptions> & EventProps<BoardEvents>;

/** The properties of `<order-status-tracker>`, its events (`onOrderReady`, …), and what every element takes. */
export type OrderStatusTrackerProps = TrackerOwnProps & Omit<HTMLAttributes<TrackerElement>, keyof TrackerOwnProps>;
/** The properties of `<order-status-board>`, its events (`onBoardUpdate`, …), and what every element takes. */
export type OrderStatusBoardProps = BoardOwnProps & Omit<HTMLAttributes<BoardElement>, keyof BoardOwnProps>;

const trackerEvents: EventNames<TrackerEvents> = {
  onOrderUpdate: 'order-update',
  onOrderStatusChange: 'order-status-change',
  onOrderReady: 'order-ready',
  onOrderComplete: 'order-complete',
  onOrderConnectionChange: 'order-connection-change',
  onOrderEstimateChange: 'order-estimate-change',
  onOrderLate: 'order-late',
  onOrderEstimateOutcome: 'order-estimate-outcome',
  onOrderError: 'order-error',
  onOrderUnmappedStatus: 'order-unmapped-status',
  onOrderRating: 'order-rating',
  onOrderReorder: 'order-reorder',
  onOrderReceipt: 'order-receipt',
  onOrderTip: 'order-tip',
  onOrderQuestion: 'order-question',
  onOrderOnMyWay: 'order-on-my-way',
  onOrderHere: 'order-here',
  onOrderGotIt: 'order-got-it',
};

const boardEvents: EventNames<BoardEvents> = {
  onBoardUpdate: 'board-update',
  onBoardOrderReady: 'board-order-ready',
  onBoardConnectionChange: 'board-connection-change',
  onOrderError: 'order-error',
};

/**
 * `<order-status-tracker>` as a React component: its properties and events as props, also after a server has rendered it.
 * The element is registered with the first one that is mounted; a ref gives the element itself.
 *
 * ```tsx
 * <OrderStatusTracker orderId={id} pollUrl="/api/orders/{id}" order={order} onOrderReady={({ order }) => ring(order)} />
 * ```
 */
export const OrderStatusTracker: ForwardRefExoticComponent<OrderStatusTrackerProps & RefAttributes<TrackerElement>> =
  /* @__PURE__ */ createComponent<OrderStatusTrackerProps, TrackerElement>({
    tagName: 'order-status-tracker',
    elementClass: TrackerElement,
    displayName: 'OrderStatusTracker',
    events: trackerEvents,
  });

/** `<order-status-board>` as a React component, in the same way. */
export const OrderStatusBoard: ForwardRefExoticComponent<OrderStatusBoardProps & RefAttributes<BoardElement>> =
  /* @__PURE__ */ createComponent<OrderStatusBoardProps, BoardElement>({
    tagName: 'order-status-board',
    elementClass: BoardElement,
    displayName: 'OrderStatusBoard',
    events: boardEvents,
  });
