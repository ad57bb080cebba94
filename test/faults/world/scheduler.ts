/** Somebody whose tasks the browser or the device can stop. */
export interface Sleeper {
  /** Nothing of its runs now; what is due runs when this ends. */
  readonly isSuspended: boolean;
  /** When a timer that is due at `at` may really fire: browsers hold back the timers of hidden pages. */
  alignTimer(at: number): number;
}

/** One thing that will happen. */
export interface Task {
  readonly at: number;
  readonly isTimer: boolean;
  readonly owner: Sleeper | undefined;
  readonly run: () => void;
}

/** So many things at one and the same moment are an endless loop. */
const manyAtOnce = 20_000;

/** True time, which nobody in the simulated world can see or stop. */
export class Scheduler {
  /** Milliseconds since the world began. */
  now = 0;
  #tasks: Task[] = [];

  /** Plans something; `owner` is whose page it happens in, if it does not happen on the server. */
  plan(delay: number, run: () => void, owner?: Sleeper, isTimer = false): Task {
    const task = { at: this.now + Math.max(0, delay), run, owner, isTimer };
    const later = this.#tasks.findIndex(({ at }) => at > task.at);
    this.#tasks.splice(later < 0 ? this.#tasks.length : later, 0, task);
    return task;
  }

  cancel(task: Task): void {
    this.#tasks = this.#tasks.filter((other) => other !== task);
  }

  timersOf(owner: Sleeper): number {
    return this.#tasks.filter((task) => task.isTimer && task.owner === owner).length;
  }

  /** Lets time pass, one thing after the other, with everything that each sets off. */
  async pass(milliseconds: number): Promise<void> {
    await settle();
    const end = this.now + milliseconds;
    let atOnce = 0;
    for (let next = this.#next(end); next; next = this.#next(end)) {
      const [task, at] = next;
      atOnce = at > this.now ? 0 : atOnce + 1;
      if (atOnce > manyAtOnce) throw new Error(`something goes round and round at ${this.now} ms`);
      this.now = Math.max(this.now, at);
      this.cancel(task);
      task.run();
      await settle();
    }
    this.now = end;
  }

  #next(end: number): [Task, number] | undefined {
    let first: [Task, number] | undefined;
    for (const task of this.#tasks) {
      if (task.at > end || (first && task.at >= first[1])) break;
      if (task.owner?.isSuspended) continue;
      const at = Math.max(this.now, task.isTimer && task.owner ? task.owner.alignTimer(task.at) : task.at);
      if (at <= end && (!first || at < first[1])) first = [task, at];
    }
    return first;
  }
}

/** Lets everything arrive that is on its way already: every promise, and what they set off. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Random numbers that are the same for the same seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
