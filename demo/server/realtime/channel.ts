import { randomUUID } from 'node:crypto';
import type { Database } from '../database/database.js';
import type { Claims } from '../database/identity.js';
import { type AcceptedBinding, acceptBinding, type Binding, BindingRefused } from './bindings.js';
import type { Clock } from './clock.js';
import type { BroadcastFrame, Frame, PlainBroadcast } from './frames.js';
import type { JoinPayload } from './join-payload.js';
import { isOutage } from './outages.js';
import type { ChangePayload, ChangeSubscriber, PostgresChanges } from './postgres-changes.js';
import type { PresenceDiff } from './presence.js';
import { mayListen } from './private-topics.js';
import { Refusal } from './refusals.js';
import { type ReplayedMessage, replayedMessages } from './replayed-messages.js';
import type { TopicMember, Topics } from './topics.js';

/** A verified token. `expiresAt` is in milliseconds. The publishable key has none: it never expires. */
export interface Bearer {
  readonly claims: Claims;
  readonly expiresAt?: number | undefined;
}

export interface ChannelDelays {
  /** From a renewed token to its use for `postgres_changes`, in milliseconds. Until then the old claims count. */
  readonly resubscribeDelay: number;
  /** Between two tries to subscribe to changes while the database is away, in milliseconds. */
  readonly changesRetryDelay: number;
}

export interface ChannelServices {
  readonly database: Database;
  readonly changes: PostgresChanges;
  readonly topics: Topics;
  readonly clock: Clock;
  readonly limits: ChannelDelays;
  /** Sends to this channel's client. */
  readonly send: (frame: Frame) => void;
  readonly sendBroadcast: (topic: string, message: BroadcastFrame) => void;
  /** Called when the channel closes itself, for example because its token expired. */
  readonly closed: (channel: Channel) => void;
}

/** The longest time between two checks of a token's expiry, in milliseconds. The real server uses the same. */
const checkTokenEvery = 5 * 60 * 1000;

/** One joined channel of one socket. */
export class Channel implements ChangeSubscriber, TopicMember {
  /** With the prefix `realtime:`. */
  readonly topic: string;
  readonly joinRef: string | null;
  readonly isPrivate: boolean;
  /** Whether the client wants its own broadcasts answered, and sent back to it. */
  readonly acknowledges: boolean;
  readonly sendsToItself: boolean;
  readonly presenceKey: string;
  bindings: readonly AcceptedBinding[] = [];
  /** The claims that `postgres_changes` are read with. */
  claims: Claims;
  readonly #payload: JoinPayload['config'];
  readonly #services: ChannelServices;
  #token: string | undefined;
  #bearer: Bearer;
  #replayed: readonly ReplayedMessage[] = [];
  #cancelTokenCheck = () => {};
  #cancelSubscribing = () => {};
  #isClosed = false;

  private constructor(frame: Frame, payload: JoinPayload, bearer: Bearer, services: ChannelServices) {
    const { private: isPrivate, broadcast, presence } = payload.config;
    this.topic = frame.topic;
    this.joinRef = frame.joinRef;
    this.isPrivate = isPrivate ?? false;
    this.acknowledges = broadcast?.ack ?? false;
    this.sendsToItself = broadcast?.self ?? false;
    this.presenceKey = presence?.key || randomUUID();
    this.claims = bearer.claims;
    this.#payload = payload.config;
    this.#token = payload.access_token ?? undefined;
    this.#bearer = bearer;
    this.#services = services;
  }

  /** Rejects with `Refusal` if the token does not allow the join. */
  static async join(frame: Frame, payload: JoinPayload, bearer: Bearer, services: ChannelServices): Promise<Channel> {
    const channel = new Channel(frame, payload, bearer, services);
    await channel.#authorize(bearer);
    const { replay } = payload.config.broadcast ?? {};
    channel.#replayed = await replayedMessages(services.database, channel, replay);
    channel.#watchToken();
    return channel;
  }

  /** The channel's name as the page gave it, without the prefix `realtime:`. */
  get name(): string {
    return this.topic.slice('realtime:'.length);
  }

  /** The claims that count for what the client sends. */
  get bearerClaims(): Claims {
    return this.#bearer.claims;
  }

