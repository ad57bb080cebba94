import type { AlertEnvironment } from './alert-environment.js';

type WakeLockEnvironment = Pick<AlertEnvironment, 'document' | 'navigator'>;

/** Keeps the screen on. The browser releases the lock when the page is hidden; it is requested again when it is shown. */
export class ScreenWakeLock {
  readonly #environment: WakeLockEnvironment;
  #wanted = false;
  #lock: Promise<WakeLockSentinel | undefined> | undefined;

  constructor(environment: WakeLockEnvironment) {
    this.#environment = environment;
  }

  /** Holds the lock from now on, or releases it. */
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
    // Rejected when the battery is low or the page's policy forbids it: the screen then sleeps as usual.
    this.#lock = navigator.wakeLock?.request('screen').catch(() => undefined);
  };
}
