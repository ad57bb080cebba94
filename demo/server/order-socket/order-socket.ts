import type { RawData, WebSocket } from 'ws';
import type { Database } from '../database/database.js';
import type { Claims } from '../database/identity.js';
import { log } from '../log.js';
import { type Followed, isOrderId, readFollowed } from '../orders.js';
import type { Tokens } from '../tokens.js';
import { type ClientMessage, closeCodes, readClientMessage, type ServerMessage } from './messages.js';
import type { TokenConnections } from './token-connections.js';

export interface OrderSocketServices {
  readonly database: Database;
  readonly tokens: Tokens;
  readonly now: () => number;
  readonly tokenConnections: TokenConnections;
  readonly limits: OrderSocketLimits;
}

export interface OrderSocketLimits {
  /** A socket that sends nothing for this time is closed, in milliseconds. */
  readonly idleTimeout: number;
  /** Orders that one socket may follow. */
  readonly maximumSubscriptions: number;
}

interface Subscription {
  readonly followed: Followed;
  claims: Claims;
  token: string;
  expiry: NodeJS.Timeout;
}

/** The longest delay of a Node timer, in milliseconds. The expiry of a longer-lived token is checked again after it. */
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

  /** Whether this socket has a subscription to the order or board. */
  follows(wanted: Followed): boolean {
    return [...this.#subscriptions.values()].some(({ followed }) => isSame(followed, wanted));
  }

  /** Sends the new state to every subscription of the order or board. */
  changed(changed: Followed, wire: unknown): void {
    for (const [ref, { followed }] of this.#subscriptions) {
      if (isSame(followed, changed)) this.#send(stateMessage(ref, followed, wire));
    }
  }

  #message(data: RawData, isBinary: boolean): void {
    this.#watchIdle();
    const message = isBinary ? { error: 'not text' } : readClientMessage(data.toString());
    if (!message) return;
    if ('error' in message) this.#send({ type: 'error', reason: message.error });
    // Pings are answered at once: they do not wait for the database to serve earlier messages.
    else if (message.type === 'ping') this.#send({ type: 'pong' });
    else this.#received = this.#received.then(() => this.#serve(message)).catch((error: unknown) => this.#fail(error));
  }

  async #serve(message: ClientMessage): Promise<void> {
    if (this.#hasEnded) return;
    switch (message.type) {
      case 'subscribe':
        return this.#subscribe(message.ref, followedBy(message), message.token ?? undefined);
      case 'snapshot':
        return this.#snapshot(message.ref);
      case 'token':
        return this.#renewToken(message.ref, message.token);
      case 'unsubscribe':
        this.#drop(message.ref);
    }
  }

  async #subscribe(ref: string, followed: Followed, token: string | undefined): Promise<void> {
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
    if (!(await this.#maySee(ref, followed, check.claims)) || this.#hasEnded) return;
    if (token === undefined || !this.#services.tokenConnections.add(token, this)) {
      this.#closed(ref, closeCodes.tooMany, 'too many connections with this token');
      return;
    }
    const expiry = this.#expiryTimer(ref, check.expiresAt);
    this.#subscriptions.set(ref, { followed, claims: check.claims, token, expiry });
    this.#send({ type: 'subscribed', ref });
  }

  /**
   * Whether the token may read the order or board; if not, closes the subscription. Another guest's order and a missing
   * order give the same code. Only the order's own token gets `notFound` when the order is gone.
   */
  async #maySee(ref: string, followed: Followed, claims: Claims): Promise<boolean> {
    if (await readFollowed(this.#services.database, claims, followed)) return true;
    const { subject, id } = followed;
    const isOwn = isOrderId(id) && (subject === 'order' ? claims.order_id : claims.board) === id;
    if (isOwn) this.#closed(ref, closeCodes.notFound, `no such ${subject}`);
    else this.#closed(ref, closeCodes.forbidden, `this token may not see this ${subject}`);
    return false;
  }

  /** Sends the current state. There is one database, so the state is never older than a `min_version` it sent before. */
  async #snapshot(ref: string): Promise<void> {
    const subscription = this.#subscriptions.get(ref);
    if (!subscription) {
      this.#send({ type: 'error', reason: 'no subscription has this ref' });
      return;
    }
    const { followed, claims } = subscription;
    const wire = await readFollowed(this.#services.database, claims, followed);
    if (this.#subscriptions.get(ref) !== subscription) return;
    if (wire) this.#send({ ...stateMessage(ref, followed, wire), snapshot: true });
    else this.#closed(ref, closeCodes.notFound, `no such ${followed.subject}`);
  }

  async #renewToken(ref: string, token: string): Promise<void> {
    const subscription = this.#subscriptions.get(ref);
    if (!subscription) return;
    const check = await this.#services.tokens.check(token);
    if (check.fault) {
      this.#closed(ref, closeCodes.unauthorized, 'the token is not valid');
      return;
    }
    if (!(await this.#maySee(ref, subscription.followed, check.claims)) || this.#hasEnded) return;
    const previous = subscription.token;
    subscription.claims = check.claims;
    subscription.token = token;
    this.#services.tokenConnections.addRenewed(token, this);
    this.#releaseToken(previous);
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
    this.#releaseToken(subscription.token);
  }

  #releaseToken(token: string): void {
    const isStillUsed = [...this.#subscriptions.values()].some((subscription) => subscription.token === token);
    if (!isStillUsed) this.#services.tokenConnections.remove(token, this);
  }

  #send(message: ServerMessage): void {
    if (!this.#hasEnded) this.#socket.send(JSON.stringify(message));
  }

  #fail(error: unknown): void {
    log.error('A WebSocket message could not be served.', error);
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

function followedBy({ order_id, restaurant_id }: Extract<ClientMessage, { type: 'subscribe' }>): Followed {
  return order_id === undefined && restaurant_id !== undefined
    ? { subject: 'board', id: restaurant_id }
    : { subject: 'order', id: order_id ?? '' };
}

function isSame(one: Followed, other: Followed): boolean {
  return one.subject === other.subject && one.id === other.id;
}

function stateMessage(ref: string, { subject }: Followed, wire: unknown) {
  return subject === 'order'
    ? ({ type: 'order', ref, order: wire } as const)
    : ({ type: 'board', ref, board: wire } as const);
}
