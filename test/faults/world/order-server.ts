import type { Origin, Version } from './origin.js';
import type { SimulatedSocket } from './simulated-socket.js';
import type { TokenService } from './token-service.js';
import type { World } from './world.js';

/** What happens to the next change on its way to those who listen. */
export type EventRule =
  | { readonly kind: 'lose' | 'duplicate' | 'hold' | 'truncate' | 'corrupt' }
  | { readonly kind: 'delay'; readonly milliseconds: number };

/** What becomes of a frame that is damaged on the way. */
const broken: Readonly<Record<string, string>> = {
  truncate: '{"type":"order","ref":"1","order":{"id":"A1","status":"compl',
  corrupt: '{"type":"order","ref":null,"order":[{"__proto__":{"status":"ready"}}]}',
};

/** How long a socket may say nothing before the server closes it, ms. */
const idleLimit = 60_000;

/** The kitchen's live server: order-status.v1, and everything that can go wrong with it. */
export class OrderServer {
  isUp = true;
  /** Whether something between lets WebSockets through. */
  upgrades: 'pass' | 'reject' | 'hang' = 'pass';
  /** How long after the subscription it is confirmed, ms; `never` withholds it. */
  confirms: number | 'never' = 5;
  /** Refuses every subscription with this code. */
  refusal: number | undefined;
  answersPings = true;
  answersSnapshots = true;
  /** Whether it ever refused in a way that only a person can mend: only `retry()` tries again then. */
  wasUnfit = false;
  /** What happens to the next changes, first one first. */
  rules: EventRule[] = [];
  readonly sockets = new Set<ServerEnd>();
  readonly #world: World;
  #held: (() => void) | undefined;

  constructor(world: World) {
    this.#world = world;
  }

  get origin(): Origin {
    return this.#world.origin;
  }

  get tokens(): TokenService {
    return this.#world.tokens;
  }

  accept(socket: SimulatedSocket): ServerEnd {
    const end = new ServerEnd(this.#world, this, socket);
    this.sockets.add(end);
    return end;
  }

  /** Tells all who listen that an order changed. */
  publish(orderId: string): void {
    const version = this.origin.newest(orderId);
    if (!version || !this.isUp) return;
    const rule = this.rules.shift();
    const tell = (text?: string) => {
      for (const socket of [...this.sockets]) socket.tell(orderId, version, text);
    };
    switch (rule?.kind) {
      case 'lose':
        return;
      case 'hold':
        this.#held = tell;
        return;
      case 'delay':
        this.#world.scheduler.plan(rule.milliseconds, tell);
        return;
      case 'duplicate':
        tell();
    }
    tell(rule && broken[rule.kind]);
    this.#held?.();
    this.#held = undefined;
  }

  /** Closes every socket with a code. */
  closeAll(code: number): void {
    for (const { socket } of [...this.sockets]) socket.end(code);
    this.sockets.clear();
  }

  /** Ends every subscription with a code; the sockets stay. */
  closeSubscriptions(code: number): void {
    for (const socket of this.sockets) socket.closeSubscriptions(code);
  }

  /** Something that nobody expects is said to everybody. */
  inject(data: string | ArrayBuffer): void {
    for (const { socket } of this.sockets) socket.say(data, { kind: 'other' });
  }

  /** An order is told to everybody who listens to one, whatever they listen to. */
  injectOrder(order: unknown): void {
    for (const socket of this.sockets) socket.injectOrder(order);
  }

  heal(): void {
    Object.assign(this, {
      isUp: true,
      upgrades: 'pass',
      confirms: 5,
      refusal: undefined,
      answersPings: true,
      answersSnapshots: true,
      rules: [],
    });
    this.#held?.();
    this.#held = undefined;
  }
}

interface Subscription {
  readonly orderId: string;
  token: string | undefined;
  isConfirmed: boolean;
}

/** The server's end of one socket. */
export class ServerEnd {
  readonly socket: SimulatedSocket;
  readonly #server: OrderServer;
  readonly #world: World;
  readonly #subscriptions = new Map<string, Subscription>();
  #heardAt: number;

