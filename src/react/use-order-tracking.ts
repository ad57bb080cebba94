import { useEffect, useMemo, useRef } from 'react';
import type { OrderTrackerOptions } from '../tracker/options.js';
import type { OrderTrackerSnapshot } from '../tracker/types.js';
import { FollowedOrder, type FollowingComponent } from './followed-order.js';
import { dataKey, useOptionKeys } from './option-keys.js';
import { useEffectBeforePaint, useSyncExternalStore } from './react-versions.js';

/** The options of `createOrderTracker`, and whether to follow at all. */
export interface OrderTrackingOptions extends OrderTrackerOptions {
  /** Whether the order is followed. While it is not, the last known state stays. Default `true`. */
  enabled?: boolean | undefined;
}

/** What the hook returns: everything that is known of the order, and two actions. */
export interface OrderTracking extends OrderTrackerSnapshot {
  /** Reads the order now. Resolves when the answer is in, or could not be had; at once while nothing is followed. */
  readonly refresh: () => Promise<void>;
  /** Tries again at once, also after an error that ended all tries. Does nothing while nothing is followed. */
  readonly retry: () => void;
}

/**
 * Follows an order while the component is mounted and `enabled`. On a server, and at the first render, it shows `order`.
 * Works with React 17, 18 and 19.
 *
 * Options may be written inline, functions too: equal data counts as equal, and of functions the newest is called, without
 * a new start. An own `transport` or a `supabase` client is compared by identity, and by the plain data that can be seen
 * of it; one that is new at each render counts as the same, yet belongs outside the component or into `useMemo`.
 *
 * `onStatusUpdate` is not called again for the status that it was last told of an order, also when another order was
 * followed in between. `order` is not looked at again once the order is followed, and after unmounting nothing is called.
 *
 * ```tsx
 * const { orderStatus, isConnected } = useOrderTracking({
 *   orderId,
 *   pollUrl: '/api/orders/{id}',
 *   onStatusUpdate: (status) => toast(status),
 * });
 * ```
 */
export function useOrderTracking({ enabled = true, ...options }: OrderTrackingOptions): OrderTracking {
  const component = useRef<FollowingComponent | null>(null);
  component.current ??= { options, followed: undefined, isMounted: false, told: new Map() };
  const following = component.current;

  const keys = useOptionKeys(options);
  const frozenOrder = useRef<string | undefined>(undefined);
  const order = frozenOrder.current ?? dataKey(options.order);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the keys stand for the options
  const followed = useMemo(() => new FollowedOrder(keys, options, following), [keys.tracker, order]);

  const { subscribe, getSnapshot, getFirstSnapshot, refresh, retry } = followed;
  const snapshot = useSyncExternalStore(subscribe, getSnapshot, getFirstSnapshot);

  useEffectBeforePaint(() => {
    following.options = options;
    following.followed = followed;
    followed.update(options);
  });
  useEffect(() => {
    following.isMounted = true;
    return () => {
      following.isMounted = false;
    };
  }, [following]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the order is frozen as it is at the start
  useEffect(() => {
    if (!enabled) return undefined;
    frozenOrder.current = order;
    followed.start();
    return () => followed.stop();
  }, [followed, enabled]);
  return { ...snapshot, refresh, retry };
}
