import * as v from 'valibot';
import type { Database } from '../database/database.js';
import type { Claims } from '../database/identity.js';
import { type AcceptedBinding, acceptBinding, type Binding, BindingRefused, bindingSchema } from './bindings.js';
import type { Frame } from './frames.js';
import type { ChangePayload, ChangeSubscriber, PostgresChanges } from './postgres-changes.js';
import { mayListen } from './private-topics.js';
import { Refusal } from './refusals.js';

/** The payload of `phx_join`. */
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

/** A verified token. `expiresAt` is in milliseconds. The publishable key has none: it never expires. */
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
  /** Called when the channel closes itself, for example because its token expired. */
  readonly closed: (channel: Channel) => void;
}

/** The longest time between two checks of a token's expiry, in milliseconds. The real server uses the same. */
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

  /** Rejects with `Refusal` if the token does not allow the join. */
  static async join(frame: Frame, payload: JoinPayload, bearer: Bearer, services: ChannelServices): Promise<Channel> {
    const channel = new Channel(frame, payload, bearer, services);
    if (channel.name === '') throw new Refusal('TopicNameRequired', 'You must provide a topic name');
    await channel.#authorize(bearer);
    channel.#watchToken();
    return channel;
  }

  /** The channel's name as the page gave it, without the prefix `realtime:`. */
  get name(): string {
    return this.topic.slice('realtime:'.length);
  }

  get claims(): Claims {
    return this.#bearer.claims;
  }

  /** Confirms that broadcasts from the database arrive from now on, if the client asked for this confirmation. */
  confirmBroadcast(): void {
    if (this.#confirmsBroadcast) this.#system('ok', 'system', 'Replication connection established');
  }

  /** Starts the `postgres_changes` that the join asked for. A `system` message says whether they were accepted. */
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

  /** Replaces the token. Rejects with `Refusal` if the new token does not allow the channel. A valid one has no answer. */
  async renewToken(bearer: Bearer): Promise<void> {
    await this.#authorize(bearer);
    this.#bearer = bearer;
    this.#watchToken();
    await this.startChanges();
  }

  changed(payload: ChangePayload): void {
    this.#services.send({ joinRef: null, ref: null, topic: this.topic, event: 'postgres_changes', payload });
  }

  /** Sends the reason to the client and closes the channel. */
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

  /** Ends the channel without a message, because the socket is gone. */
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
