import type { TrackerClock } from './environment.js';

/**
 * How long a connection counts as live after the last byte from the server, ms: a heartbeat after 15 s of silence
 * plus 5 s for its answer.
 */
export const leaseLength = 20_000;

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

/** Whether a byte that came at `lastByteAt` still proves at `now` that the connection is alive. */
export function isLeaseValid(lastByteAt: number | undefined, now: number): boolean {
  return lastByteAt !== undefined && now - lastByteAt < leaseLength;
}
