import { isRecord } from '../json.js';
import type { ConnectRequest, Failure, LiveConnection, Subject, TransportSink } from '../transport.js';
import { channelEnded, failureFromMessage } from './failures.js';
import { hearBroadcast, hearChange } from './payload.js';
import { type PhoenixFrame, subscribeToPhoenix } from './phoenix-frames.js';
import { qualifiedName, rowFilter } from './table.js';

/** Where changes are listened for: a private channel for the order, or the table. */
export type ChannelMode = 'broadcast' | 'changes';

export interface SupabaseChannelOptions {
  readonly mode: ChannelMode;
  /** `wss://…/realtime/v1/websocket?…`; the publishable key is in it, a token never is. */
  readonly socketUrl: string;
  readonly table: string;
  readonly subject: Subject;
  readonly WebSocket: typeof WebSocket | undefined;
  /** Whether to use a socket apart, because a join that is refused freezes a socket for 5 s. */
  readonly apart?: boolean;
}

/** Also hears, just before `lost`, that it was the join itself that the server refused. */
export interface ChannelSink extends TransportSink {
  refused?(loss: Failure): void;
}

/** Private channels in use, by socket and topic: a second join of one topic on a socket would end the first. */
const taken = new Set<string>();

/**
 * Follows one order on one channel of Supabase Realtime, over a socket that all channels of the same key share.
 *
 * The official client is not used for it: it rejoins by itself, reports less than the server says, throws at some
 * frames and leaves listeners on the page. Here a channel is joined once, and what the server says is what is told.
 */
export function followByChannel(
  { mode, socketUrl, table, subject, WebSocket, apart = false }: SupabaseChannelOptions,
  { orderId, token }: ConnectRequest,
  sink: ChannelSink,
): LiveConnection {
  const isPrivate = mode === 'broadcast';
  const topic = `realtime:${isPrivate ? `${subject}:${orderId}` : unguessableName()}`;
  let slot = apart ? 1 : 0;
  const place = () => `${slot} ${socketUrl} ${topic}`;
  while (taken.has(place())) slot++;
  taken.add(place());

  let fresh = token;
  let state: 'opening' | 'joining' | 'joined' | 'confirmed' | 'ended' = 'opening';

  const subscription = subscribeToPhoenix(
    `${slot} ${socketUrl}`,
    { url: socketUrl, WebSocket },
    {
      opened() {
        state = 'joining';
        push('phx_join', joinRef, { config: config(), access_token: fresh });
      },
      received(frame) {
        if (frame === undefined) sink.received(undefined);
        else if (frame.topic === topic && (frame.joinRef ?? joinRef) === joinRef) hear(frame);
      },
      alive: () => sink.alive(),
      lost(loss) {
        end();
        sink.lost(loss);
      },
    },
  );
  const joinRef = subscription.newRef();

  function config() {
    const { schema, name } = qualifiedName(table);
    return {
      broadcast: { ack: false, self: false, ...(isPrivate && { replication_ready: true }) },
      presence: { key: '', enabled: false },
      postgres_changes: isPrivate ? [] : [{ event: '*', schema, table: name, filter: rowFilter(orderId) }],
      private: isPrivate,
    };
  }

  function push(event: string, ref: string, payload: unknown) {
    subscription.send([joinRef, ref, topic, event, payload]);
  }

  function hear({ event, ref, payload }: PhoenixFrame) {
    if (event === 'phx_reply') {
      if (ref !== joinRef || state !== 'joining') return;
      if (payload.status === 'ok') join();
      else refuse(payload.response);
    } else if (event === 'system') {
      if (payload.status === 'ok') confirm();
      else lose(failureFromMessage(payload.message));
    } else if (event === 'phx_close' || event === 'phx_error') {
      lose(channelEnded);
    } else if (event === 'broadcast' && isPrivate) {
      // Even before the server says so, a message shows that messages flow.
      confirm();
      hearBroadcast(payload.payload, endingSink);
    } else if (event === 'postgres_changes' && !isPrivate) {
      const { type, record, errors } = isRecord(payload.data) ? payload.data : {};
      hearChange({ type, record, errors }, endingSink);
    }
  }

  const endingSink = {
    received: (payload: unknown) => sink.received(payload),
    lost: (loss: Failure) => lose(loss),
  };

  function join() {
    state = 'joined';
    sink.opened();
  }

  function refuse(response: unknown) {
    const loss = failureFromMessage(isRecord(response) ? response.reason : undefined);
    sink.refused?.(loss);
    lose(loss, true);
  }

  /** Said again, it is no sign of life: it may have waited while the page slept. Only pongs are told from old ones. */
  function confirm() {
    // Whoever is told that changes flow has joined, though the answer to the join went astray.
    if (state === 'joining') join();
    if (state !== 'joined') return;
    state = 'confirmed';
    sink.confirmed();
  }

  /** The channel ends, its socket does not: the next try may come sooner than after a lost connection. */
  function lose(loss: Failure, answered?: boolean) {
    if (state === 'ended') return;
    leave(answered);
    sink.lost({ ...loss, channelOnly: true });
  }

  function leave(answered = state !== 'opening' && state !== 'joining') {
    if (state !== 'opening') push('phx_leave', subscription.newRef(), {});
    subscription.leave(answered);
    end();
  }

  function end() {
    state = 'ended';
    taken.delete(place());
  }

  return {
    probe: () => subscription.probe(),
    renewToken(renewed) {
      fresh = renewed;
      if (state !== 'opening') push('access_token', subscription.newRef(), { access_token: renewed });
    },
    close() {
      if (state === 'ended') return;
      leave();
    },
  };
}

/** Strangers who knew a public channel's name could talk on it. */
function unguessableName(): string {
  return `order-status-${crypto.getRandomValues(new Uint32Array(4)).join('')}`;
}
