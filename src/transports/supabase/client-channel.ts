import { isRecord } from '../json.js';
import type { ConnectRequest, Failure, LiveConnection, Subject, TransportSink } from '../transport.js';
import type { ChannelMode } from './channel.js';
import { asClient, type Callback, type Channel, type Client, type Realtime } from './client.js';
import { channelEnded, failureFromMessage } from './failures.js';
import type { SupabaseClientLike } from './options.js';
import { hearBroadcast, hearChange, isOfPart, messageIn } from './payload.js';
import { qualifiedName, rowFilter } from './table.js';

export interface ClientChannelOptions {
  readonly client: SupabaseClientLike;
  readonly mode: ChannelMode;
  readonly table: string;
  readonly subject: Subject;
}

/** Our channels that are being removed. Until a client has done that, it answers the same name with the same channel. */
const leaving = new WeakMap<Channel, Promise<unknown>>();

/**
 * Follows one order on a channel of the page's own client. That client would rejoin by itself, so the first status
 * other than SUBSCRIBED ends the connection and removes the channel.
 */
export function joinByClient(
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
  const { schema, name } = qualifiedName(table);

  const confirm = () => {
    if (!confirmed) sink.confirmed();
    confirmed = true;
  };
  const end = () => {
    ended = true;
    stopHearing();
    const left = channel;
    if (left === undefined) return;
    // Not within the client's own callback, which would go on to use the removed channel.
    const removed = Promise.resolve().then(() => client.removeChannel(left));
    leaving.set(
      left,
      removed.then(
        () => left.teardown?.(),
        () => {},
      ),
    );
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
    if (realtime && waitsForToken(realtime)) {
      try {
        await realtime.setAuth();
      } catch {
        return fail({ kind: 'network', reason: 'The Supabase client has no valid token now.' });
      }
    }
    const topic = isPrivate ? `${subject}:${orderId}` : `order-status-${Math.random().toString(36).slice(2)}`;
    for (let used = channelOf(client, topic); used && !ended; used = channelOf(client, topic)) {
      const left = leaving.get(used);
      // It would take our listeners and tell us nothing, not even its end; and ours would end the page's.
      if (!left) {
        const remedy = 'hand in a client of its own, or set supabase-channel="changes"';
        return fail({ kind: 'config', reason: `The Supabase client has a channel ${topic} already: ${remedy}.` });
      }
      await left;
    }
    if (ended) return;
    if (realtime !== undefined) stopHearing = hearHeartbeats(realtime, () => ended || sink.alive());
    const broadcast = { self: false, ack: false, ...(isPrivate && { replication_ready: true }) };
    channel = client.channel(topic, { config: { private: isPrivate, broadcast } });
    channel.on(
      'system',
      {},
      hearing(({ status, message, extension }) => {
        const isOfTable = extension === 'postgres_changes';
        if (status !== 'ok') fail(failureFromMessage(message));
        // Repeated, it says that the server has subscribed to the table once more, and has sent nothing before.
        else if (isOfTable && !isPrivate) sink.confirmed();
        else if (!isOfTable && isPrivate) confirm();
      }),
    );
    if (isPrivate) {
      channel.on(
        'broadcast',
        { event: '*' },
        hearing((broadcast) => {
          const message = messageIn(broadcast);
          confirm();
          if (isOfPart(message, name)) sink.confirmed();
          else hearBroadcast(message, orderId, endingSink);
        }),
      );
    } else {
      const filter = { event: '*', schema, table: name, filter: rowFilter(orderId) };
      channel.on(
        'postgres_changes',
        filter,
        hearing(({ eventType: type, new: record, old, errors }) => {
          hearChange({ type, record, old, errors }, orderId, endingSink);
        }),
      );
    }
    channel.subscribe((status, error) => {
      if (ended) return;
      if (status === 'SUBSCRIBED') sink.opened();
      else fail(error instanceof Error ? failureFromMessage(error.message) : channelEnded);
    });
    if (isPrivate && joinsPublicly(channel)) {
      const remedy = 'update it, or set supabase-channel="changes"';
      fail({ kind: 'config', reason: `This version of supabase-js knows no private channels: ${remedy}.` });
    }
  }

  join().catch(() =>
    fail({
      kind: 'config',
      reason: 'The Supabase client opens no channel.',
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

/** The client's channel of this name, the page's or ours. */
function channelOf(client: Client, topic: string): Channel | undefined {
  return client.getChannels?.().find((channel) => channel.topic === `realtime:${topic}`);
}

/**
 * Whether a client fetches its token, and has none yet: a join that is sent before stays subscribed and silent. Until
 * then, some versions hold their key in its place. Versions before 2.11 of realtime-js hold the token itself under this
 * name, and would lose it.
 */
function waitsForToken({ accessToken, accessTokenValue, apiKey }: Realtime): boolean {
  return typeof accessToken === 'function' && (!accessTokenValue || accessTokenValue === apiKey);
}

/** Whether a client joined the public channel of the same name, as versions before 2.44 do: anyone may send on that. */
function joinsPublicly({ joinPush }: Channel): boolean {
  const { config } = isRecord(joinPush?.payload) ? joinPush.payload : {};
  return isRecord(config) && config.private !== true;
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
