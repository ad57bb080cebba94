import { type DetailedHTMLProps, type HTMLAttributes, useEffect, useState, useSyncExternalStore } from 'react';
import type { OrderStatusBoard } from './elements/board/order-status-board.js';
import type { OrderStatusTracker } from './elements/tracker/order-status-tracker.js';
import type { OrderTrackerOptions } from './tracker/options.js';
import { createOrderTracker } from './tracker/order-tracker.js';
import { keyOf } from './tracker/shared-connections.js';
import type { OrderTracker, OrderTrackerSnapshot } from './tracker/types.js';

/** What every element takes, for JSX. */
export type ElementProps<Element = OrderStatusTracker> = DetailedHTMLProps<HTMLAttributes<Element>, Element>;

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'order-status-tracker': ElementProps &
        // Attributes with a dash are those of the element; the one word ones are few.
        Readonly<Record<`${string}-${string}`, unknown>> & {
          readonly transport?: string;
          readonly preset?: string;
          readonly layout?: OrderStatusTracker['layout'];
          readonly theme?: OrderStatusTracker['theme'];
          readonly fulfilment?: OrderStatusTracker['fulfilment'];
          readonly cache?: OrderStatusTracker['cache'];
          readonly rating?: OrderStatusTracker['rating'];
          readonly reorder?: string;
          readonly receipt?: string;
          readonly tip?: string;
        };
      'order-status-board': ElementProps<OrderStatusBoard> &
        Readonly<Record<`${string}-${string}`, unknown>> & {
          readonly transport?: string;
          readonly preset?: string;
          readonly theme?: OrderStatusBoard['theme'];
          readonly sound?: string;
        };
    }
  }
}

/** What the hook gives: everything known of the order, and what can be asked for. */
export interface OrderTracking extends OrderTrackerSnapshot {
  /** Reads the order now. */
  readonly refresh: () => Promise<void>;
  /** Tries again at once, also after an error that ended all tries. */
  readonly retry: () => void;
}

/**
 * Follows an order while the component is mounted. Options may be written inline: only what they say counts. A
 * function among them (`getAccessToken`, `parse`) counts by identity: keep it outside the component or in a callback
 * hook, or the order is followed anew with each render.
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
