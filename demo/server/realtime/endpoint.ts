import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { WebSocketServer } from 'ws';
import type { BroadcastMessage, CommitListener, RowChange } from '../database/committed-feed.js';
import { refuseUpgrade } from '../http/refuse-upgrade.js';
import type { Bearer } from './channel.js';
import type { SerializerVersion } from './frames.js';
import { type RealtimeServices, RealtimeSocket } from './realtime-socket.js';
import { handshakeError } from './refusals.js';

/** The largest frame that a client may send, in bytes. Our clients send a token and a few filters. */
const maximumFrame = 256 * 1024;

/**
 * `/realtime/v1/websocket`: Supabase Realtime's protocol, as recorded from a real server (v2.129.8). It supports
 * `postgres_changes` and broadcasts from the database; PostgreSQL's policies apply to both. It does not support
 * presence, replay, and broadcasts by clients (no policy of ours allows them).
 */
export class RealtimeEndpoint implements CommitListener {
  readonly #services: RealtimeServices;
  readonly #publishableKey: string;
  readonly #server = new WebSocketServer({ noServer: true, maxPayload: maximumFrame, perMessageDeflate: false });
  readonly #sockets = new Set<RealtimeSocket>();

  constructor(services: RealtimeServices, publishableKey: string) {
    this.#services = services;
    this.#publishableKey = publishableKey;
  }

  async upgrade(request: IncomingMessage, stream: Duplex, head: Buffer, url: URL): Promise<void> {
    const version = serializerVersion(url.searchParams.get('vsn'));
    if (!version) return refuseUpgrade(stream, 403, '');
    const bearer = await this.#bearerOfKey(url.searchParams.get('apikey'));
    if (typeof bearer === 'string') {
      await delay(this.#services.limits.connectErrorDelay, undefined, { ref: false });
      return refuseUpgrade(stream, 401, JSON.stringify({ error: bearer }));
    }
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

  broadcast(message: BroadcastMessage): void {
    for (const socket of this.#sockets) socket.broadcast(message);
  }

  changed(change: RowChange): Promise<void> {
    return this.#services.changes.changed(change);
  }

  async #bearerOfKey(key: string | null): Promise<Bearer | string> {
    if (!key) return 'API key is missing';
    if (key === this.#publishableKey) return { claims: { role: 'anon' } };
    const check = await this.#services.tokens.check(key);
    return check.fault ? handshakeError(check.fault) : check;
  }
}

function serializerVersion(vsn: string | null): SerializerVersion | undefined {
  if (vsn === null) return '1.0.0';
  return vsn === '1.0.0' || vsn === '2.0.0' ? vsn : undefined;
}
