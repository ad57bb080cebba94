import { isRecord } from '../json.js';
import {
  type ConnectRequest,
  type Failure,
  type FailureKind,
  idNames,
  type LiveConnection,
  ReadError,
  type ReadRequest,
  type Subject,
  type TransportSink,
} from '../transport.js';
import type { ChannelMode } from './channel.js';
import { channelEnded, failureFromMessage } from './failures.js';
import type { SupabaseClientLike } from './options.js';
import { hearBroadcast, hearChange } from './payload.js';
import { failureFromDatabaseCode, firstRow } from './read.js';
import { qualifiedName, rowFilter } from './table.js';

type Callback = (message: unknown, error?: unknown) => void;

interface Channel {
  on(type: string, filter: object, callback: Callback): Channel;
  subscribe(callback: Callback): Channel;
  teardown?(): void;
}

interface Realtime {
  readonly accessToken?: unknown;
  readonly accessTokenValue?: string | null;
  readonly heartbeatCallback?: Callback;
  readonly pendingHeartbeatRef?: string | null;
  setAuth(): Promise<void>;
  onHeartbeat?(callback: Callback): void;
  sendHeartbeat?(): Promise<void>;
}

interface Query extends PromiseLike<{ data: unknown; error: unknown; status: number }> {
  select(columns: string): Query;
  eq(column: string, value: string): Query;
  abortSignal(signal: AbortSignal): Query;
}

/** What is used of supabase-js 2, beyond the minimum that pages must hand in. */
interface Client {
  channel(name: string, options: object): Channel;
  removeChannel(channel: Channel): Promise<unknown>;
  schema(name: string): { from(table: string): Query; rpc(name: string, parameters: object): Query };
  readonly realtime?: Realtime;
}

/** Sees a page's client with the methods that we use; a client without them is refused when one is called. */
function seen(client: SupabaseClientLike): Client {
  return client as unknown as Client;
}

/** Whether the client tells of its heartbeats, so that a probe can be answered. */
export function tellsHeartbeats(client: SupabaseClientLike): boolean {
  return typeof seen(client).realtime?.onHeartbeat === 'function';
}

export interface ClientChannelOptions {
  readonly client: SupabaseClientLike;
  readonly mode: ChannelMode;
  readonly table: string;
  readonly subject: Subject;
}

/**
 * Follows one order on a channel of the page's own client. That client rejoins by itself; here its first status other
 * than SUBSCRIBED ends the connection, and the channel is removed.
 */
export function followByClient(
  { client: given, mode, table, subject }: ClientChannelOptions,
  { orderId }: ConnectRequest,
  sink: TransportSink,
): LiveConnection {
  const client = seen(given);
  const isPrivate = mode === 'broadcast';
  let channel: Channel | undefined;
  let ended = false;
  let confirmed = false;
  let stopHearing = () => {};

  const confirm = () => {
    if (confirmed) sink.alive();
    else sink.confirmed();
    confirmed = true;
  };
  const end = () => {
    ended = true;
    stopHearing();
    const left = channel;
    // Not within the client's own callback, which would go on with a channel that is gone.
    if (left !== undefined) {
      queueMicrotask(() => {
        client.removeChannel(left).then(
          () => left.teardown?.(),
          () => {},
        );
      });
    }
  };
  const lose = (loss: Failure) => {
    if (ended) return;
    end();
    sink.lost(loss);
  };
  const endingSink = { received: (payload: unknown) => sink.received(payload), lost: lose };

  /** Nothing that happens here may throw into the page's client. */
  const hearing =
    (hear: (message: Readonly<Record<string, unknown>>) => void): Callback =>
    (message) => {
      if (ended) return;
      if (isRecord(message)) hear(message);
      else sink.received(undefined);
    };

  async function join() {
    const { realtime } = client;
    // A join that goes out before the first token is in is never corrected: subscribed, and silent.
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
        else lose(failureFromMessage(message));
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
      else lose(error instanceof Error ? failureFromMessage(error.message) : channelEnded);
    });
  }

  join().catch(() =>
    lose({
      kind: 'config',
      reason: 'The Supabase client that was handed in cannot open this channel, or has it open already.',
    }),
  );

  return {
    probe() {
      const { realtime } = client;
      // Asking again while an answer is due would make the client close its socket.
      if (realtime?.pendingHeartbeatRef == null) realtime?.sendHeartbeat?.().catch(() => {});
    },
    // The client has its own session, and renews it.
    renewToken() {},
    close() {
      if (!ended) end();
    },
  };
}

/** Hears the answers to a client's heartbeats, beside the page's own callback. Returns how to stop. */
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

/** Reads the order with the page's own client. */
export async function readByClient(
  {
    client,
    table,
    call,
    subject,
  }: { client: SupabaseClientLike; table: string; call: string | undefined; subject: Subject },
  { orderId, signal }: ReadRequest,
): Promise<unknown> {
  const { schema, name } = qualifiedName(call ?? table);
  let answer: { data: unknown; error: unknown; status: number };
  try {
    const source = seen(client).schema(schema);
    const query =
      call === undefined
        ? source.from(name).select('*').eq('id', orderId)
        : source.rpc(name, { [idNames[subject]]: orderId });
    answer = await query.abortSignal(signal);
  } catch {
    throw new ReadError({ kind: 'network', reason: 'The Supabase client got no answer.' });
  }
  const { data, error, status } = answer;
  if (error === null || error === undefined) return firstRow(data);
  throw new ReadError(
    failureFromDatabaseCode(isRecord(error) ? error.code : undefined, name) ?? {
      kind: kinds[status] ?? 'network',
      reason: `Supabase answered ${status}.`,
    },
  );
}

const kinds: Readonly<Record<number, FailureKind>> = {
  401: 'auth',
  403: 'forbidden',
  404: 'not-found',
  406: 'config',
  429: 'overload',
  503: 'overload',
};
