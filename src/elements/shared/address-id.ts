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
 * payment, also before this script ran; an address that names another one wins.
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
    this.#id = present || this.#id || known.get(key) || firstOf(this.#parameter, pathname);
    return this.#id;
  }

  hostConnected(): void {
    // Taken now: until somebody asks, the page may have tidied it away.
    void this.id;
  }
}

/** What the address named with which this page was opened: its router may have tidied it before this script ran. */
function firstOf(parameter: string, path: string): string | undefined {
  // Test pages without a browser have no entries.
  const { pathname, search } = new URL(performance.getEntriesByType?.('navigation')[0]?.name ?? '', location.href);
  return (pathname === path && new URLSearchParams(search).get(parameter)) || undefined;
}
