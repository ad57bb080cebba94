import { isLeaseValid } from './chart/lease.js';

/**
 * How the order is being followed right now.
 *
 * - `idle`: no order id, or not started
 * - `connecting`: less than 10 s of trying so far
 * - `connected`: changes arrive by themselves, proven within the last 20 s
 * - `polling`: the order is read again and again
 * - `error`: nothing works for now; or, for an order that cannot be found or a wrong set-up, until `retry()`
 * - `offline`: the device says that it has no network
 * - `denied`: the link has expired: a new one is needed
 * - `closed`: the order has come to its end, confirmed; nothing is followed any more
 */
export type ConnectionStatus =
  | 'idle'
  | 'connecting'
  | 'connected'
  | 'polling'
  | 'error'
  | 'offline'
  | 'denied'
  | 'closed';

/** How long trying counts as connecting, ms. */
export const connectingTime = 10_000;
/** How late the next read may be before polling does not work any more, ms: its time limit. */
const readTolerance = 8_000;

/** The facts that decide. Moments are milliseconds of one clock, that of `now`. */
export interface ConnectionFacts {
  readonly now: number;
  /** The order is final, and a read confirmed it. */
  readonly isSettled: boolean;
  /** The back end denies us, with a renewed token too. */
  readonly isDenied: boolean;
  /** All tries have ended, until `retry()`. */
  readonly hasProblem: boolean;
  /** Connected, with a snapshot that was asked for after the confirmation, and with no pong due after a wake. */
  readonly hasSnapshot: boolean;
  readonly isTokenValid: boolean;
  /** When the present connection last brought anything. */
  readonly lastByteAt: number | undefined;
  readonly isOffline: boolean;
  readonly offlineSince: number | undefined;
  readonly readSucceededAt: number | undefined;
  /** When a confirmed connection was last lost; the start, before there was one. */
  readonly lostAt: number;
  /** Milliseconds between reads. */
  readonly pollInterval: number;
  /** Start, loss, wake or `retry()`. */
  readonly tryingSince: number;
}

/** The first that holds. Computed when it is needed and stored nowhere: it expires by itself. */
export function connectionStatus(facts: ConnectionFacts | undefined): ConnectionStatus {
  if (!facts) return 'idle';
  if (facts.isSettled) return 'closed';
  if (facts.isDenied) return 'denied';
  if (facts.hasProblem) return 'error';
  if (isLive(facts)) return 'connected';
  if (isOffline(facts)) return 'offline';
  if (isPolling(facts)) return 'polling';
  return facts.now - facts.tryingSince < connectingTime ? 'connecting' : 'error';
}

function isLive({ hasSnapshot, isTokenValid, lastByteAt, now }: ConnectionFacts): boolean {
  return hasSnapshot && isTokenValid && isLeaseValid(lastByteAt, now);
}

/** A byte that came since the device went offline outweighs what it says. */
function isOffline({ isOffline, offlineSince = 0, readSucceededAt, lastByteAt }: ConnectionFacts): boolean {
  return isOffline && Math.max(readSucceededAt ?? -1, lastByteAt ?? -1) <= offlineSince;
}

function isPolling({ readSucceededAt, lostAt, pollInterval, now }: ConnectionFacts): boolean {
  if (readSucceededAt === undefined || readSucceededAt < lostAt) return false;
  return now - readSucceededAt <= 2 * pollInterval + readTolerance;
}
