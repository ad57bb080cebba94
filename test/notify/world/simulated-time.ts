import { setImmediate } from 'node:timers/promises';
import type { OutboxKit } from '../outbox-kit.js';

/** The one clock of the world: what is due happens in its order, and the database has the same time. */
export class SimulatedTime {
  /** Seconds since the start. */
  now = 0;
  readonly #kit: OutboxKit;
  #due: { readonly at: number; readonly happens: () => void | Promise<void> }[] = [];
  #underWay = 0;

  constructor(kit: OutboxKit) {
    this.#kit = kit;
  }

  after(seconds: number, happens: () => void | Promise<void>): void {
    this.#due.push({ at: this.now + seconds, happens });
  }

  /** Work of the database, for whose end the clock waits. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    this.#underWay += 1;
    try {
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
    await this.settle();
  }

  /** Waits until nobody works any more who does not wait for the clock. */
  async settle(): Promise<void> {
    for (let quiet = 0; quiet < 3; ) {
      await setImmediate();
      quiet = this.#underWay === 0 ? quiet + 1 : 0;
    }
  }

  timeout(milliseconds: number): AbortSignal {
    const controller = new AbortController();
    this.after(milliseconds / 1000, () => controller.abort());
    return controller.signal;
  }
}
