import { supabaseTransport } from '../../../../src/transports/supabase/supabase.js';
import type { Failure, LiveConnection, TransportSink } from '../../../../src/transports/transport.js';
import type { FakeSocket, FakeSockets, SentFrame } from './fake-sockets.js';
import { recordedIds } from './recorded.js';

/** The part of a recorded join that decides what our client joins. */
export interface RecordedJoin {
  readonly joinRef: string;
  readonly topic: string;
  readonly isPrivate: boolean;
  readonly bindings: readonly Binding[];
  readonly token: string | undefined;
}

export interface Binding {
  readonly event: string;
  readonly schema: string;
  readonly table?: string;
  readonly filter?: string;
}

/** Reads a `phx_join`, of either version of the protocol. */
export function joinOf(frame: unknown): RecordedJoin | undefined {
  const named = frame as Readonly<Record<string, unknown>>;
  const [joinRef, , topic, event, payload] = Array.isArray(frame)
    ? (frame as readonly unknown[])
    : [named.join_ref, named.ref, named.topic, named.event, named.payload];
  if (event !== 'phx_join') return undefined;
  const { config = {}, access_token: token } = payload as {
    config?: { private?: boolean; postgres_changes?: readonly Binding[] };
    access_token?: string;
  };
  return {
    joinRef: String(joinRef),
    topic: String(topic),
    isPrivate: config.private ?? false,
    bindings: config.postgres_changes ?? [],
    token,
  };
}

/** The order that a recorded join is about: that of its private topic or of its filter, else order A. */
function orderOf({ topic, isPrivate, bindings: [binding] }: RecordedJoin): string {
  if (isPrivate) return topic.replace('realtime:order:', '');
  return /^id=eq\.([^,]*)$/.exec(binding?.filter ?? '')?.[1] ?? recordedIds.A;
}

/**
 * One channel that the recorded client joined, followed by our transport instead. It writes down what the transport
 * reports, with the time since its start.
 */
export class FollowedChannel implements TransportSink {
  readonly join: RecordedJoin;
  readonly orderId: string;
  /** `opened@25`, `confirmed@1776`, the version of each payload, `alive`, `lost:auth@8021`. */
  readonly log: string[] = [];
  readonly losses: Failure[] = [];
  readonly connection: LiveConnection;
  readonly #sockets: FakeSockets;
  readonly #now: () => number;
  readonly #startedAt: number;
  #socket: FakeSocket | undefined;
  #hasLeft = false;
  #sent: SentFrame | undefined;

  constructor(join: RecordedJoin, sockets: FakeSockets, now: () => number) {
    this.join = join;
    this.orderId = orderOf(join);
    this.#sockets = sockets;
    this.#now = now;
    this.#startedAt = now();
    const { isPrivate, bindings, token } = join;
    const { schema, table = 'orders' } = bindings[0] ?? { schema: 'public' };
    const transport = supabaseTransport(
      {
        supabaseUrl: 'https://recorded.supabase.co',
        supabaseKey: 'sb_publishable_recorded',
        supabaseChannel: isPrivate ? 'broadcast' : 'changes',
        supabaseTable: schema === 'public' ? table : `${schema}.${table}`,
      },
      { WebSocket: sockets.WebSocket },
    );
    const connection = transport.connect?.({ orderId: this.orderId, token }, this);
    if (!connection) throw new Error('The transport cannot connect.');
    this.connection = connection;
  }

  /** Takes the newest join of our client as this channel's own. */
  adopt(): void {
    this.#socket = this.#sockets.newest;
    const sent = this.#socket.sent.findLast(([, , , event]) => event === 'phx_join');
    if (!sent) throw new Error(`The transport sent no join for ${this.join.topic}.`);
    this.#sent = sent;
  }

  /** What our client sent to join; `undefined` before the socket is open. */
  get ownJoin(): SentFrame | undefined {
    return this.#sent;
  }

  /** The newest frame with this event that our client sent on the channel's socket. */
  sentLast(event: string): SentFrame | undefined {
    return this.#socket?.sent.findLast((frame) => frame[3] === event);
  }

  /** The page leaves. Our client has to tell the server, unless the channel has ended. */
  leave(): void {
    const hasEnded = this.losses.length > 0 || this.#hasLeft;
    this.#hasLeft = true;
    this.connection.close();
    if (hasEnded || !this.#sent) return;
    const [joinRef, , topic] = this.#sent;
    const left = this.sentLast('phx_leave');
    if (left?.[0] !== joinRef || left[2] !== topic) throw new Error(`The transport did not leave ${this.join.topic}.`);
  }

  /** The page has another token. Our client has to hand it to the server, unless the channel has ended. */
  renewToken(token: string): void {
    this.connection.renewToken(token);
    const [, , topic, , payload] = this.sentLast('access_token') ?? [];
    const isSent = topic === this.#sent?.[2] && (payload as { access_token?: string })?.access_token === token;
    if (!isSent && this.losses.length === 0) throw new Error(`The transport kept a token for ${this.join.topic}.`);
  }

  /** The server says something to our client. */
  hear(data: string | Buffer): void {
    this.#socket?.say(typeof data === 'string' ? data : Uint8Array.from(data).buffer);
  }

  opened(): void {
    this.#write('opened', true);
  }

  confirmed(): void {
    this.#write('confirmed', true);
  }

  received(payload: unknown): void {
    const { version, n } = (payload ?? {}) as { version?: number; n?: number };
    if (payload === undefined) this.#write('unreadable');
    else this.#write(version === undefined ? (n === undefined ? JSON.stringify(payload) : `n${n}`) : `v${version}`);
  }

  alive(): void {
    this.#write('alive');
  }

  lost(failure: Failure): void {
    this.losses.push(failure);
    this.#write(`lost:${failure.kind}`, true);
  }

  #write(entry: string, isTimed = false): void {
    this.log.push(isTimed ? `${entry}@${this.#now() - this.#startedAt}` : entry);
  }

  /** The log on one line. Versions that follow each other are written `v418..v440`, other repetitions `3 × alive`. */
  get summary(): string {
    const parts: string[] = [];
    for (const entry of this.log) {
      const last = parts.at(-1) ?? '';
      const [, first = '', kind, end] = /^((v|n)\d+)(?:\.\.\2(\d+))?$/.exec(last) ?? [];
      const [, times = '1', same = last] = /^(\d+) × (.+)$/.exec(last) ?? [];
      if (kind !== undefined && entry === `${kind}${Number(end ?? first.slice(1)) + 1}`)
        parts.splice(-1, 1, `${first}..${entry}`);
      else if (same === entry) parts.splice(-1, 1, `${Number(times) + 1} × ${entry}`);
      else parts.push(entry);
    }
    return parts.join(' ') || 'silent';
  }
}
