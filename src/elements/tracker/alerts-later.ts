import type { Announcement } from '../../alerts/alerts.js';
import type { TrackerError } from '../../tracker/types.js';
import { alertsCode } from './alerts-code.js';
import type { AlertsController, AlertsHost } from './alerts-controller.js';
import type { AlertState } from './parts/alert-offer.js';

/** How long an announcement waits for the code of the alerts, in milliseconds. */
const longestWait = 2_000;
const notLoaded: TrackerError = {
  code: 'unreachable',
  message: 'The alerts’ code is missing. Try again in a moment.',
  recoverable: true,
};

/** The alerts of an element while their code may still be missing: what comes before it waits for it. */
export class AlertsLater {
  readonly #host: AlertsHost;
  #controller: AlertsController | undefined;
  #isWanted = false;

  constructor(host: AlertsHost) {
    this.#host = host;
  }

  get isArmed(): boolean {
    return this.#controller?.isArmed === true;
  }

  /** To be asked with each drawing: the alerts begin with the first one for which their code is there. */
  get state(): AlertState {
    return this.#begun?.state ?? 'offered';
  }

  /** To be called in a tap's own event handler; a page's own button may come before the code. */
  async arm(): Promise<void> {
    this.#isWanted = true;
    const code = alertsCode.code ?? (await alertsCode.load());
    if (!code) this.#host.report(notLoaded);
    else if (this.#host.isConnected && this.#isWanted) await this.#begun?.arm();
  }

  disarm(): void {
    this.#isWanted = false;
    this.#controller?.disarm();
  }

  keepScreenOn(on: boolean): void {
    this.#controller?.keepScreenOn(on);
  }

  /** Announces as the alerts do. Where their code cannot be loaded, screen readers say it all the same. */
  announce(announcement: Announcement): void {
    if (this.#begun) this.#begun.announce(announcement);
    else void this.#announceLater(announcement);
  }

  get #begun(): AlertsController | undefined {
    this.#controller ??= alertsCode.code && new alertsCode.code.AlertsController(this.#host);
    return this.#controller;
  }

  async #announceLater(announcement: Announcement): Promise<void> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const patience = new Promise((resolve) => {
      timer = setTimeout(resolve, longestWait);
    });
    await Promise.race([alertsCode.load(), patience]);
    clearTimeout(timer);
    if (!this.#host.isConnected || !announcement.isStillTrue()) return;
    if (this.#begun) this.#begun.announce(announcement);
    else announcement.speak();
  }
}
