import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { consumeTrackingLink } from '../../tracker/tracking-link.js';

/** Takes the capability of a tracking link (`#track=…`) out of the page's address, also when a new link is opened. */
export class TrackingLink implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #capability: string | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  get capability(): string | undefined {
    return this.#capability;
  }

  hostConnected(): void {
    this.#consume();
    window.addEventListener('hashchange', this.#consume);
  }

  hostDisconnected(): void {
    window.removeEventListener('hashchange', this.#consume);
  }

  readonly #consume = (): void => {
    this.#capability = consumeTrackingLink(window, this.#capability);
    this.#host.requestUpdate();
  };
}
