import type { Failure } from '../../transports/transport.js';
import { jitter, readBackoff } from './backoff.js';
import type { At, Changes, ReadsSlice } from './chart.context.js';
import { haveReadsWorked, isDenial } from './denial-policy.js';

/** Events of the page (shown, online, …) cause a read at most this often, ms. */
export const signalPause = 2_000;
/** While live, a read this often finds changes that the server lost, ms. */
const antiEntropyInterval = 60_000;
/** A read that began so soon after the confirmation is the one that applied the snapshot, ms. */
const joinTime = 5_000;
/** With alerts armed and no live connection, a hidden page reads this often, ms. */
const hiddenInterval = 60_000;
/**
 * An order that was never found, or of which the connection said that it was deleted, is read again after this pause, ms;
 * any other at the usual pace. Only the third "not found" in a row counts; where it does not end all tries, as what
 * answers may stand before the application, reads go on at the usual pace.
 */
const notFoundPause = 2_000;
const notFoundLimit = 3;

export function initialReads(at: number): ReadsSlice {
  return {
    isWanted: true,
    notBefore: at,
    startedAt: undefined,
    token: undefined,
    succeededAt: undefined,
    provenToken: undefined,
    failures: 0,
    failure: undefined,
    notFound: 0,
    denied: 0,
    recheckedAt: undefined,
    rechecks: 0,
    recheckNotBefore: at,
  };
}

/** Whether the order can be read right now: by a request, or over an open connection. */
export function canRead({ context: { input, live } }: At): boolean {
  if (input.transport.read) return true;
  return live.connection?.requestSnapshot !== undefined && live.confirmedAt !== undefined;
}

export function isReadWanted({ context: { reads } }: At): boolean {
  return reads.isWanted;
}

export function wantRead({ context: { reads } }: At): Changes {
  return { reads: { ...reads, isWanted: true } };
}

/** For the event that wants a read: it comes no sooner than by polling. */
export function spaceRead({ context: { reads, input } }: At): Changes {
  if (reads.isWanted) return {};
  return { reads: { ...reads, notBefore: Math.max(reads.notBefore, (reads.startedAt ?? 0) + input.pollInterval) } };
}

/** Wants a read at once, or when a server's `Retry-After` allows it. */
export function wantReadNow(at: At): Changes {
  return { reads: { ...at.context.reads, isWanted: true, notBefore: soonestRead(at) } };
}

/** For `refresh()`: wants a read at once, without regard to a server's `Retry-After`. */
export function demandRead({ context: { reads, now } }: At): Changes {
  return { reads: { ...reads, isWanted: true, notBefore: now() } };
}

export function dropWantedRead({ context: { reads } }: At): Changes {
  return { reads: { ...reads, isWanted: false } };
}

/** When the order may be read at the earliest. */
export function soonestRead({ context: { now, reads } }: At): number {
  return reads.failure?.retryAfter === undefined ? now() : Math.max(now(), reads.notBefore);
}

/** The input of the read actor. */
export function readInput({ context: { input, live, order, access, page, reads } }: At) {
  return {
    transport: input.transport,
    connection: live.confirmedAt === undefined ? undefined : live.connection,
    request: {
      orderId: input.orderId,
      minVersion: order.rollback || order.origin === 'cache' ? undefined : order.current?.version,
      token: access.token?.value,
      attempt: order.rollback && input.environment.clock.wall(),
    },
    clock: input.environment.clock,
    serverClock: input.serverClock,
    napped: reads.succeededAt !== undefined && page.wokeAt > reads.succeededAt,
  };
}

export function beginRead({ context: { now, access, reads } }: At): Changes {
  return { reads: { ...reads, isWanted: false, startedAt: now(), token: access.token?.value } };
}

export function noteReadSucceeded({ context: { now, access, reads } }: At): Changes {
  return {
    access: { ...access, deniedToken: undefined },
    reads: {
      ...reads,
      succeededAt: now(),
      provenToken: reads.token,
      notBefore: now(),
      failures: 0,
      failure: undefined,
      notFound: 0,
      denied: 0,
      rechecks: 0,
    },
  };
}

/** A failed read; its next try is due a usual pause after it began, or as soon as the server allows. */
export function noteReadFailed(at: At, failure: Failure): Changes {
  const { now, input, reads, live } = at.context;
  const { failures, startedAt = now(), notFound, denied } = reads;
  const random = input.environment.random();
  const isMissing = failure.kind === 'not-found';
  // An order that was found before does not vanish within seconds: the server may not be fully started yet. It does
  // where the connection said that it was deleted, and the application itself says so too.
  const isDeleted = live.failure?.kind === 'not-found' && failure.isVague !== true;
  const mayBeGone = isMissing && notFound < notFoundLimit && (!haveReadsWorked(at) || isDeleted);
  // `Retry-After` counts alone on the first failure; from the second on, our backoff counts as well.
  const isRetryAfterAlone = failure.retryAfter !== undefined && failures === 0;
  const usual = isRetryAfterAlone ? 0 : startedAt + readBackoff(failure, failures + 1, input.pollInterval, random);
  const allowed = failure.retryAfter === undefined ? now() : now() + failure.retryAfter + random * 5_000;
  return {
    reads: {
      ...reads,
      failures: failures + 1,
      failure,
      notFound: isMissing ? notFound + 1 : 0,
      denied: isDenial(failure) ? denied + 1 : 0,
      notBefore: Math.max(allowed, mayBeGone ? now() + notFoundPause : usual),
    },
  };
}

/** Whether one more "not found" is enough to say that there is no such order. */
export function isNotFoundForSure({ context: { reads } }: At, { kind }: Failure): boolean {
  return kind === 'not-found' && reads.notFound + 1 >= notFoundLimit;
}

/** Milliseconds until the next read while changes do not arrive by themselves. */
export function pollPause(at: At): number {
  return pauseOf(at, at.context.input.pollInterval);
}

/**
 * Milliseconds until the next read while live: it finds changes that the server lost. It is due soon where that is
 * likely: just after the confirmation (replication starts late, replicas lag), and after a missed change.
 */
export function comparePause(at: At): number {
  const { input, live, reads } = at.context;
  const isLikely = live.misses > 0 || (reads.startedAt ?? 0) - (live.confirmedAt ?? 0) < joinTime;
  return pauseOf(at, isLikely ? input.pollInterval : antiEntropyInterval);
}

/** Milliseconds until the next read of a hidden page whose alerts are armed. */
export function hiddenPause(at: At): number {
  return pauseOf(at, hiddenInterval);
}

/** Milliseconds until the next read, `usual` ones after the last began. */
function pauseOf({ context: { input, now, reads } }: At, usual: number): number {
  const scheduled = reads.startedAt === undefined ? 0 : reads.startedAt + jitter(usual, input.environment.random());
  return Math.max(0, scheduled - now(), reads.notBefore - now());
}

/** Milliseconds until a wanted read may begin. */
export function readDelay({ context: { now, reads } }: At): number {
  return Math.max(0, reads.notBefore - now());
}
