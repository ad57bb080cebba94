import type { Alerts } from '../../alerts/alerts.js';
import { isPastReady, type OrderStatus } from '../../order/status.js';
import type { Tracking } from './order-tracking-element.js';

/** Keeps the connection, and in the layout `handover` the screen, from sleeping while the guest waits to be alerted. */
export class KeepingAwake {
  #isAwake = false;

  /** To be told of every status, while the element is in the page. */
  follow(alerts: Alerts, layout: string, tracking: Tracking, status: OrderStatus | undefined): void {
    const isWaiting = alerts.isArmed && !isPastReady(status);
    alerts.keepScreenOn(layout === 'handover' && (status === 'ready' || isWaiting));
    this.#keep(tracking, isWaiting);
  }

  /** Lets the connection sleep again. */
  end(tracking: Tracking): void {
    this.#keep(tracking, false);
  }

  #keep(tracking: Tracking, awake: boolean): void {
    if (awake !== this.#isAwake) tracking.keepAwake(awake);
    this.#isAwake = awake;
  }
}
