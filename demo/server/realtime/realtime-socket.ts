import { setTimeout as delay } from 'node:timers/promises';
import * as v from 'valibot';
import type { RawData, WebSocket } from 'ws';
import type { BroadcastMessage } from '../database/committed-feed.js';
import type { Database } from '../database/database.js';
import type { Tokens } from '../tokens.js';
import { bindingId } from './bindings.js';
import { type Bearer, Channel, joinSchema } from './channel.js';
import { decodeFrame, encodeBroadcast, encodeFrame, type Frame, type SerializerVersion } from './frames.js';
import type { PostgresChanges } from './postgres-changes.js';
import { Refusal } from './refusals.js';

export interface RealtimeLimits {
  /** The delay before the answer to a refused join, in milliseconds. */
  readonly joinErrorDelay: number;
  /** The delay before the answer to a refused handshake, in milliseconds. */
  readonly connectErrorDelay: number;
  /** Channels of one socket. */
  readonly maximumChannels: number;
  /** A socket that sends nothing for this time is closed, in milliseconds. */
  readonly idleTimeout: number;
}

export interface RealtimeServices {
  readonly database: Database;
  readonly changes: PostgresChanges;
  readonly tokens: Tokens;
  readonly now: () => number;
  readonly limits: RealtimeLimits;
}

/** One client of the Realtime endpoint: a socket with any number of channels. */
export class RealtimeSocket {
  readonly #socket: WebSocket;
  readonly #version: SerializerVersion;
  /** The claims of the `apikey`. They apply to joins without a token. */
  readonly #keyBearer: Bearer;
  readonly #services: RealtimeServices;
  readonly #channels = new Map<string, Channel>();
  readonly #ended = new AbortController();
  #received: Promise<void> = Promise.resolve();
  /** Outgoing frames that wait until a refused join has its answer; `undefined` when nothing waits. */
  #held: (string | Buffer)[] | undefined;
  #idle: NodeJS.Timeout | undefined;

  constructor(socket: WebSocket, version: SerializerVersion, keyBearer: Bearer, services: RealtimeServices) {
    this.#socket = socket;
    this.#version = version;
    this.#keyBearer = keyBearer;
    this.#services = services;
    socket.on('message', (data, isBinary) => this.#message(data, isBinary));
    socket.on('close', () => this.#end());
    socket.on('error', () => socket.terminate());
    this.#watchIdle();
  }

  /** Sends a message from the database to the channels that it is for. */
  broadcast({ id, topic, event, payload, private: isPrivate }: BroadcastMessage): void {
    const channel = this.#channels.get(`realtime:${topic}`);
    if (channel?.isPrivate !== isPrivate) return;
    this.#send(encodeBroadcast({ topic: channel.topic, event, meta: { id }, payload }, this.#version));
  }

  /** Messages are served one after the other, so a refused join delays those after it. The real server does the same. */
  #message(data: RawData, isBinary: boolean): void {
    this.#watchIdle();
    // Clients send binary frames only for their own broadcasts. These are ignored: there is no insert policy.
    const frame = isBinary ? undefined : decodeFrame(data.toString(), this.#version);
    if (!frame) return;
    this.#received = this.#received
      .then(() => this.#serve(frame))
      .catch((error: unknown) => {
        if (!this.#ended.signal.aborted) console.error('A Realtime message could not be served:', error);
      });
  }

  async #serve(frame: Frame): Promise<void> {
    const { topic, event } = frame;
    if (topic === 'phoenix') {
      if (event === 'heartbeat') this.#reply(frame, 'ok', {});
      return;
    }
    const channel = this.#channels.get(topic);
    if (event === 'phx_join' && topic.startsWith('realtime:')) await this.#join(frame);
    else if (!channel) this.#reply({ ...frame, joinRef: null }, 'error', { reason: 'unmatched topic' });
    else if (event === 'phx_leave') {
      this.#reply(frame, 'ok', {});
      channel.close();
      this.#channels.delete(topic);
    } else if (event === 'access_token') await this.#renewToken(channel, frame);
  }

  async #join(frame: Frame): Promise<void> {
    try {
      const { database, changes, now, limits } = this.#services;
      const payload = v.safeParse(joinSchema, frame.payload);
      if (!payload.success) throw new Refusal(undefined, 'Unknown Error on Channel');
      const previous = this.#channels.get(frame.topic);
      if (!previous && this.#channels.size >= limits.maximumChannels) {
        throw new Refusal('ChannelRateLimitReached', 'Too many channels');
      }
      const bearer = await this.#bearerOf(payload.output.access_token);
      const channel = await Channel.join(frame, payload.output, bearer, {
        database,
        changes,
        now,
        send: (sent) => this.#send(encodeFrame(sent, this.#version)),
        closed: (ended) => {
          if (this.#channels.get(ended.topic) === ended) this.#channels.delete(ended.topic);
        },
      });
      if (this.#ended.signal.aborted) {
        channel.release();
        return;
      }
      this.#channels.set(frame.topic, channel);
      const bindings = payload.output.config.postgres_changes ?? [];
      this.#reply(frame, 'ok', {
        postgres_changes: bindings.map((binding) => ({ id: bindingId(binding), ...binding })),
      });
      previous?.close();
      channel.confirmBroadcast();
      await channel.startChanges();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      await this.#holdEverything(this.#services.limits.joinErrorDelay);
      this.#reply(frame, 'error', { reason: error.reason });
      this.#releaseHeld();
    }
  }

  async #renewToken(channel: Channel, { payload }: Frame): Promise<void> {
    const token = v.safeParse(v.object({ access_token: v.string() }), payload);
    if (!token.success) return;
    try {
      await channel.renewToken(await this.#bearerOf(token.output.access_token));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      channel.fail(error);
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
    if (this.#held) this.#held.push(data);
    else if (!this.#ended.signal.aborted) this.#socket.send(data);
  }

  async #holdEverything(milliseconds: number): Promise<void> {
    this.#held = [];
    await delay(milliseconds, undefined, { signal: this.#ended.signal });
  }

  #releaseHeld(): void {
    const held = this.#held ?? [];
    this.#held = undefined;
    for (const data of held) this.#send(data);
  }

  #watchIdle(): void {
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => this.#socket.close(1000), this.#services.limits.idleTimeout);
  }

  #end(): void {
    this.#ended.abort();
    clearTimeout(this.#idle);
    for (const channel of this.#channels.values()) channel.release();
    this.#channels.clear();
  }
}
