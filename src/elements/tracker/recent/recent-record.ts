import { type DeviceStorage, hash, readJson, writeJson } from '../../../environment/storage.js';

/** One order that this device has followed. */
interface RecentEntry {
  readonly id: string;
  /** A hash of where the order is kept. */
  readonly backEnd: string;
  /** When it was first followed on this device, in milliseconds since 1970. */
  readonly at: number;
}

interface Stored {
  readonly orders: readonly RecentEntry[];
  /** Hashes of orders that are not the guest's, and when that was said. */
  readonly notMine: Readonly<Record<string, number>>;
}

const storageKey = 'order-status-tracker:recent';
/** How long an order is found again, in milliseconds: 12 h. */
const keptFor = 12 * 60 * 60 * 1000;
/** No guest has more open orders at one restaurant. */
const mostOrders = 5;

/**
 * Keeps on the device which open orders it follows: their ids, a hash of their back end, and when each was first
 * followed; no secret and nothing of the order. Entries go after 12 h, when the order ends, and when the guest says that
 * it is not theirs. Where storage is denied nothing is kept.
 */
export class RecentRecord {
  readonly #storage: DeviceStorage | undefined;
  readonly #backEnd: string;

  constructor(storage: DeviceStorage | undefined, backEnd: string) {
    this.#storage = storage;
    this.#backEnd = hash(backEnd);
  }

  /** The order that was followed last, of those that are not excluded. */
  newest(now: number, excluded: ReadonlySet<string>): string | undefined {
    const mine = this.#read(now).orders.filter(({ id, backEnd }) => backEnd === this.#backEnd && !excluded.has(id));
    return mine.sort((one, other) => other.at - one.at)[0]?.id;
  }

  /** Adds an order, unless it is there, or the guest has said that it is not theirs. */
  add(id: string, now: number): void {
    const stored = this.#read(now);
    if (stored.orders.some((entry) => this.#is(entry, id)) || Object.hasOwn(stored.notMine, this.#key(id))) return;
    const orders = [{ id, backEnd: this.#backEnd, at: now }, ...stored.orders].slice(0, mostOrders);
    this.#write({ ...stored, orders });
  }

  /** @param isNotMine whether the guest said so: then other tabs that follow it do not bring it back */
  remove(id: string, now: number, isNotMine = false): void {
    const stored = this.#read(now);
    const orders = stored.orders.filter((entry) => !this.#is(entry, id));
    const notMine = isNotMine ? { ...stored.notMine, [this.#key(id)]: now } : stored.notMine;
    if (isNotMine || orders.length < stored.orders.length) this.#write({ orders, notMine });
  }

  /** Whether the guest has said so. */
  isNotMine(id: string, now: number): boolean {
    return Object.hasOwn(this.#read(now).notMine, this.#key(id));
  }

  #is({ id, backEnd }: RecentEntry, other: string): boolean {
    return id === other && backEnd === this.#backEnd;
  }

  #key(id: string): string {
    return hash(`${this.#backEnd}\n${id}`);
  }

  #read(now: number): Stored {
    const counts = (at: unknown): at is number => typeof at === 'number' && Math.abs(now - at) < keptFor;
    const stored = Object(readJson(this.#storage, storageKey)) as Partial<Stored>;
    const orders = Array.isArray(stored.orders) ? (stored.orders as readonly RecentEntry[]) : [];
    return {
      orders: orders.filter((entry) => typeof entry?.id === 'string' && counts(entry.at)),
      notMine: Object.fromEntries(Object.entries(stored.notMine ?? {}).filter(([, at]) => counts(at))),
    };
  }

  #write(stored: Stored): void {
    const isEmpty = !stored.orders.length && !Object.keys(stored.notMine).length;
    // Where storage is denied or full, nothing is found again.
    writeJson(this.#storage, storageKey, isEmpty ? undefined : stored);
  }
}