  constructor(world: World, server: OrderServer, socket: SimulatedSocket) {
    this.#world = world;
    this.#server = server;
    this.socket = socket;
    this.#heardAt = world.now;
    this.#watch(idleLimit);
  }

  leave(): void {
    this.#server.sockets.delete(this);
  }

  receive(text: string, sentAt: number): void {
    if (!this.#server.sockets.has(this)) return;
    this.#heardAt = this.#world.now;
    const message: unknown = JSON.parse(text);
    const { type, ref, order_id: orderId, token } = message as Record<string, string | undefined>;
    if (type === 'ping' && this.#server.answersPings) this.socket.say('{"type":"pong"}', { kind: 'pong' });
    if (ref === undefined) return;
    if (type === 'subscribe' && orderId !== undefined) this.#subscribe(ref, orderId, token);
    const subscription = this.#subscriptions.get(ref);
    if (!subscription) return;
    if (type === 'unsubscribe') this.#subscriptions.delete(ref);
    if (type === 'token') {
      subscription.token = token;
      this.#checkToken(ref, subscription);
    }
    if (type === 'snapshot' && this.#server.answersSnapshots) {
      const order = this.#server.origin.wire(subscription.orderId);
      const mark = { kind: 'snapshot', ref, orderId: subscription.orderId, askedAt: sentAt } as const;
      this.socket.say(JSON.stringify({ type: 'order', ref, snapshot: true, order }), mark);
    }
  }

  tell(orderId: string, version: Version, text?: string): void {
    const order = this.#server.origin.wireOf(orderId, version);
    for (const [ref, subscription] of this.#subscriptions) {
      if (subscription.orderId !== orderId || !subscription.isConfirmed) continue;
      this.socket.say(text ?? JSON.stringify({ type: 'order', ref, order }), { kind: 'order', ref, orderId });
    }
  }

  injectOrder(order: unknown): void {
    for (const ref of this.#subscriptions.keys()) {
      this.socket.say(JSON.stringify({ type: 'order', ref, order }), { kind: 'other' });
    }
  }

  closeSubscriptions(code: number): void {
    for (const ref of [...this.#subscriptions.keys()]) this.#close(ref, code);
  }

  #subscribe(ref: string, orderId: string, token: string | undefined): void {
    const { refusal, confirms } = this.#server;
    const code =
      refusal ?? this.#server.tokens.check(token, orderId) ?? (this.#server.origin.newest(orderId) ? undefined : 4404);
    if (code !== undefined) {
      this.#close(ref, code);
      return;
    }
    const subscription = { orderId, token, isConfirmed: false };
    this.#subscriptions.set(ref, subscription);
    this.#checkToken(ref, subscription);
    if (confirms === 'never') return;
    this.#world.scheduler.plan(confirms, () => {
      if (this.#subscriptions.get(ref) !== subscription) return;
      subscription.isConfirmed = true;
      this.socket.say(JSON.stringify({ type: 'subscribed', ref }), { kind: 'subscribed', ref, orderId });
    });
  }

  /** Ends the subscription when its token does. */
  #checkToken(ref: string, subscription: Subscription): void {
    if (this.#subscriptions.get(ref) !== subscription || !this.#server.sockets.has(this)) return;
    const { tokens } = this.#server;
    const code = tokens.check(subscription.token, subscription.orderId);
    const left = tokens.timeLeft(subscription.token);
    if (code !== undefined) this.#close(ref, code);
    else if (left !== undefined) this.#world.scheduler.plan(left, () => this.#checkToken(ref, subscription));
  }

  #close(ref: string, code: number): void {
    if (code === 4400 || code === 4403 || (code === 4401 && !this.#server.tokens.isWanted))
      this.#server.wasUnfit = true;
    this.#subscriptions.delete(ref);
    this.socket.say(JSON.stringify({ type: 'closed', ref, code, reason: 'test' }), { kind: 'closed', ref });
  }

  #watch(delay: number): void {
    this.#world.scheduler.plan(delay, () => {
      if (!this.#server.sockets.has(this)) return;
      const left = this.#heardAt + idleLimit - this.#world.now;
      if (left > 0) {
        this.#watch(left);
        return;
      }
      this.leave();
      this.socket.end(1001);
    });
  }
}
