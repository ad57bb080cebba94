import type { TrackerEnvironment } from '../../../../src/environment/environment.js';
import type { Page, PageEvent } from '../../../../src/environment/page.js';
import type { DeviceStorage } from '../../../../src/environment/storage.js';
import { SimulatedClock } from './simulated-clock.js';

/** A guest's device: its clock, its visible page, its storage, and whether it reports a network. */
export class SimulatedDevice {
  readonly clock: SimulatedClock;
  readonly #listeners = new Set<(event: PageEvent) => void>();
  #online = true;

  constructor(start: number) {
    this.clock = new SimulatedClock(start);
  }

  get online(): boolean {
    return this.#online;
  }

  set online(online: boolean) {
    if (online === this.#online) return;
    this.#online = online;
    for (const listener of [...this.#listeners]) listener(online ? 'online' : 'offline');
  }

  /** What an element on this device is given, with a network of the caller's. */
  environment(fetch: TrackerEnvironment['fetch']): Partial<TrackerEnvironment> {
    return {
      clock: this.clock,
      // Every run is the same.
      random: () => 0.4,
      fetch,
      page: this.#page(),
      storage: emptyStorage(),
      sessionStorage: emptyStorage(),
    };
  }

  #page(): Page {
    const isOnline = () => this.#online;
    return {
      visible: true,
      get online() {
        return isOnline();
      },
      listen: (listener) => {
        this.#listeners.add(listener);
        return () => this.#listeners.delete(listener);
      },
    };
  }
}

/** A storage of its own: nothing of the simulation may stay on the real device. */
function emptyStorage(): DeviceStorage {
  const entries = new Map<string, string>();
  return {
    getItem: (key) => entries.get(key) ?? null,
    setItem: (key, value) => void entries.set(key, value),
    removeItem: (key) => void entries.delete(key),
  };
}
