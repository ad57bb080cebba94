import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { BroadcastMessage, CommitListener, RowChange } from '../database/committed-feed.js';
import { refuseUpgrade } from '../http/refuse-upgrade.js';
import type { Bearer } from './channel.js';
import { wait } from './clock.js';
import { jsonBroadcast, type SerializerVersion } from './frames.js';
import { RateCounter } from './rate-counter.js';
import { type RealtimeServices, RealtimeSocket, type SharedServices } from './realtime-socket.js';
import { handshakeError } from './refusals.js';
import { Topics } from './topics.js';

/** The largest frame that a client may send, in bytes. Our clients send a token and a few filters. */
const maximumFrame = 256 * 1024;

/**
 * `/realtime/v1/websocket`: Supabase Realtime's protocol, as recorded from a real server (v2.129.8): `postgres_changes`,
 * broadcasts from the database and from clients, replay, and presence. PostgreSQL's policies apply to all of it.
 */
export class RealtimeEndpoint implements CommitListener {
  readonly #services: SharedServices;
  readonly #publishableKey: string;
  readonly #server = new WebSocketServer({ noServer: true, maxPayload: maximumFrame, perMessageDeflate: false });
  readonly #sockets = new Set<RealtimeSocket>();
  /** Changes have a limit of their own beside that of messages. */
  readonly #changes: RateCounter;

  constructor(services: RealtimeServices, publishableKey: string) {
    const { clock, limits } = services;
    this.#services = {
      ...services,
      topics: new Topics(),
      joins: new RateCounter(limits.maximumJoinsPerSecond, clock),
      events: new RateCounter(limits.maximumEventsPerSecond, clock),
    };
    this.#changes = new RateCounter(limits.maximumEventsPerSecond, clock);
    this.#publishableKey = publishableKey;
  }

  /** What the REST interface for broadcasts shares with the sockets. */
  get services(): SharedServices {
    return this.#services;
  }

  async upgrade(request: IncomingMessage, stream: Duplex, head: Buffer, url: URL): Promise<void> {
    const version = serializerVersion(url.searchParams.get('vsn'));
    if (!version) return refuseUpgrade(stream, 403, '');
    const bearer = await this.bearerOfKey(url.searchParams.get('apikey'));
    if (typeof bearer === 'string') return this.#refuse(stream, 401, bearer);
    if (this.#users >= this.#services.limits.maximumUsers) return this.#refuse(stream, 429, 'Too many connected users');
    this.#server.handleUpgrade(request, stream, head, (socket) => {
      const realtimeSocket = new RealtimeSocket(socket, version, bearer, this.#services);
      this.#sockets.add(realtimeSocket);
      socket.on('close', () => this.#sockets.delete(realtimeSocket));
    });
  }

  get size(): number {
    return this.#sockets.size;
  }

  /** Closes every socket with this code. */
  close(code: number): void {
    for (const socket of this.#server.clients) socket.close(code);
  }

  broadcast({ id, topic, event, payload, private: isPrivate }: BroadcastMessage): void {
    const { topics, events, limits } = this.#services;
    const message = jsonBroadcast(event, payload, id);
    if (message.payload.length > limits.maximumPayload || !events.take()) return;
    topics.broadcast({ name: topic, isPrivate }, message);
  }

  async changed(change: RowChange): Promise<void> {
    if (this.#changes.take()) await this.#services.changes.changed(change);
  }

  /** The bearer of an `apikey`, or what is wrong with it. */
  async bearerOfKey(key: string | null): Promise<Bearer | string> {
    if (!key) return 'API key is missing';
    if (key === this.#publishableKey) return { claims: { role: 'anon' } };
    const check = await this.#services.tokens.check(key);
    return check.fault ? handshakeError(check.fault) : check;
  }

  get #users(): number {
    let users = 0;
    for (const socket of this.#sockets) if (socket.hasJoined) users += 1;
    return users;
  }

  async #refuse(stream: Duplex, status: number, error: string): Promise<void> {
    await wait(this.#services.clock, this.#services.limits.connectErrorDelay);
    refuseUpgrade(stream, status, JSON.stringify({ error }));
  }
}

function serializerVersion(vsn: string | null): SerializerVersion | undefined {
  if (vsn === null) return '1.0.0';
  return vsn === '1.0.0' || vsn === '2.0.0' ? vsn : undefined;
}
