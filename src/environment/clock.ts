/** Timers, and the two clocks that a sleeping phone treats differently (rule: elapsed is the larger of both). */
export interface TrackerClock {
  setTimeout(callback: () => void, milliseconds: number): unknown;
  /** Takes what `setTimeout` returned. */
  clearTimeout(id: unknown): void;
  /** Milliseconds since 1970, as `Date.now()`: it may jump either way. */
  wall(): number;
  /** Milliseconds, as `performance.now()`: it may stand still while the device sleeps. */
  monotone(): number;
}

/**
 * A clock that neither a sleeping phone nor a changed wall clock can stop: milliseconds since it was made, going on
 * by the larger of what the wall clock and the monotone clock have moved. Browsers stop `performance.now()` during
 * sleep on some platforms, and `Date.now()` may jump; the larger of both errs towards "too long ago", which costs a
 * probe and never a lie.
 */
export function effectiveClock(clock: TrackerClock): () => number {
  let wall = clock.wall();
  let monotone = clock.monotone();
  let elapsed = 0;
  return () => {
    const nextWall = clock.wall();
    const nextMonotone = clock.monotone();
    elapsed += Math.max(0, nextWall - wall, nextMonotone - monotone);
    wall = nextWall;
    monotone = nextMonotone;
    return elapsed;
  };
}
