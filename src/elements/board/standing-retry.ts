import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { TrackerClock } from '../../environment/clock.js';
import type { OrderTrackerSnapshot } from '../../tracker/types.js';

const minute = 60_000;

interface StandingRetryHost extends ReactiveControllerHost, Node {
  readonly clock: TrackerClock;
  readonly snapshot: OrderTrackerSnapshot;
  retry(): void;
}

/** A board has nobody to press a button: after an error that ended all tries it tries again once a minute. */
export class StandingRetry implements ReactiveController {
  readonly #host: StandingRetryHost;
  #stuckSince: number | undefined;

  constructor(host: StandingRetryHost) {
    this.#host = host;
    host.addController(this);
  }

  hostUpdated(): void {
    if (!this.#host.isConnected) return;
    const { connectionStatus, error, orderId } = this.#host.snapshot;
    const isStuck = connectionStatus === 'denied' || (error !== undefined && !error.recoverable);
    if (!isStuck || orderId === undefined) {
      this.#stuckSince = undefined;
      return;
    }
    const now = this.#host.clock.wall();
    this.#stuckSince ??= now;
    if (Math.abs(now - this.#stuckSince) < minute) return;
    this.#stuckSince = undefined;
    this.#host.retry();
  }
}
