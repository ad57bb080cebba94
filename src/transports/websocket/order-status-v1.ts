import { isRecord, parseJson } from '../json.js';
import { failureFromCode, type SocketOptions } from '../socket/open-socket.js';
import { socketPool } from '../socket/socket-pool.js';
import {
  type ConnectRequest,
  idNames,
  type LiveConnection,
  ReadError,
  type Subject,
  type TransportSink,
} from '../transport.js';

type Message = Readonly<Record<string, unknown>>;

const subscribeToSocket = socketPool<Message>({
  decode(data) {
    const message = typeof data === 'string' ? parseJson(data) : undefined;
    return isRecord(message) && typeof message.type === 'string' ? message : undefined;
  },
  ping: () => ({ type: 'ping' }),
  isPong: (message) => message.type === 'pong',
});

/** Called with the order, or with the reason why there is none. */
type SnapshotWaiter = (order: unknown, failure?: string) => void;

/** Follows one order, or a board, by PROTOCOL.md, over a socket that all subscriptions of its URL share. */
export function followByV1(
  { url, WebSocket, subject = 'order' }: SocketOptions & { readonly subject?: Subject | undefined },
  { orderId, token }: ConnectRequest,
  sink: TransportSink,
): LiveConnection {
  const waiters = new Set<SnapshotWaiter>();
  let fresh = token;
  let subscribed = false;
  let ended = false;

  const subscription = subscribeToSocket(
    url,
    { url, WebSocket, protocols: ['order-status.v1'] },
    {
      opened() {
        subscription.send({ type: 'subscribe', ref, [idNames[subject]]: orderId, token: fresh });
        sink.opened();
      },
      received(message) {
        if (message === undefined) sink.received(undefined);
        else if (message.type === 'error') sink.alive();
        else if (message.ref === ref) hear(message);
      },
      alive: () => sink.alive(),
      lost(failure) {
        end(failure.reason);
        sink.lost(failure);
      },
    },
  );
  const ref = subscription.newRef();

  function hear(message: Message) {
    if (message.type === 'subscribed') {
      subscribed = true;
      sink.confirmed();
    } else if (message.type === 'closed') {
      const failure = { ...failureFromCode(message.code), channelOnly: true };
      end(failure.reason);
      subscription.leave(true);
      sink.lost(failure);
    } else if (message.type === subject) {
      // Frames come in order: after the answer to an earlier question every later change follows, so it answers all.
      if (message.snapshot !== true || waiters.size === 0) sink.received(message[subject]);
      else for (const settle of [...waiters]) settle(message[subject]);
    }
  }

  function end(reason: string) {
    ended = true;
    for (const settle of [...waiters]) settle(undefined, reason);
  }

  return {
    probe: () => subscription.probe(),
    renewToken(renewed) {
      fresh = renewed;
      subscription.send({ type: 'token', ref, token: renewed });
    },
    requestSnapshot: ({ minVersion, signal }) =>
      new Promise((resolve, reject) => {
        const settle: SnapshotWaiter = (order, failure) => {
          waiters.delete(settle);
          signal.removeEventListener('abort', abort);
          if (failure === undefined) resolve(order);
          else reject(new ReadError({ kind: 'network', reason: failure }));
        };
        const abort = () => settle(undefined, 'The snapshot was given up.');
        waiters.add(settle);
        signal.addEventListener('abort', abort);
        if (ended || signal.aborted) abort();
        else subscription.send({ type: 'snapshot', ref, min_version: minVersion });
      }),
    close() {
      if (ended) return;
      end('The connection was closed.');
      subscription.send({ type: 'unsubscribe', ref });
      subscription.leave(subscribed);
    },
  };
}
