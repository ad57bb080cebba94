import { isOlderByTimeAlone, mergeOrder } from '../../order/merge-order.js';
import type { Order, OrderPatch } from '../../order/order.js';
import type { ParseResult } from '../../order/wire.js';
import type { At, Changes, JudgedPayload, OrderSlice, Outcome, Verdict } from './chart.context.js';
import type { TrackerChartEvent } from './chart.events.js';
import type { HeardVersion } from './chart.types.js';
import { withConfirmation } from './confirmation.js';
import { afterStaleRead, basisOfRead, disputeLimit, noteTimes, verified, withOrder } from './order.context.js';
import { noteReadFailed, noteReadSucceeded } from './reads.context.js';

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

const readAgain: TrackerChartEvent = { type: 'read.wanted' };

/** Applies what a live connection sent. */
export function applyFrame(at: At, payload: unknown): Applied {
  const result = at.context.input.parse(payload, 'live');
  const applied = result.ok ? applyLivePatch(at, result.patch) : applyUnparsed(at, payload, result.isNews);
  return noted(at, withConfirmation(at, applied, payload), 'live', result, payload);
}

/** A server may send greetings, pings and other orders. Readable messages that are not this order are dropped. */
function applyUnparsed(at: At, payload: unknown, isNews = false): Applied {
  // It is about this order, or this board, but does not say what changed.
  if (isNews)
    return { changes: { live: { ...at.context.live, heard: heardNow(at, {}) } }, events: [readAgain], verdict: 'news' };
  return isMessage(payload) ? { changes: {}, events: [], verdict: 'other' } : countUnreadable(at);
}

function applyLivePatch(at: At, patch: OrderPatch): Applied {
  const { input, now, live, order, access } = at.context;
  if (patch.id !== input.orderId) return { changes: {}, events: [], verdict: 'other' };
  const canRead = input.transport.read !== undefined || live.connection?.requestSnapshot !== undefined;
  const isVerified = !canRead || (input.transport.traits?.authenticated ?? access.token !== undefined);
  const merged = mergeOrder(order.current, patch, { kind: 'live', canRead });
  const { verdict } = merged;
  const needsRead = (verdict === 'accepted' && !isVerified) || isOlderByTimeAlone(order.current, patch);
  const events = merged.readAgain || needsRead ? [readAgain] : [];
  const heard = { ...live, heard: heardNow(at, patch) };
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
  return {
    changes: { ...succeeded, ...changes },
    events: isProof ? [...events, { type: 'snapshot.applied' }] : events,
    verdict,
  };
}

function applyReadPatch(at: At, patch: OrderPatch, isWatching: boolean): AppliedRead {
  const { order, live, reads } = at.context;
  const { startedAt = 0 } = reads;
  const isOvertaken = live.acceptedAt !== undefined && live.acceptedAt >= startedAt;
  const isOlderByTime = !isOvertaken && isOlderByTimeAlone(order.current, patch);
  const olderByTimeSince = isOlderByTime ? (order.olderByTimeSince ?? startedAt) : undefined;
  const wins = olderByTimeSince !== undefined && startedAt - olderByTimeSince >= disputeLimit.other;
  const merged = mergeOrder(wins ? undefined : basisOfRead(at), patch, { kind: 'read', overtaken: isOvertaken });
  const { verdict } = merged;
  if (verdict === 'stale') {
    const changes = afterStaleRead(at, merged.readAgain || isOlderByTime);
    return {
      changes: { ...changes, order: { ...(changes.order ?? order), olderByTimeSince } },
      events: [],
      verdict,
      isSnapshot: wasOvertakenByConnection(at),
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
  const answer = origin === 'read' && (verdict === 'unreadable' || hasNoStatus) ? { payload } : undefined;
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

/**
 * The one detector of missed changes: a read brought something newer than the connection or an earlier read. It counts by
 * version, and only if something else changed with it; where versions do not decide, by status. The connection may still
 * be about to bring it; the chart waits for that.
 */
function missedChange({ context: { order, live, now } }: At, read: Order): TrackerChartEvent | undefined {
  const { current, origin } = order;
  if (!current || (origin !== 'read' && origin !== 'live')) return undefined;
  const bringsVersions = live.heard === undefined || live.heard.version !== undefined;
  const isNewer =
    bringsVersions &&
    current.epoch === read.epoch &&
    Number(read.version) > Number(current.version) &&
    differs(current, read);
  if (!isNewer && read.status === current.status) return undefined;
  return {
    type: 'change.missed',
    missed: { at: now(), version: isNewer ? read.version : undefined, epoch: read.epoch },
  };
}

/** Whether anything but the version and its time differs. */
function differs(one: Order, other: Order): boolean {
  const text = (order: Order) => JSON.stringify({ ...order, version: 0, updatedAt: 0 });
  return text(one) !== text(other);
}

/** What the connection has said by now. A new epoch begins with new versions. */
function heardNow({ context: { live, now } }: At, { version, epoch }: Partial<OrderPatch>): HeardVersion {
  const before = live.heard;
  const known = epoch != null && epoch !== before?.epoch ? undefined : before?.version;
  return {
    at: now(),
    version: version == null ? known : Math.max(version, known ?? version),
    epoch: epoch ?? before?.epoch,
  };
}

function isMessage(payload: unknown): boolean {
  return typeof payload === 'object' && payload !== null && Object.keys(payload).length > 0;
}

/** An unreadable frame may have been a change, so the order is read: no more often than by polling. */
function countUnreadable({ context: { live, reads, now, input } }: At): Applied {
  const recent = [...live.unreadable.filter((at) => now() - at < minute), now()];
  if (recent.length <= unreadableLimit) {
    const soonest = Math.max(reads.notBefore, (reads.startedAt ?? 0) + input.pollInterval);
    return {
      changes: {
        live: { ...live, unreadable: recent },
        reads: { ...reads, notBefore: reads.isWanted ? reads.notBefore : soonest },
      },
      events: [readAgain],
      verdict: 'unreadable',
    };
  }
  const failure = { kind: 'unreadable', reason: `more than ${unreadableLimit} unreadable frames in a minute` } as const;
  return {
    changes: { live: { ...live, unreadable: [] } },
    events: [{ type: 'connection.lost', failure }],
    verdict: 'unreadable',
  };
}
