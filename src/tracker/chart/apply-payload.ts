import { isOlderByTimeAlone, mergeOrder } from '../../order/merge-order.js';
import { isFinal, type Order, type OrderPatch } from '../../order/order.js';
import type { Origin, TrackerChartEvent, TrackerContext } from './chart.types.js';

/** What a payload changes in what the chart remembers, and what the chart should hear of it. */
export interface Intake {
  readonly changes: Partial<TrackerContext>;
  readonly events: readonly TrackerChartEvent[];
}

/** So many unreadable frames in a minute, and the connection is taken for broken. */
const unreadableLimit = 20;
const minute = 60_000;

/**
 * How long reads must contradict what is shown until they are believed, ms, where an unauthenticated frame said it or
 * only their time makes them older. For a while they may come from a cache or a replica that lags behind; whoever can
 * inject a frame must not hold off the truth for ever, and a forged end least of all.
 */
const doubtLimit = { end: 8_000, other: 30_000 };

/** How long an announcement waits for the read that confirms it, ms. */
const answerLimit = 2_000;

/** Takes in what a live connection sent. */
export function takeFrame(context: TrackerContext, payload: unknown): Intake {
  const { input, now, connection } = context;
  const result = input.read(payload);
  // A server may greet, ping, or tell everybody of every order: what is readable and not ours is dropped.
  if (!result.ok && result.isNews) return { changes: {}, events: [{ type: 'read.wanted' }] };
  if (!result.ok) return isMessage(payload) ? { changes: {}, events: [] } : countUnreadable(context);
  if (result.patch.id !== input.orderId) return { changes: {}, events: [] };

  const heardAt = now();
  const canRead = input.transport.read !== undefined || connection?.requestSnapshot !== undefined;
  const trusted = !canRead || (input.transport.traits?.authenticated ?? context.token !== undefined);
  const { verdict, order, readAgain } = mergeOrder(context.order, result.patch, { kind: 'live', canRead });
  const isDoubtful = (verdict === 'accepted' && !trusted) || isOlderByTimeAlone(context.order, result.patch);
  const again: TrackerChartEvent[] = readAgain || isDoubtful ? [{ type: 'read.wanted' }] : [];
  // Where nothing can be asked, being told the same again is the answer.
  const isOfUse = verdict === 'accepted' || (verdict === 'same' && !canRead);
  if (!order || !isOfUse) return { changes: { heardAt }, events: again };
  return {
    changes: {
      ...adopt(context, order, 'live'),
      frameAt: heardAt,
      heardAt,
      misses: 0,
      outdatedSince: undefined,
      ...(trusted ? trust(order) : { doubtedSince: context.doubtedSince ?? heardAt, isContradicted: false }),
    },
    events: [...again, known(order, !canRead)],
  };
}

interface ReadIntake extends Intake {
  /** Whether the answer was this order at all. */
  readonly isReadable: boolean;
  /** Whether what is shown is now as new as the read. */
  readonly isProof: boolean;
}

const unreadable: ReadIntake = { changes: {}, events: [], isReadable: false, isProof: false };

/** With a status that no map knows, the last one that was understood is no end any more. */
function known({ status, unmappedStatus }: Order, isConfirmed: boolean): TrackerChartEvent {
  return { type: 'order.known', status: unmappedStatus === undefined ? status : undefined, isConfirmed };
}

/** Takes in the answer to a read. */
export function takeRead(context: TrackerContext, payload: unknown): ReadIntake {
  const { input, readStartedAt = 0, frameAt, confirmedAt, origin } = context;
  const result = input.read(payload);
  if (!result.ok || result.patch.id !== input.orderId) return unreadable;

  const overtakenByFrame = frameAt !== undefined && frameAt >= readStartedAt;
  const outdatedSince =
    !overtakenByFrame && isOlderByTimeAlone(context.order, result.patch)
      ? (context.outdatedSince ?? readStartedAt)
      : undefined;
  const isLastWord = outdatedSince !== undefined && readStartedAt - outdatedSince >= doubtLimit.other;
  const { verdict, order, readAgain } = mergeOrder(isLastWord ? undefined : basisOfRead(context), result.patch, {
    kind: 'read',
    overtaken: overtakenByFrame,
  });
  if (verdict === 'stale') {
    // The answer was overtaken by a change that this very connection brought: together they are the present state.
    const overtaken =
      origin === 'live' && frameAt !== undefined && frameAt >= Math.min(readStartedAt, confirmedAt ?? 0);
    const changes = { ...askAgain(context, readAgain || outdatedSince !== undefined), outdatedSince };
    return { changes, events: [], isReadable: true, isProof: overtaken };
  }
  if (!order) return unreadable;
  if (verdict === 'unsure') return { changes: {}, events: [{ type: 'read.wanted' }], isReadable: true, isProof: false };
  // Whoever told the status before should have told this one; perhaps the connection still does.
  const isNews = (origin === 'read' || origin === 'live') && order.status !== context.order?.status;
  return {
    changes: { ...adopt(context, order, 'read'), ...trust(order), outdatedSince: undefined },
    events: [
      ...(readAgain ? [{ type: 'read.wanted' } as const] : []),
      ...(isNews ? [{ type: 'change.missed' } as const] : []),
      known(order, true),
    ],
    isReadable: true,
    isProof: verdict !== 'conflict',
  };
}

