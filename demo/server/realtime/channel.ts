import * as v from 'valibot';
import type { Database } from '../database/database.js';
import type { Claims } from '../database/identity.js';
import { type AcceptedBinding, acceptBinding, type Binding, BindingRefused, bindingSchema } from './bindings.js';
import type { Frame } from './frames.js';
import type { ChangePayload, ChangeSubscriber, PostgresChanges } from './postgres-changes.js';
import { mayListen } from './private-topics.js';
import { Refusal } from './refusals.js';

/** What a client sends with `phx_join`. */
export const joinSchema = v.object({
  config: v.optional(
    v.object({
      private: v.optional(v.boolean(), false),
      broadcast: v.optional(v.nullable(v.object({ replication_ready: v.optional(v.boolean()) }))),
      postgres_changes: v.optional(v.nullable(v.array(bindingSchema))),
    }),
    {},
  ),
  access_token: v.optional(v.nullable(v.string())),
});
export type JoinPayload = v.InferOutput<typeof joinSchema>;

/** A verified token. `expiresAt` is in milliseconds; the publishable key never expires. */
export interface Bearer {
  readonly claims: Claims;
  readonly expiresAt?: number | undefined;
}

export interface ChannelServices {
  readonly database: Database;
  readonly changes: PostgresChanges;
  readonly now: () => number;
  /** Sends to this channel's client. */
  readonly send: (frame: Frame) => void;
  /** The channel ended by itself. */
  readonly closed: (channel: Channel) => void;
}

/** How often a token is looked at again at least, in milliseconds; a real server's figure. */
const checkTokenEvery = 5 * 60 * 1000;

/** One joined channel of one socket. */
export class Channel implements ChangeSubscriber {
  /** With the prefix `realtime:`. */
  readonly topic: string;
  readonly joinRef: string | null;
  readonly isPrivate: boolean;
  bindings: readonly AcceptedBinding[] = [];
  readonly #confirmsBroadcast: boolean;
  readonly #asked: readonly Binding[];
  readonly #services: ChannelServices;
  #bearer: Bearer;
  #tokenTimer: NodeJS.Timeout | undefined;
  #isClosed = false;

  private constructor(frame: Frame, payload: JoinPayload, bearer: Bearer, services: ChannelServices) {
    this.topic = frame.topic;
    this.joinRef = frame.joinRef;
    this.isPrivate = payload.config.private ?? false;
    this.#confirmsBroadcast = payload.config.broadcast?.replication_ready ?? false;
    this.#asked = payload.config.postgres_changes ?? [];
    this.#bearer = bearer;
    this.#services = services;
  }

  /** Rejects with `Refusal` if the bearer may not join. */
  static async join(frame: Frame, payload: JoinPayload, bearer: Bearer, services: ChannelServices): Promise<Channel> {
    const channel = new Channel(frame, payload, bearer, services);
    if (channel.name === '') throw new Refusal('TopicNameRequired', 'You must provide a topic name');
    await channel.#authorize(bearer);
    channel.#watchToken();
    return channel;
  }

  /** The name as the page gave it. */
  get name(): string {
    return this.topic.slice('realtime:'.length);
  }

  get claims(): Claims {
    return this.#bearer.claims;
  }

  /** Says, to a client that asked to hear it, that broadcasts from the database arrive from here on: they do at once. */
  confirmBroadcast(): void {
    if (this.#confirmsBroadcast) this.#system('ok', 'system', 'Replication connection established');
  }

  /** Starts the changes that the join asked for; the client hears whether each is served. */
  async startChanges(): Promise<void> {
    if (this.#asked.length === 0) return;
    const { database, changes } = this.#services;
    try {
      const accepted: AcceptedBinding[] = [];
      for (const binding of this.#asked) accepted.push(await acceptBinding(database, binding, this.claims));
      if (this.#isClosed) return;
      this.bindings = accepted;
      changes.add(this);
      this.#system('ok', 'postgres_changes', 'Subscribed to PostgreSQL');
    } catch (error) {
      if (!(error instanceof BindingRefused)) throw error;
      this.#system('error', 'postgres_changes', error.message);
    }
  }

  /** Takes a new token over; the channel ends if it is of no use here. There is no answer to a good one. */
  async renewToken(bearer: Bearer): Promise<void> {
    await this.#authorize(bearer);
    this.#bearer = bearer;
    this.#watchToken();
    await this.startChanges();
  }

  changed(payload: ChangePayload): void {
    this.#services.send({ joinRef: null, ref: null, topic: this.topic, event: 'postgres_changes', payload });
  }

  /** Tells the client why, and ends. */
  fail(refusal: Refusal): void {
    if (this.#isClosed) return;
    this.#system('error', 'system', refusal.message);
    this.close();
    this.#services.closed(this);
  }

  close(): void {
    if (this.#isClosed) return;
    this.release();
    const { topic, joinRef } = this;
    this.#services.send({ joinRef, ref: joinRef, topic, event: 'phx_close', payload: {} });
  }

  /** Ends without a word: the socket is gone. */
  release(): void {
    this.#isClosed = true;
    clearTimeout(this.#tokenTimer);
    this.#services.changes.remove(this);
  }

  async #authorize({ claims }: Bearer): Promise<void> {
    if (this.isPrivate && !(await mayListen(this.#services.database, claims, this.name))) {
      throw Refusal.ofTopic(this.name);
    }
  }

  #watchToken(): void {
    clearTimeout(this.#tokenTimer);
    const { expiresAt } = this.#bearer;
    if (expiresAt === undefined || this.#isClosed) return;
    const left = expiresAt - this.#services.now();
    if (left <= 0) {
      this.fail(Refusal.ofToken({ kind: 'expired', secondsAgo: Math.floor(-left / 1000) }));
      return;
    }
    this.#tokenTimer = setTimeout(() => this.#watchToken(), Math.min(left, checkTokenEvery));
  }

  #system(status: 'ok' | 'error', extension: string, message: string): void {
    const { topic, joinRef, name } = this;
    const payload = { message, status, extension, channel: name };
    this.#services.send({ joinRef, ref: null, topic, event: 'system', payload });
  }
}
