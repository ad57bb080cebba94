import * as v from 'valibot';
import type { RawData, WebSocket } from 'ws';
import type { Database } from '../database/database.js';
import type { Tokens } from '../tokens.js';
import { bindingId } from './bindings.js';
import { type Bearer, Channel, type ChannelDelays } from './channel.js';
import { changePresence, passOn } from './client-messages.js';
import { type Clock, wait } from './clock.js';
import {
  decodeBroadcast,
  decodeFrame,
  encodeBroadcast,
  encodeFrame,
  type Frame,
  isBroadcastFrame,
  type SerializerVersion,
} from './frames.js';
import { type JoinPayload, joinSchema } from './join-payload.js';
import { isOutage, nameOf } from './outages.js';
import type { PostgresChanges } from './postgres-changes.js';
import type { RateCounter } from './rate-counter.js';
import { Refusal } from './refusals.js';
import type { Topics } from './topics.js';

export interface RealtimeLimits extends ChannelDelays {
  /** The delay before the answer to a refused join, in milliseconds. */
  readonly joinErrorDelay: number;
  /** The delay before the answer to a refused handshake, in milliseconds. */
  readonly connectErrorDelay: number;
  /** Sockets with a channel; a handshake beyond it is refused with 429. */
  readonly maximumUsers: number;
  /** Channels of one socket. */
  readonly maximumChannels: number;
  /** Joins of all sockets, on average. A join beyond it is refused, and its socket closed. */
  readonly maximumJoinsPerSecond: number;
  /** Messages, and changes, on average. What is beyond it is not sent, and nobody is told. */
  readonly maximumEventsPerSecond: number;
  /** The largest broadcast, in bytes. A larger one is not sent, and nobody is told. */
  readonly maximumPayload: number;
  /** Whether clients may send broadcasts and presence to public channels. */
  readonly allowsPublicSending: boolean;
  /** A socket that sends nothing for this time is closed, in milliseconds. */
  readonly idleTimeout: number;
  /** What may wait for a client that does not read, in bytes. With more, its connection is broken. */
  readonly maximumUnread: number;
}

export interface RealtimeServices {
  readonly database: Database;
  readonly changes: PostgresChanges;
  readonly tokens: Tokens;
  readonly clock: Clock;
  readonly limits: RealtimeLimits;
}

/** What all sockets of the endpoint share. */
export interface SharedServices extends RealtimeServices {
  readonly topics: Topics;
  readonly joins: RateCounter;
  readonly events: RateCounter;
}

/** One client of the Realtime endpoint: a socket with any number of channels. */
export class RealtimeSocket {
  /** Whether a channel was ever joined: only then does the socket count as a user. */
  hasJoined = false;
  readonly #socket: WebSocket;
  readonly #version: SerializerVersion;
  /** The claims of the `apikey`. They apply to joins without a token. */
  readonly #keyBearer: Bearer;
  readonly #services: SharedServices;
  readonly #channels = new Map<string, Channel>();
  readonly #ended = new AbortController();
  #received: Promise<void> = Promise.resolve();
  /** Outgoing frames that wait until a refused join has its answer; `undefined` when nothing waits. */
  #held: (string | Buffer)[] | undefined;
  #heldBytes = 0;
  #cancelIdle = () => {};

  constructor(socket: WebSocket, version: SerializerVersion, keyBearer: Bearer, services: SharedServices) {
    this.#socket = socket;
    this.#version = version;
    this.#keyBearer = keyBearer;
    this.#services = services;
    socket.on('message', (data, isBinary) => this.#message(data, isBinary));
    socket.on('close', () => this.#end());
    socket.on('error', () => socket.terminate());
    this.#watchIdle();
  }

  /** Messages are served one after the other, so a refused join delays those after it. The real server does the same. */
  #message(data: RawData, isBinary: boolean): void {
    this.#watchIdle();
    const frame = isBinary ? decodeBroadcast(data as Buffer) : decodeFrame(data.toString(), this.#version);
    if (!frame) return;
    this.#enqueue(() => this.#serve(frame));
  }

  #enqueue(task: () => Promise<void> | void): void {
    this.#received = this.#received.then(task).catch((error: unknown) => {
      if (!this.#ended.signal.aborted) console.error(`A Realtime message could not be served: ${nameOf(error)}`);
    });
  }

