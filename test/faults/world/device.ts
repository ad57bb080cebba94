import type { PageEvent } from '../../../src/environment/page.js';
import type { DeviceStorage } from '../../../src/environment/storage.js';
import type { Tab } from './tab.js';
import type { World } from './world.js';

const opening = Date.UTC(2026, 10, 22, 12);

/** A guest's simulated phone: clock, storage, locks and the network state that its tabs share. */
export class Device {
  readonly tabs = new Set<Tab>();
  readonly channels = new Set<SimulatedChannel>();
  isAsleep = false;
  isOnline = true;
  deniesStorage = false;
  /** Whether storage was ever denied. A reload may then lose what the page had stored. */
  everDenied = false;
  /** The last time that the wall clock was set back, in true time. */
  setBackAt = Number.NEGATIVE_INFINITY;
  /** The last time that the wall clock was set forward, in true time. Timers of the page then seem to be due. */
  setForwardAt = Number.NEGATIVE_INFINITY;

  /** The last time that it was set by half a day or more. Entries that are stored for 12 h may then expire. */
  setFarAt = Number.NEGATIVE_INFINITY;

  readonly #world: World;
  readonly #stored = new Map<string, string>();
  #wallOffset = opening;
  #monotoneLoss = 0;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(world: World) {
    this.#world = world;
  }

  readonly wall = (): number => this.#world.now + this.#wallOffset;
  readonly monotone = (): number => this.#world.now - this.#monotoneLoss;

  readonly storage: DeviceStorage = {
    getItem: (key) => this.#allowed().get(key) ?? null,
    setItem: (key, value) => void this.#allowed().set(key, value),
    removeItem: (key) => void this.#allowed().delete(key),
  };

  /** The lock manager: one request after the other, over all tabs. */
  readonly locks = {
    request: (_name: string, action: () => unknown): Promise<unknown> => {
      const turn = this.#turn.then(action);
      this.#turn = turn.catch(() => undefined);
      return turn;
    },
  };

  /** Sets the wall clock forward or back, as a user or the network would. */
  setClock(by: number): void {
    this.#wallOffset += by;
    if (Math.abs(by) >= 43_200_000) this.setFarAt = this.#world.now;
    if (by < 0) this.setBackAt = this.#world.now;
    else this.setForwardAt = this.#world.now;
  }

  /** Suspends the phone: true time passes, but none of its tasks run. */
  async sleep(milliseconds: number, isMonotoneStopped: boolean): Promise<void> {
    this.isAsleep = true;
    await this.#world.scheduler.pass(milliseconds);
    if (isMonotoneStopped) this.#monotoneLoss += milliseconds;
    this.isAsleep = false;
    await this.#world.scheduler.pass(0);
  }

  tell(event: PageEvent & ('online' | 'offline')): void {
    this.isOnline = event === 'online';
    for (const tab of this.tabs) tab.tell(event);
  }

  deny(isDenied: boolean): void {
    this.deniesStorage = isDenied;
    if (isDenied) this.everDenied = true;
  }

  #allowed(): Map<string, string> {
    if (this.deniesStorage) throw new DOMException('denied', 'SecurityError');
    return this.#stored;
  }
}

/** A BroadcastChannel between the tabs of a device. */
export class SimulatedChannel {
  onmessage: ((event: { data: unknown }) => void) | null = null;
  readonly #device: Device;

  constructor(device: Device) {
    this.#device = device;
    device.channels.add(this);
  }

  postMessage(data: unknown): void {
    for (const channel of this.#device.channels) {
      if (channel !== this) queueMicrotask(() => channel.onmessage?.({ data }));
    }
  }

  close(): void {
    this.#device.channels.delete(this);
  }
}
