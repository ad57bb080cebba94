import type { Order } from '../../order/order.js';
import { isFinal } from '../../order/status.js';
import type { At, Changes, OrderSlice } from './chart.context.js';
import type { Origin } from './chart.types.js';

/**
 * How long reads must dispute an unverified order, or one that is newer by its time alone, until they win, ms. For a
 * while they may come from a cache or a replica that lags. But an injected frame must not hold off the true status for
 * ever, and a forged end least of all.
 */
export const disputeLimit = { end: 8_000, other: 30_000 };

/** How long an announcement waits for the read that verifies it, ms. */
const verificationLimit = 2_000;

export const initialOrder: OrderSlice = {
  current: undefined,
  verified: undefined,
  unverifiedSince: undefined,
  isDisputed: false,
  olderByTimeSince: undefined,
  origin: undefined,
  statusSince: undefined,
  confirmed: undefined,
  judged: undefined,
};

/** The slice with a newer order in it. Whether it is verified is the caller's to say. */
export function withOrder({ context: { order, input } }: At, newest: Order, origin: Origin): OrderSlice {
  const wall = new Date(input.environment.clock.wall());
  const isSameStatus = order.current?.status === newest.status && order.statusSince !== undefined;
  return {
    ...order,
    current: newest,
    origin,
    confirmed: wall,
    statusSince: isSameStatus ? order.statusSince : wall,
    olderByTimeSince: undefined,
  };
}

/** The slice with its order verified. */
export function verified(slice: OrderSlice): OrderSlice {
  return { ...slice, verified: slice.current, unverifiedSince: undefined, isDisputed: false };
}

/**
 * Whether the order may be announced: a read or an authenticated channel brought it, or no read had an answer for 2 s.
 * An end always waits for the answer.
 */
export function mayBeAnnounced({ context: { order, now } }: At): boolean {
  const { current, unverifiedSince, isDisputed } = order;
  if (current === undefined || current === order.verified) return current !== undefined;
  const hasWaited = unverifiedSince !== undefined && now() - unverifiedSince >= verificationLimit;
  return hasWaited && !isDisputed && !isFinal(current.status);
}

/** What a read is merged with: the verified order alone once reads have disputed an unverified one for long. */
export function basisOfRead({ context: { order, live, reads } }: At): Order | undefined {
  const { current, unverifiedSince } = order;
  const { startedAt = 0 } = reads;
  if (current === order.verified || unverifiedSince === undefined || startedAt < (live.acceptedAt ?? 0)) return current;
  const limit = isFinal(current?.status) ? disputeLimit.end : disputeLimit.other;
  return startedAt - unverifiedSince >= limit ? order.verified : current;
}

/**
 * After a stale answer. It disputes an unverified order: read again soon, and ever more rarely. Or it knew something
 * that is still missing: read again at the usual pace.
 */
export function afterStaleRead(at: At, isWorthReading: boolean): Changes {
  const { order, live, reads, input } = at.context;
  const { unverifiedSince } = order;
  const now = at.context.now();
  const isUnverified = order.current !== order.verified && unverifiedSince !== undefined;
  if (isUnverified && (reads.startedAt ?? 0) >= (live.acceptedAt ?? 0)) {
    const pause = Math.min(input.pollInterval, Math.max(2_000, now - unverifiedSince));
    return {
      order: { ...order, isDisputed: true },
      reads: { ...reads, isWanted: true, notBefore: now + pause },
    };
  }
  return isWorthReading ? { reads: { ...reads, isWanted: true, notBefore: now + input.pollInterval } } : {};
}

/** Keeps what is shown on the device. */
export function saveOnDevice({ context: { input, order } }: At): void {
  const { current, statusSince, confirmed } = order;
  if (current && statusSince && confirmed) input.cache.save(current, statusSince, confirmed);
}

export function removeFromDevice({ context: { input } }: At): void {
  input.cache.remove();
}
