import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { brotliCompressSync } from 'node:zlib';
import { WebSocketServer } from 'ws';
import { Orders } from './orders.js';
import { type Follower, speakRealtime, speakRows } from './realtime-socket.js';

export type RequestKind = 'document' | 'script' | 'read' | 'preflight' | 'handshake' | 'other';

export interface SeenRequest {
  readonly kind: RequestKind;
  readonly path: string;
  /** When it arrived, by the computer's clock, in milliseconds. */
  readonly at: number;
}

export interface BenchSite {
  /** The page for this query. */
  html(query: URLSearchParams): string;
  /** The script or data of this path; `undefined` if there is none. */
  file(path: string): string | undefined;
}

const cors = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': '*, authorization',
  'access-control-allow-methods': 'GET, POST',
  'access-control-expose-headers': 'date',
  // Browsers keep an answer without this for 5 s. The bench's clock runs faster than that of the browser.
  'access-control-max-age': '0',
};

/** The computer's clock, with fractions of a millisecond. Pages read the same one. */
export const clock = (): number => performance.timeOrigin + performance.now();

/** Serves the pages of one column of the table, and is their back end. It counts what they ask. */
export class BenchServer {
  readonly orders = new Orders();
  readonly url: string;
  readonly requests: SeenRequest[] = [];
  /** Orders whose changes flow to a page. */
  readonly confirmed = new Set<string>();
  readonly #site: BenchSite;
  readonly #server: Server;
  readonly #connections = new Set<Socket>();
  readonly #followers = new Set<Follower>();
  readonly #compressed = new Map<string, Buffer>();
  #bytesOfClosed = 0;

  private constructor(site: BenchSite, server: Server) {
    this.#site = site;
    this.#server = server;
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    server.on('connection', (socket) => this.#count(socket));
    server.on('request', (request, response) => this.#answer(request, response));
    const sockets = new WebSocketServer({ server, perMessageDeflate: false });
    sockets.on('connection', (socket, { url = '' }) => {
      this.#note('handshake', url);
      const confirm = (orderId: string) => this.confirmed.add(orderId);
      const follower = url.startsWith('/rows')
        ? speakRows(socket, (id) => this.orders.find(id), confirm)
        : speakRealtime(socket, confirm);
      this.#followers.add(follower);
      socket.on('close', () => this.#followers.delete(follower));
    });
  }

  static async start(site: BenchSite): Promise<BenchServer> {
    const server = createServer({ keepAliveTimeout: 600_000 });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new BenchServer(site, server);
  }

  /** All bytes of all connections in both directions, headers included. */
  get bytes(): number {
    return [...this.#connections].reduce((sum, one) => sum + one.bytesRead + one.bytesWritten, this.#bytesOfClosed);
  }

  /** Moves an order one step on and sends the frame. Returns when, by the computer's clock. */
  advance(orderId: string): number {
    const row = this.orders.advance(orderId);
    const sentAt = clock();
    for (const follower of this.#followers) follower.changed(row);
    return sentAt;
  }

  /** The size of a file as it was sent. */
  sizeOf(path: string): number {
    return this.#compressed.get(path)?.length ?? 0;
  }

  async close(): Promise<void> {
    for (const socket of this.#connections) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #count(socket: Socket): void {
    this.#connections.add(socket);
    socket.on('close', () => {
      this.#connections.delete(socket);
      this.#bytesOfClosed += socket.bytesRead + socket.bytesWritten;
    });
  }

  #note(kind: RequestKind, path: string): void {
    this.requests.push({ kind, path, at: clock() });
  }

  #answer({ method, url = '/', headers }: IncomingMessage, response: ServerResponse): void {
    const { pathname, searchParams } = new URL(url, this.url);
    if (method === 'OPTIONS') {
      this.#note('preflight', pathname);
      response.writeHead(204, cors).end();
    } else if (pathname === '/page') {
      this.#note('document', pathname);
      response.setHeader('content-type', 'text/html; charset=utf-8').end(this.#site.html(searchParams));
    } else if (pathname.startsWith('/rest/v1/')) {
      this.#note('read', pathname);
      const row = this.orders.find(searchParams.get('id')?.replace('eq.', '') ?? '');
      const isSingle = headers.accept?.includes('pgrst.object');
      response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', ...cors });
      response.end(JSON.stringify(isSingle ? row : row ? [row] : []));
    } else {
      this.#sendFile(pathname, response);
    }
  }

  #sendFile(path: string, response: ServerResponse): void {
    const content = this.#site.file(path);
    this.#note(content === undefined ? 'other' : 'script', path);
    if (content === undefined) {
      response.writeHead(404).end();
      return;
    }
    const compressed = this.#compressed.get(path) ?? brotliCompressSync(content);
    this.#compressed.set(path, compressed);
    response.writeHead(200, {
      'content-type': path.endsWith('.json') ? 'application/json' : 'text/javascript',
      'content-encoding': 'br',
      'cache-control': 'no-store',
      ...cors,
    });
    response.end(compressed);
  }
}
