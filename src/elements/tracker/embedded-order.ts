import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { json } from '../shared/converters.js';
import { isOnServer } from '../shared/on-server.js';

/** Reads the order that the server wrote into the page, as a script of type `application/json` in the tag. */
export class EmbeddedOrder implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element;
  #order: unknown;
  #isRead = false;

  constructor(host: ReactiveControllerHost & Element) {
    this.#host = host;
    host.addController(this);
  }

  /** In wire shape. */
  get order(): unknown {
    // The tracker, which is connected first, asks for it already.
    if (!this.#isRead && !isOnServer) this.#read();
    return this.#order;
  }

  /** The parser of the page may bring the script after the tag. */
  readAgain(): void {
    this.#read();
    this.#host.requestUpdate();
  }

  hostConnected(): void {
    // Read again: the script may have come since somebody first asked.
    this.#isRead = false;
  }

  #read(): void {
    const script = this.#host.querySelector(':scope > script[type="application/json"]');
    this.#order = script ? json.fromAttribute?.(script.textContent) : undefined;
    this.#isRead = true;
  }
}
