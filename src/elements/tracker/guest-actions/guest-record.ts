import type { DeviceStorage } from '../../../environment/storage.js';
import { hash } from '../../../environment/storage.js';

/** What is remembered of one order's guest. Moments are milliseconds since 1970. */
export interface Remembered {
  /** When the order was seen to get ready. */
  readonly ready?: number;
  /** Minutes by which that missed what was promised; below 0: too early. */
  readonly missed?: number;
  /** When the meal reached the guest. */
  readonly arrived?: number;
  /** Whether the guest has rated the order, or does not want to. */
  readonly rated?: boolean;
  /** When the guest last asked the kitchen. */
  readonly asked?: number | undefined;
}

type Notes = Readonly<Record<string, Remembered & { readonly at?: number }>>;

const storageKey = 'order-status-tracker:guest';
/** How long it is remembered, in milliseconds: 30 days. */
const keptFor = 30 * 24 * 60 * 60 * 1000;

/**
 * Remembers on the device, over reloads and tabs, what a guest was asked and did. There lie only a hash of the order,
 * moments and minutes: nothing of the guest, and no rating. Where the device keeps nothing, this page remembers.
 */
export class GuestRecord {
  readonly #storage: DeviceStorage | undefined;
  #page: Notes = {};

  constructor(storage: DeviceStorage | undefined) {
    this.#storage = storage;
  }

  /** @param order its id and its back end: every restaurant has an order 42 */
  recall(order: string): Remembered {
    const key = hash(order);
    return { ...this.#page[key], ...this.#stored()[key] };
  }

  /** Adds to what is remembered of this order. */
  note(order: string, news: Remembered, now: number): void {
    const mine = { [hash(order)]: { ...this.recall(order), ...news, at: now } };
    this.#page = { ...this.#page, ...mine };
    try {
      const recent = Object.entries(this.#stored()).filter(([, { at = 0 }]) => now - at < keptFor);
      this.#storage?.setItem(storageKey, JSON.stringify({ ...Object.fromEntries(recent), ...mine }));
    } catch {
      // Denied or full: the page's own memory does.
    }
  }

  #stored(): Notes {
    try {
      return Object(JSON.parse(this.#storage?.getItem(storageKey) ?? '{}')) as Notes;
    } catch {
      return {};
    }
  }
}
