import type { Clock } from '../../demo/server/realtime/clock.js';

interface Timer {
  readonly due: number;
  readonly task: () => void;
}

/** Time that a test moves. */
export class SimulatedClock implements Clock {
  #now: number;
  readonly #timers = new Set<Timer>();

  constructor(now: number) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  after(milliseconds: number, task: () => void): () => void {
    const timer = { due: this.#now + milliseconds, task };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** Moves on to a time. Each timer runs at its own moment, and `settle` waits for what it started. */
  async advanceTo(time: number, settle: () => Promise<void>): Promise<void> {
    for (;;) {
      const [next] = [...this.#timers].sort((one, other) => one.due - other.due);
      if (!next || next.due > time) break;
      this.#timers.delete(next);
      this.#now = Math.max(this.#now, next.due);
      next.task();
      await settle();
    }
    this.#now = Math.max(this.#now, time);
  }
}
