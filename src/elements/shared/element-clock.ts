import type { TrackerEnvironment } from '../../environment/environment.js';

/** The time by which an element draws: the browser's, or a test's. */
export interface ElementClock {
  /** Wall clock, in milliseconds. */
  now(): number;
  set(action: () => void, milliseconds: number): unknown;
  clear(timer: unknown): void;
}

/** The clock of this environment. */
export function elementClock(environment: Partial<TrackerEnvironment> | undefined): ElementClock {
  const clock = environment?.clock;
  return {
    now: () => clock?.wall() ?? Date.now(),
    set: (action, milliseconds) => (clock ?? globalThis).setTimeout(action, milliseconds),
    clear: (timer) => (clock ?? globalThis).clearTimeout(timer as number),
  };
}
