import type { RawData, WebSocket } from 'ws';
import type { Database } from '../database/database.js';
import type { Claims } from '../database/identity.js';
import { isOrderId, readOrder, type WireOrder } from '../orders.js';
import type { Tokens } from '../tokens.js';
import { type ClientMessage, closeCodes, readClientMessage, type ServerMessage } from './messages.js';
import type { TokenSeats } from './token-seats.js';

export interface OrderSocketServices {
  readonly database: Database;
  readonly tokens: Tokens;
  readonly now: () => number;
  readonly seats: TokenSeats;
  readonly limits: OrderSocketLimits;
}

export interface OrderSocketLimits {
  /** A socket that sends nothing for so long is closed, in milliseconds. */
  readonly idleTimeout: number;
  /** Orders that one socket may follow. */
  readonly maximumSubscriptions: number;
}

interface Subscription {
  readonly orderId: string;
  claims: Claims;
  token: string;
  expiry: NodeJS.Timeout;
}

/** Node's timers hold no longer time; a token that lives longer is looked at again then. */
const longestTimer = 2 ** 31 - 1;

/** One client of the protocol `order-status.v1`. */
export class OrderSocket {
  readonly #socket: WebSocket;
  readonly #services: OrderSocketServices;
  readonly #subscriptions = new Map<string, Subscription>();
  #received: Promise<void> = Promise.resolve();
  #idle: NodeJS.Timeout | undefined;
  #hasEnded = false;

  constructor(socket: WebSocket, services: OrderSocketServices) {
    this.#socket = socket;
    this.#services = services;
    socket.on('message', (data, isBinary) => this.#message(data, isBinary));
    socket.on('close', () => this.#end());
    this.#watchIdle();
  }

  /** The orders that this socket follows. */
  follows(orderId: string): boolean {
    return [...this.#subscriptions.values()].some((subscription) => subscription.orderId === orderId);
  }

  /** Sends the new state to every subscription of the order. */
  changed(order: WireOrder): void {
    for (const [ref, { orderId }] of this.#subscriptions) {
      if (orderId === order.id) this.#send({ type: 'order', ref, order });
    }
  }

  #message(data: RawData, isBinary: boolean): void {
    this.#watchIdle();
    const message = isBinary ? { error: 'not text' } : readClientMessage(data.toString());
    if (!message) return;
    if ('error' in message) this.#send({ type: 'error', reason: message.error });
    // An answer at once, however long the database takes over what came before.
    else if (message.type === 'ping') this.#send({ type: 'pong' });
    else this.#received = this.#received.then(() => this.#serve(message)).catch((error: unknown) => this.#fail(error));
  }

  async #serve(message: ClientMessage): Promise<void> {
    if (this.#hasEnded) return;
    switch (message.type) {
      case 'subscribe':
        return this.#subscribe(message.ref, message.order_id, message.token ?? undefined);
      case 'snapshot':
        return this.#snapshot(message.ref);
      case 'token':
        return this.#renewToken(message.ref, message.token);
      case 'unsubscribe':
        this.#drop(message.ref);
    }
  }

  async #subscribe(ref: string, orderId: string, token: string | undefined): Promise<void> {
    if (this.#subscriptions.has(ref)) {
      this.#send({ type: 'error', reason: 'this ref is in use' });
      return;
    }
    if (this.#subscriptions.size >= this.#services.limits.maximumSubscriptions) {
      this.#closed(ref, closeCodes.tooMany, 'too many orders on one connection');
      return;
    }
    const check = await this.#services.tokens.check(token ?? '');
    if (check.fault) {
      this.#closed(ref, closeCodes.unauthorized, token === undefined ? 'a token is needed' : 'the token is not valid');
      return;
    }
    if (!(await this.#maySee(ref, orderId, check.claims)) || this.#hasEnded) return;
    if (token === undefined || !this.#services.seats.take(token, this)) {
      this.#closed(ref, closeCodes.tooMany, 'too many connections with this token');
      return;
    }
    const expiry = this.#expiryTimer(ref, check.expiresAt);
    this.#subscriptions.set(ref, { orderId, claims: check.claims, token, expiry });
    this.#send({ type: 'subscribed', ref });
  }

  /** A stranger's order and none at all answer alike; only the order's own token hears that the order is gone. */
  async #maySee(ref: string, orderId: string, claims: Claims): Promise<boolean> {
    if (await readOrder(this.#services.database, claims, orderId)) return true;
    const isOwn = isOrderId(orderId) && claims.order_id === orderId;
    if (isOwn) this.#closed(ref, closeCodes.notFound, 'no such order');
    else this.#closed(ref, closeCodes.forbidden, 'this token may not see this order');
    return false;
  }

  /** The database is one, so its answer is never older than any `min_version` that it gave out. */
  async #snapshot(ref: string): Promise<void> {
    const subscription = this.#subscriptions.get(ref);
    if (!subscription) {
      this.#send({ type: 'error', reason: 'no subscription has this ref' });
      return;
    }
    const order = await readOrder(this.#services.database, subscription.claims, subscription.orderId);
    if (this.#subscriptions.get(ref) !== subscription) return;
    if (order) this.#send({ type: 'order', ref, order, snapshot: true });
    else this.#closed(ref, closeCodes.notFound, 'no such order');
  }

  async #renewToken(ref: string, token: string): Promise<void> {
    const subscription = this.#subscriptions.get(ref);
    if (!subscription) return;
    const check = await this.#services.tokens.check(token);
    if (check.fault) {
      this.#closed(ref, closeCodes.unauthorized, 'the token is not valid');
      return;
    }
    if (!(await this.#maySee(ref, subscription.orderId, check.claims)) || this.#hasEnded) return;
    const previous = subscription.token;
    subscription.claims = check.claims;
    subscription.token = token;
    this.#services.seats.keep(token, this);
    this.#leaveSeat(previous);
    clearTimeout(subscription.expiry);
    subscription.expiry = this.#expiryTimer(ref, check.expiresAt);
  }

  #expiryTimer(ref: string, expiresAt: number): NodeJS.Timeout {
    const left = Math.max(0, expiresAt - this.#services.now());
    return setTimeout(
      () => {
        const subscription = this.#subscriptions.get(ref);
        if (!subscription) return;
        if (this.#services.now() < expiresAt) subscription.expiry = this.#expiryTimer(ref, expiresAt);
        else this.#closed(ref, closeCodes.unauthorized, 'the token has expired');
      },
      Math.min(left, longestTimer),
    );
  }

  #closed(ref: string, code: number, reason: string): void {
    this.#drop(ref);
    this.#send({ type: 'closed', ref, code, reason });
  }

  #drop(ref: string): void {
    const subscription = this.#subscriptions.get(ref);
    if (!subscription) return;
    clearTimeout(subscription.expiry);
    this.#subscriptions.delete(ref);
    this.#leaveSeat(subscription.token);
  }

  #leaveSeat(token: string): void {
    const isStillUsed = [...this.#subscriptions.values()].some((subscription) => subscription.token === token);
    if (!isStillUsed) this.#services.seats.leave(token, this);
  }

  #send(message: ServerMessage): void {
    if (!this.#hasEnded) this.#socket.send(JSON.stringify(message));
  }

  #fail(error: unknown): void {
    console.error('A WebSocket message could not be served:', error);
    this.#socket.close(1011);
  }

  #watchIdle(): void {
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => this.#socket.close(closeCodes.normal), this.#services.limits.idleTimeout);
  }

  #end(): void {
    this.#hasEnded = true;
    clearTimeout(this.#idle);
    for (const ref of [...this.#subscriptions.keys()]) this.#drop(ref);
  }
}
