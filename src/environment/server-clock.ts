import type { TrackerClock } from './clock.js';

/**
 * The back end's clock, as far as its answers tell. The device's own may be wrong by minutes or hours, so that nothing
 * the back end says may be compared with it. Durations stay with the device's clock.
 */
export interface ServerClock {
  /** Milliseconds since 1970. The device's own time while nothing is known, or nothing of more than 90 s. */
  now(): number;
  /** How far the device's clock is ahead, in milliseconds; negative where it is behind. */
  ahead(): number;
  /** Whether what answers said may be over, since the device slept or its clock was set: only another one can tell. */
  readonly isUnsure: boolean;
  /** `fetch`; the `Date` of its last answer counts once `accept` is called. */
  readonly fetch: typeof fetch;
  /** The last answer came from the back end, and not from a captive portal or a proxy with a clock of its own. */
  accept(): void;
  /**
   * The back end named moments.
   *
   * @param reached its clock had reached this one
   * @param latest the latest one, which may be in the future: an order is open for 12 h after it at most
   * @param isWatched whether `reached` is the moment of a change that has just arrived
   */
  reached(reached: number, latest?: number, isWatched?: boolean): void;
  /** What `ahead` was when the device last followed this order; it counts until something newer is known. */
  recall(ahead: number): void;
}

/** A difference between server and device, in milliseconds: it is between the two. */
type Range = readonly [low: number, high: number];

const hour = 3_600_000;
/** Slow networks and rounded seconds make differences too. Smaller ones than this change nothing that is shown, ms. */
const least = 90_000;
/** With a clock that is wrong by more, a device accepts no server's certificate: the server's `Date` is wrong, ms. */
const most = 31 * 24 * hour;
/** How long after the latest moment it named an order is still open, ms. */
const longestOpen = 12 * hour;
/** Clocks that disagree by more since the last look: the device slept, or its clock was set, ms. */
const jump = 2_000;

/** @param fetch what asks the back end */
export function serverClock(clock: TrackerClock, fetch: typeof globalThis.fetch): ServerClock {
  let offset = clock.wall() - clock.monotone();
  /** What the answers' `Date` said since the clock was last set. */
  let dated: Range | undefined;
  let answered: Range | undefined;
  /** What the back end's moments said: it is at least as far ahead of the device. */
  let atLeast = Number.NEGATIVE_INFINITY;
  let lastReached = 0;
  let latestNamed = 0;
  let recalled = 0;
  /** Whether a change that was watched came at its moment by the device's own clock. */
  let isDeviceRight = false;
  /** Whether the device slept or its clock was set forward: the two look alike. */
  let isUnsure = false;

  /** The device's time. A clock that was set moves what is known. */
  const look = (): number => {
    const wall = clock.wall();
    const moved = wall - clock.monotone() - offset;
    offset += moved;
    if (Math.abs(moved) <= jump) return wall;
    isDeviceRight = false;
    answered = undefined;
    if (moved > 0) {
      isUnsure = true;
      atLeast = lastReached - wall;
    } else {
      // Sleep never sets a clock back.
      if (dated) dated = [dated[0] - moved, dated[1] - moved];
      atLeast -= moved;
      recalled -= moved;
    }
    return wall;
  };

  const byDate = (wall: number): number | undefined => {
    if (!dated) return undefined;
    const [low, high] = dated;
    const middle = (low + high) / 2;
    const isContradicted = atLeast > high + least || (latestNamed > 0 && wall + middle > latestNamed + longestOpen);
    return isMistake(middle) || (!isSmall(middle) && isContradicted) ? undefined : middle;
  };

  const behind = (wall: number): number => {
    if (isDeviceRight) return 0;
    const known = byDate(wall) ?? Math.max(atLeast, recalled);
    // Whole seconds, so that it rests while answers take a little longer or shorter.
    return isSmall(known) || isMistake(known) ? 0 : Math.round(known / 1_000) * 1_000;
  };

  return {
    now() {
      const wall = look();
      return wall + behind(wall);
    },
    ahead: () => -behind(look()) || 0,
    get isUnsure() {
      look();
      return isUnsure && dated !== undefined;
    },
    async fetch(...request) {
      const sent = look();
      const offsetBefore = offset;
      answered = undefined;
      const response = await fetch(...request);
      const received = look();
      const [first, last] = momentsOf(response.headers);
      answered = Math.abs(offset - offsetBefore) > jump || !first ? undefined : [first - received, last - sent];
      return response;
    },
    accept() {
      if (!answered) return;
      const [low, high] = answered;
      answered = undefined;
      const known = isUnsure || byDate(look()) === undefined ? undefined : dated;
      if (!known || low > known[1]) dated = [low, high];
      // Otherwise it is older than what is known: it comes from a cache that does not say so.
      else if (high >= known[0]) dated = [Math.max(low, known[0]), Math.min(high, known[1])];
      isUnsure = false;
      recalled = 0;
    },
    reached(reached, latest = 0, isWatched = false) {
      const wall = look();
      const difference = reached - wall;
      if (isMistake(difference) && difference > 0) return;
      atLeast = Math.max(atLeast, difference);
      lastReached = Math.max(lastReached, reached);
      latestNamed = Math.max(latestNamed, latest);
      recalled = 0;
      if (isWatched) isDeviceRight = isSmall(difference);
    },
    recall(ahead) {
      recalled = -ahead;
    },
  };
}

/** The moments between which an answer left its server; not a number where it does not say. */
function momentsOf(headers: Headers): Range {
  const age = Number(headers.get('age') ?? 0);
  const date = +new Date(headers.get('date') ?? '') + age * 1_000;
  // Both are whole seconds.
  return [date, date + (age ? 2_000 : 1_000)];
}

function isSmall(difference: number): boolean {
  return Math.abs(difference) <= least;
}

function isMistake(difference: number): boolean {
  return Math.abs(difference) > most;
}
