import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { optionsEqual } from '../../tracker/compare-options.js';
import type { OrderTrackerOptions } from '../../tracker/options.js';

/** Restarts an element's tracker when its options have changed, once for all changes of one update. */
export class OptionWatch implements ReactiveController {
  readonly #host: ReactiveControllerHost & Node;
  readonly #options: () => OrderTrackerOptions;
  readonly #restart: () => void;
  #startedWith: OrderTrackerOptions | undefined;

  constructor(host: ReactiveControllerHost & Node, options: () => OrderTrackerOptions, restart: () => void) {
    this.#host = host;
    this.#options = options;
    this.#restart = restart;
    host.addController(this);
  }

  /** The options to start a tracker with. */
  start(): OrderTrackerOptions {
    const options = this.#options();
    this.#startedWith = options;
    return options;
  }

  hostUpdate(): void {
    if (!this.#startedWith || !this.#host.isConnected) return;
    if (!optionsEqual(this.#startedWith, this.#options())) this.#restart();
  }
}
