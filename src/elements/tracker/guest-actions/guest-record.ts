import { type DeviceStorage, hash, isMoment, readJson, writeJson } from '../../../environment/storage.js';

/** What is recorded of one order's guest. Moments are milliseconds since 1970. */
export interface RecordedFacts {
  /** When the order was seen to get ready. */
  readonly ready?: number;
  /** Minutes by which that missed the last estimate; below 0: too early. */
  readonly missed?: number;
  /** When the meal reached the guest. */
  readonly arrived?: number;
  /** Whether the guest has rated the order, or does not want to. */
  readonly rated?: boolean;
  /** When the guest last asked the kitchen. */
  readonly asked?: number | undefined;
  /** When the guest told the restaurant to be on the way, to be there, and to have got it. */
  readonly on_my_way?: number;
  readonly here?: number;
  readonly got_it?: number;
}

type Entries = Readonly<Record<string, RecordedFacts & { readonly at?: number }>>;

/** Of what a device has kept, which may be anything, what can be a moment, minutes, or said. */
function usable(stored: unknown): RecordedFacts {
  const known = Object.entries(Object(stored)).filter(([name, value]) =>
    name === 'rated' ? value === true : isMoment(value),
  );
  return Object.fromEntries(known);
}

const storageKey = 'order-status-tracker:guest';
/** How long it is kept, in milliseconds: 30 days. */
const keptFor = 30 * 24 * 60 * 60 * 1000;

/**
 * Keeps on the device, over reloads and tabs, what a guest was asked and did: a hash of the order, moments and minutes;
 * nothing of the guest, and no rating. Where the device's storage is denied, it lasts as long as the page.
 */
export class GuestRecord {
  readonly #storage: DeviceStorage | undefined;
  #ofPage: Entries = {};

  constructor(storage: DeviceStorage | undefined) {
    this.#storage = storage;
  }

  /** @param order its id and its back end: every restaurant has an order 42 */
  read(order: string): RecordedFacts {
    const key = hash(order);
    return { ...this.#ofPage[key], ...usable(this.#stored()[key]) };
  }

  /** Adds to what is recorded of this order. */
  add(order: string, facts: RecordedFacts, now: number): void {
    const mine = { [hash(order)]: { ...this.read(order), ...facts, at: now } };
    this.#ofPage = { ...this.#ofPage, ...mine };
    const recent = Object.entries(this.#stored()).filter(([, facts]) => now - Number(Object(facts).at ?? 0) < keptFor);
    // Where storage is denied or full, the page's own record remains.
    writeJson(this.#storage, storageKey, { ...Object.fromEntries(recent), ...mine });
  }

  #stored(): Readonly<Record<string, unknown>> {
    return Object(readJson(this.#storage, storageKey));
  }
}
