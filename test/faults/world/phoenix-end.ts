import type { OrderServer } from './order-server.js';
import type { Version } from './origin.js';
import { type Damage, ServerEnd } from './server-end.js';
import type { FrameMark, SimulatedSocket } from './simulated-socket.js';
import type { World } from './world.js';

/** How long a refused join blocks its socket, ms. */
const denialPause = 5_000;
/** The delay of `postgres_changes` after a commit, ms: Realtime reads them at intervals. */
const changesPause = 250;
/** The delay until a subscription to `postgres_changes` works after a database restart, ms. */
const resubscribePause = 7_000;
/** Realtime closes a private channel after this time without replication, ms. */
const replicationLimit = 60_000;

/** Realtime's messages for the codes of PROTOCOL.md, as recorded from a real server. */
const messageOf: Readonly<Record<number, string>> = {
  4400: 'TopicNameRequired: You must provide a topic name',
  4401: 'InvalidJWTToken: Token has expired 30 seconds ago',
  4403: 'Unauthorized: You do not have permissions to read from this Channel topic: order',
  4429: 'ClientJoinRateLimitReached: Too many joins per second',
  1013: 'IncreaseConnectionPool: Please increase your connection pool size',
};

interface Channel {
  readonly topic: string;
  readonly joinRef: string;
  readonly isPrivate: boolean;
  /** Whether it also asked for the table's changes, and gets them. */
  readonly hasChanges: boolean;
  readonly orderId: string;
  token: string | undefined;
  /** Whether committed changes reach the channel. */
  flows: boolean;
}

type Push = readonly [joinRef: string | null, ref: string | null, topic: string, event: string, payload: unknown];

interface Payload {
  readonly access_token?: string;
  readonly config?: { readonly private?: boolean; readonly postgres_changes?: readonly { readonly filter?: string }[] };
}

/** The server's end of a Supabase Realtime socket, version 2.129.8. */
export class PhoenixEnd extends ServerEnd {
  readonly #channels = new Map<string, Channel>();
  #frozenUntil = Number.NEGATIVE_INFINITY;
  #waiting: (() => void)[] = [];

  constructor(world: World, server: OrderServer, socket: SimulatedSocket) {
    super(world, server, socket, 66_000, 1000);
  }

