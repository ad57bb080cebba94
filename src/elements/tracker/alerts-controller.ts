import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Alerts } from '../../alerts/alerts.js';
import { isPastReady, isReady, type OrderStatus } from '../../order/status.js';
import { afterRemoval } from '../shared/after-removal.js';
import { type AlertAttributes, type AlertState, alertChoice } from './parts/alert-offer.js';

/** What the alerts need of the element. */
export interface AlertsHost extends ReactiveControllerHost, Node, AlertAttributes {
  readonly layout: string;
  readonly status: OrderStatus | undefined;
  /** Keeps the connection while the page is hidden. */
  keepAwake(awake: boolean): void;
}

/**
 * Joins the alerts to the life of an element. While the guest waits to be alerted it keeps the connection from sleeping,
 * and in the layout `handover` the screen as well.
 */
export class AlertsController implements ReactiveController {
  readonly #host: AlertsHost;
  readonly #create: () => Alerts;
  #alerts: Alerts | undefined;
  #state: AlertState = 'offered';
  #isAwake = false;

  constructor(host: AlertsHost, create: () => Alerts) {
    this.#host = host;
    this.#create = create;
    host.addController(this);
  }

  get alerts(): Alerts {
    this.#alerts ??= this.#create();
    return this.#alerts;
  }

  get state(): AlertState {
    return this.#state;
  }

  /** To be called in a tap's own event handler. */
  async arm(): Promise<void> {
    const arming = this.alerts.arm(alertChoice(this.#host));
    this.#become('pending');
    const abilities = await arming;
    if (this.alerts.isArmed) this.#become(abilities);
  }

  hostConnected(): void {
    this.alerts.open();
  }

  hostUpdated(): void {
    if (!this.#host.isConnected) return;
    const { layout, status } = this.#host;
    const isWaiting = this.alerts.isArmed && !isPastReady(status);
    this.alerts.keepScreenOn(layout === 'handover' && (isReady(status) || isWaiting));
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
