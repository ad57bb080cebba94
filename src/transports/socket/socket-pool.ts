import type { Failure } from '../transport.js';
import { openSocket, type SocketOptions } from './open-socket.js';

/** What a pool must know of the protocol that its sockets speak. */
export interface Codec<Frame> {
  /** Reads a frame; `undefined` if it is none of this protocol. Never throws. */
  decode(data: string | ArrayBuffer): Frame | undefined;
  /** The message that asks the server for a sign of life. */
  ping(ref: string): unknown;
  isPong(frame: Frame): boolean;
}

/** One subscription's ears. Called asynchronously, and never again after `lost` or `leave`. */
export interface SubscriptionListener<Frame> {
  opened(): void;
  /** Every frame of the socket, those of other subscriptions too; `undefined` for one that could not be read. */
  received(frame: Frame | undefined): void;
  alive(): void;
  lost(loss: Failure): void;
}

/** One subscription's place on a shared socket. */
export interface Subscription {
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
export type Subscribe<Frame> = (
  key: string,
  options: SocketOptions,
  listener: SubscriptionListener<Frame>,
) => Subscription;

/** Sockets that several subscriptions share: one per WebSocket constructor and key. */
export function socketPool<Frame>(codec: Codec<Frame>): Subscribe<Frame> {
  const pools = new WeakMap<object, Map<string, JoinSocket<Frame>>>();
  return (key, options, listener) => {
    const owner = options.WebSocket ?? codec;
    const pool = pools.get(owner) ?? new Map<string, JoinSocket<Frame>>();
    pools.set(owner, pool);
    const shared = pool.get(key);
    if (shared) return shared(listener);
    const opened = shareSocket(codec, options, () => {
      if (pool.get(key) === opened) pool.delete(key);
    });
    pool.set(key, opened);
    return opened(listener);
  };
}

type JoinSocket<Frame> = (listener: SubscriptionListener<Frame>) => Subscription;

/** Opens a socket. `retire` takes it out of the pool, so that nobody new comes. */
function shareSocket<Frame>(codec: Codec<Frame>, options: SocketOptions, retire: () => void): JoinSocket<Frame> {
  /** Who is here, and which ping each waits for: 0 for none. */
  const subscriptions = new Map<SubscriptionListener<Frame>, number>();
  let isOpen = false;
  let refs = 0;
  let arrivals = 0;
  let asked = 0;
  let answers = 0;

  const tell = (what: (listener: SubscriptionListener<Frame>, ping: number) => void) => {
    for (const [listener, ping] of [...subscriptions]) if (subscriptions.has(listener)) what(listener, ping);
  };

  const socket = openSocket(options, {
    opened() {
      isOpen = true;
      tell((listener) => listener.opened());
    },
    received(data) {
      const frame = data === undefined ? data : codec.decode(data);
      if (frame === undefined || !codec.isPong(frame)) return tell((listener) => listener.received(frame));
      // Pongs come in the order of the pings. One that was on its way before a listener asked is no answer to it.
      answers++;
      tell((listener, ping) => {
        if (answers < (ping || asked)) return;
        subscriptions.set(listener, 0);
        listener.alive();
      });
    },
    lost(loss) {
      retire();
      tell((listener) => {
        subscriptions.delete(listener);
        listener.lost(loss);
      });
    },
  });

  return (listener) => {
    subscriptions.set(listener, 0);
    arrivals++;
    if (isOpen) queueMicrotask(() => subscriptions.has(listener) && listener.opened());
    return {
      newRef: () => `${++refs}`,
      send: socket.send,
      probe() {
        if (!isOpen || !subscriptions.has(listener)) return;
        subscriptions.set(listener, ++asked);
        socket.send(codec.ping(`${++refs}`));
      },
      leave(answered) {
        const ping = subscriptions.get(listener);
        if (ping === undefined) return;
        subscriptions.delete(listener);
        if (ping > answers) retire();
        const before = arrivals;
        queueMicrotask(() => {
          if (arrivals !== before) return;
          if (!answered || !isOpen || !subscriptions.size) retire();
          if (!subscriptions.size) socket.close();
        });
      },
    };
  };
}
