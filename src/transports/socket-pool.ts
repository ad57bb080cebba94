import { type OpenSocket, openSocket, type SocketOptions } from './open-socket.js';
import type { ConnectionLoss } from './transport.js';

/** What a pool must know of the protocol that its sockets speak. */
export interface Dialect<Frame> {
  /** Reads a frame; `undefined` if it is none of this protocol. Never throws. */
  decode(data: string | ArrayBuffer): Frame | undefined;
  /** The message that asks the server for a sign of life. */
  ping(ref: string): unknown;
  isPong(frame: Frame): boolean;
}

/** One subscription's ears. Called asynchronously, and never again after `lost` or `leave`. */
export interface SeatListener<Frame> {
  opened(): void;
  /** Every frame of the socket, those of other subscriptions too; `undefined` for one that could not be read. */
  received(frame: Frame | undefined): void;
  alive(): void;
  lost(loss: ConnectionLoss): void;
}

/** One subscription's place on a shared socket. */
export interface Seat {
  /** A name that no other message or subscription of this socket has. */
  newRef(): string;
  send(message: unknown): void;
  /** Asks the server for a sign of life; `alive` tells that it came. */
  probe(): void;
  /**
   * Gives up the place. The last one to leave closes the socket, a microtask later: who moves keeps it.
   *
   * A socket that owes an answer may be dead, so it is handed to nobody new: at once if it owes one to a ping of this
   * place, from the next task on if it is not `answered`, that is, if the subscription itself had no reply. So who
   * knows that a connection cannot be trusted (the page slept) probes it and then closes it.
   */
  leave(answered: boolean): void;
}

/** Sockets that several subscriptions share: one per WebSocket constructor and key. */
export class SocketPool<Frame> {
  readonly #dialect: Dialect<Frame>;
  readonly #sockets = new WeakMap<object, Map<string, SharedSocket<Frame>>>();

  constructor(dialect: Dialect<Frame>) {
    this.#dialect = dialect;
  }

  /** Takes a place on the socket of that key, which is opened if there is none. The key is usually the URL. */
  take(key: string, options: SocketOptions, listener: SeatListener<Frame>): Seat {
    const owner = options.WebSocket ?? this;
    const sockets = this.#sockets.get(owner) ?? new Map<string, SharedSocket<Frame>>();
    this.#sockets.set(owner, sockets);
    let socket = sockets.get(key);
    if (socket === undefined) {
      const opened = new SharedSocket(this.#dialect, options, () => {
        if (sockets.get(key) === opened) sockets.delete(key);
      });
      socket = opened;
      sockets.set(key, socket);
    }
    return socket.seat(listener);
  }
}

class SharedSocket<Frame> {
  readonly #dialect: Dialect<Frame>;
  readonly #retire: () => void;
  readonly #socket: OpenSocket;
  /** Who is here, and which ping each waits for: 0 for none. */
  readonly #seats = new Map<SeatListener<Frame>, number>();
  #isOpen = false;
  #refs = 0;
  #taken = 0;
  #asked = 0;
  #answered = 0;

  constructor(dialect: Dialect<Frame>, options: SocketOptions, retire: () => void) {
    this.#dialect = dialect;
    this.#retire = retire;
    this.#socket = openSocket(options, {
      opened: () => {
        this.#isOpen = true;
        this.#tell((listener) => listener.opened());
      },
      received: (data) => this.#receive(data === undefined ? undefined : dialect.decode(data)),
      lost: (loss) => {
        retire();
        this.#tell((listener) => {
          this.#seats.delete(listener);
          listener.lost(loss);
        });
      },
    });
  }

  seat(listener: SeatListener<Frame>): Seat {
    this.#seats.set(listener, 0);
    this.#taken++;
    if (this.#isOpen) queueMicrotask(() => this.#seats.has(listener) && listener.opened());
    return {
      newRef: () => String(++this.#refs),
      send: (message) => this.#socket.send(message),
      probe: () => {
        if (!this.#isOpen || !this.#seats.has(listener)) return;
        this.#seats.set(listener, ++this.#asked);
        this.#socket.send(this.#dialect.ping(String(++this.#refs)));
      },
      leave: (answered) => this.#leave(listener, answered),
    };
  }

  #leave(listener: SeatListener<Frame>, answered: boolean) {
    const ping = this.#seats.get(listener);
    if (ping === undefined) return;
    this.#seats.delete(listener);
    if (ping > this.#answered) this.#retire();
    const taken = this.#taken;
    queueMicrotask(() => {
      if (this.#taken !== taken) return;
      if (!answered || !this.#isOpen || this.#seats.size === 0) this.#retire();
      if (this.#seats.size === 0) this.#socket.close();
    });
  }

  #receive(frame: Frame | undefined) {
    if (frame === undefined || !this.#dialect.isPong(frame)) {
      this.#tell((listener) => listener.received(frame));
      return;
    }
    // Pongs come in the order of the pings. One that was on its way before a listener asked is no answer to it.
    const answered = ++this.#answered;
    this.#tell((listener, ping) => {
      if (ping === 0 ? answered < this.#asked : answered < ping) return;
      this.#seats.set(listener, 0);
      listener.alive();
    });
  }

  #tell(what: (listener: SeatListener<Frame>, ping: number) => void) {
    for (const [listener, ping] of [...this.#seats]) {
      if (this.#seats.has(listener)) what(listener, ping);
    }
  }
}
