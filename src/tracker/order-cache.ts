import type { DeviceStorage } from '../environment/storage.js';
import { toWire } from '../order/merge-order.js';
import { isFinal } from '../order/status.js';
import { parseOrder } from '../order/wire.js';
import type { OrderCache } from './chart/chart.types.js';

const hour = 3_600_000;
/** How long an order is remembered on the device, ms. */
const longest = 24 * hour;
const longestAfterEnd = 2 * hour;
const prefix = 'order-status-tracker:';

/** Keeps nothing. */
export const noCache: OrderCache = { load: () => undefined, save: () => {}, remove: () => {} };

/**
 * A cache in the device's storage. Only what is drawn is kept, under a hash of the order's id: no token, name of a
 * person, address or payment data; for at most 24 h, and 2 h after the end.
 *
 * @param scope what tells this order apart from one of the same id elsewhere, for example its back end's address
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
        // Denied, or written by something else: nothing is loaded.
      }
      return undefined;
    },
    save(order, statusSince, confirmed) {
      try {
        const record = { order: toWire(order), since: statusSince.getTime(), proven: confirmed.getTime() };
        storage.setItem(key, JSON.stringify(record));
      } catch {
        // Denied or full: the next visit starts with an empty cache.
      }
    },
    remove() {
      try {
        storage.removeItem(key);
      } catch {
        // Denied: there is nothing to remove.
      }
    },
  };
}

/** 53 bits of a text, as text. Not for secrets: it only keeps ids out of storage keys. (cyrb53, public domain.) */
export function hash(text: string): string {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return (4294967296 * (2097151 & low) + (high >>> 0)).toString(36);
}
