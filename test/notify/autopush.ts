import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { importJWK, jwtVerify } from 'jose';
import { type WebSocket, WebSocketServer } from 'ws';
import type { ReceivedPush } from './push-service.js';

/** What the server says of a message that it does not take. */
interface Refusal {
  readonly code: number;
  readonly errno: number;
}

interface Subscription {
  readonly key: string | undefined;
  /** Messages for a browser that is away, by their topic or, without one, by their id. */
  readonly held: Map<string, string>;
}

/**
 * A double of Mozilla's push service for a Firefox that has `dom.push.serverURL` set to its `url`, written after
 * https://mozilla-services.github.io/autopush-rs/ (http.html, errors.html) and the messages that Firefox itself sends
 * (`PushServiceWebSocket.sys.mjs`): `hello`, `register`, `unregister`, `ack`, `notification`. It takes pushes over HTTP,
 * checks what the service checks, and passes them on encrypted, as they came. One browser at a time.
 */
export class Autopush {
  readonly received: ReceivedPush[] = [];
  /** Whether the browser could decrypt each message, as it says itself: code 100. */
  readonly acknowledged: number[] = [];
  /** Whether it takes messages and passes none on, as for a telephone without a network. */
  isDeaf = false;
  readonly #server: Server;
  readonly #subscriptions = new Map<string, Subscription>();
  #browser: WebSocket | undefined;
  #knowsBrowser = true;

  private constructor(server: Server) {
    this.#server = server;
    server.on('request', async (request, response) => {
      const refusal = await this.#take(request).catch((): Refusal => ({ code: 500, errno: 999 }));
      if (refusal) response.writeHead(refusal.code).end(JSON.stringify(refusal));
      else response.writeHead(201, { Location: `${this.origin}/m/${randomUUID()}` }).end();
    });
    new WebSocketServer({ server }).on('connection', (socket) => {
      this.#browser = socket;
      socket.on('message', (data) => this.#hear(socket, JSON.parse(String(data)) as Record<string, unknown>));
    });
  }

  static async start(): Promise<Autopush> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new Autopush(server);
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Firefox's settings that make it the browser's push service. */
  get preferences(): Readonly<Record<string, string | boolean | number>> {
    return {
      'dom.push.enabled': true,
      'dom.push.connection.enabled': true,
      'dom.push.serverURL': this.origin.replace('http', 'ws'),
      'dom.push.testing.allowInsecureServerURL': true,
      // Automated profiles refuse notifications; 1 allows them.
      'permissions.default.desktop-notification': 1,
      // Draws notifications by itself: a machine without a desktop has nobody else to draw them.
      'alerts.useSystemBackend': false,
      // It would let the fourth one that stays wait until the guest has closed another.
      'dom.webnotifications.requireinteraction.count': 1000,
      // Milliseconds until it connects again.
      'dom.push.retryBaseInterval': 100,
    };
  }

  /** How many subscriptions there are. */
  get subscriptions(): number {
    return this.#subscriptions.size;
  }

  /** Loses what it knew of the browser, as Mozilla does after a long absence: the browser gets another name. */
  forget(): void {
    this.#subscriptions.clear();
    this.#knowsBrowser = false;
    this.#browser?.terminate();
  }

  async close(): Promise<void> {
    this.#browser?.terminate();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #hear(socket: WebSocket, message: Record<string, unknown>): void {
    const { messageType, channelID } = message;
    const answer = (more: object) => socket.send(JSON.stringify({ messageType, status: 200, ...more }));
    const channel = String(channelID);
    if (messageType === 'hello') {
      const uaid = (this.#knowsBrowser && message.uaid) || randomUUID().replaceAll('-', '');
      this.#knowsBrowser = true;
      answer({ uaid, use_webpush: true, broadcasts: {} });
      for (const { held } of this.#subscriptions.values()) {
        for (const text of held.values()) socket.send(text);
        held.clear();
      }
    } else if (messageType === 'register') {
      const key = typeof message.key === 'string' ? message.key.replaceAll('=', '') : undefined;
      this.#subscriptions.set(channel, { key, held: new Map() });
      answer({ channelID, pushEndpoint: `${this.origin}/wpush/v2/${channel}` });
    } else if (messageType === 'unregister') {
      this.#subscriptions.delete(channel);
      answer({ channelID });
    } else if (messageType === 'ack') {
      const updates = message.updates as readonly { readonly code: number }[];
      this.acknowledged.push(...updates.map(({ code }) => code));
    } else if (messageType === undefined || messageType === 'ping') socket.send('{}');
  }

  async #take(request: IncomingMessage): Promise<Refusal | undefined> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const { headers, url: path = '' } = request;
    this.received.push({ path, headers, body });
    const channelID = path.slice('/wpush/v2/'.length);
    const subscription = this.#subscriptions.get(channelID);
    if (!subscription) return { code: 410, errno: 106 };
    if (!/^\d+$/.test(headers.ttl?.toString() ?? '')) return { code: 400, errno: 111 };
    const topic = headers.topic?.toString();
    if (topic !== undefined && !/^[\w-]{1,32}$/.test(topic)) return { code: 400, errno: 113 };
    if (headers['content-encoding'] !== 'aes128gcm') return { code: 400, errno: 110 };
    if (body.length > 4096) return { code: 413, errno: 104 };
    if (!(await this.#isSigned(headers.authorization, subscription))) return { code: 401, errno: 109 };
    const text = JSON.stringify({
      messageType: 'notification',
      channelID,
      version: randomUUID(),
      data: body.toString('base64url'),
      headers: { encoding: 'aes128gcm' },
    });
    if (this.#browser?.readyState === 1 && !this.isDeaf) this.#browser.send(text);
    else subscription.held.set(topic ?? randomUUID(), text);
    return undefined;
  }

  /** RFC 8292: by the key that the browser subscribed with, for this service, for a day at most, by somebody who says who. */
  async #isSigned(authorization: string | undefined, { key }: Subscription): Promise<boolean> {
    const [, token, signer] = /^vapid t=([\w.-]+), ?k=([\w-]+)$/.exec(authorization ?? '') ?? [];
    if (token === undefined || signer === undefined || signer !== key) return false;
    const point = Buffer.from(signer, 'base64url');
    const [x = '', y = ''] = [point.subarray(1, 33), point.subarray(33)].map((half) => half.toString('base64url'));
    const publicKey = await importJWK({ kty: 'EC', crv: 'P-256', x, y }, 'ES256');
    const read = await jwtVerify(token, publicKey, { audience: this.origin }).catch(() => undefined);
    const { exp = 0, sub = '' } = read?.payload ?? {};
    return exp * 1000 < Date.now() + 24 * 3_600_000 && /^(mailto|https):/.test(sub);
  }
}
