import type { BoardOrder } from '../../order/board.js';
import type { ConnectionStatus } from '../../tracker/connection-status.js';
import type { LiveRegion } from '../shared/live-region.js';
import type { Wording } from '../shared/wording.js';
import type { BoardDevice } from './board-device.js';
import { BoardConnectionChangeEvent, BoardOrderReadyEvent, BoardUpdateEvent } from './order-status-board.events.js';

/** The numbers and the connection that an announcement is about. */
export interface AnnouncedBoard {
  readonly preparing: readonly string[];
  readonly ready: readonly string[];
  readonly connectionStatus: ConnectionStatus;
}

/** Announces what has changed on a board: to the page by events, to the guests by sound and a live region. */
export class BoardAnnouncer {
  readonly #host: EventTarget & { readonly words: Wording };
  readonly #region: LiveRegion;
  readonly #device: BoardDevice;
  #newlyReady: readonly BoardOrder[] = [];
  #numbers = JSON.stringify([[], []]);
  #connection: ConnectionStatus = 'idle';

  constructor(host: EventTarget & { readonly words: Wording }, region: LiveRegion, device: BoardDevice) {
    this.#host = host;
    this.#region = region;
    this.#device = device;
  }

  /** Keeps the new numbers for `fireEvents`, and calls out the one whose turn has begun. To be called before the drawing. */
  callOut(newlyReady: readonly BoardOrder[], begunCall: BoardOrder | undefined): void {
    this.#newlyReady = newlyReady;
    if (!begunCall) return;
    this.#region.say(() => this.#host.words.text('board_called', { number: begunCall.number }));
    void this.#device.ring();
  }

  /** Fires the events of what has changed. To be called once the board has been drawn. */
  fireEvents({ preparing, ready, connectionStatus }: AnnouncedBoard): void {
    for (const order of this.#newlyReady) this.#fire(new BoardOrderReadyEvent(order));
    this.#newlyReady = [];
    const numbers = JSON.stringify([preparing, ready]);
    if (numbers !== this.#numbers) {
      this.#numbers = numbers;
      this.#fire(new BoardUpdateEvent(preparing, ready));
    }
    if (connectionStatus === this.#connection) return;
    const previous = this.#connection;
    this.#connection = connectionStatus;
    this.#fire(new BoardConnectionChangeEvent(connectionStatus, previous));
  }

  #fire(event: Event): void {
    this.#host.dispatchEvent(event);
  }
}
