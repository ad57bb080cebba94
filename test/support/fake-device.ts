import type { AlertEnvironment } from '../../src/alerts/alert-environment.js';
import type { DeviceStorage } from '../../src/environment/storage.js';

/** What several tabs of one browser share. */
export class SharedBrowser {
  readonly values = new Map<string, string>();
  readonly channels = new Set<FakeChannel>();
  /** Whether the browser denies storage, as it does to some embedded pages. */
  deniesStorage = false;
  #turn: Promise<unknown> = Promise.resolve();

  readonly storage: DeviceStorage = {
    getItem: (key) => this.#allowed().values.get(key) ?? null,
    setItem: (key, value) => void this.#allowed().values.set(key, value),
    removeItem: (key) => void this.#allowed().values.delete(key),
  };

  readonly locks = {
    request: (_name: string, action: () => unknown): Promise<unknown> => {
      const turn = this.#turn.then(action);
      this.#turn = turn.catch(() => undefined);
      return turn;
    },
  };

  #allowed(): this {
    if (this.deniesStorage) throw new DOMException('denied', 'SecurityError');
    return this;
  }
}

class FakeChannel {
  onmessage: ((event: { data: unknown }) => void) | null = null;
  readonly #browser: SharedBrowser;

  constructor(browser: SharedBrowser) {
    this.#browser = browser;
    browser.channels.add(this);
  }

  postMessage(data: unknown): void {
    for (const channel of this.#browser.channels) if (channel !== this) channel.onmessage?.({ data });
  }

  close(): void {
    this.#browser.channels.delete(this);
  }
}

/** One tab on a phone that does and allows what a test says, and remembers what it was asked to do. */
export class FakeDevice implements AlertEnvironment {
  /** What the guest perceived, in order: `chime 1`, `vibrate`, `notification Ready`… */
  readonly perceived: string[] = [];
  readonly memory = new Map<string, number>();
  readonly browser: SharedBrowser;
  readonly document = document.implementation.createHTMLDocument('My order');
  readonly Notification: typeof Notification;
  readonly AudioContext: typeof AudioContext | undefined = undefined;
  readonly BroadcastChannel: typeof BroadcastChannel;
  readonly fetch: typeof fetch = () => Promise.reject(new TypeError('no network in this test'));
  readonly storage: DeviceStorage;
  readonly navigator: AlertEnvironment['navigator'];
  /** What the guest answers when asked for notifications. */
  answer: NotificationPermission = 'granted';
  screenLocks = 0;
  #now = Date.UTC(2026, 10, 22, 12);
  #timers: { at: number; action: () => void }[] = [];

  constructor(browser = new SharedBrowser()) {
    const device = this;
    this.hide(false);
    this.browser = browser;
    this.storage = browser.storage;
    this.BroadcastChannel = class extends FakeChannel {
      constructor() {
        super(browser);
      }
    } as unknown as typeof BroadcastChannel;
    this.Notification = class {
      static permission = 'default';
      static async requestPermission(): Promise<NotificationPermission> {
        Object.assign(device.Notification, { permission: device.answer });
        return device.answer;
      }
      constructor(title: string) {
        device.perceived.push(`notification ${title}`);
      }
    } as unknown as typeof Notification;
    this.navigator = {
      vibrate: (pattern) => {
        this.perceived.push(`vibrate ${[pattern].flat().length}`);
        return true;
      },
      locks: browser.locks as unknown as LockManager,
      wakeLock: {
        request: async () => {
          this.screenLocks += 1;
          return { release: async () => this.#sleep() } as unknown as WakeLockSentinel;
        },
      },
    };
  }

  /** The guest looks away, or back. */
  hide(isHidden = true): void {
    Object.defineProperty(this.document, 'hidden', { value: isHidden, configurable: true });
    if (isHidden) this.screenLocks = 0;
    this.document.dispatchEvent(new Event('visibilitychange'));
  }

  #sleep(): void {
    this.screenLocks -= 1;
  }

  readonly clock = {
    wall: (): number => this.#now,
    monotone: (): number => this.#now,
    setTimeout: (action: () => void, milliseconds: number): unknown => {
      const timer = { at: this.#now + milliseconds, action };
      this.#timers.push(timer);
      return timer;
    },
    clearTimeout: (timer: unknown): void => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    },
  };

  /** Lets time pass, timer by timer. */
  async pass(milliseconds: number): Promise<void> {
    const end = this.#now + milliseconds;
    for (;;) {
      await settle();
      const next = this.#timers.filter(({ at }) => at <= end).sort((one, other) => one.at - other.at)[0];
      if (!next) break;
      this.clock.clearTimeout(next);
      this.#now = next.at;
      next.action();
    }
    this.#now = end;
  }
}

/** Lets everything run that waits only for promises. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}
