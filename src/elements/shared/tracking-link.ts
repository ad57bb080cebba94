import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { ConnectionStatus } from '../../tracker/connection-status.js';
import { consumeTrackingLink, forgetTrackingLink } from '../../tracker/tracking-link.js';

/** Those who wait for a new link; the page has one listener for all of them. */
const waiting = new Set<() => void>();
const tellAll = (): void => {
  for (const consume of [...waiting]) consume();
};

/** Gives each element its secret. It is kept here and not in the element, where every script could read it. */
const secrets = new WeakMap<object, Secret>();
type Secret = () => string | undefined;

/** The secret with which an element follows its order. */
export function secretOf(host: object): string | undefined {
  return secrets.get(host)?.();
}

/** Puts something between the link of the page and its element. */
export function replaceSecret(host: object, replace: (ofPage: Secret) => Secret): void {
  secrets.set(host, replace(secrets.get(host) ?? (() => undefined)));
}

/** What the link needs of its element. */
interface LinkHost extends ReactiveControllerHost {
  readonly connectionStatus: ConnectionStatus;
}

/** Takes the capability of a tracking link (`#track=…`) out of the page's address, also when a new link is opened. */
export class TrackingLink implements ReactiveController {
  readonly #host: LinkHost;
  #capability: string | undefined;
  #isOver = false;

  constructor(host: LinkHost) {
    this.#host = host;
    secrets.set(host, () => this.#capability);
    host.addController(this);
  }

  hostConnected(): void {
    this.#consume();
    waiting.add(this.#consume);
    // Adding it again changes nothing.
    window.addEventListener('hashchange', tellAll);
  }

  /** Once the order has ended, and that is confirmed, no reload needs the secret. */
  hostUpdated(): void {
    if (this.#isOver || this.#host.connectionStatus !== 'closed') return;
    this.#isOver = true;
    forgetTrackingLink(window);
  }

  hostDisconnected(): void {
    waiting.delete(this.#consume);
    if (!waiting.size) window.removeEventListener('hashchange', tellAll);
  }

  readonly #consume = (): void => {
    const given = consumeTrackingLink(window, this.#isOver ? undefined : this.#capability);
    if (given !== undefined && given !== this.#capability) this.#isOver = false;
    this.#capability = given ?? this.#capability;
    this.#host.requestUpdate();
  };
}
