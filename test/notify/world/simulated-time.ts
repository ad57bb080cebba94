import { setImmediate } from 'node:timers/promises';
import type { OutboxKit } from '../outbox-kit.js';

/** The one clock of the world: what is due happens in its order, and the database has the same time. */
export class SimulatedTime {
  /** Seconds since the start. */
  now = 0;
  readonly #kit: OutboxKit;
  #due: { readonly at: number; readonly happens: () => void | Promise<void> }[] = [];
  /** What happens between two calls of a worker, at any of them. */
  readonly #loose: (() => Promise<void>)[] = [];
  #turn = 0;
  #underWay = 0;

  constructor(kit: OutboxKit) {
    this.#kit = kit;
  }

  after(seconds: number, happens: () => void | Promise<void>): void {
    this.#due.push({ at: this.now + seconds, happens });
  }

  /** The same, but it may come between two calls of a worker in that second. */
  between(seconds: number, happens: () => Promise<void>): void {
    this.after(seconds, () => {
      this.#loose.push(happens);
    });
  }

  /** A call of the database by a worker, for whose end the clock waits. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    this.#underWay += 1;
    try {
      while (this.#isInterrupted()) await this.#loose.shift()?.();
      return await work();
    } finally {
      this.#underWay -= 1;
    }
  }

  /** Goes on by so many seconds, and lets happen what is due. */
  async advance(seconds: number): Promise<void> {
    await this.#kit.setClock(seconds);
    this.now += seconds;
    for (;;) {
      const next = this.#due.filter(({ at }) => at <= this.now).sort((one, other) => one.at - other.at)[0];
      if (!next) break;
      this.#due = this.#due.filter((one) => one !== next);
      await next.happens();
    }
  }

  /** True about half of the time, and the same in each run: no rhythm, or one of the calls would never be interrupted. */
  #isInterrupted(): boolean {
    this.#turn = (Math.imul(this.#turn, 1_103_515_245) + 12_345) >>> 0;
    return this.#loose.length > 0 && this.#turn >>> 31 === 1;
  }

  /** Waits until nobody works any more who does not wait for the clock, and the second is over. */
  async settle(): Promise<void> {
    for (let quiet = 0; quiet < 3; ) {
      await setImmediate();
      if (this.#underWay > 0) quiet = 0;
      else if (quiet === 2 && this.#loose.length > 0) {
        quiet = 0;
        await this.#loose.shift()?.();
      } else quiet += 1;
    }
  }

  timeout(milliseconds: number): AbortSignal {
    const controller = new AbortController();
    this.after(milliseconds / 1000, () => controller.abort());
    return controller.signal;
  }
}