  tell(orderId: string, version: Version, damage?: Damage): void {
    const { items, number, ...row } = this.world.origin.wireOf(orderId, version);
    for (const channel of [...this.#channels.values()]) {
      if (channel.orderId !== orderId || !channel.flows) continue;
      if (channel.isPrivate && this.server.sendsBroadcasts) this.#broadcast(channel, row, damage);
      if (channel.hasChanges) this.world.scheduler.plan(changesPause, () => this.#change(channel, row, damage));
    }
  }

  injectOrder(order: unknown): void {
    for (const channel of this.#channels.values()) {
      const { topic, isPrivate, orderId } = channel;
      const data = { type: 'UPDATE', record: order, errors: null };
      const frame = isPrivate
        ? binary(topic, order)
        : JSON.stringify([null, null, topic, 'postgres_changes', { data }]);
      // Also a hostile message shows that the channel is open.
      this.#say(frame, isPrivate ? { kind: 'message', ref: nameOf(channel), orderId } : { kind: 'other' });
    }
  }

  closeSubscriptions(code: number): void {
    for (const channel of [...this.#channels.values()]) {
      // With postgres_changes, row level security is checked for each change. A client without access gets no error.
      if (code !== 4403 || channel.isPrivate) this.#end(channel, code);
    }
  }

  protected hear(message: unknown): void {
    this.#later(() => this.#hear(message as Push));
  }

  #hear([joinRef, ref, topic, event, payload]: Push): void {
    const { access_token: token, config } = payload as Payload;
    if (event === 'heartbeat') {
      if (this.server.answersPings) this.#reply([null, ref, 'phoenix', 'phx_reply', ok()], { kind: 'pong' });
      return;
    }
    if (event === 'phx_join' && joinRef !== null) {
      this.#join(joinRef, topic, token, config ?? {});
      return;
    }
    const channel = this.#channels.get(topic);
    if (!channel || channel.joinRef !== joinRef) return;
    if (event === 'phx_leave') {
      this.#channels.delete(topic);
      this.#reply([joinRef, ref, topic, 'phx_reply', ok()]);
      this.#reply([joinRef, joinRef, topic, 'phx_close', {}], { kind: 'closed', ref: nameOf(channel) });
    }
    if (event === 'access_token' && token !== undefined) {
      channel.token = token;
      this.#checkToken(channel);
      // Accepted tokens get no answer. Subscriptions to postgres_changes are made again.
      if (channel.hasChanges) this.#confirmLater(channel, 2_000);
    }
  }

  #join(joinRef: string, topic: string, token: string | undefined, config: NonNullable<Payload['config']>): void {
    const { server } = this;
    const isPrivate = config.private === true;
    const filter = config.postgres_changes?.[0]?.filter?.slice('id=eq.'.length) ?? '';
    const orderId = isPrivate ? topic.slice('realtime:order:'.length) : filter.replaceAll('"', '');
    const ways = [isPrivate && topic.slice('realtime:'.length), filter !== '' && 'changes'];
    server.joins.push(ways.filter(Boolean).join(' and '));
    const code = this.#refusalOf(isPrivate, token, orderId);
    if (code !== undefined) {
      server.noteRefusal(code);
      this.#frozenUntil = this.world.now + denialPause;
      this.#reply([joinRef, joinRef, topic, 'phx_reply', { status: 'error', response: { reason: messageOf[code] } }]);
      if (code === 4429) this.#later(() => this.socket.end(1001));
      return;
    }
    const before = this.#channels.get(topic);
    const asksForChanges = filter !== '';
    const hasChanges = asksForChanges && server.publishes;
    const channel = { topic, joinRef, isPrivate, hasChanges, orderId, token, flows: false };
    this.#channels.set(topic, channel);
    const response = { postgres_changes: asksForChanges ? [{ id: 83263363, event: '*', filter }] : [] };
    this.#reply([joinRef, joinRef, topic, 'phx_reply', { status: 'ok', response }]);
    if (before) {
      const mark = { kind: 'closed', ref: nameOf(before) } as const;
      this.#reply([before.joinRef, before.joinRef, topic, 'phx_close', {}], mark);
    }
    this.watchToken(token, () => this.#checkToken(channel));
    if (asksForChanges && server.isDatabaseDown)
      this.#system(channel, 'error', '{:error, "Too many database timeouts"}', 'postgres_changes');
    else if (asksForChanges && !hasChanges) {
      const message = 'Unable to subscribe to changes with given parameters. Please check Realtime is enabled';
      this.#system(channel, 'error', message, 'postgres_changes');
      if (!isPrivate) return;
    }
    const { confirms } = server;
    if (confirms === 'never') this.world.scheduler.plan(replicationLimit, () => this.#end(channel, 1000));
    else this.#confirmLater(channel, server.isDatabaseDown ? resubscribePause : confirms);
  }

  #refusalOf(isPrivate: boolean, token: string | undefined, orderId: string): number | undefined {
    const { server, world } = this;
    // Realtime reports a wrong table only after the join.
    if (server.refusal !== undefined && (isPrivate || server.refusal !== 4400)) return server.refusal;
    if (isPrivate && server.isDatabaseDown) return 1013;
    const code = token === undefined ? undefined : world.tokens.check(token, orderId);
    if (code === 4401) return code;
    // A project without tokens has no policy for private channels. Access to tables is checked for each row.
    return isPrivate && (!world.tokens.isWanted || token === undefined || code !== undefined) ? 4403 : undefined;
  }

  #confirmLater(channel: Channel, delay: number): void {
    const { scheduler } = this.world;
    // The first messages may arrive before Realtime's confirmation, which it sends at intervals.
    if (channel.isPrivate) scheduler.plan(delay / 2, () => this.#flow(channel));
    scheduler.plan(delay, () => {
      if (!this.#flow(channel)) return;
      if (channel.isPrivate) this.#system(channel, 'ok', 'Replication connection established', 'system');
      if (channel.hasChanges) this.#system(channel, 'ok', 'Subscribed to PostgreSQL', 'postgres_changes');
    });
  }

  #flow(channel: Channel): boolean {
    if (this.#channels.get(channel.topic) !== channel || !this.isHere) return false;
    channel.flows = true;
    return true;
  }

  #system(
    { topic, joinRef, orderId }: Channel,
    status: 'ok' | 'error',
    message: string,
    extension: 'system' | 'postgres_changes',
  ): void {
    const payload = { message, status, extension, channel: topic.slice('realtime:'.length) };
    const mark = { kind: 'subscribed', ref: nameOf({ topic, joinRef }), orderId } as const;
    this.#reply([joinRef, null, topic, 'system', payload], status === 'ok' ? mark : undefined);
  }

  #broadcast(channel: Channel, row: unknown, damage: Damage | undefined): void {
    const frame = binary(channel.topic, damage === 'corrupt' ? [{ __proto__: { status: 'ready' } }] : row);
    // A message confirms the subscription, like the server's `system` message.
    const mark = { kind: 'message', ref: nameOf(channel), orderId: channel.orderId } as const;
    this.#say(damage === 'truncate' ? frame.slice(0, 20) : frame, damage ? { kind: 'other' } : mark);
  }

  #change(channel: Channel, record: unknown, damage: Damage | undefined): void {
    const { topic, orderId, token } = channel;
    if (this.#channels.get(topic) !== channel || !this.isHere) return;
    if (this.world.tokens.check(token, orderId) !== undefined) return;
    const data = { table: 'orders', schema: 'public', type: 'UPDATE', record, errors: null };
    const text = JSON.stringify([null, null, topic, 'postgres_changes', { data, ids: [83263363] }]);
    const broken =
      damage === 'truncate' ? text.slice(0, 90) : JSON.stringify([null, null, topic, 'postgres_changes', []]);
    this.#say(damage ? broken : text, { kind: 'order', ref: nameOf(channel), orderId });
  }

  #checkToken(channel: Channel): void {
    if (this.#channels.get(channel.topic) !== channel || !this.isHere) return;
    const { token, orderId, isPrivate } = channel;
    const code = this.world.tokens.check(token, orderId);
    if (code === 4401 || (code !== undefined && isPrivate)) this.#end(channel, code);
    else this.watchToken(token, () => channel.token === token && this.#checkToken(channel));
  }

  /** The server closes the channel by itself, with an error message if the code has one. */
  #end(channel: Channel, code: number): void {
    if (this.#channels.get(channel.topic) !== channel) return;
    this.#channels.delete(channel.topic);
    if (messageOf[code] !== undefined) {
      this.server.noteRefusal(code);
      this.#system(channel, 'error', messageOf[code], 'system');
    }
    const { joinRef, topic } = channel;
    this.#reply([joinRef, joinRef, topic, 'phx_close', {}], { kind: 'closed', ref: nameOf(channel) });
  }

  #reply(push: Push, mark: FrameMark = { kind: 'other' }): void {
    this.#say(JSON.stringify(push), mark);
  }

  #say(data: string | ArrayBuffer, mark: FrameMark): void {
    this.#later(() => this.socket.say(data, mark));
  }

