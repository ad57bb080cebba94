import { hash } from '../environment/storage.js';

import type { AlertEnvironment } from './alert-environment.js';

/** What is announced at most once for an order. */
export type AnnouncementKind = 'ready' | 'ended';

type LedgerEnvironment = Pick<AlertEnvironment, 'storage' | 'navigator' | 'BroadcastChannel' | 'now' | 'setTimeout'>;

const storageKey = 'order-status-tracker:announced';
/** Longer than an order stays ready, shorter than until tomorrow's order of the same number, in milliseconds. */
const keptFor = 12 * 60 * 60 * 1000;
/** Time for a claim to reach the other tabs where only a channel joins them. */
const channelDelay = 50;

/** When each was announced. Shared by all trackers of a page, also where the device keeps nothing. */
const announcedOnPage = new Map<string, number>();

/**
 * Remembers what was announced, so that it is announced once: over all tabs, reloads, and orders that go back and
 * get ready again. The entry is written before the announcement is made: rather none than two. On the device lies
 * only a hash of the order and a time, which count for 12 h.
 */
export class AnnouncementLedger {
  readonly #environment: LedgerEnvironment;
  readonly #memory: Map<string, number>;
  #channel: BroadcastChannel | undefined;

  constructor(environment: LedgerEnvironment, memory = announcedOnPage) {
    this.#environment = environment;
    this.#memory = memory;
  }

  /** Begins to hear of other tabs where the device's storage is denied; elsewhere the storage is enough. */
  open(): void {
    const { BroadcastChannel } = this.#environment;
    if (this.#channel || !BroadcastChannel || this.#storageWorks()) return;
    this.#channel = new BroadcastChannel(storageKey);
    this.#channel.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (typeof data === 'string' && /^\w{1,20}:\w{1,10}$/.test(data)) this.#memory.set(data, this.#environment.now());
    };
  }

  close(): void {
    this.#channel?.close();
    this.#channel = undefined;
  }

  /**
   * Asks to announce. Resolves to `true` for one asker only, and only if `isStillTrue` holds at that moment: getting
   * the turn takes a while, and the order may have moved on.
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
        if (taken && this.#channel) await new Promise<void>((done) => this.#environment.setTimeout(done, channelDelay));
        return taken;
      });
    } catch {
      return take();
    }
  }

  #take(entry: string): boolean {
    const { storage, now } = this.#environment;
    const counts = (at: number | undefined) => at !== undefined && Math.abs(now() - at) < keptFor;
    if (counts(this.#memory.get(entry))) return false;
    this.#memory.set(entry, now());
    try {
      const known = this.#known().filter(([, at]) => counts(at));
      if (known.some(([key]) => key === entry)) return false;
      storage?.setItem(storageKey, JSON.stringify(Object.fromEntries([...known, [entry, now()]])));
    } catch {
      // Denied or full storage: the page's own memory and the channel remain.
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
