import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type ServerOptions, type WebSocket, WebSocketServer } from 'ws';
import { origin } from './examination.js';

export const orderId = '7c9e6679-7425-40de-944b-e07fc1f90ae7';
export const otherOrderId = '16fd2706-8baf-433b-82eb-8c7fada847da';
/** It lasts 10 minutes. */
export const guestToken = `e30.${btoa(JSON.stringify({ iat: 1_800_000_000, exp: 1_800_000_600 }))}.c2lnbmF0dXJl`;

/** An order as a good server sends it. */
export const order = {
  id: orderId,
  number: '42',
  status: 'preparing',
  version: 7,
  updated_at: '2026-05-01T12:05:00Z',
  items: [{ name: 'Margherita', quantity: 2 }],
};

/** A server on this machine, and how it is stopped. */
export interface SmallServer {
  readonly url: string;
  close(): Promise<void>;
}

async function listen(server: Server): Promise<SmallServer> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

export function serveHttp(answer: RequestListener): Promise<SmallServer> {
  return listen(createServer(answer));
}

/** A server of WebSockets. What is no upgrade gets `answer`. */
export async function serveSockets(
  hear: (socket: WebSocket, request: IncomingMessage) => void,
  options: ServerOptions = {},
  answer: RequestListener = (_, response) => response.writeHead(404).end(),
): Promise<SmallServer> {
  const server = createServer(answer);
  const sockets = new WebSocketServer({ server, ...options });
  sockets.on('connection', (socket, request) => {
    socket.on('error', () => undefined);
    hear(socket, request);
  });
  const running = await listen(server);
  return {
    url: running.url,
    async close() {
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
      await running.close();
    },
  };
}

/** The headers with which a page of another origin may read an answer. */
export const corsHeaders = {
  'access-control-allow-origin': origin,
  'access-control-allow-headers': 'authorization, content-type, if-none-match, last-event-id, apikey, accept-profile',
  'access-control-expose-headers': 'Date, Age, ETag, Retry-After',
  vary: 'Origin',
};

/** What may be different about an endpoint. */
export interface EndPoint {
  /** Whether a token is needed. */
  readonly isProtected?: boolean;
  /** The body; by default the order. */
  readonly body?: () => unknown;
  readonly headers?: Readonly<Record<string, string | undefined>>;
  /** Answers in the place of all else; whether it did. */
  readonly instead?: (request: IncomingMessage, response: ServerResponse) => boolean;
}

/** `GET /orders/{id}` as it should be, but for what is said. */
export function endPoint({
  isProtected = false,
  body = () => order,
  headers,
  instead,
}: EndPoint = {}): RequestListener {
  return (request, response) => {
    const send = (status: number, json?: unknown, more: Readonly<Record<string, string>> = {}) => {
      const all = {
        ...corsHeaders,
        'content-type': 'application/json',
        'cache-control': 'no-cache',
        ...more,
        ...headers,
      };
      const given = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
      response.writeHead(status, given as Record<string, string>);
      response.end(json === undefined ? undefined : JSON.stringify(json));
    };
    if (instead?.(request, response)) return;
    if (request.method === 'OPTIONS') return send(204);
    if (isProtected && request.headers.authorization !== `Bearer ${guestToken}`)
      return send(401, { error: 'unauthorized' });
    if (!request.url?.includes(orderId)) return send(404, { error: 'not-found' });
    const content = body();
    const etag = `"${createHash('sha256').update(JSON.stringify(content)).digest('hex')}"`;
    if (request.headers['if-none-match'] === etag) return send(304, undefined, { etag });
    send(200, content, { etag });
  };
}

/** A message of a client that speaks order-status.v1. */
export interface ClientMessage {
  readonly type?: string;
  readonly ref?: string;
  readonly order_id?: string;
  readonly token?: string;
  readonly min_version?: number;
}

/** What may be different about a server of order-status.v1. `undefined` as an answer: the usual one. */
export type Answers = (message: ClientMessage, socket: WebSocket) => readonly unknown[] | undefined;

/** A server of order-status.v1 as it should be, but for what is said. */
export function speakV1(answers: Answers = () => undefined) {
  return (socket: WebSocket): void => {
    socket.on('message', (data) => {
      const message: ClientMessage = JSON.parse(String(data));
      for (const answer of answers(message, socket) ?? usualAnswers(message)) {
        socket.send(typeof answer === 'string' ? answer : JSON.stringify(answer));
      }
    });
  };
}

function usualAnswers({ type, ref, order_id: id, token }: ClientMessage): readonly unknown[] {
  if (type === 'ping') return [{ type: 'pong' }];
  if (type === 'snapshot') return [{ type: 'order', ref, snapshot: true, order }];
  if (type !== 'subscribe') return [];
  if (token !== guestToken) return [{ type: 'closed', ref, code: 4401 }];
  return id === orderId ? [{ type: 'subscribed', ref }] : [{ type: 'closed', ref, code: 4404 }];
}

export const v1 = { handleProtocols: () => 'order-status.v1' } satisfies ServerOptions;

/** `wss:` of `https:`. */
export function socketUrl({ url }: SmallServer): string {
  return url.replace('http', 'ws');
}

/** Uses a server, and stops it whatever happens. */
export async function withServer<Result>(
  starting: Promise<SmallServer>,
  use: (server: SmallServer) => Promise<Result>,
): Promise<Result> {
  const server = await starting;
  try {
    return await use(server);
  } finally {
    await server.close();
  }
}
