import './loaded-code.js';
import type { TrackerEnvironment } from '../../src/environment/environment.js';
import type { Page, PageEvent } from '../../src/environment/page.js';
import type { DeviceStorage } from '../../src/environment/storage.js';

interface Timer {
  readonly at: number;
  readonly callback: () => void;
}

/** A world whose time passes only when it is told to, and whose page does what it is told. */
export class FakeEnvironment implements TrackerEnvironment {
  readonly page = new FakePage();
  readonly storage: DeviceStorage = new FakeStorage();
  readonly sessionStorage: DeviceStorage = new FakeStorage();
  readonly WebSocket: typeof WebSocket | undefined = undefined;
  readonly fetch: typeof fetch = () => Promise.reject(new TypeError('no network in this test'));
  /** What `random` gives. */
  chance = 0.5;

  #now = 0;
  #wallOffset = Date.UTC(2026, 10, 22, 12);
  #monotoneOffset = 0;
  #timers = new Map<number, Timer>();
  #lastTimer = 0;

  readonly random = () => this.chance;

  readonly clock = {
    setTimeout: (callback: () => void, milliseconds: number): unknown => {
      this.#lastTimer += 1;
      this.#timers.set(this.#lastTimer, { at: this.#now + Math.max(0, milliseconds), callback });
      return this.#lastTimer;
    },
    clearTimeout: (id: unknown): void => {
      this.#timers.delete(Number(id));
    },
    wall: () => this.#now + this.#wallOffset,
    monotone: () => this.#now + this.#monotoneOffset,
  };

  get timers(): number {
    return this.#timers.size;
  }

  /** Lets time pass, timer by timer, with everything that they set off. */
  async pass(milliseconds: number): Promise<void> {
    await settle();
    const end = this.#now + milliseconds;
    for (let next = this.#next(end); next; next = this.#next(end)) {
      const [id, timer] = next;
      this.#timers.delete(id);
      this.#now = Math.max(this.#now, timer.at);
      timer.callback();
      await settle();
    }
    this.#now = end;
    await settle();
  }

  /** The device sleeps: clocks move on, no timer fires until it wakes. */
  async sleep(milliseconds: number, { monotoneStops = true } = {}): Promise<void> {
    await settle();
    this.#now += milliseconds;
    if (monotoneStops) this.#monotoneOffset -= milliseconds;
    await this.pass(0);
  }

  /** Somebody sets the device's clock. */
  setWall(byMilliseconds: number): void {
    this.#wallOffset += byMilliseconds;
  }

  #next(end: number): [number, Timer] | undefined {
    return [...this.#timers].filter(([, { at }]) => at <= end).sort(([, one], [, other]) => one.at - other.at)[0];
  }
}

/** A page that is shown, hidden, frozen and restored by the test. */
export class FakePage implements Page {
  visible = true;
  online = true;
  readonly #listeners = new Set<(event: PageEvent) => void>();

  get listeners(): number {
    return this.#listeners.size;
  }

  listen(listener: (event: PageEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  tell(event: PageEvent): void {
    if (event === 'shown') this.visible = true;
    if (event === 'hidden') this.visible = false;
    if (event === 'online' || event === 'offline') this.online = event === 'online';
    for (const listener of [...this.#listeners]) listener(event);
  }
}

/** A storage that can be denied, as browsers do. */
export class FakeStorage implements DeviceStorage {
  isDenied = false;
  readonly entries = new Map<string, string>();

  getItem(key: string): string | null {
    this.#check();
    return this.entries.get(key) ?? null;
  }

  setItem(key: string, value: string): void {
    this.#check();
    this.entries.set(key, value);
  }

  removeItem(key: string): void {
    this.#check();
    this.entries.delete(key);
  }

  #check(): void {
    if (this.isDenied) throw new DOMException('denied', 'SecurityError');
  }
}

/** Lets everything that is already on its way arrive: promises, and what they set off. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}
