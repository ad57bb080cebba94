import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import type { Duplex } from 'node:stream';
import { forwardRequest } from './forward-request.js';
import type { SitePage } from './guest-site.js';

/** A restaurant's server with its pages and the back end on the same origin. */
export class OneOrigin {
  readonly url: string;
  /** The policy violations that browsers reported. */
  readonly reports: string[] = [];
  readonly #server: Server;
  readonly #backPort: number;
  readonly #pages = new Map<string, SitePage>();

  private constructor(server: Server, backPort: number) {
    this.#server = server;
    this.#backPort = backPort;
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    server.on('request', (request, response) => this.#answer(request, response));
    server.on('upgrade', (request, stream, head) => this.#upgrade(request, stream, head));
  }

  static async start(backPort: number): Promise<OneOrigin> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new OneOrigin(server, backPort);
  }

  /** Adds a page or a file. It overrides the back end's own. Returns its URL. */
  add(path: string, page: SitePage): string {
    this.#pages.set(path, page);
    return this.url + path;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const { pathname } = new URL(request.url ?? '/', this.url);
    const page = this.#pages.get(pathname);
    if (page) response.writeHead(200, { 'Content-Type': 'text/html', ...page.headers }).end(page.html);
    else if (pathname === '/reports') {
      request.on('data', (bytes: Buffer) => this.reports.push(bytes.toString()));
      request.on('end', () => response.writeHead(204).end());
    } else forwardRequest(request, response, this.#backPort);
  }

  #upgrade({ url, rawHeaders }: IncomingMessage, stream: Duplex, head: Buffer): void {
    const back = connect(this.#backPort, '127.0.0.1');
    const lines = rawHeaders.map((text, index) => (index % 2 === 0 ? `${text}: ` : `${text}\r\n`));
    back.write(`GET ${url} HTTP/1.1\r\n${lines.join('')}\r\n`);
    back.write(head);
    back.pipe(stream).pipe(back);
    back.on('error', () => stream.destroy());
    stream.on('error', () => back.destroy());
  }
}
