import type { BoardOrder } from '../../order/board.js';
import type { OrderTrackerSnapshot, TrackerError } from '../../tracker/types.js';
import type { Wording } from '../shared/wording.js';
import type { SoundState } from './board-device.js';

/**
 * How current the numbers are.
 *
 * - `none`: there are none yet
 * - `current`: they are what the back end says, or were a moment ago
 * - `stale`: the back end has not confirmed them for a while: shown as such
 * - `lost`: too old to be of use; not shown
 */
export type Freshness = 'none' | 'current' | 'stale' | 'lost';

/** One half of the board, as it is shown at this moment. */
export interface Half {
  readonly status: BoardOrder['status'];
  readonly all: readonly BoardOrder[];
  readonly shown: readonly BoardOrder[];
  /** From 1. */
  readonly page: number;
  readonly pages: number;
}

/** Everything that one rendering of a board is drawn from. */
export interface BoardViewModel {
  readonly words: Wording;
  readonly snapshot: OrderTrackerSnapshot;
  /** The problem to show, the tracker's or one of the element's own attributes. */
  readonly error: TrackerError | undefined;
  readonly restaurantName: string | undefined;
  readonly now: Date;
  readonly freshness: Freshness;
  readonly halves: readonly Half[];
  readonly call: BoardOrder | undefined;
  readonly leftOut: number;
  readonly sound: SoundState;
  readonly isPaused: boolean;
}
