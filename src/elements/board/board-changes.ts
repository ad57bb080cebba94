import type { Board, BoardOrder } from '../../order/board.js';
import type { BoardColumn } from '../../order/status.js';

/** What is known of one order; moments are of the clock that it is drawn by, in milliseconds. */
interface Entry {
  readySince: number | undefined;
  isCalled: boolean;
  seenAt: number;
}

/** Both halves of a board, in the order in which they are shown. */
export type Columns = Readonly<Record<BoardColumn, readonly BoardOrder[]>>;

const minute = 60_000;
/**
 * How long an order that left the board is kept, in milliseconds: an undo brings it back within minutes and must not be
 * called out again; tomorrow's order of the same id must be.
 */
const keptFor = 15 * minute;

/** Knows since when each number is ready, and calls each out once, however often it is taken back. */
export class BoardChanges {
  readonly #entries = new Map<string, Entry>();
  #isFirst = true;

  /** How many orders are kept. */
  get size(): number {
    return this.#entries.size;
  }

  /** Takes in the newest state. Returns what has to be called out, oldest first; nothing of the first state. */
  update({ orders }: Board, now: number): readonly BoardOrder[] {
    const isFirst = this.#isFirst;
    this.#isFirst = false;
    const calls: BoardOrder[] = [];
    for (const order of orders) {
      const known = this.#entries.get(order.id);
      const entry: Entry = known ?? { readySince: undefined, isCalled: false, seenAt: now };
      this.#entries.set(order.id, entry);
      if (order.status !== 'ready') entry.readySince = undefined;
      // While the screen was offline it may have become ready long ago, but not before it was last seen in preparation.
      else entry.readySince ??= Math.min(now, Math.max(order.updatedAt?.getTime() ?? now, known?.seenAt ?? 0));
      if (order.status === 'ready' && !entry.isCalled) {
        entry.isCalled = true;
        if (!isFirst) calls.push(order);
      }
      entry.seenAt = now;
    }
    for (const [id, { seenAt }] of this.#entries) {
      if (Math.abs(now - seenAt) > keptFor) this.#entries.delete(id);
    }
    return calls.sort((one, other) => this.#readySince(one) - this.#readySince(other));
  }

  /**
   * The numbers to show: the newest ready number first, and none that has been ready for longer than the limit.
   *
   * @param readyMinutes 0 for no limit
   */
  columns({ orders }: Board, now: number, readyMinutes: number): Columns {
    const longest = readyMinutes > 0 ? readyMinutes * minute : Number.POSITIVE_INFINITY;
    return {
      preparing: orders.filter(({ status }) => status !== 'ready'),
      ready: orders
        .filter((order) => order.status === 'ready' && now - this.#readySince(order) < longest)
        .sort((one, other) => this.#readySince(other) - this.#readySince(one)),
    };
  }

  /** What the page itself gave has not been followed yet. */
  #readySince({ id, updatedAt }: BoardOrder): number {
    return this.#entries.get(id)?.readySince ?? Number(updatedAt ?? Number.POSITIVE_INFINITY);
  }
}
