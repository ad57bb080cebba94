import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { consumeTrackingLink } from '../../tracker/tracking-link.js';

/** Those who wait for a new link; the page has one listener for all of them. */
const waiting = new Set<() => void>();
const tellAll = (): void => {
  for (const consume of [...waiting]) consume();
};

/** Takes the capability of a tracking link (`#track=…`) out of the page's address, also when a new link is opened. */
export class TrackingLink implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #capability: string | undefined;
  #isShared = false;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  get capability(): string | undefined {
    return this.#capability;
  }

  /** Whether the page was opened with a link that the guest has shared (`#track=…&share`): it is for reading only. */
  get isShared(): boolean {
    return this.#isShared;
  }

  hostConnected(): void {
    this.#consume();
    waiting.add(this.#consume);
    // Adding it again changes nothing.
    window.addEventListener('hashchange', tellAll);
  }

  hostDisconnected(): void {
    waiting.delete(this.#consume);
    if (!waiting.size) window.removeEventListener('hashchange', tellAll);
  }

  readonly #consume = (): void => {
    this.#isShared ||= /[#&]share(&|$)/.test(location.hash);
    this.#capability = consumeTrackingLink(window, this.#capability);
    this.#host.requestUpdate();
  };
}