  /** What the client asked for: presence, replayed messages, confirmations, changes. Call it after the reply. */
  async start(): Promise<void> {
    this.#services.topics.add(this);
    if (this.#payload.presence?.enabled) this.sendPresence();
    for (const { id, event, payload } of this.#replayed) {
      this.#push('broadcast', { event, meta: { id, replayed: true }, payload, type: 'broadcast' });
    }
    // Broadcasts from the database arrive from now on.
    if (this.#payload.broadcast?.replication_ready) {
      this.#system('ok', 'system', 'Replication connection established');
    }
    await this.#startChanges();
  }

  sendPresence(): void {
    this.#push('presence_state', this.#services.topics.presenceOf(this));
  }

  /** Whether this is the token that the channel has: sending it again changes nothing. */
  hasToken(token: string): boolean {
    return this.#token === token;
  }

  /** Replaces the token. Rejects with `Refusal` if the new token does not allow the channel. A valid one has no answer. */
  async renewToken(token: string, bearer: Bearer): Promise<void> {
    await this.#authorize(bearer);
    this.#token = token;
    this.#bearer = bearer;
    this.#watchToken();
    this.#startChangesAfter(this.#services.limits.resubscribeDelay);
  }

  changed(payload: ChangePayload): void {
    this.#services.send({ joinRef: null, ref: null, topic: this.topic, event: 'postgres_changes', payload });
  }

  broadcast(message: BroadcastFrame | PlainBroadcast): void {
    const { topic } = this;
    if ('plain' in message) {
      this.#services.send({ joinRef: null, ref: null, topic, event: 'broadcast', payload: message.plain });
    } else this.#services.sendBroadcast(topic, message);
  }

  presenceChanged(diff: PresenceDiff): void {
    this.#services.send({ joinRef: null, ref: null, topic: this.topic, event: 'presence_diff', payload: diff });
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
    this.#cancelTokenCheck();
    this.#cancelSubscribing();
    this.#services.changes.remove(this);
    this.#services.topics.remove(this);
  }

  /** Starts the `postgres_changes` that the join asked for. A `system` message says whether they were accepted. */
  async #startChanges(): Promise<void> {
    const asked: readonly Binding[] = this.#payload.postgres_changes ?? [];
    if (asked.length === 0) return;
    const { database, changes, limits } = this.#services;
    const { claims } = this.#bearer;
    try {
      const accepted: AcceptedBinding[] = [];
      for (const binding of asked) accepted.push(await acceptBinding(database, binding, claims));
      if (this.#isClosed) return;
      this.bindings = accepted;
      this.claims = claims;
      changes.add(this);
      this.#system('ok', 'postgres_changes', 'Subscribed to PostgreSQL');
    } catch (error) {
      if (this.#isClosed) return;
      if (error instanceof BindingRefused) this.#system('error', 'postgres_changes', error.message);
      else if (isOutage(error)) {
        this.#system('error', 'postgres_changes', '{:error, "Too many database timeouts"}');
        this.#startChangesAfter(limits.changesRetryDelay);
      } else throw error;
    }
  }

  #startChangesAfter(milliseconds: number): void {
    this.#cancelSubscribing();
    this.#cancelSubscribing = this.#services.clock.after(milliseconds, () => {
      this.#startChanges().catch(() => this.fail(new Refusal(undefined, 'Unknown Error on Channel')));
    });
  }

  async #authorize({ claims }: Bearer): Promise<void> {
    if (this.isPrivate && !(await mayListen(this.#services.database, claims, this.name))) {
      throw Refusal.ofTopic(this.name);
    }
  }

  #watchToken(): void {
    this.#cancelTokenCheck();
    const { expiresAt } = this.#bearer;
    if (expiresAt === undefined || this.#isClosed) return;
    const { clock } = this.#services;
    const left = expiresAt - clock.now();
    if (left <= 0) {
      this.fail(Refusal.ofToken({ kind: 'expired', secondsAgo: Math.floor(-left / 1000) }));
      return;
    }
    this.#cancelTokenCheck = clock.after(Math.min(left, checkTokenEvery), () => this.#watchToken());
  }

  #system(status: 'ok' | 'error', extension: string, message: string): void {
    this.#push('system', { message, status, extension, channel: this.name });
  }

  #push(event: string, payload: unknown): void {
    const { topic, joinRef } = this;
    this.#services.send({ joinRef, ref: null, topic, event, payload });
  }
}
