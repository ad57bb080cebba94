import { hash } from '../environment/storage.js';
import { stringify } from '../environment/stringify.js';
import type { AlertEnvironment } from './alert-environment.js';

/** What is announced at most once for an order. */
export type AnnouncementKind = 'ready' | 'ended';

type LedgerEnvironment = Pick<AlertEnvironment, 'storage' | 'navigator' | 'BroadcastChannel' | 'clock'>;

const storageKey = 'order-status-tracker:announced';
/** Longer than an order stays ready, shorter than until tomorrow's order of the same number, in milliseconds. */
const keptFor = 12 * 60 * 60 * 1000;
/** Milliseconds for a claim to reach the other tabs over a channel. */
const channelDelay = 50;

/** When each was announced, for all trackers of a page; all there is where the device's storage is denied. */
const announcedOnPage = new Map<string, number>();

/**
 * Keeps what was announced, so that it is announced once: over tabs, reloads, and orders that are taken back and get
 * ready again. The entry is written before the announcement is made: one too few is better than one too many. The device
 * keeps only a hash of the order and a time, for 12 h.
 */
export class AnnouncementLedger {
  readonly #environment: LedgerEnvironment;
  readonly #announced: Map<string, number>;
  #channel: BroadcastChannel | undefined;

  constructor(environment: LedgerEnvironment, announced = announcedOnPage) {
    this.#environment = environment;
    this.#announced = announced;
  }

  /** Listens to other tabs where the device's storage is denied; elsewhere the storage is enough. */
  open(): void {
    const { BroadcastChannel } = this.#environment;
    if (this.#channel || !BroadcastChannel || this.#storageWorks()) return;
    this.#channel = new BroadcastChannel(storageKey);
    this.#channel.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (typeof data === 'string' && /^\w{1,20}:\w{1,10}$/.test(data))
        this.#announced.set(data, this.#environment.clock.wall());
    };
  }

  close(): void {
    this.#channel?.close();
    this.#channel = undefined;
  }

  /**
   * Claims an announcement. Resolves to `true` for one claim only, and only if `isStillTrue` holds at that moment: the
   * lock takes a while, and the order may have changed.
   *
   * @param order its id and its back end: every restaurant has an order 42
   */
  async claim(order: string, kind: AnnouncementKind, isStillTrue: () => boolean): Promise<boolean> {
    const entry = `${hash(order)}:${kind}`;
    const take = () => isStillTrue() && this.#take(entry);
    const { locks } = this.#environment.navigator;
    if (!locks) return take();
    try {
      return await locks.request(storageKey, async () => {
        const taken = take();
        if (taken && this.#channel)
          await new Promise<void>((done) => this.#environment.clock.setTimeout(done, channelDelay));
        return taken;
      });
    } catch {
      return take();
    }
  }

  #take(entry: string): boolean {
    const { storage, clock } = this.#environment;
    const now = clock.wall();
    const counts = (at: number | undefined) => at !== undefined && Math.abs(now - at) < keptFor;
    if (counts(this.#announced.get(entry))) return false;
    this.#announced.set(entry, now);
    try {
      const known = this.#known().filter(([, at]) => counts(at));
      if (known.some(([key]) => key === entry)) return false;
      storage?.setItem(storageKey, stringify(Object.fromEntries([...known, [entry, now]])));
    } catch {
      // Storage that is denied or full: the page's own entries and the channel remain.
    }
    this.#channel?.postMessage(entry);
    return true;
  }

  #known(): [string, number][] {
    const text = this.#environment.storage?.getItem(storageKey);
    try {
      return Object.entries(JSON.parse(text ?? '{}') as Record<string, number>);
    } catch {
      return [];
    }
  }

  #storageWorks(): boolean {
    try {
      const { storage } = this.#environment;
      storage?.setItem(`${storageKey}:test`, '');
      storage?.removeItem(`${storageKey}:test`);
      return storage !== undefined;
    } catch {
      return false;
    }
  }
}
