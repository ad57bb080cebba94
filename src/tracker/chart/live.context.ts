import type { Failure, LiveConnection } from '../../transports/transport.js';
import { backoff, countConnect, pauseForBudget } from './backoff.js';
import type { At, Changes, LiveSlice, Outcome } from './chart.context.js';
import type { TrackerChartEvent } from './chart.events.js';
import type { HeardVersion } from './chart.types.js';
import {
  acceptToken,
  isDenial,
  isFatal,
  isPassingLoss,
  mayConnectAfterDenial,
  needsLink,
  wasNeverGivenAccess,
  withoutAccess,
} from './denial-policy.js';
import { isBeforeWake } from './page.context.js';
import { canRead, wantReadNow } from './reads.context.js';

/** When a connection from before a wake is lost this soon after it, the sleep broke it and not the server, ms. */
const sleepLossTime = 3_000;

/** Connections that have failed for so long are tried rarely while reads do well: a network may let none through, ms. */
const rareAfter = 300_000;

const unmatched: Failure = { kind: 'config', reason: 'unmatched', hint: 'confirm' };

export function initialLive(at: number): LiveSlice {
  return {
    connection: undefined,
    connects: [],
    retryAt: at,
    plannedFor: 0,
    failures: 0,
    failure: undefined,
    lostAt: at,
    skipsBackoff: false,
    confirmedAt: undefined,
    lastByteAt: undefined,
    acceptedAt: undefined,
    heard: undefined,
    missed: undefined,
    misses: 0,
    strange: 0,
    strangeAt: Number.NEGATIVE_INFINITY,
    doubtedFrom: Number.POSITIVE_INFINITY,
    unreadable: [],
  };
}

/** Where the event counts that caused it; a delay that has passed is another one. */
interface Caused extends At {
  readonly event: TrackerChartEvent;
}

export function canConnect({ context: { input } }: At): boolean {
  return input.transport.connect !== undefined;
}

/** Whether the server answers a ping. Without it fresh and buffered frames look alike after sleep. */
export function answersProbes({ context: { input } }: At): boolean {
  return input.transport.traits?.answersProbes !== false;
}

/** Whether the first payload about the order stands for a confirmation that this server never sends. */
export function confirmsByOrder({ context: { input } }: At): boolean {
  return input.transport.traits?.confirmsByOrder === true;
}

/** Whether a connection that was not confirmed has brought the order, with a status that is known. */
export function bringsOrder({ context: { input, live, order } }: At): boolean {
  const isLate = input.transport.traits?.confirmsByOrder === 'late';
  return isLate && live.heard !== undefined && !order.current?.unmappedStatus;
}

/** The input of the connection actor. */
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
      heard: undefined,
      missed: undefined,
      strange: 0,
      doubtedFrom: live.doubtedFrom && Number.POSITIVE_INFINITY,
    },
  };
}

/** Whether the present connection was begun before the last wake. */
export function isConnectOld(at: At): boolean {
  return isBeforeWake(at, at.context.live.connects.at(-1));
}

export function keepConnection({ context: { live } }: At, connection: LiveConnection): Changes {
  return { live: { ...live, connection } };
}

export function noteConfirmed(at: Caused): Changes {
  const { live, now } = at.context;
  // What it says can be read after all.
  const earlier = live.failure?.kind === 'unreadable' ? undefined : live.failure;
  // After `confirmLimit` the order itself was the confirmation.
  const failure = at.event.type === 'connection.confirmed' ? earlier : unmatched;
  return { ...acceptToken(at), live: { ...live, failure, confirmedAt: now(), lastByteAt: now() } };
}

export function noteByte({ context: { live, now } }: At): Changes {
  return { live: { ...live, lastByteAt: now() } };
}

/**
 * Only a confirmed connection that ends begins the 10 s of connecting again; a failed attempt does not. If it was lost,
 * not closed by the chart, a read soon brings the changes that it may have missed.
 */
export function endConnection({ context: { live, now, page, reads, input } }: At, isLost: boolean): Changes {
  const ended = { ...live, connection: undefined, confirmedAt: undefined, lastByteAt: undefined };
  if (live.confirmedAt === undefined) return { live: ended };
  const changes = { live: { ...ended, lostAt: now() }, page: { ...page, tryingSince: now() } };
  if (!isLost) return changes;
  // Random, so that the clients of a restarted server do not all read at once. The answer is there within 2 s.
  const soon = now() + 500 + input.environment.random() * 1_250;
  return { ...changes, reads: { ...reads, isWanted: true, notBefore: Math.max(reads.notBefore, soon) } };
}

