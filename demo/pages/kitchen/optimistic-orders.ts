import { type KitchenChange, type KitchenOrder, type OrderRow, withChange } from './kitchen-order.js';

/** Saves one change on top of the version that staff saw. Rejects with a message for staff if it is refused. */
export type SaveChange = (order: KitchenOrder, change: KitchenChange) => Promise<OrderRow>;

/**
 * The orders as the kitchen board shows them: what the database said, and on top of it what was pressed here and is
 * not yet confirmed. A refusal takes the press back, and every later press that stood on it.
 */
export class OptimisticOrders {
  readonly #save: SaveChange;
  readonly #refused: (order: KitchenOrder, message: string) => void;
  readonly #changed: () => void;
  readonly #confirmed = new Map<string, KitchenOrder>();
  readonly #waiting = new Map<string, readonly KitchenChange[]>();

  constructor(save: SaveChange, changed: () => void, refused: (order: KitchenOrder, message: string) => void) {
    this.#save = save;
    this.#changed = changed;
    this.#refused = refused;
  }

  /** Every order, with the presses that are on their way. */
  get orders(): readonly KitchenOrder[] {
    const now = Date.now();
    return [...this.#confirmed.values()].map((order) =>
      (this.#waiting.get(order.id) ?? []).reduce<KitchenOrder>(
        (shown, change) => withChange(shown, change, now),
        order,
      ),
    );
  }

  isWaiting(id: string): boolean {
    return this.#waiting.has(id);
  }

  has(id: string): boolean {
    return this.#confirmed.has(id);
  }

  /** Takes over a whole read of the database. An older state never replaces a newer one. */
  replaceAll(orders: readonly KitchenOrder[]): void {
    const read = new Set(orders.map(({ id }) => id));
    for (const id of this.#confirmed.keys()) {
      if (!read.has(id) && !this.#waiting.has(id)) this.#confirmed.delete(id);
    }
    for (const order of orders) this.#take(order);
    this.#changed();
  }

  /** Takes over one row; a row has neither items nor messages, so the known ones stay. */
  update(row: OrderRow): void {
    this.#takeRow(row);
    this.#changed();
  }

  /** Shows the change at once and saves it after those that are still on their way. */
  change(id: string, change: KitchenChange): void {
    const waiting = this.#waiting.get(id) ?? [];
    this.#waiting.set(id, [...waiting, change]);
    this.#changed();
    if (waiting.length === 0) void this.#saveNext(id);
  }

  async #saveNext(id: string): Promise<void> {
    const order = this.#confirmed.get(id);
    const [change] = this.#waiting.get(id) ?? [];
    if (!order || !change) return;
    try {
      this.#takeRow(await this.#save(order, change));
      const [, ...stillLater] = this.#waiting.get(id) ?? [];
      if (stillLater.length > 0) this.#waiting.set(id, stillLater);
      else this.#waiting.delete(id);
      this.#changed();
      if (stillLater.length > 0) void this.#saveNext(id);
    } catch (error) {
      this.#waiting.delete(id);
      this.#changed();
      this.#refused(order, error instanceof Error ? error.message : String(error));
    }
  }

  #takeRow(row: OrderRow): void {
    const { items = [], messages = [] } = this.#confirmed.get(row.id) ?? {};
    this.#take({ ...row, items, messages });
  }

  /** Messages only ever become more, and they do not change the version. */
  #take(order: KitchenOrder): void {
    const known = this.#confirmed.get(order.id);
    const newest = known && order.version < known.version ? known : order;
    const messages = known && known.messages.length > order.messages.length ? known.messages : order.messages;
    this.#confirmed.set(order.id, { ...newest, messages });
  }
}
