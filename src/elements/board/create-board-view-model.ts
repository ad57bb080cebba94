import { type Board, type BoardOrder, isBoard } from '../../order/board.js';
import { boardColumns } from '../../order/status.js';
import type { OrderTrackerSnapshot } from '../../tracker/types.js';
import type { Wording } from '../shared/wording.js';
import { BoardChanges, type Columns } from './board-changes.js';
import type { BoardDevice } from './board-device.js';
import type { BoardLayout } from './board-layout.js';
import { CallQueue } from './call-queue.js';
import type { BoardViewModel, Freshness } from './view-model.js';

/** How long a lost connection counts as a short interruption, in milliseconds. */
const shortInterruption = 5000;
/** After so long without an answer of the back end its numbers are yesterday's, in milliseconds. */
const uselessAfter = 60 * 60_000;
const noNumbers: Columns = { preparing: [], ready: [] };

/** What a board's view model is made from. */
export interface BoardViewModelInput {
  readonly snapshot: OrderTrackerSnapshot;
  /** The time by the back end's clock, in milliseconds since 1970. */
  readonly now: number;
  readonly readyMinutes: number;
}

/** A view model, and what has changed since the one before. */
export interface BuiltBoard {
  readonly view: BoardViewModel;
  readonly columns: Columns;
  /** The numbers that have just got ready, oldest first. */
  readonly newlyReady: readonly BoardOrder[];
  /** The call that has just begun. */
  readonly begunCall: BoardOrder | undefined;
}

/** Makes the view model of a board: its numbers, their freshness, and the call. */
export class BoardViewModelBuilder {
  readonly #words: Wording;
  readonly #layout: BoardLayout;
  readonly #device: BoardDevice;
  readonly #calls = new CallQueue();
  #changes = new BoardChanges();
  #restaurantId: string | undefined;
  #followedAt = 0;

  constructor(words: Wording, layout: BoardLayout, device: BoardDevice) {
    this.#words = words;
    this.#layout = layout;
    this.#device = device;
  }

  /** How many orders are kept. */
  get size(): number {
    return this.#changes.size;
  }

  /** When the present call ends, by the time it is drawn with; `undefined` while there is none. */
  get callEndsAt(): number | undefined {
    return this.#calls.endsAt;
  }

  /** Ends all calls. */
  clearCalls(): void {
    this.#calls.clear();
  }

  build({ snapshot, now, readyMinutes }: BoardViewModelInput): BuiltBoard {
    if (snapshot.orderId !== this.#restaurantId) this.#startOver(snapshot.orderId, now);
    if (isFollowed(snapshot)) this.#followedAt = now;
    const board = isBoard(snapshot.order) ? snapshot.order : undefined;
    const freshness = freshnessOf(snapshot, this.#followedAt, now);
    const newlyReady = board && snapshot.isTrusted ? this.#changes.update(board, now) : [];
    this.#calls.add(newlyReady);
    if (newlyReady.length > 0) this.#layout.showFirstPage(now);
    const columns = board && freshness !== 'lost' ? this.#changes.columns(board, now, readyMinutes) : noNumbers;
    const isCurrent = freshness === 'current';
    // Numbers that are not current are not called out: they wait.
    const begunCall = isCurrent ? this.#calls.advance(now, ({ id }) => isAmong(columns.ready, id)) : undefined;
    const view = {
      ...this.#boardFacts(board),
      words: this.#words,
      snapshot,
      error: snapshot.error,
      now: new Date(now),
      freshness,
      halves: boardColumns.map((status) => this.#layout.layOut(status, columns[status], now)),
      call: isCurrent ? this.#calls.current : undefined,
      sound: this.#device.soundState,
      isPaused: this.#layout.isPaused,
    };
    return { view, columns, newlyReady, begunCall };
  }

  #boardFacts(board: Board | undefined): Pick<BoardViewModel, 'restaurantName' | 'leftOut'> {
    return { restaurantName: board?.restaurantName, leftOut: board?.leftOut ?? 0 };
  }

  #startOver(restaurantId: string | undefined, now: number): void {
    // What the page itself gave counts as current while it connects.
    this.#followedAt = now;
    this.#restaurantId = restaurantId;
    this.#changes = new BoardChanges();
    this.#calls.clear();
  }
}

/** Whether changes reach the board, by themselves or by reading often. */
function isFollowed({ connectionStatus, isCurrent }: OrderTrackerSnapshot): boolean {
  return isCurrent && connectionStatus !== 'closed';
}

/** @param followedAt when `isFollowed` last held, by the time it is drawn with */
function freshnessOf(snapshot: OrderTrackerSnapshot, followedAt: number, now: number): Freshness {
  const { order, connectionStatus, lastUpdate } = snapshot;
  if (!isBoard(order)) return 'none';
  const isShort = connectionStatus === 'connecting' && Math.abs(now - followedAt) < shortInterruption;
  if (isFollowed(snapshot) || isShort) return 'current';
  return now - (lastUpdate?.getTime() ?? 0) < uselessAfter ? 'stale' : 'lost';
}

const isAmong = (orders: readonly BoardOrder[], wanted: string) => orders.some(({ id }) => id === wanted);
