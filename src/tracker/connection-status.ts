import { isLeaseValid } from './chart/lease.js';

/**
 * How the order is being followed right now.
 *
 * - `idle`: no order id, or not started
 * - `connecting`: less than 10 s of trying so far; or connected to a server that has said nothing of the order yet or
 *   lately, and that cannot be asked
 * - `connected`: changes arrive by themselves, proven within the last 20 s
 * - `polling`: the order is read again and again
 * - `error`: nothing works for now; or, for an order that cannot be found or a wrong set-up, until `retry()` or until asking again succeeds
 * - `offline`: the device says that it has no network
 * - `denied`: the link has expired, or the page has lost its secret: the guest needs a link
 * - `closed`: the order is final, and that is confirmed; nothing is followed any more
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
/** How late the next read may be before polling counts as failed, ms: the time limit of a read. */
const readTolerance = 8_000;

/** The facts that decide. Moments are milliseconds of one clock, that of `now`. */
export interface ConnectionFacts {
  readonly now: number;
  /** The order is final, and that is confirmed. */
  readonly isSettled: boolean;
  /** Access is denied, until `retry()` or until asking again succeeds. */
  readonly isDenied: boolean;
  /** All tries have ended, until `retry()` or until asking again succeeds. */
  readonly hasProblem: boolean;
  /** The back end's answers are older than what is known, several in a row. */
  readonly isRollingBack: boolean;
  /** Connected, with a snapshot that was asked for after the confirmation, and with no pong due after a wake or overdue. */
  readonly hasSnapshot: boolean;
  readonly isTokenValid: boolean;
  /** When the present connection last brought anything. */
  readonly lastByteAt: number | undefined;
  /** The live connection is open and not overdue, and nothing can be read, or has been read since it became silent. */
  readonly isAwaited: boolean;
  readonly isOffline: boolean;
  readonly offlineSince: number | undefined;
  readonly readSucceededAt: number | undefined;
  /** When a confirmed connection last ended; the start, before there was one. */
  readonly lostAt: number;
  /** Milliseconds between reads. */
  readonly pollInterval: number;
  /** When connecting last began: the start, a lost connection, a wake or `retry()`. */
  readonly tryingSince: number;
}

/** The first condition that holds decides. The result expires with time, so it is computed on demand and not stored. */
export function connectionStatus(facts: ConnectionFacts | undefined): ConnectionStatus {
  if (!facts) return 'idle';
  if (facts.isSettled) return 'closed';
  if (facts.isDenied) return 'denied';
  if (facts.hasProblem) return 'error';
  if (isLive(facts)) return 'connected';
  if (isOffline(facts)) return 'offline';
  if (isPolling(facts)) return 'polling';
  return facts.isAwaited || facts.now - facts.tryingSince < connectingTime ? 'connecting' : 'error';
}

function isLive({ hasSnapshot, isRollingBack, isTokenValid, lastByteAt, now }: ConnectionFacts): boolean {
  return hasSnapshot && !isRollingBack && isTokenValid && isLeaseValid(lastByteAt, now);
}

/** Whether the device says offline, and no byte that came since has proved it wrong. */
function isOffline({ isOffline, offlineSince = 0, readSucceededAt, lastByteAt }: ConnectionFacts): boolean {
  return isOffline && Math.max(readSucceededAt ?? -1, lastByteAt ?? -1) <= offlineSince;
}

function isPolling({ readSucceededAt, lostAt, pollInterval, now }: ConnectionFacts): boolean {
  if (readSucceededAt === undefined || readSucceededAt < lostAt) return false;
  return now - readSucceededAt <= 2 * pollInterval + readTolerance;
}
