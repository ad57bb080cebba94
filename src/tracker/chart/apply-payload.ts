import { isOlderByTimeAlone, type MergeResult, mergeOrder, withEarnedVersion } from '../../order/merge-order.js';
import type { Order, OrderPatch } from '../../order/order.js';
import type { ParseResult } from '../../order/wire.js';
import type { At, Changes, JudgedPayload, LiveSlice, OrderSlice, Outcome, Verdict } from './chart.context.js';
import type { TrackerChartEvent } from './chart.events.js';
import { withConfirmation } from './confirmation.js';
import { never } from './doubt.js';
import { doubtCode } from './doubt-code.js';
import { heardNow, missedChange } from './missed-changes.js';
import { afterStaleRead, basisOfRead, noteTimes, verified, withOrder } from './order.context.js';
import { noteReadFailed, noteReadSucceeded, spaceRead } from './reads.context.js';
import { isFormer, isOnlyRemembered, isRollbackSure, mayLag, nextRollback } from './rollback.js';

/** The outcome of a payload. */
export interface Applied extends Outcome {
  readonly verdict: Verdict;
}

interface AppliedRead extends Applied {
  /** Whether what is shown is now at least as new as the read. */
  readonly isSnapshot: boolean;
}

/** With more unreadable frames than this in a minute, the connection counts as broken. */
const unreadableLimit = 20;
const minute = 60_000;
/** How long frames must go on going back where nothing can be read, ms: late ones come together. */
const settlingTime = 2_000;

const readAgain: TrackerChartEvent = { type: 'read.wanted' };

/** Applies what a live connection sent. */
export function applyFrame(at: At, payload: unknown): Applied {
  const result = at.context.input.parse(payload, 'live');
  const applied = result.ok ? applyLivePatch(at, result.patch) : applyUnparsed(at, payload, result.isNews);
  const confirmed = withConfirmation(at, applied, result, payload);
  const judged = doubtCode.code?.withDoubt(at, confirmed, result, payload) ?? confirmed;
  return noted(at, judged, 'live', result, payload);
}

/** A server may send greetings, pings and other orders. Readable messages that are not this order are dropped. */
function applyUnparsed(at: At, payload: unknown, isNews = false): Applied {
  // It is about this order, or this board, but does not say what changed.
  if (isNews)
    return { changes: { live: { ...at.context.live, heard: heardNow(at, {}) } }, events: [readAgain], verdict: 'news' };
  return isMessage(payload) ? { changes: {}, events: [], verdict: 'other' } : countUnreadable(at);
}

function applyLivePatch(at: At, payload: OrderPatch): Applied {
  const { input, now, live, order, access } = at.context;
  if (payload.id !== input.orderId) return { changes: {}, events: [], verdict: 'other' };
  const patch = withEarnedVersion(order.current, payload);
  const canRead = input.transport.read !== undefined || live.connection?.requestSnapshot !== undefined;
  const isVerified = !canRead || (input.transport.traits?.authenticated ?? access.token !== undefined);
  const heard = { ...live, heard: heardNow(at, payload) };
  // The first thing that is known has a version, or its source has none.
  if (!order.current && canRead && patch !== payload)
    return { changes: { live: heard }, events: [readAgain], verdict: 'undecided' };
  const merged = mergeFrame(at, patch, canRead);
  const { verdict } = merged;
  if (verdict === 'stale' && (!isFormer(order, patch) || isOlderByTimeAlone(order.current, patch)))
    return applyStaleFrame(at, patch, heard, canRead);
  const needsRead = verdict === 'accepted' && (!isVerified || patch !== payload);
  const events = merged.readAgain || needsRead ? [readAgain] : [];
  // Without a read endpoint, a repeated frame counts as confirmation.
  const isOfUse = verdict === 'accepted' || (verdict === 'same' && !canRead);
  if (!merged.order || !isOfUse) return { changes: { live: heard }, events, verdict };
  if (isVerified) noteTimes(at, merged.order, isChange(order.current, merged.order));
  const next = withOrder(at, merged.order, 'live');
  const unverified = { ...next, unverifiedSince: order.unverifiedSince ?? now(), isDisputed: false };
  return {
    changes: {
      order: isVerified ? verified(next) : unverified,
      live: { ...heard, acceptedAt: now(), misses: 0 },
    },
    events: [...events, known(merged.order, !canRead)],
    verdict,
  };
}