/** Another try cannot help. */
export function isFatalLoss(at: Caused): boolean {
  const { event } = at;
  return event.type === 'connection.lost' && isFatal(at, event.failure) && !isPassingLoss(at, event.failure);
}

/** A read has confirmed the order after the connection was denied: its row was moved, or one server lagged. */
export function isDenialOutdated({ context, event }: Caused): boolean {
  return event.type === 'order.known' && event.isConfirmed && mayConnectAfterDenial({ context });
}

export function noteFailure({ context: { live }, event }: Caused): Changes {
  return event.type === 'connection.lost'
    ? { live: { ...live, failures: live.failures + 1, failure: event.failure } }
    : {};
}

/** After a fatal failure: a read may still succeed. If it fails, its failure is reported, not the connection's. */
export function giveUpConnection(at: At): Outcome {
  if (canRead(at)) return { changes: wantReadNow(at), events: [] };
  const failure = at.context.live.failure ?? { kind: 'config', reason: 'the connection was denied' };
  const { kind, reason } = failure;
  const isDenied = isDenial(failure);
  if (needsLink(at, failure) || (isDenied && !wasNeverGivenAccess(at)))
    return { changes: {}, events: [{ type: 'access.denied' }] };
  const code = kind === 'not-found' ? kind : ('config' as const);
  const problem = isDenied ? withoutAccess(failure) : { code, message: reason };
  return { changes: { problem: { ...problem, recoverable: false } }, events: [] };
}

export function forgetFailures({ context: { live } }: At): Changes {
  return { live: { ...live, failures: 0, plannedFor: 0, failure: undefined } };
}

export function skipBackoff({ context: { live } }: At): Changes {
  return { live: { ...live, skipsBackoff: true } };
}

/** Whether the server itself asked for the present wait: by `Retry-After`, or as it has too much to do. */
function isPausedByServer({ context: { live } }: At): boolean {
  return live.failure?.kind === 'overload' || live.failure?.retryAfter !== undefined;
}

/** Whether a wait that the server asked for goes on, whatever happened to the page meanwhile. */
export function mustWait(at: At): boolean {
  const { live, now } = at.context;
  return isPausedByServer(at) && live.plannedFor === live.failures && now() < live.retryAt;
}

/** Decides how long to back off. */
export function planRetry(at: At): Changes {
  const { live, page, reads, now, input } = at.context;
  const { failure, failures, connects, skipsBackoff } = live;
  if (mustWait(at)) return {};
  const isLostToSleep = now() - page.wokeAt < sleepLossTime && (connects.at(-1) ?? page.wokeAt) < page.wokeAt;
  const maySkip = (skipsBackoff || isLostToSleep) && !isPausedByServer(at);
  // An order that is only read over the connection cannot be read while there is none.
  const areReadsWell = canRead(at) && reads.failure === undefined && reads.succeededAt !== undefined;
  const isRare = areReadsWell && now() - page.tryingSince > rareAfter && !isPausedByServer(at);
  const pause = failure && !maySkip ? backoff(failure, failures, input.environment.random(), isRare) : 0;
  const retryAt = now() + Math.max(pause, pauseForBudget(connects, now()));
  return { live: { ...live, retryAt, plannedFor: failures } };
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

export function noteMissed({ context: { live } }: At, missed: HeardVersion): Changes {
  return { live: { ...live, missed } };
}

/**
 * Whether the connection has still not brought the change that a read showed: by version where it brings versions of the
 * same epoch, else by whether it has said anything since.
 */
export function isStillMissed({ context: { live } }: At): boolean {
  const { missed, heard } = live;
  if (!missed) return false;
  if (!heard) return true;
  const isComparable = missed.version !== undefined && heard.version !== undefined && missed.epoch === heard.epoch;
  return isComparable ? Number(heard.version) < Number(missed.version) : heard.at < missed.at;
}

export function countMiss({ context: { live } }: At): Changes {
  return { live: { ...live, misses: live.misses + 1 } };
}