  async #serve(frame: Frame): Promise<void> {
    const { topic, event, joinRef } = frame;
    if (topic === 'phoenix') {
      if (event === 'heartbeat') this.#reply(frame, 'ok', {});
      return;
    }
    const channel = this.#channels.get(topic);
    if (event === 'phx_join' && topic.startsWith('realtime:')) await this.#join(frame);
    // Who leaves a channel that was refused, or has ended, is told that it is left.
    else if (event === 'phx_leave' && (!channel || channel.joinRef !== joinRef)) this.#reply(frame, 'ok', {});
    else if (!channel) this.#reply({ ...frame, joinRef: null }, 'error', { reason: 'unmatched topic' });
    else if (event === 'phx_leave') {
      this.#reply(frame, 'ok', {});
      channel.close();
      this.#channels.delete(topic);
    } else if (event === 'access_token') await this.#renewToken(channel, frame);
    else await this.#serveMessage(channel, frame);
  }

  /** What a client sends to the others on its topic. Other events are ignored, as the real server does. */
  async #serveMessage(channel: Channel, frame: Frame): Promise<void> {
    const { event, payload } = frame;
    const answer =
      event === 'broadcast'
        ? await passOn(channel, isBroadcastFrame(payload) ? payload : { plain: payload }, this.#services)
        : event === 'presence'
          ? await changePresence(channel, payload, this.#services)
          : undefined;
    if (answer) this.#reply(frame, answer.status, answer.response);
  }

  async #join(frame: Frame): Promise<void> {
    try {
      const { limits, joins } = this.#services;
      const payload = v.safeParse(joinSchema, frame.payload);
      if (frame.topic === 'realtime:') throw new Refusal('TopicNameRequired', 'You must provide a topic name');
      if (!payload.success) throw new Refusal(undefined, 'Unknown Error on Channel');
      if (!joins.take()) throw new Refusal('ClientJoinRateLimitReached', 'Too many joins per second', true);
      if (!this.#channels.has(frame.topic) && this.#channels.size >= limits.maximumChannels) {
        throw new Refusal('ChannelRateLimitReached', 'Too many channels');
      }
      const bearer = await this.#bearerOf(payload.output.access_token);
      await this.#admit(frame, payload.output, bearer);
    } catch (error) {
      const refusal = Refusal.ofError(error, isOutage(error));
      if (!(error instanceof Refusal)) console.error(`A Realtime join failed: ${nameOf(error)}`);
      // What had arrived by then is still served, as in the mailbox of the real server's socket.
      if (refusal.endsSocket) this.#enqueue(() => this.#socket.close(1001));
      await this.#holdEverything(this.#services.limits.joinErrorDelay);
      this.#reply(frame, 'error', { reason: refusal.reason });
      this.#releaseHeld();
    }
  }

  async #admit(frame: Frame, payload: JoinPayload, bearer: Bearer): Promise<void> {
    const channel = await Channel.join(frame, payload, bearer, {
      ...this.#services,
      send: (sent) => this.#send(encodeFrame(sent, this.#version)),
      sendBroadcast: (topic, message) => {
        const encoded = encodeBroadcast(topic, message, this.#version);
        if (encoded !== undefined) this.#send(encoded);
      },
      closed: (ended) => {
        if (this.#channels.get(ended.topic) === ended) this.#channels.delete(ended.topic);
      },
    });
    if (this.#ended.signal.aborted) {
      channel.release();
      return;
    }
    const previous = this.#channels.get(frame.topic);
    this.#channels.set(frame.topic, channel);
    this.hasJoined = true;
    const bindings = payload.config.postgres_changes ?? [];
    this.#reply(frame, 'ok', {
      postgres_changes: bindings.map((binding) => ({ id: bindingId(binding), ...binding })),
    });
    previous?.close();
    await channel.start();
  }

  async #renewToken(channel: Channel, { payload }: Frame): Promise<void> {
    const token = v.safeParse(v.object({ access_token: v.string() }), payload);
    if (!token.success) return;
    const { access_token } = token.output;
    if (access_token.startsWith('sb_') || channel.hasToken(access_token)) return;
    try {
      await channel.renewToken(access_token, await this.#bearerOf(access_token));
    } catch (error) {
      channel.fail(error instanceof Refusal ? error : Refusal.ofDatabase());
    }
  }

  /** The bearer of a token. Without a token, or with a publishable key, it is the bearer of the handshake's key. */
  async #bearerOf(token: string | null | undefined): Promise<Bearer> {
    if (token === null || token === undefined || token.startsWith('sb_')) return this.#keyBearer;
    const check = await this.#services.tokens.check(token);
    if (check.fault) throw Refusal.ofToken(check.fault);
    return check;
  }

  #reply({ joinRef, ref, topic }: Frame, status: 'ok' | 'error', response: unknown): void {
    const reply: Frame = { joinRef, ref, topic, event: 'phx_reply', payload: { status, response } };
    const encoded = encodeFrame(reply, this.#version);
    // The answer to the refused join itself goes out before the frames that it delayed.
    if (this.#held && status === 'error') this.#socket.send(encoded);
    else this.#send(encoded);
  }

  #send(data: string | Buffer): void {
    if (this.#ended.signal.aborted) return;
    if (this.#held) {
      this.#held.push(data);
      this.#heldBytes += data.length;
    } else this.#socket.send(data);
    const unread = this.#socket.bufferedAmount + this.#heldBytes;
    if (unread > this.#services.limits.maximumUnread) this.#socket.terminate();
  }

  async #holdEverything(milliseconds: number): Promise<void> {
    this.#held = [];
    await wait(this.#services.clock, milliseconds, this.#ended.signal);
  }

  #releaseHeld(): void {
    const held = this.#held ?? [];
    this.#held = undefined;
    this.#heldBytes = 0;
    for (const data of held) this.#send(data);
  }

  #watchIdle(): void {
    this.#cancelIdle();
    const { clock, limits } = this.#services;
    this.#cancelIdle = clock.after(limits.idleTimeout, () => this.#socket.close(1000));
  }

  #end(): void {
    this.#ended.abort();
    this.#cancelIdle();
    for (const channel of this.#channels.values()) channel.release();
    this.#channels.clear();
  }
}
