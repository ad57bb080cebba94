import type { DemoServer } from '../../../demo/server/server.js';
import { moveTo, placeOrder } from '../../demo/support.js';

/** A status change that was committed to the database, with its version and the time of the computer's clock. */
export interface Commit {
  readonly at: number;
  readonly version: number;
  readonly status: string;
}

/** An order and all its committed changes. */
export class FollowedOrder {
  readonly id: string;
  readonly capability: string;
  readonly commits: Commit[];
  readonly #server: DemoServer;

  private constructor(server: DemoServer, id: string, capability: string) {
    this.#server = server;
    this.id = id;
    this.capability = capability;
    this.commits = [{ at: Date.now(), version: 1, status: 'pending' }];
  }

  static async place(server: DemoServer): Promise<FollowedOrder> {
    const { id, capability } = await placeOrder(server);
    return new FollowedOrder(server, id, capability);
  }

  /** Commits these statuses to the database, as the kitchen would. */
  async commit(...statuses: readonly string[]): Promise<void> {
    for (const status of statuses) {
      await moveTo(this.#server, this.id, status);
      this.commits.push({ at: Date.now(), version: this.newest.version + 1, status });
    }
  }

  get newest(): Commit {
    const newest = this.commits.at(-1);
    if (!newest) throw new Error('The order has no commits.');
    return newest;
  }
}
