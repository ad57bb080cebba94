import { isRecord } from '../json.js';
import type { ConnectRequest, Failure, FailureKind, LiveConnection, Subject, TransportSink } from '../transport.js';
import { channelEnded, failureFromMessage } from './failures.js';
import { hearBroadcast, hearChange, isOfPart, messageIn, orderIn } from './payload.js';
import { type PhoenixFrame, subscribeToPhoenix } from './phoenix-frames.js';
import { qualifiedName, rowFilter } from './table.js';

/** Where changes come from: a private channel for the order, the table, or `both` on that private channel. */
export type ChannelMode = 'broadcast' | 'changes' | 'both';

export interface SupabaseChannelOptions {
  readonly mode: ChannelMode;
  /** `wss://…/realtime/v1/websocket?…`; it holds the publishable key, never a token. */
  readonly socketUrl: string;
  readonly table: string;
  readonly subject: Subject;
  readonly WebSocket: typeof WebSocket | undefined;
}

/** A sink that also hears what tells where changes come from. */
export interface ChannelSink extends TransportSink {
  /** The server refused the join itself; `lost` follows. */
  refused?(failure: Failure): void;
  /** Something shows where changes come from: `broadcast`, as one came or the table sends none; or the table alone. */
  shows?(way: 'broadcast' | 'changes'): void;
}

/** Why a table never sends its changes: it is not published, the token's role may not read it, or its ids are of another kind. */
const refusals: readonly FailureKind[] = ['config', 'forbidden', 'not-found'];

/** Channels in use, by socket and topic: a second join of the same topic on one socket would end the first. */
const taken = new Set<string>();

/**
 * Follows one order on one channel of Supabase Realtime, over a socket that all channels of the same key share.
 *
 * The official client would rejoin by itself, report less than the server says, throw at some frames and leave
 * listeners on the page. Here a channel is joined once, and everything that the server says is reported.
 */
