import type { ForwardRefExoticComponent, HTMLAttributes, RefAttributes } from 'react';
import type { elementOptions } from '../elements/tracker/element-options.js';
import type { OrderStatusTrackerEventMap } from '../elements/tracker/order-status-tracker.events.js';
import { OrderStatusTracker as TrackerElement } from '../elements/tracker/order-status-tracker.js';
import type { TrackerOptionRows } from '../tracker/options.js';
import { createComponent } from './create-component.js';
import type { EventNames, EventProps, OptionProps } from './prop-types.js';

type Events = OrderStatusTrackerEventMap;
type OwnProps = OptionProps<TrackerElement, TrackerOptionRows & typeof elementOptions> & EventProps<Events>;

/** The properties of `<order-status-tracker>`, its events (`onOrderReady`, …), and what every element takes. */
export type OrderStatusTrackerProps = OwnProps & Omit<HTMLAttributes<TrackerElement>, keyof OwnProps>;

const events: EventNames<Events> = {
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
    events,
  });
