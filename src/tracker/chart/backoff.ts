import type { Failure } from '../../transports/transport.js';

/** The most connects in any minute. Browsers throttle from the thirteenth failure on. */
const connectsPerMinute = 10;
/** A second more than a minute, so that no window of 60 s holds one too many. */
const minute = 61_000;
const shortestPause = 1_000;
/** The longest pause between two connects, where the network lets none through, ms. */
const longestPause = 180_000;

/**
 * How long to wait before connecting again, ms. The first retry is spread over 5 s, so that the clients of a restarted
 * server do not connect all at once; later ones grow with full jitter up to 30 s. In simulation with 10,000 clients
 * this spread made one join per client, where a first retry at a fixed time made up to fifteen.
 *
 * @param attempt how many failures in a row, this one included
 * @param random 0 up to 1
 * @param isRare whether connections have failed for minutes while reads do well: 1.5 to 3 min then
 */
export function backoff(failure: Failure, attempt: number, random: number, isRare = false): number {
  const pause = isRare ? longestPause * (0.5 + random / 2) : spread(failure, attempt, random);
  return Math.max(failure.retryAfter ?? 0, pause);
}

function spread({ kind, channelOnly }: Failure, attempt: number, random: number): number {
  if (kind === 'overload') {
    // A channel that was shut costs the server less than a socket: 95 % of the clients are back within 8 s.
    const first = (channelOnly ? 2_500 : 5_000) + random * 5_000;
    return Math.min(30_000, first * 2 ** (attempt - 1));
  }
  // The token is renewed first, which spreads the clients by itself.
  if (attempt <= 1 && kind === 'auth') return random * 500;
  if (attempt <= 1) return random * (channelOnly ? 2_000 : 5_000);
  return random * Math.min(30_000, 2_000 * 2 ** (attempt - 2));
}

/**
 * The pause after `failures` failed reads in a row, ms, counted from the beginning of the last one; `interval` is the
 * usual pause. It grows only for an overloaded server: after a long outage of the network, the order must not come
 * later than without one.
 */
export function readBackoff({ kind }: Failure, failures: number, interval: number, random: number): number {
  const doublings = kind === 'overload' ? Math.min(failures - 1, 3) : 0;
  return jitter(Math.min(60_000, interval * 2 ** doublings), random);
}

/**
 * `duration`, 20 % less up to 15 % more, so that many pages do not read at the same moment. With a poll every 10 s, a
 * change is shown within 12 s.
 */
export function jitter(duration: number, random: number): number {
  return duration * (0.8 + random * 0.35);
}

/** How long until another connect keeps the budget of a minute and the second between two, ms; 0 = at once. */
export function pauseForBudget(connects: readonly number[], now: number): number {
  const latest = connects.at(-1);
  const oldestThatCounts = connects.at(-connectsPerMinute);
  return Math.max(
    0,
    latest === undefined ? 0 : latest + shortestPause - now,
    oldestThatCounts === undefined ? 0 : oldestThatCounts + minute - now,
  );
}

/** The connects that still count towards the budget, with one more at `now`. */
export function countConnect(connects: readonly number[], now: number): readonly number[] {
  return [...connects.slice(1 - connectsPerMinute), now];
}