export function followByChannel(
  { mode, socketUrl, table, subject, WebSocket }: SupabaseChannelOptions,
  { orderId, token }: ConnectRequest,
  sink: ChannelSink,
): LiveConnection {
  const isPrivate = mode !== 'changes';
  const topic = `realtime:${isPrivate ? `${subject}:${orderId}` : unguessableName()}`;
  let slot = 0;
  const slotOf = () => `${slot} ${socketUrl} ${topic}`;
  while (taken.has(slotOf())) slot++;
  taken.add(slotOf());

  let fresh = token;
  const { schema, name } = qualifiedName(table);
  /** Whether the database sends this order on the private channel. */
  let hasBroadcasts = false;
  /** The newest version that a broadcast brought; infinite where they bring none. */
  let broadcastVersion = 0;
  /** Whether the server sends what the database broadcasts, if it broadcasts anything. */
  let isReplicated = false;
  let isTableConfirmed = false;
  let isTableRefused = false;
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
      lost(failure) {
        end();
        sink.lost(failure);
      },
    },
  );
  const joinRef = subscription.newRef();

  function config() {
    return {
      broadcast: { ack: false, self: false, ...(isPrivate && { replication_ready: true }) },
      presence: { key: '', enabled: false },
      postgres_changes: mode === 'broadcast' ? [] : [{ event: '*', schema, table: name, filter: rowFilter(orderId) }],
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
      const isOfTable = payload.extension === 'postgres_changes';
      if (payload.status === 'ok') hearConfirmation(isOfTable);
      else hearFault(failureFromMessage(payload.message), isOfTable);
    } else if (event === 'phx_close' || event === 'phx_error') {
      fail(channelEnded);
    } else if (event === 'broadcast' && isPrivate) {
      hearMessage(messageIn(payload));
    } else if (event === 'postgres_changes' && mode !== 'broadcast') {
      hearTable(isRecord(payload.data) ? payload.data : {});
    }
  }

  function hearMessage(message: unknown) {
    const isPart = isOfPart(message, name);
    const order = isPart ? undefined : orderIn(message, orderId);
    // A message shows that messages flow, also before the server says so.
    if (mode !== 'both' || order) confirm();
    if (order) {
      const version = Number(order.version ?? Number.POSITIVE_INFINITY);
      broadcastVersion = hasBroadcasts ? Math.max(broadcastVersion, version) : version;
      hasBroadcasts = true;
      sink.shows?.('broadcast');
    }
    if (!isPart) hearBroadcast(message, orderId, endingSink);
    else if (state === 'confirmed') sink.confirmed();
  }

  function hearTable({ type, record, old_record: old, errors }: Readonly<Record<string, unknown>>) {
    // Where broadcasts come, these come later and say the same; without versions they would look like the newer ones.
    const isNewer = isRecord(record) && Number(record.version) > broadcastVersion;
    if (hasBroadcasts && type !== 'DELETE' && !isNewer) return;
    // On the private channel, a row that the token may not read is no reason to leave.
    if (isPrivate && Array.isArray(errors) && errors.length > 0) return;
    if (type !== 'DELETE') sink.shows?.('changes');
    hearChange({ type, record, old, errors }, orderId, endingSink);
  }

  /** With both ways, the table's answer counts: until a broadcast has come, the private channel may be mute. */
  function hearConfirmation(isOfTable: boolean) {
    // Repeated, it says that the server has subscribed to the table once more, and has sent nothing before.
    if (isOfTable && isTableConfirmed && state === 'confirmed' && !hasBroadcasts) sink.confirmed();
    if (isOfTable) isTableConfirmed = true;
    else isReplicated = true;
    if (mode === 'both' ? isOfTable || isTableRefused : isOfTable !== isPrivate) confirm();
  }

  function hearFault(failure: Failure, isOfTable: boolean) {
    if (mode !== 'both') return fail(failure);
    if (!isOfTable) {
      // The channel is shut because broadcasts cannot come; the table's changes did.
      if (isTableConfirmed && !isReplicated && !hasBroadcasts && failure.kind === 'network') sink.shows?.('changes');
      return fail(failure);
    }
    if (refusals.includes(failure.kind)) {
      isTableRefused = true;
      sink.shows?.('broadcast');
      if (isReplicated) confirm();
    } else if (state === 'confirmed' && !hasBroadcasts && !isTableRefused) {
      // Nothing has shown that the other way brings anything.
      fail(failure);
    }
  }

  const endingSink = {
    received: (payload: unknown) => sink.received(payload),
    lost: (failure: Failure) => fail(failure),
  };

  function join() {
    state = 'joined';
    sink.opened();
  }

  function refuse(response: unknown) {
    const failure = failureFromMessage(isRecord(response) ? response.reason : undefined);
    sink.refused?.(failure);
    fail(failure, true);
  }

  /** A repeated confirmation is no sign of life: it may have waited while the page slept. Only pongs show their age. */
  function confirm() {
    // A confirmed channel is joined, even if the reply to the join got lost.
    if (state === 'joining') join();
    if (state !== 'joined') return;
    state = 'confirmed';
    sink.confirmed();
  }

  /** The channel ends, its socket does not: the next attempt may come sooner than after a lost connection. */
  function fail(failure: Failure, answered?: boolean) {
    if (state === 'ended') return;
    leave(answered);
    sink.lost({ ...failure, channelOnly: true });
  }

  function leave(answered = state !== 'opening' && state !== 'joining') {
    if (state !== 'opening') push('phx_leave', subscription.newRef(), {});
    subscription.leave(answered);
    end();
  }

  function end() {
    state = 'ended';
    taken.delete(slotOf());
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

/** A name that nobody can guess: everybody who knows the name of a public channel may send on it. */
function unguessableName(): string {
  return `order-status-${crypto.getRandomValues(new Uint32Array(4)).join('')}`;
}
