import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { isOnServer } from './on-server.js';
import { PerWorld } from './per-world.js';

interface AddressHost extends ReactiveControllerHost {
  readonly environment?: object | undefined;
}

/** What the addresses of this page have named: parameter and path → id. */
const named = new PerWorld<string>();

/**
 * The id that a parameter of the page's address names. It is kept when the page tidies its address, as pages do after a
 * payment; an address that names another one wins.
 */
export class AddressId implements ReactiveController {
  readonly #host: AddressHost;
  readonly #parameter: string;
  #id: string | undefined;

  constructor(host: AddressHost, parameter: string) {
    this.#host = host;
    this.#parameter = parameter;
    host.addController(this);
  }

  get id(): string | undefined {
    if (isOnServer) return undefined;
    const { search, pathname } = location;
    const key = `${this.#parameter} ${pathname}`;
    const known = named.of(this.#host);
    const present = new URLSearchParams(search).get(this.#parameter);
    if (present) known.set(key, present);
    this.#id = present || this.#id || known.get(key);
    return this.#id;
  }

  hostConnected(): void {
    // Taken now: until somebody asks, the page may have tidied it away.
    void this.id;
  }
}
