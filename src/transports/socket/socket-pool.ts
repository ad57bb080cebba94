import type { Failure } from '../transport.js';
import { openSocket, type SocketOptions } from './open-socket.js';

/** How a pool reads and writes the protocol of its sockets. */
export interface Codec<Frame> {
  /** Reads a frame; `undefined` if it does not belong to this protocol. Never throws. */
  decode(data: string | ArrayBuffer): Frame | undefined;
  /** The message that asks the server for a pong. */
  ping(ref: string): unknown;
  isPong(frame: Frame): boolean;
}

/** Where one subscription hears of its socket: asynchronously, and never again after `lost` or `leave`. */
export interface SubscriptionListener<Frame> {
  opened(): void;
  /** Every frame of the socket, also those of other subscriptions; `undefined` for an unreadable one. */
  received(frame: Frame | undefined): void;
  alive(): void;
  lost(failure: Failure): void;
}

/** One subscriber's share of a socket. */
export interface Subscription {
  /** A name that no other message or subscription of this socket has. */
  newRef(): string;
  send(message: unknown): void;
  /** Sends a ping; `alive` reports its pong. */
  probe(): void;
  /**
   * Ends the subscription. The last one to leave closes the socket, a microtask later: a new subscription of the same
   * task keeps it open.
   *
   * A socket that owes an answer may be dead, so it takes no new subscriptions: at once if the pong to a ping of this
   * subscription is missing, from the next microtask on if the subscription was not `answered` by the server. To keep
   * new subscriptions off a socket that may be dead (the page slept), probe it and then leave.
   */
  leave(answered: boolean): void;
}

/** Subscribes on the socket of a key, which is opened if there is none. The key is usually the URL. */
export type Subscribe<Frame> = (
  key: string,
  options: SocketOptions,
  listener: SubscriptionListener<Frame>,
) => Subscription;

/** Sockets that subscriptions share: one per WebSocket constructor and key. */
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

/** Opens a socket. `retire` takes it out of the pool, so that it gets no new subscriptions. */
function shareSocket<Frame>(codec: Codec<Frame>, options: SocketOptions, retire: () => void): JoinSocket<Frame> {
  /** Each subscription, and the number of the ping whose pong it waits for: 0 for none. */
  const subscriptions = new Map<SubscriptionListener<Frame>, number>();
  let isOpen = false;
  let refs = 0;
  let joins = 0;
  let pings = 0;
  let pongs = 0;

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
      // Pongs come in the order of the pings. One to an earlier ping does not answer a later one.
      pongs++;
      tell((listener, ping) => {
        if (pongs < (ping || pings)) return;
        subscriptions.set(listener, 0);
        listener.alive();
      });
    },
    lost(failure) {
      retire();
      tell((listener) => {
        subscriptions.delete(listener);
        listener.lost(failure);
      });
    },
  });

  return (listener) => {
    subscriptions.set(listener, 0);
    joins++;
    if (isOpen) queueMicrotask(() => subscriptions.has(listener) && listener.opened());
    return {
      newRef: () => `${++refs}`,
      send: socket.send,
      probe() {
        if (!isOpen || !subscriptions.has(listener)) return;
        subscriptions.set(listener, ++pings);
        socket.send(codec.ping(`${++refs}`));
      },
      leave(answered) {
        const ping = subscriptions.get(listener);
        if (ping === undefined) return;
        subscriptions.delete(listener);
        if (ping > pongs) retire();
        const before = joins;
        queueMicrotask(() => {
          if (joins !== before) return;
          if (!answered || !isOpen || !subscriptions.size) retire();
          if (!subscriptions.size) socket.close();
        });
      },
    };
  };
}