/** Where nothing can be read, frames are all there is: they win over the device's memory, and once they go on going back. */
function mergeFrame(at: At, patch: OrderPatch, canRead: boolean): MergeResult {
  const { order, live, now } = at.context;
  const merged = mergeOrder(order.current, patch, { kind: 'live', canRead });
  if (merged.verdict !== 'stale' || canRead) return merged;
  const { since = now() } = order.rollback ?? {};
  const isSure = now() - since >= settlingTime || since < (live.connects.at(-1) ?? 0);
  const goesOn = nextRollback(order, patch, now()).count > 1;
  return isOnlyRemembered(order) || (isSure && goesOn)
    ? mergeOrder(undefined, patch, { kind: 'live', canRead })
    : merged;
}

/**
 * A frame is older than what is known, and not one that this connection has brought before. It may be late, or the back
 * end has begun to count again: a read decides; where there is none, what the server says to a new connection.
 */
function applyStaleFrame(at: At, patch: OrderPatch, live: LiveSlice, canRead: boolean): Applied {
  const { order, now } = at.context;
  const verdict = 'stale';
  const rollback = nextRollback(order, patch, now());
  if (!canRead) {
    const failure = { kind: 'network', reason: 'the server sends older versions than before' } as const;
    const isFirst = order.rollback === undefined;
    return {
      changes: { live, order: { ...order, rollback } },
      events: isFirst ? [{ type: 'connection.lost', failure }] : [],
      verdict,
    };
  }
  // Only reads count.
  const noted = { ...order, rollback: order.rollback ?? { ...rollback, count: 0 } };
  return { changes: { live, order: noted, ...spaceRead(at) }, events: [readAgain], verdict };
}

/** Applies the answer to a read. If it is not this order, the read has failed. */
export function applyRead(at: At, payload: unknown): Applied {
  const { input, live, reads, now } = at.context;
  const succeeded = noteReadSucceeded(at);
  const afterSuccess = { context: { ...at.context, ...succeeded } };
  const result = input.parse(payload, 'read');
  const isThisOrder = result.ok && result.patch.id === input.orderId;
  // Only who has read a moment ago sees a change as it happens.
  const isWatching = now() - (reads.succeededAt ?? Number.NEGATIVE_INFINITY) < minute;
  const applied = isThisOrder ? applyReadPatch(afterSuccess, result.patch, isWatching) : unreadableRead;
  const { changes, events, verdict } = noted(at, applied, 'read', result, payload);
  if (verdict === 'unreadable') {
    const reason = result.ok ? 'the answer was not this order' : result.reason;
    return { changes: { ...noteReadFailed(at, { kind: 'unreadable', reason }), ...changes }, events, verdict };
  }
  const isProof = applied.isSnapshot && live.confirmedAt !== undefined && (reads.startedAt ?? 0) >= live.confirmedAt;
  const outcome = { changes: { ...succeeded, ...changes }, events };
  const settled = live.doubtedFrom !== never && doubtCode.code?.settleDoubt(at, outcome, applied.isSnapshot);
  return {
    changes: settled || outcome.changes,
    events: isProof ? [...events, { type: 'snapshot.applied' }] : events,
    verdict,
  };
}

function applyReadPatch(at: At, payload: OrderPatch, isWatching: boolean): AppliedRead {
  const { input, order, live, reads } = at.context;
  const { startedAt = 0 } = reads;
  const isOvertaken = live.acceptedAt !== undefined && live.acceptedAt >= startedAt;
  const patch = order.current ? withEarnedVersion(order.current, payload) : payload;
  const source = { kind: 'read', overtaken: isOvertaken } as const;
  const basis = basisOfRead(at);
  const merged = mergeOrder(basis, patch, source);
  const { verdict } = merged;
  if (verdict === 'stale' && startedAt < (live.acceptedAt ?? 0)) {
    const notBefore = at.context.now() + input.pollInterval;
    const changes = merged.readAgain ? { reads: { ...reads, isWanted: true, notBefore } } : {};
    return { changes, events: [], verdict, isSnapshot: wasOvertakenByConnection(at) };
  }
  const isHeld =
    verdict === 'stale'
      ? !isOnlyRemembered(order) && !isRollbackSure(at, patch, nextRollback(order, patch, startedAt), startedAt)
      : verdict === 'accepted' && !isOvertaken && basis === order.current && mayLag(at, payload);
  if (isHeld) {
    const isSnapshot = wasOvertakenByConnection(at);
    return { changes: afterStaleRead(at, patch), events: [], verdict: 'stale', isSnapshot };
  }
  if (verdict === 'stale') {
    const restarted = mergeOrder(undefined, patch, source).order;
    if (!restarted) return unreadableRead;
    noteTimes(at, restarted);
    return {
      changes: {
        order: verified(withOrder(at, restarted, 'read')),
        live: { ...live, heard: live.heard && { ...live.heard, version: restarted.version } },
      },
      events: [known(restarted, true)],
      verdict: 'accepted',
      isSnapshot: true,
    };
  }
  if (!merged.order) return unreadableRead;
  if (verdict === 'undecided') return { changes: {}, events: [readAgain], verdict, isSnapshot: false };
  noteTimes(at, merged.order, isWatching && isChange(order.current, merged.order));
  const missed = missedChange(at, merged.order);
  return {
    changes: { order: verified(withOrder(at, merged.order, 'read')) },
    events: [...(merged.readAgain ? [readAgain] : []), ...(missed ? [missed] : []), known(merged.order, true)],
    verdict,
    isSnapshot: verdict !== 'conflict',
  };
}

