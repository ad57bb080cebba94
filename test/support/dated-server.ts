import type { FakeEnvironment } from './fake-environment.js';
import { responseAtOnce } from './response-at-once.js';

/** A back end that knows the true time, however wrong the clock of the device is that asks it. */
export class DatedServer {
  /** How far the device's clock is ahead, in milliseconds. */
  readonly ahead: number;
  /** What is answered to a read; of times, minutes after the start. */
  order: (at: (minutes: number) => string) => Record<string, unknown>;
  /** Whether scripts may read `Date`, as across origins only where the server allows it. */
  isDated = true;
  readonly #world: FakeEnvironment;
  readonly #start: number;

  constructor(world: FakeEnvironment, ahead: number, order: DatedServer['order']) {
    this.#world = world;
    this.#start = world.clock.wall();
    this.ahead = ahead;
    this.order = order;
    world.setWall(ahead);
    Object.assign(world, { fetch: this.#fetch });
  }

  /** The true time, in milliseconds since 1970. */
  get time(): number {
    return this.#world.clock.wall() - this.ahead;
  }

  /** So many minutes after the start. */
  readonly at = (minutes: number): string => new Date(this.#start + minutes * 60_000).toISOString();

  readonly #fetch: typeof fetch = async (address) => {
    const order = this.order(this.at);
    const body = String(address).includes('/rest/v1/') ? [order] : order;
    const headers = { 'content-type': 'application/json' };
    const date = new Date(this.time).toUTCString();
    return responseAtOnce(JSON.stringify(body), { headers: this.isDated ? { ...headers, date } : headers });
  };
}
