import { isRecord } from '../json.js';
import type { ConnectRequest, Failure, LiveConnection, Subject, TransportSink } from '../transport.js';
import type { ChannelMode } from './channel.js';
import { asClient, type Callback, type Channel, type Realtime } from './client.js';
import { channelEnded, failureFromMessage } from './failures.js';
import type { SupabaseClientLike } from './options.js';
import { hearBroadcast, hearChange } from './payload.js';
import { qualifiedName, rowFilter } from './table.js';

export interface ClientChannelOptions {
  readonly client: SupabaseClientLike;
  readonly mode: ChannelMode;
  readonly table: string;
  readonly subject: Subject;
}

/**
 * Follows one order on a channel of the page's own client. That client would rejoin by itself, so the first status
 * other than SUBSCRIBED ends the connection and removes the channel.
 */
export function followByClient(
  { client: given, mode, table, subject }: ClientChannelOptions,
  { orderId }: ConnectRequest,
  sink: TransportSink,
): LiveConnection {
  const client = asClient(given);
  const isPrivate = mode === 'broadcast';
  let channel: Channel | undefined;
  let ended = false;
  let confirmed = false;
  let stopHearing = () => {};

  /** A repeated confirmation is no sign of life: it may have waited while the page slept. */
  const confirm = () => {
    if (!confirmed) sink.confirmed();
    confirmed = true;
  };
  const end = () => {
    ended = true;
    stopHearing();
    const left = channel;
    // Not within the client's own callback, which would go on to use the removed channel.
    if (left !== undefined) {
      queueMicrotask(() => {
        client.removeChannel(left).then(
          () => left.teardown?.(),
          () => {},
        );
      });
    }
  };
  const fail = (failure: Failure) => {
    if (ended) return;
    end();
    sink.lost(failure);
  };
  const endingSink = { received: (payload: unknown) => sink.received(payload), lost: fail };

  /** A callback for the page's client that ends with the connection and takes any message. */
  const hearing =
    (hear: (message: Readonly<Record<string, unknown>>) => void): Callback =>
    (message) => {
      if (ended) return;
      if (isRecord(message)) hear(message);
      else sink.received(undefined);
    };

  async function join() {
    const { realtime } = client;
    // A join that is sent before the first token stays subscribed and silent.
    if (realtime?.accessToken && !realtime.accessTokenValue) await realtime.setAuth();
    if (ended) return;
    if (realtime !== undefined) stopHearing = hearHeartbeats(realtime, () => ended || sink.alive());
    const { schema, name } = qualifiedName(table);
    const broadcast = { self: false, ack: false, ...(isPrivate && { replication_ready: true }) };
    channel = client.channel(
      isPrivate ? `${subject}:${orderId}` : `order-status-${Math.random().toString(36).slice(2)}`,
      {
        config: { private: isPrivate, broadcast },
      },
    );
    channel.on(
      'system',
      {},
      hearing(({ status, message }) => {
        if (status === 'ok') confirm();
        else fail(failureFromMessage(message));
      }),
    );
    if (isPrivate) {
      channel.on(
        'broadcast',
        { event: '*' },
        hearing(({ payload }) => {
          confirm();
          hearBroadcast(payload, endingSink);
        }),
      );
    } else {
      const filter = { event: '*', schema, table: name, filter: rowFilter(orderId) };
      channel.on(
        'postgres_changes',
        filter,
        hearing(({ eventType, new: record, errors }) => {
          hearChange({ type: eventType, record, errors: errors ?? undefined }, endingSink);
        }),
      );
    }
    channel.subscribe((status, error) => {
      if (ended) return;
      if (status === 'SUBSCRIBED') sink.opened();
      else fail(error instanceof Error ? failureFromMessage(error.message) : channelEnded);
    });
  }

  join().catch(() =>
    fail({
      kind: 'config',
      reason: 'The Supabase client that was handed in cannot open this channel, or has it open already.',
    }),
  );

  return {
    probe() {
      const { realtime } = client;
      // A second heartbeat before the answer to the first would make the client close its socket.
      if (realtime?.pendingHeartbeatRef == null) realtime?.sendHeartbeat?.().catch(() => {});
    },
    // The client renews its own session.
    renewToken() {},
    close() {
      if (!ended) end();
    },
  };
}

/** Listens to the answers to a client's heartbeats, beside the page's own callback. Returns how to stop. */
function hearHeartbeats(realtime: Realtime, alive: () => void): () => void {
  const before = realtime.heartbeatCallback;
  let hearing = true;
  realtime.onHeartbeat?.((status, ...more) => {
    before?.(status, ...more);
    if (hearing && status === 'ok') alive();
  });
  const ours = realtime.heartbeatCallback;
  return () => {
    hearing = false;
    if (before !== undefined && realtime.heartbeatCallback === ours) realtime.onHeartbeat?.(before);
  };
}
