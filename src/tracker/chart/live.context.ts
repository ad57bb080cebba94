import type { Failure, LiveConnection } from '../../transports/transport.js';
import { backoff, countConnect, pauseForBudget } from './backoff.js';
import type { At, Changes, LiveSlice, Outcome } from './chart.context.js';
import { acceptToken } from './denial-policy.js';
import { canRead, wantReadNow } from './reads.context.js';

/** A connection that was made before a wake and is lost so soon after it was lost to the sleep, not to its server, ms. */
const sleepLossTime = 3_000;

export function initialLive(at: number): LiveSlice {
  return {
    connection: undefined,
    connects: [],
    retryAt: at,
    failures: 0,
    failure: undefined,
    lostAt: at,
    skipsBackoff: false,
    confirmedAt: undefined,
    lastByteAt: undefined,
    acceptedAt: undefined,
    heardAt: undefined,
    heardVersion: undefined,
    missed: undefined,
    misses: 0,
    unreadable: [],
  };
}

export function canConnect({ context: { input } }: At): boolean {
  return input.transport.connect !== undefined;
}

/** Whether the server answers a ping. Without it fresh and buffered frames look alike after sleep. */
export function answersProbes({ context: { input } }: At): boolean {
  return input.transport.traits?.answersProbes !== false;
}

/** What the connection is told. */
export function connectionInput({ context: { input, access } }: At) {
  return {
    transport: input.transport,
    orderId: input.orderId,
    token: access.token?.value,
    clock: input.environment.clock,
  };
}

export function beginConnect({ context: { live, now } }: At): Changes {
  return {
    live: {
      ...live,
      connects: countConnect(live.connects, now()),
      skipsBackoff: false,
      confirmedAt: undefined,
      lastByteAt: undefined,
      heardVersion: undefined,
      missed: undefined,
    },
  };
}

export function keepConnection({ context: { live } }: At, connection: LiveConnection): Changes {
  return { live: { ...live, connection } };
}

export function noteConfirmed(at: At): Changes {
  const { live, now } = at.context;
  return { ...acceptToken(at), live: { ...live, confirmedAt: now(), lastByteAt: now() } };
}

export function noteByte({ context: { live, now } }: At): Changes {
  return { live: { ...live, lastByteAt: now() } };
}

/**
 * Only the loss of a connection that was confirmed begins the 10 s of connecting again; a failed attempt does not. If
 * nobody asked for it, a read soon tells what the loss may have hidden.
 */
export function endConnection({ context: { live, now, page, reads, input } }: At, isLost: boolean): Changes {
  const ended = { ...live, connection: undefined, confirmedAt: undefined, lastByteAt: undefined };
  if (live.confirmedAt === undefined) return { live: ended };
  const changes = { live: { ...ended, lostAt: now() }, page: { ...page, tryingSince: now() } };
  if (!isLost) return changes;
  // Spread, so that a restarted server is not read by everybody at once; its answer is there 2 s later at the latest.
  const soon = now() + 500 + input.environment.random() * 1_250;
  return { ...changes, reads: { ...reads, isWanted: true, notBefore: Math.max(reads.notBefore, soon) } };
}

export function noteFailure({ context: { live } }: At, failure: Failure): Changes {
  return { live: { ...live, failures: live.failures + 1, failure } };
}

/** After a fatal failure. Reads may still succeed; if not, their answer says more than the connection's. */
export function giveUpConnection(at: At): Outcome {
  if (canRead(at)) return { changes: wantReadNow(at), events: [] };
  const { kind, reason } = at.context.live.failure ?? { kind: 'config', reason: 'the connection was denied' };
  if (kind !== 'config' && kind !== 'not-found') return { changes: {}, events: [{ type: 'access.denied' }] };
  return { changes: { problem: { code: kind, message: reason, recoverable: false } }, events: [] };
}

export function forgetFailures({ context: { live } }: At): Changes {
  return { live: { ...live, failures: 0, failure: undefined } };
}

export function skipBackoff({ context: { live } }: At): Changes {
  return { live: { ...live, skipsBackoff: true } };
}

/** Decides once how long to back off. */
export function planRetry({ context: { live, page, now, input } }: At): Changes {
  const { failure, failures, connects, skipsBackoff } = live;
  const isLostToSleep = now() - page.wokeAt < sleepLossTime && (connects.at(-1) ?? page.wokeAt) < page.wokeAt;
  const maySkip = (skipsBackoff || isLostToSleep) && failure?.kind !== 'overload' && failure?.retryAfter === undefined;
  const pause = failure && !maySkip ? backoff(failure, failures, input.environment.random()) : 0;
  return { live: { ...live, retryAt: now() + Math.max(pause, pauseForBudget(connects, now())) } };
}

/** Milliseconds until the next connect. */
export function retryDelay({ context: { live, now } }: At): number {
  return Math.max(0, live.retryAt - now());
}

/** Whether the budget of ten connects a minute, one a second, allows one now. */
export function isBudgetFree({ context: { live, now } }: At): boolean {
  return pauseForBudget(live.connects, now()) === 0;
}

/** Where nothing can be read, the first frame of a connection stands for the snapshot. */
export function hasFrameInsteadOfRead(at: At): boolean {
  const { acceptedAt, connects } = at.context.live;
  return !canRead(at) && acceptedAt !== undefined && acceptedAt >= (connects.at(-1) ?? 0);
}

export function noteMissed({ context: { live, now } }: At, version: number | undefined): Changes {
  return { live: { ...live, missed: { at: now(), version } } };
}

/** Whether the connection has still not brought the change that a read showed. */
export function isStillMissed({ context: { live } }: At): boolean {
  const { missed, heardAt, heardVersion } = live;
  if (missed?.version !== undefined) return heardVersion === undefined || heardVersion < missed.version;
  return heardAt === undefined || heardAt < (missed?.at ?? 0);
}

export function countMiss({ context: { live } }: At): Changes {
  return { live: { ...live, misses: live.misses + 1 } };
}
