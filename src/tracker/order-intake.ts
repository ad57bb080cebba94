import { mergeOrder } from '../order/merge-order.js';
import type { Order, OrderPatch } from '../order/order.js';
import type { Origin, TrackerChartEvent, TrackerContext } from './tracker.types.js';

/** What a payload changes in what the chart remembers, and what the chart should hear of it. */
export interface Intake {
  readonly changes: Partial<TrackerContext>;
  readonly events: readonly TrackerChartEvent[];
}

/** So many unreadable frames in a minute, and the connection is taken for broken. */
const unreadableLimit = 20;
const minute = 60_000;

/** Takes in what a live connection sent. */
export function takeFrame(context: TrackerContext, payload: unknown): Intake {
  const { input, now, connection } = context;
  const result = input.read(payload);
  // A server may greet, ping, or tell everybody of every order: what is readable and not ours is dropped.
  if (!result.ok && result.isNews) return { changes: {}, events: [{ type: 'read.wanted' }] };
  if (!result.ok) return isMessage(payload) ? { changes: {}, events: [] } : countUnreadable(context);
  if (result.patch.id !== input.orderId) return { changes: {}, events: [] };

  const canRead = input.transport.read !== undefined || connection?.requestSnapshot !== undefined;
  const trusted = !canRead || (input.transport.traits?.authenticated ?? context.token !== undefined);
  const { verdict, order, readAgain } = mergeOrder(context.order, result.patch, { kind: 'live', canRead });
  const again: TrackerChartEvent[] = readAgain || (verdict === 'accepted' && !trusted) ? [{ type: 'read.wanted' }] : [];
  // Where nothing can be asked, being told the same again is the answer.
  const isOfUse = verdict === 'accepted' || (verdict === 'same' && !canRead);
  if (!order || !isOfUse) return { changes: {}, events: again };
  return {
    changes: {
      ...adopt(context, order, 'live'),
      frameAt: now(),
      ...(trusted ? { trustedOrder: order } : {}),
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

  const { verdict, order, readAgain } = mergeOrder(basisOfRead(context), result.patch, {
    kind: 'read',
    overtaken: frameAt !== undefined && frameAt >= readStartedAt,
  });
  if (verdict === 'stale') {
    // The answer was overtaken by a change that this very connection brought: together they are the present state.
    const overtaken =
      origin === 'live' && frameAt !== undefined && frameAt >= Math.min(readStartedAt, confirmedAt ?? 0);
    // It knew something that is still missing: worth another read, at the usual pace.
    const later = readAgain ? { readWanted: true, readNotBefore: context.now() + input.pollInterval } : {};
    return { changes: later, events: [], isReadable: true, isProof: overtaken };
  }
  if (!order) return unreadable;
  if (verdict === 'unsure') return { changes: {}, events: [{ type: 'read.wanted' }], isReadable: true, isProof: false };
  return {
    changes: { ...adopt(context, order, 'read'), trustedOrder: order },
    events: [...(readAgain ? [{ type: 'read.wanted' } as const] : []), known(order, true)],
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
  return { ...changes, statusSinceDate: since ?? changes.statusSinceDate, provenDate: proven };
}

/**
 * What a read is compared with. A read that began after an unauthenticated frame was taken in speaks for itself:
 * whoever can inject a frame must not be able to hold off the truth with a high version.
 */
function basisOfRead({ order, trustedOrder, origin, frameAt, readStartedAt = 0 }: TrackerContext): Order | undefined {
  const isOverruled = origin === 'live' && order !== trustedOrder && frameAt !== undefined && readStartedAt >= frameAt;
  return isOverruled ? trustedOrder : order;
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

function countUnreadable({ unreadableFrames, now }: TrackerContext): Intake {
  const recent = [...unreadableFrames.filter((at) => now() - at < minute), now()];
  if (recent.length <= unreadableLimit) return { changes: { unreadableFrames: recent }, events: [] };
  const loss = { kind: 'unreadable', reason: `more than ${unreadableLimit} unreadable frames in a minute` } as const;
  return { changes: { unreadableFrames: [] }, events: [{ type: 'connection.lost', loss }] };
}