  /** Runs it now, or in order after the pause of a refused join. A queued join may start another pause. */
  #later(run: () => void): void {
    if (this.world.now >= this.#frozenUntil && this.#waiting.length === 0) {
      run();
      return;
    }
    this.#waiting.push(run);
    if (this.#waiting.length === 1) this.#thaw();
  }

  #thaw(): void {
    this.world.scheduler.plan(this.#frozenUntil - this.world.now, () => {
      while (this.world.now >= this.#frozenUntil) {
        const [next] = this.#waiting;
        if (!next) return;
        this.#waiting.shift();
        next();
      }
      if (this.#waiting.length > 0) this.#thaw();
    });
  }
}

const ok = () => ({ status: 'ok', response: {} });
const nameOf = ({ topic, joinRef }: Pick<Channel, 'topic' | 'joinRef'>) => `${topic} ${joinRef}`;

/** Encodes a broadcast from the database, which is a binary frame. */
function binary(topic: string, payload: unknown): ArrayBuffer {
  const encode = (text: string) => new TextEncoder().encode(text);
  const parts = [encode(topic), encode('status'), encode('{"id":"1"}')] as const;
  const head = new Uint8Array([4, ...parts.map(({ length }) => length), 1]);
  return new Uint8Array([...head, ...parts.flatMap((part) => [...part]), ...encode(JSON.stringify(payload) ?? 'null')])
    .buffer;
}
