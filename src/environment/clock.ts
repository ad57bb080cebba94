/** Timers, and two clocks. A sleeping phone may stop one of them; `effectiveClock` takes the larger step of both. */
export interface TrackerClock {
  setTimeout(callback: () => void, milliseconds: number): unknown;
  /** Takes what `setTimeout` returned. */
  clearTimeout(id: unknown): void;
  /** Milliseconds since 1970, as `Date.now()`: it may jump forwards and back. */
  wall(): number;
  /** Milliseconds, as `performance.now()`: it may stand still while the device sleeps. */
  monotone(): number;
}

/**
 * Milliseconds since the clock was made, by a clock that neither sleep nor a changed wall clock can stop. Each call adds
 * the larger step of the wall clock and the monotone clock: `performance.now()` stops during sleep on some platforms,
 * and `Date.now()` may jump. If the result is wrong it is too large: that costs a probe, and a dead connection never
 * counts as live.
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
