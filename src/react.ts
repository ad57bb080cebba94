import { useEffect, useState, useSyncExternalStore } from 'react';
import type { OrderTrackerOptions } from './tracker/options.js';
import { createOrderTracker } from './tracker/order-tracker.js';
import { keyOf } from './tracker/shared-connections.js';
import type { OrderTracker, OrderTrackerSnapshot } from './tracker/types.js';

export type { ElementProps, ReactProps } from './types/react.js';

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
