import type { OrderStatus } from '../../../src/order/status.js';

/** One committed state of an order. */
export interface Version {
  readonly epoch: string;
  readonly version: number;
  /** One of our statuses, or a status of the kitchen that no field map knows. */
  readonly status: OrderStatus | string;
  /** True time. */
  readonly at: number;
}

/** What a page shows of a state. */
interface Painted {
  readonly epoch?: string | undefined;
  readonly version?: number | undefined;
  readonly status?: string | undefined;
}

/** The time of the kitchen's clock at the start of the simulation. */
const opening = Date.UTC(2026, 10, 22, 12);

/** The simulated database. It knows the real state of every order. */
export class Origin {
  /** The error of the server's clock, ms. The tracker must not depend on it. */
  clockOffset = 0;
  /** How long the kitchen promises that an order takes from its last change on: from and to, ms. */
  promise: readonly [number, number] | undefined;
  readonly #orders = new Map<string, Version[]>();
  readonly #now: () => number;
  #epochs = 1;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** What the server's clock shows at a true time. */
  readonly clock = (at: number = this.#now()): Date => new Date(opening + at + this.clockOffset);

  /** All states of an order, oldest first. */
  history(orderId: string): readonly Version[] {
    return this.#orders.get(orderId) ?? [];
  }

  /** Deletes the old states, so that long runs do not need more and more memory. */
  forgetAllButNewest(orderId: string): void {
    this.#orders.set(orderId, this.history(orderId).slice(-1));
  }

  /**
   * The place in the history of the state that is painted as this order, −1 if it was never committed. Where a counter began
   * again a version has several states: the last one with that status counts.
   */
  placeOf(orderId: string, { epoch, version, status }: Painted = {}): number {
    const history = this.history(orderId);
    const isIt = (one: Version) => one.epoch === epoch && one.version === version;
    const exact = history.findLastIndex((one) => isIt(one) && one.status === status);
    return exact >= 0 ? exact : history.findLastIndex(isIt);
  }

  newest(orderId: string): Version | undefined {
    return this.history(orderId).at(-1);
  }

  /** Commits a new status, as the kitchen would. */
  commit(orderId: string, status: OrderStatus | string): void {
    const newest = this.newest(orderId);
    const epoch = newest?.epoch ?? `epoch-${this.#epochs}`;
    this.#add(orderId, { epoch, version: (newest?.version ?? 0) + 1, status, at: this.#now() });
  }

  /** Restores the order from a backup: the last changes are undone, the version is lower, and the epoch is new. */
  restore(orderId: string): void {
    this.#epochs += 1;
    const before = this.history(orderId).at(-2) ?? this.newest(orderId);
    if (!before) return;
    const version = Math.max(1, before.version - 1);
    this.#add(orderId, { epoch: `epoch-${this.#epochs}`, version, status: before.status, at: this.#now() });
  }

  /** Begins to count again in the same epoch: another order of the same number, or a counter that was in memory. */
  restart(orderId: string, epoch: string, status: OrderStatus | string): void {
    this.#add(orderId, { epoch, version: 1, status, at: this.#now() });
  }

  /** The order in the wire format. `ago` selects an older state, as from a cache. */
  wire(orderId: string, ago = 0): Record<string, unknown> | undefined {
    const newest = this.newest(orderId);
    const history = this.history(orderId).filter(({ epoch }) => epoch === newest?.epoch);
    const found = history[Math.max(0, history.length - 1 - ago)];
    return found && this.wireOf(orderId, found);
  }

  wireOf(orderId: string, { epoch, version, status, at }: Version): Record<string, unknown> {
    const updated = this.clock(at).toISOString();
    const [from, to] = (this.promise ?? []).map((after) => this.clock(at + after).toISOString());
    const items = [{ id: '1', name: 'Pho bo', quantity: 2 }];
    const window = from && to ? { estimated_ready_from: from, estimated_ready_to: to } : {};
    return { id: orderId, status, version, epoch, updated_at: updated, number: '42', items, ...window };
  }

  #add(orderId: string, version: Version): void {
    this.#orders.set(orderId, [...this.history(orderId), version]);
  }
}
