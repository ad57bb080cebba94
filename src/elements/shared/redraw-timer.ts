import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { TrackerClock } from '../../environment/clock.js';
import { afterRemoval } from './after-removal.js';

type Host = ReactiveControllerHost & Node & { readonly clock: TrackerClock };

/** Elements that are due within so many milliseconds are drawn together. */
const together = 100;

/** The one timer of all elements that draw by the same clock. */
class SharedTimer {
  readonly #clock: TrackerClock;
  readonly #due = new Map<Host, number>();
  #id: unknown;
  #firesAt = Number.POSITIVE_INFINITY;

  constructor(clock: TrackerClock) {
    this.#clock = clock;
  }

  /** Replaces the time that was set before. `Infinity`: never. */
  set(host: Host, milliseconds: number): void {
    if (milliseconds === Number.POSITIVE_INFINITY) this.#due.delete(host);
    else this.#due.set(host, this.#clock.monotone() + milliseconds);
    this.#schedule();
  }

  #schedule(): void {
    const next = Math.min(...this.#due.values());
    if (next === this.#firesAt) return;
    this.#clock.clearTimeout(this.#id);
    this.#firesAt = next;
    if (next === Number.POSITIVE_INFINITY) return;
    this.#id = this.#clock.setTimeout(() => this.#fire(next), Math.max(0, next - this.#clock.monotone()));
  }

  /** By the time that was set, since a clock that stands still during sleep is late. */
  #fire(moment: number): void {
    this.#firesAt = Number.POSITIVE_INFINITY;
    for (const [host, due] of this.#due) {
      if (due > moment + together) continue;
      this.#due.delete(host);
      host.requestUpdate();
    }
    this.#schedule();
  }
}

const timers = new WeakMap<TrackerClock, SharedTimer>();

function timerOf(clock: TrackerClock): SharedTimer {
  const timer = timers.get(clock) ?? new SharedTimer(clock);
  timers.set(clock, timer);
  return timer;
}

/** Draws an element again after a while: words that depend on the time must not stay longer than they are true. */
export class RedrawTimer implements ReactiveController {
  readonly #host: Host;
  #timer: SharedTimer | undefined;

  constructor(host: Host) {
    this.#host = host;
    host.addController(this);
  }

  /** Replaces the time that was set before. `Infinity`: never. */
  set(milliseconds: number): void {
    const timer = timerOf(this.#host.clock);
    if (timer !== this.#timer) this.#clear();
    this.#timer = timer;
    timer.set(this.#host, milliseconds);
  }

  hostDisconnected(): void {
    afterRemoval(this.#host, () => this.#clear());
  }

  #clear(): void {
    this.#timer?.set(this.#host, Number.POSITIVE_INFINITY);
  }
}
