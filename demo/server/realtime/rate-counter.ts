import type { Clock } from './clock.js';

const tick = 5000;
/** The ticks that the average is made of, a minute in all. */
const ticksKept = 12;

/**
 * Whether something happens too often, as the real server counts: by the average of the ended ticks of 5 s. A burst
 * within the first tick therefore passes, and is paid for afterwards.
 */
export class RateCounter {
  readonly #perSecond: number;
  readonly #clock: Clock;
  /** Events of the ended ticks, the newest first. */
  #ended: number[] = [];
  #running = 0;
  #runningSince: number | undefined;

  /** @param perSecond the highest average that is allowed */
  constructor(perSecond: number, clock: Clock) {
    this.#perSecond = perSecond;
    this.#clock = clock;
  }

  /** Counts one event, unless there were too many. Returns whether it may happen. */
  take(): boolean {
    if (this.isExceeded) return false;
    this.#running += 1;
    return true;
  }

  get isExceeded(): boolean {
    this.#endTicks();
    const seconds = (this.#ended.length * tick) / 1000;
    return seconds > 0 && this.#ended.reduce((sum, events) => sum + events, 0) / seconds > this.#perSecond;
  }

  #endTicks(): void {
    const now = this.#clock.now();
    let since = this.#runningSince ?? now;
    // After a quiet minute there is nothing to remember.
    if (now - since > tick * ticksKept * 2) {
      this.#ended = [];
      this.#running = 0;
      since = now;
    }
    for (; now - since >= tick; since += tick) {
      this.#ended = [this.#running, ...this.#ended].slice(0, ticksKept);
      this.#running = 0;
    }
    this.#runningSince = since;
  }
}
