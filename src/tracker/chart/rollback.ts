import { isOlderByTimeAlone, isUndated } from '../../order/merge-order.js';
import type { OrderPatch } from '../../order/order.js';
import { isFinal } from '../../order/status.js';
import type { At, OrderSlice, Rollback } from './chart.context.js';

/*
 * A back end that goes back: its counter began again, its database was restored, or a forged version was too high. A late
 * frame, a cache and a replica that lags look alike at first, so only reads that go on saying so are accepted.
 */

/** How long answers must say the same until they are accepted, ms. What is unverified or lags is judged by the same times. */
export const rollbackLimit = {
  /** An unverified end. */
  end: 8_000,
  /** A lower version that this page has not shown before. */
  version: 15_000,
  /** Neither versions nor times compare, or times alone do. */
  undated: 30_000,
  /** What this page has shown before, or what is older by its time as well: caches keep answers for up to a minute. */
  former: 75_000,
};

/** How many answers in a row show that a back end goes back, and that one read did not just lag. */
const rollbackCount = 2;

/** How many former states of the order are kept. */
const keptStates = 12;

/** The former states, with the present one. */
export function pastStates({ current, past }: OrderSlice): OrderSlice['past'] {
  return current ? [...past, { version: current.version, status: current.status }].slice(-keptStates) : past;
}

/** Whether this page has shown the state of a patch before. Without a version, its status decides. */
export function isFormer({ past }: OrderSlice, { version, status }: OrderPatch): boolean {
  return past.some((state) => state.status === status && (version == null || state.version === version));
}

/**
 * Whether a read may lag behind the connection: nothing tells its age, and it brings back a status from before a change
 * that the connection brought in the last 30 s.
 */
export function mayLag({ context: { order, live, reads } }: At, patch: OrderPatch): boolean {
  const { current, origin } = order;
  if (!current || origin !== 'live' || !isUndated(current, patch) || patch.status === current.status) return false;
  const limit = isUnverifiedEnd(order) ? rollbackLimit.end : rollbackLimit.undated;
  return isFormer(order, patch) && (reads.startedAt ?? 0) - (live.acceptedAt ?? 0) < limit;
}

/** The answers that go back, with one more of them. Answers that go back further begin again. */
export function nextRollback({ rollback }: OrderSlice, { version }: OrderPatch, at: number): Rollback {
  const goesOn = rollback !== undefined && !(Number(version) < Number(rollback.version));
  return {
    since: goesOn ? rollback.since : at,
    count: (goesOn ? rollback.count : 0) + 1,
    version: version ?? undefined,
  };
}

/** Whether the answers have gone back for long enough to be accepted. */
export function isRollbackSure({ context: { order } }: At, patch: OrderPatch, { since, count }: Rollback, at: number) {
  return count >= rollbackCount && at - since >= limitOf(order, patch);
}

function limitOf(order: OrderSlice, patch: OrderPatch): number {
  const { current } = order;
  if (isOlderByTimeAlone(current, patch)) return rollbackLimit.undated;
  const isOlderByTime = Number(patch.updatedAt) < Number(current?.updatedAt);
  return isOlderByTime || isFormer(order, patch) ? rollbackLimit.former : rollbackLimit.version;
}

/** Whether the back end goes back, so that nothing shows what is true now. */
export function isRollingBack({ context: { order } }: At): boolean {
  return order.rollback !== undefined && order.rollback.count >= rollbackCount;
}

/** Whether what is known comes from the device alone: then every answer of the back end is newer. */
export function isOnlyRemembered({ origin }: OrderSlice): boolean {
  return origin === 'cache';
}

function isUnverifiedEnd({ current, verified }: OrderSlice): boolean {
  return current !== verified && isFinal(current?.status);
}

/** In words for the developer: the same ones whatever state each answer goes back to. */
export function rollbackMessage({ context: { order } }: At): string {
  const { version, status } = order.current ?? {};
  return `The back end goes back, from "${status}, version ${version ?? 'none'}". A counter that begins again needs a new "epoch".`;
}
