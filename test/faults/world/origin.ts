import type { OrderStatus } from '../../../src/order/status.js';

/** One state of an order, as it was committed. */
export interface Version {
  readonly epoch: string;
  readonly version: number;
  /** In our words, or a word of the kitchen's that no map knows. */
  readonly status: OrderStatus | string;
  /** True time. */
  readonly at: number;
}

/** Where the kitchen's clock stood when the world began. */
const opening = Date.UTC(2026, 10, 22, 12);

/** The database: the truth about every order. */
export class Origin {
  /** How wrong the server's clock is, ms. Nothing may depend on it. */
  clockOffset = 0;
  readonly #orders = new Map<string, Version[]>();
  readonly #now: () => number;
  #epochs = 1;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Every state that an order ever had, oldest first. */
  history(orderId: string): readonly Version[] {
    return this.#orders.get(orderId) ?? [];
  }

  /** For runs of many hours: the past is not looked at any more. */
  forgetAllButNewest(orderId: string): void {
    this.#orders.set(orderId, this.history(orderId).slice(-1));
  }

  newest(orderId: string): Version | undefined {
    return this.history(orderId).at(-1);
  }

  /** The kitchen changes an order. */
  commit(orderId: string, status: OrderStatus | string): void {
    const newest = this.newest(orderId);
    const epoch = newest?.epoch ?? `epoch-${this.#epochs}`;
    this.#add(orderId, { epoch, version: (newest?.version ?? 0) + 1, status, at: this.#now() });
  }

  /** The database is restored from a backup: some changes never happened, and versions start anew. */
  restore(orderId: string): void {
    this.#epochs += 1;
    const before = this.history(orderId).at(-2) ?? this.newest(orderId);
    if (!before) return;
    const version = Math.max(1, before.version - 1);
    this.#add(orderId, { epoch: `epoch-${this.#epochs}`, version, status: before.status, at: this.#now() });
  }

  /** The order in the wire shape; `ago` asks for an older state, as a cache would give. */
  wire(orderId: string, ago = 0): Record<string, unknown> | undefined {
    const newest = this.newest(orderId);
    const history = this.history(orderId).filter(({ epoch }) => epoch === newest?.epoch);
    const found = history[Math.max(0, history.length - 1 - ago)];
    return found && this.wireOf(orderId, found);
  }

  wireOf(orderId: string, { epoch, version, status, at }: Version): Record<string, unknown> {
    const updated = new Date(opening + at + this.clockOffset).toISOString();
    const items = [{ id: '1', name: 'Pho bo', quantity: 2 }];
    return { id: orderId, status, version, epoch, updated_at: updated, number: '42', items };
  }

  #add(orderId: string, version: Version): void {
    this.#orders.set(orderId, [...this.history(orderId), version]);
  }
}
