import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Alerts, Announcement } from '../../alerts/alerts.js';
import { isPastReady, isReady, type OrderStatus } from '../../order/status.js';
import type { TrackerError } from '../../tracker/types.js';
import { afterRemoval } from '../shared/after-removal.js';
import { alertsCode } from './alerts-code.js';
import type { AlertAttributes, AlertState } from './parts/alert-offer.js';

/** How long an announcement waits for the code of the alerts, in milliseconds. */
const longestWait = 2_000;
const notLoaded: TrackerError = {
  code: 'unreachable',
  message: 'The alerts could not be turned on: their code could not be loaded. Try again in a moment.',
  recoverable: true,
};

/** What the alerts need of the element. */
export interface AlertsHost extends ReactiveControllerHost, Node, AlertAttributes {
  readonly layout: string;
  readonly status: OrderStatus | undefined;
  /** Keeps the connection while the page is hidden. */
  keepAwake(awake: boolean): void;
  /** Tells the page what went wrong. */
  report(error: TrackerError): void;
}

/**
 * Joins the alerts to the life of an element. While the guest waits to be alerted it keeps the connection from sleeping,
 * and in the layout `handover` the screen as well.
 */
export class AlertsController implements ReactiveController {
  readonly #host: AlertsHost;
  readonly #create: () => Alerts | undefined;
  #alerts: Alerts | undefined;
  #state: AlertState = 'offered';
  #isWanted = false;
  #isAwake = false;

  /** @param create makes the alerts; `undefined` while their code is not there */
  constructor(host: AlertsHost, create: () => Alerts | undefined) {
    this.#host = host;
    this.#create = create;
    host.addController(this);
  }

  get isArmed(): boolean {
    return this.#alerts?.isArmed === true;
  }

  get state(): AlertState {
    return this.#state;
  }

  /**
   * To be called in a tap's own event handler. The button is drawn only where the code is there, so nothing is awaited
   * before sound is unlocked; a page's own button may come earlier.
   */
  async arm(): Promise<void> {
    this.#isWanted = true;
    const code = alertsCode.code ?? (await alertsCode.load());
    const alerts = code && this.#host.isConnected && this.#isWanted ? this.#made() : undefined;
    if (!code) this.#host.report(notLoaded);
    if (!code || !alerts) return;
    const arming = alerts.arm(code.alertChoice(this.#host));
    this.#become('pending');
    const abilities = await arming;
    if (this.isArmed) this.#become(abilities);
  }

  /** Turns them off again; the guest can turn them on once more. The next drawing lets connection and screen sleep. */
  disarm(): void {
    this.#isWanted = false;
    this.#alerts?.disarm();
    this.#become('offered');
  }

  keepScreenOn(on: boolean): void {
    this.#alerts?.keepScreenOn(on);
  }

  /** Announces as the alerts do. Where their code cannot be loaded, screen readers say it all the same. */
  announce(announcement: Announcement): void {
    const alerts = this.#made();
    if (alerts) alerts.announce(announcement);
    else void this.#announceLater(announcement);
  }

  hostConnected(): void {
    this.#made()?.open();
  }

  hostUpdated(): void {
    if (!this.#host.isConnected) return;
    this.#made();
    const { layout, status } = this.#host;
    const isWaiting = this.isArmed && !isPastReady(status);
    this.keepScreenOn(layout === 'handover' && (isReady(status) || isWaiting));
    this.#keepAwake(isWaiting);
  }

  hostDisconnected(): void {
    afterRemoval(this.#host, () => {
      this.#alerts?.close();
      this.#alerts = undefined;
      this.#become('offered');
      this.#keepAwake(false);
    });
  }

  /** The alerts, which listen to other tabs while the element is in the page; `undefined` without their code. */
  #made(): Alerts | undefined {
    if (!this.#alerts) {
      this.#alerts = this.#create();
      if (this.#host.isConnected) this.#alerts?.open();
    }
    return this.#alerts;
  }

  async #announceLater(announcement: Announcement): Promise<void> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const patience = new Promise((resolve) => {
      timer = setTimeout(resolve, longestWait);
    });
    await Promise.race([alertsCode.load(), patience]);
    clearTimeout(timer);
    if (!this.#host.isConnected || !announcement.isStillTrue()) return;
    const alerts = this.#made();
    if (alerts) alerts.announce(announcement);
    else announcement.speak(`${announcement.title}. ${announcement.text}`);
  }

  #keepAwake(awake: boolean): void {
    if (awake !== this.#isAwake) this.#host.keepAwake(awake);
    this.#isAwake = awake;
  }

  #become(state: AlertState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#host.requestUpdate();
  }
}
