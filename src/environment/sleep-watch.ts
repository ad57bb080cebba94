import type { TrackerClock } from './clock.js';

/** Milliseconds between two looks at the clocks. A gap of more than two of them means that the device slept. */
const lookInterval = 2_000;

/** Notices that time passed while no task ran (the device slept), or that it ran backwards (its clock was set). */
export interface SleepWatch {
  /** Calls `listener` after each jump until the returned function is called; within 2 s, with all that a sleep delays. */
  listen(listener: () => void): () => void;
}

const watches = new WeakMap<TrackerClock, SleepWatch>();

/** The watch of a clock: one timer, however many listen, and none while nobody does. */
export function sleepWatchOf(clock: TrackerClock): SleepWatch {
  const watch = watches.get(clock) ?? sleepWatch(clock);
  watches.set(clock, watch);
  return watch;
}

function sleepWatch(clock: TrackerClock): SleepWatch {
  const listeners = new Set<() => void>();
  let wall = clock.wall();
  let monotone = clock.monotone();
  let timer: unknown;

  const look = () => {
    wall = clock.wall();
    monotone = clock.monotone();
  };
  const hasJumped = () => {
    const nextWall = clock.wall();
    return Math.max(nextWall - wall, clock.monotone() - monotone) > 2 * lookInterval || nextWall < wall - lookInterval;
  };
  const schedule = () => {
    timer = clock.setTimeout(() => {
      const heard = hasJumped() ? [...listeners] : [];
      look();
      schedule();
      for (const listener of heard) listener();
    }, lookInterval);
  };
  return {
    listen(listener) {
      if (listeners.size === 0) {
        look();
        schedule();
      }
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) clock.clearTimeout(timer);
      };
    },
  };
}
