import type { ServerClock } from '../environment/server-clock.js';
import { type DeviceStorage, hash, isMoment, readJson, writeJson } from '../environment/storage.js';
import type { ToldEstimate } from '../order/estimate/estimate-display.js';
import { toWire } from '../order/merge-order.js';
import { isFinal, isReadyOrPast } from '../order/status.js';
import { parseOrder } from '../order/wire.js';
import type { OrderCache } from './chart/chart.types.js';

const hour = 3_600_000;
/** How long an order is kept on the device, ms. */
const longest = 24 * hour;
const longestAfterEnd = 2 * hour;
const prefix = 'order-status-tracker:';

/** What is stored; of another version of this code, or of another script, it may be anything. */
interface Stored {
  readonly order?: unknown;
  readonly since?: unknown;
  readonly proven?: unknown;
  readonly ahead?: unknown;
  readonly told?: unknown;
}

/** Where this page has looked for orders that nobody opened again. */
const swept = new WeakSet<DeviceStorage>();

/** Keeps nothing. */
export const noCache: OrderCache = {
  load: () => undefined,
  save: () => {},
  remove: () => {},
  told: () => undefined,
  tell: () => {},
};

/**
 * A cache in the device's storage. Only what is drawn is kept, under a hash of the order's id: no token, name of a
 * person, address or payment data. It is kept for at most 24 h, and for 2 h after a final status: the first order that a
 * page keeps removes those of earlier visits.
 *
 * @param scope distinguishes this order from one with the same id elsewhere, for example by its back end's address
 */
export function orderCache(storage: DeviceStorage, scope: string, orderId: string, clock: ServerClock): OrderCache {
  const key = prefix + hash(`${scope}\n${orderId}`);
  const read = () => Object(readJson(storage, key)) as Stored;
  return {
    load() {
      const { order, since, proven, ahead } = read();
      const result = parseOrder(order);
      // The record may have been written by something else.
      if (!result.ok || !isMoment(since) || !isMoment(proven)) return undefined;
      if (typeof ahead === 'number') clock.recall(ahead);
      if (isFresh({ order, proven }, clock)) {
        return { patch: result.patch, statusSince: new Date(since), confirmed: new Date(proven) };
      }
      writeJson(storage, key, undefined);
      return undefined;
    },
    save(order, statusSince, confirmed) {
      // Where storage is denied or full, the next visit starts with an empty cache.
      const record: Stored = {
        order: toWire(order),
        since: statusSince.getTime(),
        proven: confirmed.getTime(),
        ahead: clock.ahead(),
        // An order that goes on after it was ready or on hold gets a new estimate.
        told: order.onHold || isReadyOrPast(order.status) ? undefined : read().told,
      };
      writeJson(storage, key, record);
      sweep(storage, clock);
    },
    remove() {
      writeJson(storage, key, undefined);
    },
    told() {
      const { told } = read();
      const { from, until, to, ahead, raisedAt = 0 } = Object(told) as ToldEstimate;
      return isMoment(from + until + to + ahead + raisedAt) ? (told as ToldEstimate) : undefined;
    },
    tell(told) {
      const record = read();
      if (record.order) writeJson(storage, key, { ...record, told });
    },
  };
}

function isFresh({ order, proven }: Stored, clock: ServerClock): boolean {
  return Math.abs(clock.now() - Number(proven)) <= (isFinal(Object(order).status) ? longestAfterEnd : longest);
}

/** Once a page. Keys of a `Storage` are its own properties. */
function sweep(storage: DeviceStorage, clock: ServerClock): void {
  if (swept.has(storage)) return;
  swept.add(storage);
  for (const key of Object.keys(storage)) {
    const record = key.startsWith(prefix) && readJson(storage, key);
    // Under other keys are other things of ours.
    if (isMoment(Object(record).proven) && !isFresh(Object(record), clock)) writeJson(storage, key, undefined);
  }
}
