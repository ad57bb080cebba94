import type { Order, OrderPatch } from '../../order/order.js';
import { isFinal } from '../../order/status.js';
import type { At, Changes, OrderSlice } from './chart.context.js';
import type { Origin } from './chart.types.js';
import { nextRollback, pastStates, rollbackLimit } from './rollback.js';

/**
 * How long reads must dispute an unverified order until they win, ms. Until then they may come from a cache or a replica
 * that lags. But a forged frame must not hide the true status for ever, and a forged final status only for seconds.
 */
const disputeLimit = { end: rollbackLimit.end, other: rollbackLimit.undated };

/** A status that began longer ago is a wrong clock, of the back end or of this device: a day, ms. */
const longestStatus = 24 * 3_600_000;

/** How long an announcement waits for the read that verifies it, ms. */
const verificationLimit = 2_000;

export const initialOrder: OrderSlice = {
  current: undefined,
  verified: undefined,
  unverifiedSince: undefined,
  isDisputed: false,
  disputedSince: undefined,
  rollback: undefined,
  past: [],
  origin: undefined,
  statusSince: undefined,
  lastUpdate: undefined,
  judged: undefined,
};

/** The slice with a newer order in it. The caller decides whether it is verified. */
export function withOrder({ context: { order, input } }: At, newest: Order, origin: Origin): OrderSlice {
  const wall = new Date(input.serverClock.now());
  const isSameStatus = order.current?.status === newest.status && order.statusSince !== undefined;
  const isWatched = origin === 'live' && order.current !== undefined && !isSameStatus;
  return {
    ...order,
    current: isWatched ? withTime(order.current, newest) : newest,
    origin,
    lastUpdate: wall,
    statusSince: isSameStatus ? order.statusSince : beginOf(newest, origin, order, wall),
    rollback: undefined,
    past: isSame(order.current, newest) ? order.past : pastStates(order),
  };
}

function isSame(one: Order | undefined, other: Order): boolean {
  return one?.status === other.status && one?.version === other.version;
}

/**
 * The order's times tell the back end's clock.
 *
 * @param isWatched whether its change came as it happened
 */
export function noteTimes({ context: { input } }: At, order: Order, isWatched = false): void {
  const { status, updatedAt, statusTimes } = order;
  const reached = Math.max(+(updatedAt ?? 0), +((status && statusTimes?.[status]) ?? 0));
  const all = Object.values(order).map((value: unknown) => (value instanceof Date ? +value : 0));
  if (reached) input.serverClock.reached(reached, Math.max(reached, ...all), isWatched);
}

/** The order with the time of the status that a frame brought, where nothing can have happened in between. */
function withTime(before: Order, newest: Order): Order {
  const { status, updatedAt, version, statusTimes } = newest;
  const isNext = version === undefined || before.version === undefined || version === before.version + 1;
  if (!status || !updatedAt || !isNext || statusTimes !== before.statusTimes) return newest;
  return { ...newest, statusTimes: { ...statusTimes, [status]: updatedAt } };
}

/**
 * When the status began. A change that was watched live began when it came. One that was found out later began when the
 * back end says: so all tabs and devices compute the same estimate, and one that opens late does not count anew.
 */
function beginOf(newest: Order, origin: Origin, { lastUpdate }: OrderSlice, wall: Date): Date {
  const told = newest.status && newest.statusTimes?.[newest.status];
  if (!told || origin === 'live' || +told > +wall || +wall - +told > longestStatus) return wall;
  return lastUpdate && lastUpdate > told && origin === 'read' ? lastUpdate : told;
}

/** The slice with its order verified. */
export function verified(slice: OrderSlice): OrderSlice {
  return { ...slice, verified: slice.current, unverifiedSince: undefined, isDisputed: false, disputedSince: undefined };
}

/**
 * Whether the order may be announced: a read or an authenticated channel brought it, or no read was answered for 2 s.
 * A final status always waits for the answer.
 */
export function mayBeAnnounced({ context: { order, now } }: At): boolean {
  const { current, unverifiedSince, isDisputed } = order;
  if (current === undefined || current === order.verified) return current !== undefined;
  const hasWaited = unverifiedSince !== undefined && now() - unverifiedSince >= verificationLimit;
  return hasWaited && !isDisputed && !isFinal(current.status);
}

/** The order that a read is merged with: the verified one, once reads have disputed an unverified one for long. */
export function basisOfRead({ context: { order, live, reads } }: At): Order | undefined {
  const { current, disputedSince } = order;
  const { startedAt = 0 } = reads;
  if (current === order.verified || disputedSince === undefined || startedAt < (live.acceptedAt ?? 0)) return current;
  const limit = isFinal(current?.status) ? disputeLimit.end : disputeLimit.other;
  return startedAt - disputedSince >= limit ? order.verified : current;
}

/** After an answer that is older than what is known: reads follow soon, then at growing pauses. */
export function afterStaleRead(at: At, patch: OrderPatch): Changes {
  const { order, reads, input } = at.context;
  const { startedAt = 0 } = reads;
  const now = at.context.now();
  const isUnverified = order.current !== order.verified && order.unverifiedSince !== undefined;
  const disputedSince = isUnverified ? (order.disputedSince ?? startedAt) : undefined;
  const rollback = nextRollback(order, patch, startedAt);
  const pause = Math.min(input.pollInterval, Math.max(2_000, now - (disputedSince ?? rollback.since)));
  return {
    order: { ...order, rollback, isDisputed: isUnverified, disputedSince },
    reads: { ...reads, isWanted: true, notBefore: now + pause },
  };
}

/** Keeps the order that is shown on the device. */
export function saveOnDevice({ context: { input, order } }: At): void {
  const { current, statusSince, lastUpdate } = order;
  if (current && statusSince && lastUpdate) input.cache.save(current, statusSince, lastUpdate);
}

export function removeFromDevice({ context: { input } }: At): void {
  input.cache.remove();
}
