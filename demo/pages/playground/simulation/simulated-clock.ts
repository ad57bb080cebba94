import type { TrackerClock } from '../../../../src/environment/clock.js';

interface Timer {
  readonly at: number;
  readonly callback: () => void;
}

/** Work for the browser to do between two pieces of simulated time, in milliseconds: a page must stay usable. */
const longestPiece = 12;

/** Time that passes only when it is told to, as fast as the browser can do what happens in it. */
export class SimulatedClock implements TrackerClock {
  readonly #start: number;
  readonly #timers = new Map<number, Timer>();
  #now = 0;
  #lastTimer = 0;

  /** @param start wall clock at its beginning, in milliseconds since 1970 */
  constructor(start: number) {
    this.#start = start;
  }

  /** Milliseconds since its beginning. */
  get elapsed(): number {
    return this.#now;
  }

  readonly setTimeout = (callback: () => void, milliseconds: number): unknown => {
    this.#lastTimer += 1;
    this.#timers.set(this.#lastTimer, { at: this.#now + Math.max(0, milliseconds), callback });
    return this.#lastTimer;
  };

  readonly clearTimeout = (id: unknown): void => {
    this.#timers.delete(Number(id));
  };

  readonly wall = (): number => this.#start + this.#now;
  readonly monotone = (): number => this.#now;

  /** Resolves after `milliseconds` of simulated time. */
  pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => this.setTimeout(resolve, milliseconds));
  }

  /** Lets time pass. */
  pass(milliseconds: number): Promise<void> {
    return this.passUntil(this.#now + milliseconds);
  }

  /** Lets time pass until `end`, timer by timer, with everything that they set off; or until `signal` is aborted. */
  async passUntil(end: number, signal?: AbortSignal): Promise<void> {
    await settle();
    let pieceBegan = performance.now();
    for (let next = this.#next(end); next; next = this.#next(end)) {
      if (signal?.aborted) return;
      const [id, timer] = next;
      this.#timers.delete(id);
      this.#now = Math.max(this.#now, timer.at);
      timer.callback();
      await settle();
      if (performance.now() - pieceBegan < longestPiece) continue;
      await nextTask();
      pieceBegan = performance.now();
    }
    if (!signal?.aborted) this.#now = end;
  }

  #next(end: number): [number, Timer] | undefined {
    let soonest: [number, Timer] | undefined;
    for (const entry of this.#timers) {
      if (entry[1].at <= end && (!soonest || entry[1].at < soonest[1].at)) soonest = entry;
    }
    return soonest;
  }
}

/** Resolves once all pending promises, and those that they start, have settled. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 25; turn += 1) await Promise.resolve();
}

/** Lets the browser draw and hear. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      // An open port keeps Node from ending.
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}
