import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as the vendor has got it. */
export interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What goes wrong between us and a vendor, once. */
export type Mishap =
  /** The request is taken, and the answer never comes. */
  | 'hangs'
  /** The request is taken, and the connection ends in the middle of the answer. */
  | 'breaks'
  /** The connection ends without an answer. */
  | 'resets'
  | Reply;

/** What a proxy says that stands before the vendor. */
export const proxyPage = (status: number): Reply => ({
  status,
  headers: { 'Content-Type': 'text/html' },
  body: '<html><body><h1>Bad gateway</h1>+4915112345678</body></html>',
});

/** A vendor's API on 127.0.0.1. */
export class VendorServer {
  readonly received: Received[] = [];
  readonly #answer: (request: Received) => Reply;
  readonly #mishaps: Mishap[] = [];
  readonly #server = createServer((request, response) => void this.#serve(request, response));

  constructor(answer: (request: Received) => Reply) {
    this.#answer = answer;
  }

  async start(): Promise<this> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return this;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** The next request meets this. */
  next(mishap: Mishap): void {
    this.#mishaps.push(mishap);
  }

  async stop(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await request.reduce<string>((text, part) => text + String(part), '');
    const { method = '', url: path = '', headers } = request;
    const received = { method, path, headers, body };
    this.received.push(received);
    const mishap = this.#mishaps.shift();
    if (mishap === 'hangs') return;
    if (mishap === 'resets') return void request.socket.destroy();
    const reply = mishap === undefined || mishap === 'breaks' ? this.#answer(received) : mishap;
    if (mishap === 'breaks') {
      response.writeHead(reply.status, { ...reply.headers, 'Content-Length': '5000' });
      response.write((reply.body ?? '').slice(0, 10), () => request.socket.destroy());
      return;
    }
    response.writeHead(reply.status, reply.headers).end(reply.body);
  }
}

export function json(status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): Reply {
  return { status, headers: { 'Content-Type': 'application/json', ...headers }, body: JSON.stringify(value) };
}