/** Whether an order has changed since it was last known, by the back end's own time. */
function isChange(before: Order | undefined, { updatedAt }: Order): boolean {
  return before?.updatedAt !== undefined && updatedAt !== undefined && updatedAt > before.updatedAt;
}

/** Whether a change that this connection brought made the answer stale: together they are the present state. */
function wasOvertakenByConnection({ context: { order, live, reads } }: At): boolean {
  const { acceptedAt, confirmedAt = 0 } = live;
  const sent = Math.min(reads.startedAt ?? 0, confirmedAt);
  return order.origin === 'live' && acceptedAt !== undefined && acceptedAt >= sent;
}

/** Applies the order that the page gave, at the start or while nothing is known. */
export function applyGiven(at: At, given: unknown): Changes {
  const result = given === undefined ? undefined : at.context.input.parse(given, 'page');
  return result?.ok ? applyKnown(at, result.patch, 'page') : {};
}

/** Applies the order that the page or this device's cache had before any request. */
export function applyKnown(
  at: At,
  patch: OrderPatch,
  origin: 'cache' | 'page',
  since?: Date,
  confirmed?: Date,
): Changes {
  const { input, order } = at.context;
  if (patch.id !== input.orderId) return {};
  const merged = mergeOrder(order.current, patch, { kind: origin });
  if (!merged.order || merged.verdict !== 'accepted') return {};
  if (origin === 'page') noteTimes(at, merged.order);
  const next = withOrder(at, merged.order, origin);
  return {
    order: {
      ...next,
      statusSince: since ?? next.statusSince,
      lastUpdate: confirmed,
      unverifiedSince: undefined,
      isDisputed: false,
    },
  };
}

const unreadableRead: AppliedRead = { changes: {}, events: [], verdict: 'unreadable', isSnapshot: false };

/** Notes the payload's verdict in the order's slice. What the developer has to be told stays with it. */
function noted<Result extends Applied>(
  { context }: At,
  applied: Result,
  origin: JudgedPayload['origin'],
  result: ParseResult,
  payload: unknown,
): Result {
  const { status = undefined, version = undefined } = result.ok ? result.patch : {};
  const { verdict } = applied;
  const hasNoStatus = result.ok && !status && result.patch.unmappedStatus === undefined;
  const unread = result.ok ? result.unread : undefined;
  const isStrange = applied.changes.live?.failure?.kind === 'unreadable' && context.live.confirmedAt === undefined;
  const isFault = verdict === 'unreadable' || (origin === 'read' ? hasNoStatus : isStrange);
  const answer = isFault ? { payload } : undefined;
  const judged: JudgedPayload = {
    origin,
    verdict,
    status: status ?? undefined,
    version: version ?? undefined,
    fault: unread || answer ? { unread, answer } : undefined,
  };
  const order: OrderSlice = { ...(applied.changes.order ?? context.order), judged };
  return { ...applied, changes: { ...applied.changes, order } };
}

/** While the newest status is in no map, the last known one does not end the order. */
function known({ status, unmappedStatus }: Order, isConfirmed: boolean): TrackerChartEvent {
  return { type: 'order.known', status: unmappedStatus === undefined ? status : undefined, isConfirmed };
}

function isMessage(payload: unknown): boolean {
  return typeof payload === 'object' && payload !== null && Object.keys(payload).length > 0;
}

/** An unreadable frame may have been a change, so the order is read: no more often than by polling. */
function countUnreadable(at: At): Applied {
  const { live, now } = at.context;
  const recent = [...live.unreadable.filter((moment) => now() - moment < minute), now()];
  if (recent.length <= unreadableLimit) {
    const changes = { live: { ...live, unreadable: recent }, ...spaceRead(at) };
    return { changes, events: [readAgain], verdict: 'unreadable' };
  }
  const failure = { kind: 'unreadable', reason: `more than ${unreadableLimit} unreadable frames in a minute` } as const;
  return {
    changes: { live: { ...live, unreadable: [] } },
    events: [{ type: 'connection.lost', failure }],
    verdict: 'unreadable',
  };
}
