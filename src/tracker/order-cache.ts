import { type DeviceStorage, hash } from '../environment/storage.js';
import { toWire } from '../order/merge-order.js';
import { isFinal } from '../order/status.js';
import { parseOrder } from '../order/wire.js';
import type { OrderCache } from './chart/chart.types.js';

const hour = 3_600_000;
/** How long an order is kept on the device, ms. */
const longest = 24 * hour;
const longestAfterEnd = 2 * hour;
const prefix = 'order-status-tracker:';

/** Keeps nothing. */
export const noCache: OrderCache = { load: () => undefined, save: () => {}, remove: () => {} };

/**
 * A cache in the device's storage. Only what is drawn is kept, under a hash of the order's id: no token, name of a
 * person, address or payment data. It is kept for at most 24 h, and for 2 h after a final status.
 *
 * @param scope distinguishes this order from one with the same id elsewhere, for example by its back end's address
 */
export function orderCache(storage: DeviceStorage, scope: string, orderId: string, wall: () => number): OrderCache {
  const key = prefix + hash(`${scope}\n${orderId}`);
  return {
    load() {
      try {
        const stored: { order?: unknown; since?: unknown; proven?: unknown } = JSON.parse(storage.getItem(key) ?? '{}');
        const { order, since, proven } = stored;
        const result = parseOrder(order);
        if (!result.ok || typeof since !== 'number' || typeof proven !== 'number') return undefined;
        const age = wall() - proven;
        const limit = isFinal(result.patch.status ?? undefined) ? longestAfterEnd : longest;
        if (age <= limit && age >= -limit) {
          return { patch: result.patch, statusSince: new Date(since), confirmed: new Date(proven) };
        }
        storage.removeItem(key);
      } catch {
        // Storage is denied, or the record was written by something else: nothing is loaded.
      }
      return undefined;
    },
    save(order, statusSince, confirmed) {
      try {
        const record = { order: toWire(order), since: statusSince.getTime(), proven: confirmed.getTime() };
        storage.setItem(key, JSON.stringify(record));
      } catch {
        // Storage is denied or full: the next visit starts with an empty cache.
      }
    },
    remove() {
      try {
        storage.removeItem(key);
      } catch {
        // Storage is denied: there is nothing to remove.
      }
    },
  };
}
