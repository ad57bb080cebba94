import { type DetailedHTMLProps, type HTMLAttributes, useEffect, useState, useSyncExternalStore } from 'react';
import type { boardOptions, OrderStatusBoard } from './elements/board/order-status-board.js';
import type { AttributeOption, ElementOptionRow } from './elements/shared/element-option.js';
import type { elementOptions } from './elements/tracker/element-options.js';
import type { OrderStatusTracker } from './elements/tracker/order-status-tracker.js';
import type { OrderTrackerOptions, TrackerOptionRows } from './tracker/options.js';
import { createOrderTracker } from './tracker/order-tracker.js';
import { keyOf } from './tracker/shared-connections.js';
import type { OrderTracker, OrderTrackerSnapshot } from './tracker/types.js';

/** What every element takes, for JSX. */
export type ElementProps<Element = OrderStatusTracker> = DetailedHTMLProps<HTMLAttributes<Element>, Element>;

/**
 * The attributes of an element, by its list of options. Those with a dash are not checked further, as JSX sets them as
 * text; the one word ones are properties as well.
 */
type AttributesOf<Element, List extends Readonly<Record<string, ElementOptionRow>>> = Readonly<
  Record<`${string}-${string}`, unknown>
> & {
  readonly [Name in OneWord<AttributeOption<List>> & keyof Element]?: string extends NonNullable<Element[Name]>
    ? string
    : Name extends 'transport'
      ? Element[Name] | string
      : Element[Name];
};
type OneWord<Name extends string> = Name extends Lowercase<Name> ? Name : never;

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'order-status-tracker': ElementProps &
        AttributesOf<OrderStatusTracker, TrackerOptionRows & typeof elementOptions>;
      'order-status-board': ElementProps<OrderStatusBoard> &
        AttributesOf<OrderStatusBoard, TrackerOptionRows & typeof boardOptions>;
    }
  }
}

/** What the hook returns: everything that is known of the order, and two actions. */
export interface OrderTracking extends OrderTrackerSnapshot {
  /** Reads the order now. */
  readonly refresh: () => Promise<void>;
  /** Tries again at once, also after an error that ended all tries. */
  readonly retry: () => void;
}

/**
 * Follows an order while the component is mounted. Options may be written inline: equal values count as equal. Functions
 * among them (`getAccessToken`, `parse`, `debug`, `inspect`) are compared by identity: keep them outside the component or in a callback hook,
 * or each render starts a new tracker.
 *
 * ```tsx
 * const { orderStatus, isConnected, lastUpdate } = useOrderTracking({ orderId, pollUrl: '/api/orders/{id}' });
 * ```
 */
export function useOrderTracking(options: OrderTrackerOptions): OrderTracking {
  const key = keyOf([options]);
  const [held, setHeld] = useState(() => hold(key, options));
  const current = held.key === key ? held : hold(key, options);
  if (current !== held) setHeld(current);

  const { tracker, subscribe, refresh, retry } = current;
  const snapshot = useSyncExternalStore(subscribe, tracker.getSnapshot, tracker.getSnapshot);
  useEffect(() => {
    tracker.start();
    return () => tracker.stop();
  }, [tracker]);
  return { ...snapshot, refresh, retry };
}

interface Held {
  readonly key: string;
  readonly tracker: OrderTracker;
  readonly subscribe: OrderTracker['subscribe'];
  readonly refresh: () => Promise<void>;
  readonly retry: () => void;
}

function hold(key: string, options: OrderTrackerOptions): Held {
  const tracker = createOrderTracker(options);
  return {
    key,
    tracker,
    subscribe: (listener) => tracker.subscribe(listener),
    refresh: () => tracker.refresh(),
    retry: () => tracker.retry(),
  };
}
