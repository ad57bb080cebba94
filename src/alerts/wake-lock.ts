import type { AlertEnvironment } from './alert-environment.js';

type WakeLockEnvironment = Pick<AlertEnvironment, 'document' | 'navigator'>;

/** Keeps the screen on. The browser drops the lock whenever the page is hidden; it is asked for again on return. */
export class ScreenWakeLock {
  readonly #environment: WakeLockEnvironment;
  #wanted = false;
  #lock: Promise<WakeLockSentinel | undefined> | undefined;

  constructor(environment: WakeLockEnvironment) {
    this.#environment = environment;
  }

  /** Holds the lock from now on, or lets it go. */
  keep(wanted: boolean): void {
    if (wanted === this.#wanted) return;
    this.#wanted = wanted;
    const { document } = this.#environment;
    if (wanted) {
      document.addEventListener('visibilitychange', this.#request);
      this.#request();
    } else {
      document.removeEventListener('visibilitychange', this.#request);
      this.#lock?.then((lock) => lock?.release()).catch(() => undefined);
      this.#lock = undefined;
    }
  }

  readonly #request = (): void => {
    const { document, navigator } = this.#environment;
    if (document.hidden) return;
    // Refused on an empty battery, and by pages whose policy forbids it: the screen then sleeps as usual.
    this.#lock = navigator.wakeLock?.request('screen').catch(() => undefined);
  };
}
