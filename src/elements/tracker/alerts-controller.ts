import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { AlertAbilities, Alerts, Announcement } from '../../alerts/alerts.js';
import type { TrackerEnvironment } from '../../environment/environment.js';
import { isPastReady, isReady, type OrderStatus } from '../../order/status.js';
import type { OrderTrackerSnapshot, TrackerError } from '../../tracker/types.js';
import { afterRemoval } from '../shared/after-removal.js';
import { PerWorld } from '../shared/per-world.js';
import { alertsCode } from './alerts-code.js';
import type { AlertAttributes, AlertState } from './parts/alert-offer.js';

/** How long an announcement waits for the code of the alerts, in milliseconds. */
const longestWait = 2_000;
const notLoaded: TrackerError = {
  code: 'unreachable',
  message: 'The alerts could not be turned on: their code is missing. Try again in a moment.',
  recoverable: true,
};

/** What the alerts need of the element. */
export interface AlertsHost extends ReactiveControllerHost, Node, AlertAttributes {
  readonly layout: string;
  readonly status: OrderStatus | undefined;
  readonly environment: Partial<TrackerEnvironment> | undefined;
  /** Where the order is kept: another back end may have one of the same id. */
  readonly backEnd: string;
  readonly snapshot: OrderTrackerSnapshot;
  /** Keeps the connection while the page is hidden. */
  keepAwake(awake: boolean): void;
  /** Tells the page what went wrong. */
  report(error: TrackerError): void;
}

/** Alerts that a guest has turned on, and what the device said to it. */
interface ArmedAlerts {
  readonly alerts: Alerts;
  readonly abilities: Promise<AlertAbilities>;
  readonly state: AlertState;
}

/**
 * They belong to the order on this page, not to the element: a page may take it out, or swap it for another one. Those
 * whose element has gone wait here for the next one of the same order.
 */
const waiting = new PerWorld<ArmedAlerts>();
/** The elements of the page, one of which may have come before the other one has gone. */
const hosts = new Set<AlertsHost>();

/**
 * Joins the alerts to the life of an element. While the guest waits to be alerted it keeps the connection from sleeping,
 * and in the layout `handover` the screen as well.
 */
export class AlertsController implements ReactiveController {
  readonly #host: AlertsHost;
  readonly #create: () => Alerts | undefined;
  #alerts: Alerts | undefined;
  #abilities: Promise<AlertAbilities> | undefined;
  /** The order that the alerts are for. */
  #order: string | undefined;
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
    this.#abilities = alerts.arm(code.alertChoice(this.#host));
    await this.#await('pending');
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
    hosts.add(this.#host);
    this.#made()?.open();
  }

  hostUpdated(): void {
    if (!this.#host.isConnected) return;
    this.#follow();
    this.#made();
    const { layout, status } = this.#host;
    const isWaiting = this.isArmed && !isPastReady(status);
    this.keepScreenOn(layout === 'handover' && (isReady(status) || isWaiting));
    this.#keepAwake(isWaiting);
  }

  hostDisconnected(): void {
    afterRemoval(this.#host, () => {
      hosts.delete(this.#host);
      this.#leave();
      this.#order = undefined;
      this.#keepAwake(false);
    });
  }

  /** Takes over what the guest has turned on for the order that is followed now, and leaves what was for another. */
  #follow(): void {
    const { backEnd, snapshot } = this.#host;
    if (snapshot.orderId === undefined) return;
    const order = `${backEnd}\n${snapshot.orderId}`;
    if (this.#order !== undefined && order !== this.#order) this.#leave();
    this.#order = order;
    const armed = this.isArmed ? undefined : waiting.of(this.#host).get(order);
    if (!armed) return;
    waiting.of(this.#host).delete(order);
    this.#alerts?.close();
    this.#alerts = armed.alerts;
    this.#abilities = armed.abilities;
    this.#alerts.open();
    void this.#await(armed.state);
  }

  #leave(): void {
    const alerts = this.#alerts;
    const abilities = this.#abilities;
    const isKept = alerts?.isArmed && this.#order !== undefined && abilities;
    if (isKept) {
      alerts.rest();
      waiting.of(this.#host).set(this.#order ?? '', { alerts, abilities, state: this.#state });
      for (const host of hosts) host.requestUpdate();
    } else alerts?.close();
    this.#alerts = undefined;
    this.#abilities = undefined;
    this.#become('offered');
  }

  /** Shows what the device can do once it is known. */
  async #await(state: AlertState): Promise<void> {
    const abilities = this.#abilities;
    this.#become(state);
    const known = await abilities;
    if (known && abilities === this.#abilities && this.isArmed) this.#become(known);
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
    else announcement.speak();
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
