import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { TrackerClock } from '../../environment/clock.js';
import { afterRemoval } from './after-removal.js';

/** Draws an element again after a while: words that depend on the time must not stay longer than they are true. */
export class RedrawTimer implements ReactiveController {
  readonly #host: ReactiveControllerHost & Node & { readonly clock: TrackerClock };
  #timer: unknown;

  constructor(host: ReactiveControllerHost & Node & { readonly clock: TrackerClock }) {
    this.#host = host;
    host.addController(this);
  }

  /** Replaces the time that was set before. `Infinity`: never. */
  set(milliseconds: number): void {
    this.#clear();
    if (milliseconds === Number.POSITIVE_INFINITY) return;
    this.#timer = this.#host.clock.setTimeout(() => this.#host.requestUpdate(), milliseconds);
  }

  hostDisconnected(): void {
    afterRemoval(this.#host, () => this.#clear());
  }

  #clear(): void {
    this.#host.clock.clearTimeout(this.#timer);
  }
}
