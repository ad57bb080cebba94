/** A page whose tasks the browser or the device can suspend. */
export interface Sleeper {
  /** Whether its tasks are suspended. Due tasks run when this ends. */
  readonly isSuspended: boolean;
  /** The time at which a timer that is due at `at` fires. Browsers delay the timers of hidden pages. */
  alignTimer(at: number): number;
}

/** A planned task. */
export interface Task {
  readonly at: number;
  readonly isTimer: boolean;
  readonly owner: Sleeper | undefined;
  readonly run: () => void;
}

/** More tasks than this at the same time count as an endless loop. */
const manyAtOnce = 20_000;

/** True time. Nothing in the simulated world can see or stop it. */
export class Scheduler {
  /** Milliseconds since the start of the simulation. */
  now = 0;
  readonly #tasks: Task[] = [];

  /** Plans a task. `owner` is the page in which it runs; tasks of the server have none. */
  plan(delay: number, run: () => void, owner?: Sleeper, isTimer = false): Task {
    const task = { at: this.now + Math.max(0, delay), run, owner, isTimer };
    const later = this.#tasks.findIndex(({ at }) => at > task.at);
    this.#tasks.splice(later < 0 ? this.#tasks.length : later, 0, task);
    return task;
  }

  cancel(task: Task): void {
    const place = this.#tasks.indexOf(task);
    if (place >= 0) this.#tasks.splice(place, 1);
  }

  timersOf(owner: Sleeper): number {
    return this.#tasks.filter((task) => task.isTimer && task.owner === owner).length;
  }

  /** Lets time pass. Due tasks run one after the other, and their promises settle in between. */
  async pass(milliseconds: number): Promise<void> {
    await settle();
    const end = this.now + milliseconds;
    let atOnce = 0;
    for (let next = this.#next(end); next; next = this.#next(end)) {
      const [task, at] = next;
      atOnce = at > this.now ? 0 : atOnce + 1;
      if (atOnce > manyAtOnce) throw new Error(`endless loop: more than ${manyAtOnce} tasks at ${this.now} ms`);
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

/** Waits until all pending promises have settled. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** A random generator with a seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
