import { type Board, type BoardOrder, isBoard } from '../../order/board.js';
import type { OrderTrackerSnapshot } from '../../tracker/types.js';

/**
 * How far the numbers may be believed.
 *
 * - `none`: there are none yet
 * - `current`: they are what the back end says, or were a moment ago
 * - `stale`: it has not confirmed them for a while: shown as such
 * - `lost`: so long ago that they help nobody: not shown
 */
export type Freshness = 'none' | 'current' | 'stale' | 'lost';

/** How long a lost connection counts as a mere blink, in milliseconds. */
const blink = 5000;
/** After so long without a word from the back end its numbers are of yesterday's guests, in milliseconds. */
const useless = 60 * 60_000;

/** What is known of the board. */
export function boardOf({ order }: OrderTrackerSnapshot): Board | undefined {
  return isBoard(order) ? order : undefined;
}

/** Whether changes reach the board, by themselves or by reading often. */
export function isFollowed({ connectionStatus }: OrderTrackerSnapshot): boolean {
  return connectionStatus === 'connected' || connectionStatus === 'polling';
}

/** @param followedAt when `isFollowed` last held, on the wall clock */
export function freshnessOf(snapshot: OrderTrackerSnapshot, followedAt: number, now: number): Freshness {
  const { order, connectionStatus, lastUpdate } = snapshot;
  if (!isBoard(order)) return 'none';
  const isBlink = connectionStatus === 'connecting' && Math.abs(now - followedAt) < blink;
  if (isFollowed(snapshot) || isBlink) return 'current';
  return now - (lastUpdate?.getTime() ?? 0) < useless ? 'stale' : 'lost';
}

/** One half of the board, as it is shown at this moment. */
export interface Half {
  readonly status: BoardOrder['status'];
  readonly all: readonly BoardOrder[];
  readonly shown: readonly BoardOrder[];
  /** From 1. */
  readonly page: number;
  readonly pages: number;
}
