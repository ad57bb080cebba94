import { once } from 'node:events';
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { extname, join, normalize } from 'node:path';
import type { Duplex } from 'node:stream';
import { forwardRequest } from '../faults/browser/forward-request.js';

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.tsx': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
};

/** Where a starter's pages come from: a folder of files, or the port of its own server. */
export type Pages = { readonly folder: string } | { readonly port: number };

/** A starter's site: its pages, and the restaurant's back end below `/api/orders`, on one origin. */
export class Site {
  /** While true, the back end hears nothing: its requests wait. */
  isHolding = false;
  readonly #held: (() => void)[] = [];
  readonly #server: Server;

  private constructor(server: Server, pages: Pages, backPort: number) {
    this.#server = server;
    server.on('request', (request, response) => {
      const { pathname } = new URL(request.url ?? '/', 'http://site');
      if (pathname.startsWith('/api/orders')) this.#pass(() => forwardRequest(request, response, backPort));
      else if (pathname === '/favicon.ico') response.writeHead(204).end();
      else if ('port' in pages) forwardRequest(request, response, pages.port);
      else sendFile(pages.folder, pathname, response);
    });
    server.on('upgrade', (request, stream, head) => this.#pass(() => forwardUpgrade(request, stream, head, backPort)));
  }

  static async start(pages: Pages, backPort: number): Promise<Site> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new Site(server, pages, backPort);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Lets the back end hear what has waited, and what comes. */
  release(): void {
    this.isHolding = false;
    for (const pass of this.#held.splice(0)) pass();
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #pass(pass: () => void): void {
    if (this.isHolding) this.#held.push(pass);
    else pass();
  }
}

/** A file of the folder; for other paths its `index.html`, as hosts of single-page applications do. */
function sendFile(folder: string, pathname: string, response: ServerResponse): void {
  const wanted = join(folder, normalize(decodeURIComponent(pathname)));
  const isFile = existsSync(wanted) && statSync(wanted).isFile();
  if (!isFile && extname(pathname) !== '') {
    response.writeHead(404).end();
    return;
  }
  const file = isFile ? wanted : join(folder, 'index.html');
  response.writeHead(200, {
    'Content-Type': mediaTypes[extname(file)] ?? 'application/octet-stream',
    'Access-Control-Allow-Origin': '*',
  });
  createReadStream(file).pipe(response);
}

function forwardUpgrade({ url, rawHeaders }: IncomingMessage, stream: Duplex, head: Buffer, port: number): void {
  const back = connect(port, '127.0.0.1');
  const lines = rawHeaders.map((text, index) => (index % 2 === 0 ? `${text}: ` : `${text}\r\n`));
  back.write(`GET ${url} HTTP/1.1\r\n${lines.join('')}\r\n`);
  back.write(head);
  back.pipe(stream).pipe(back);
  back.on('error', () => stream.destroy());
  stream.on('error', () => back.destroy());
}
