import type { BoardOrder } from '../../order/board.js';

/** How long a number is called out, in milliseconds: while none waits, while some wait, and while many wait. */
const durations = { alone: 7000, busy: 3500, crowded: 2000 };
const crowd = 6;

/** Numbers that are called out one after the other. */
export class CallQueue {
  #waiting: BoardOrder[] = [];
  #current: { readonly order: BoardOrder; readonly since: number } | undefined;

  /** The number that is being called out. */
  get current(): BoardOrder | undefined {
    return this.#current?.order;
  }

  /** When the present call ends, on the clock of `advance(now)`; `undefined` while there is none. */
  get endsAt(): number | undefined {
    if (!this.#current) return undefined;
    const { alone, busy, crowded } = durations;
    const others = this.#waiting.length;
    return this.#current.since + (others === 0 ? alone : others < crowd ? busy : crowded);
  }

  add(orders: readonly BoardOrder[]): void {
    this.#waiting.push(...orders);
  }

  clear(): void {
    this.#waiting = [];
    this.#current = undefined;
  }

  /**
   * Goes on to the next call if it is time.
   *
   * @param isReady whether a number may still be called out: it may have been collected, or taken back
   * @returns a call that has just begun
   */
  advance(now: number, isReady: (order: BoardOrder) => boolean): BoardOrder | undefined {
    const { endsAt } = this;
    // A clock that was set back must not hold a call for hours.
    const hasPassed = endsAt !== undefined && (now >= endsAt || now < (this.#current?.since ?? 0));
    if (this.#current && !hasPassed && isReady(this.#current.order)) return undefined;
    this.#waiting = this.#waiting.filter(isReady);
    const order = this.#waiting.shift();
    this.#current = order && { order, since: now };
    return order;
  }
}