/** Takes in what the page or this device's memory knew before any request. */
export function takeRemembered(
  context: TrackerContext,
  patch: OrderPatch,
  origin: 'cache' | 'page',
  since?: Date,
  proven?: Date,
): Partial<TrackerContext> {
  if (patch.id !== context.input.orderId) return {};
  const { verdict, order } = mergeOrder(context.order, patch, { kind: origin });
  if (!order || verdict !== 'accepted') return {};
  const changes = adopt(context, order, origin);
  return {
    ...changes,
    statusSinceDate: since ?? changes.statusSinceDate,
    provenDate: proven,
    doubtedSince: undefined,
    isContradicted: false,
  };
}

/**
 * Whether the order may be announced: a read or an authenticated channel brought it, or no read had an answer for 2 s.
 * An end always waits for the answer.
 */
export function isBelieved({ order, trustedOrder, doubtedSince, isContradicted, now }: TrackerContext): boolean {
  if (order === undefined || order === trustedOrder) return order !== undefined;
  const hasWaited = doubtedSince !== undefined && now() - doubtedSince >= answerLimit;
  return hasWaited && !isContradicted && !isFinal(order.status);
}

/** What a read is compared with: it speaks for itself once reads have contradicted an unauthenticated frame for long. */
function basisOfRead({ order, trustedOrder, doubtedSince, frameAt = 0, readStartedAt = 0 }: TrackerContext) {
  if (order === trustedOrder || doubtedSince === undefined || readStartedAt < frameAt) return order;
  const limit = isFinal(order?.status) ? doubtLimit.end : doubtLimit.other;
  return readStartedAt - doubtedSince >= limit ? trustedOrder : order;
}

/** After a stale answer: soon, and ever more rarely, if it contradicts what nobody vouches for. */
function askAgain(context: TrackerContext, isWorthIt: boolean): Partial<TrackerContext> {
  const { order, trustedOrder, doubtedSince, frameAt = 0, readStartedAt = 0, input } = context;
  const now = context.now();
  const isDoubted = order !== trustedOrder && doubtedSince !== undefined && readStartedAt >= frameAt;
  if (isDoubted) {
    const pause = Math.min(input.pollInterval, Math.max(2_000, now - doubtedSince));
    return { isContradicted: true, readWanted: true, readNotBefore: now + pause };
  }
  // It knew something that is still missing: worth another read, at the usual pace.
  return isWorthIt ? { readWanted: true, readNotBefore: now + input.pollInterval } : {};
}

function trust(order: Order): Partial<TrackerContext> {
  return { trustedOrder: order, doubtedSince: undefined, isContradicted: false };
}

function adopt(context: TrackerContext, order: Order, origin: Origin): Partial<TrackerContext> {
  const wall = new Date(context.input.environment.clock.wall());
  const isSameStatus = context.order?.status === order.status && context.statusSinceDate !== undefined;
  return {
    order,
    origin,
    provenDate: wall,
    statusSinceDate: isSameStatus ? context.statusSinceDate : wall,
  };
}

function isMessage(payload: unknown): boolean {
  return typeof payload === 'object' && payload !== null && Object.keys(payload).length > 0;
}

/** What could not be read may have been news, so it is asked for: no more often than by polling. */
function countUnreadable(context: TrackerContext): Intake {
  const { unreadableFrames, now, readWanted, readNotBefore, readStartedAt = 0, input } = context;
  const recent = [...unreadableFrames.filter((at) => now() - at < minute), now()];
  if (recent.length <= unreadableLimit) {
    const soonest = Math.max(readNotBefore, readStartedAt + input.pollInterval);
    const changes = { unreadableFrames: recent, readNotBefore: readWanted ? readNotBefore : soonest };
    return { changes, events: [{ type: 'read.wanted' }] };
  }
  const loss = { kind: 'unreadable', reason: `more than ${unreadableLimit} unreadable frames in a minute` } as const;
  return { changes: { unreadableFrames: [] }, events: [{ type: 'connection.lost', loss }] };
}
