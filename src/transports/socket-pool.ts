import { openSocket, type SocketOptions } from './open-socket.js';
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

/** Takes a place on the socket of that key, which is opened if there is none. The key is usually the URL. */
export type TakeSeat<Frame> = (key: string, options: SocketOptions, listener: SeatListener<Frame>) => Seat;

/** Sockets that several subscriptions share: one per WebSocket constructor and key. */
export function socketPool<Frame>(dialect: Dialect<Frame>): TakeSeat<Frame> {
  const pools = new WeakMap<object, Map<string, TakeSeatHere<Frame>>>();
  return (key, options, listener) => {
    const owner = options.WebSocket ?? dialect;
    const pool = pools.get(owner) ?? new Map<string, TakeSeatHere<Frame>>();
    pools.set(owner, pool);
    const shared = pool.get(key);
    if (shared) return shared(listener);
    const opened = shareSocket(dialect, options, () => {
      if (pool.get(key) === opened) pool.delete(key);
    });
    pool.set(key, opened);
    return opened(listener);
  };
}

type TakeSeatHere<Frame> = (listener: SeatListener<Frame>) => Seat;

/** Opens a socket. `retire` takes it out of the pool, so that nobody new comes. */
function shareSocket<Frame>(dialect: Dialect<Frame>, options: SocketOptions, retire: () => void): TakeSeatHere<Frame> {
  /** Who is here, and which ping each waits for: 0 for none. */
  const seats = new Map<SeatListener<Frame>, number>();
  let isOpen = false;
  let refs = 0;
  let arrivals = 0;
  let asked = 0;
  let answers = 0;

  const tell = (what: (listener: SeatListener<Frame>, ping: number) => void) => {
    for (const [listener, ping] of [...seats]) if (seats.has(listener)) what(listener, ping);
  };

  const socket = openSocket(options, {
    opened() {
      isOpen = true;
      tell((listener) => listener.opened());
    },
    received(data) {
      const frame = data === undefined ? data : dialect.decode(data);
      if (frame === undefined || !dialect.isPong(frame)) return tell((listener) => listener.received(frame));
      // Pongs come in the order of the pings. One that was on its way before a listener asked is no answer to it.
      answers++;
      tell((listener, ping) => {
        if (answers < (ping || asked)) return;
        seats.set(listener, 0);
        listener.alive();
      });
    },
    lost(loss) {
      retire();
      tell((listener) => {
        seats.delete(listener);
        listener.lost(loss);
      });
    },
  });

  return (listener) => {
    seats.set(listener, 0);
    arrivals++;
    if (isOpen) queueMicrotask(() => seats.has(listener) && listener.opened());
    return {
      newRef: () => `${++refs}`,
      send: socket.send,
      probe() {
        if (!isOpen || !seats.has(listener)) return;
        seats.set(listener, ++asked);
        socket.send(dialect.ping(`${++refs}`));
      },
      leave(answered) {
        const ping = seats.get(listener);
        if (ping === undefined) return;
        seats.delete(listener);
        if (ping > answers) retire();
        const before = arrivals;
        queueMicrotask(() => {
          if (arrivals !== before) return;
          if (!answered || !isOpen || !seats.size) retire();
          if (!seats.size) socket.close();
        });
      },
    };
  };
}
