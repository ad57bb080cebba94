import type { OrderServer } from './order-server.js';
import type { Version } from './origin.js';
import { type Damage, ServerEnd } from './server-end.js';
import type { SimulatedSocket } from './simulated-socket.js';
import type { World } from './world.js';

/** The damaged frames. */
const broken: Readonly<Record<Damage, string>> = {
  truncate: '{"type":"order","ref":"1","order":{"id":"A1","status":"compl',
  corrupt: '{"type":"order","ref":null,"order":[{"__proto__":{"status":"ready"}}]}',
};

interface Subscription {
  readonly orderId: string;
  token: string | undefined;
  isConfirmed: boolean;
}

/** The server's end of a socket with the protocol order-status.v1. */
export class OrderStatusV1End extends ServerEnd {
  readonly #subscriptions = new Map<string, Subscription>();

  constructor(world: World, server: OrderServer, socket: SimulatedSocket) {
    super(world, server, socket, 60_000, 1001);
  }

  tell(orderId: string, version: Version, damage?: Damage): void {
    const order = this.world.origin.wireOf(orderId, version);
    for (const [ref, subscription] of this.#subscriptions) {
      if (subscription.orderId !== orderId || !subscription.isConfirmed) continue;
      const text = damage ? broken[damage] : JSON.stringify({ type: 'order', ref, order });
      this.socket.say(text, { kind: 'order', ref, orderId });
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

  protected hear(message: unknown, sentAt: number): void {
    const { type, ref, order_id: orderId, token } = message as Record<string, string | undefined>;
    if (type === 'ping' && this.server.answersPings) this.socket.say('{"type":"pong"}', { kind: 'pong' });
    if (ref === undefined) return;
    if (type === 'subscribe' && orderId !== undefined) this.#subscribe(ref, orderId, token);
    const subscription = this.#subscriptions.get(ref);
    if (!subscription) return;
    if (type === 'unsubscribe') this.#subscriptions.delete(ref);
    if (type === 'token') {
      subscription.token = token;
      this.#checkToken(ref, subscription);
    }
    if (type === 'snapshot' && this.server.answersSnapshots) {
      const { orderId } = subscription;
      const order = this.world.origin.wire(orderId);
      const version = this.world.origin.newest(orderId)?.version;
      const mark = { kind: 'snapshot', ref, orderId, askedAt: sentAt, version } as const;
      this.socket.say(JSON.stringify({ type: 'order', ref, snapshot: true, order }), mark);
    }
  }

  #subscribe(ref: string, orderId: string, token: string | undefined): void {
    const { refusal, confirms } = this.server;
    const code =
      refusal ?? this.world.tokens.check(token, orderId) ?? (this.world.origin.newest(orderId) ? undefined : 4404);
    if (code !== undefined) {
      this.#close(ref, code);
      return;
    }
    const subscription = { orderId, token, isConfirmed: false };
    this.#subscriptions.set(ref, subscription);
    this.#checkToken(ref, subscription);
    if (confirms === 'never') return;
    this.world.scheduler.plan(confirms, () => {
      if (this.#subscriptions.get(ref) !== subscription) return;
      subscription.isConfirmed = true;
      this.socket.say(JSON.stringify({ type: 'subscribed', ref }), { kind: 'subscribed', ref, orderId });
    });
  }

  /** Closes the subscription when its token is no longer valid. */
  #checkToken(ref: string, subscription: Subscription): void {
    if (this.#subscriptions.get(ref) !== subscription || !this.isHere) return;
    const code = this.world.tokens.check(subscription.token, subscription.orderId);
    if (code !== undefined) this.#close(ref, code);
    else this.watchToken(subscription.token, () => this.#checkToken(ref, subscription));
  }

  #close(ref: string, code: number): void {
    this.server.noteRefusal(code);
    this.#subscriptions.delete(ref);
    this.socket.say(JSON.stringify({ type: 'closed', ref, code, reason: 'test' }), { kind: 'closed', ref });
  }
}
