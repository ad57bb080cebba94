import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename } from 'node:path';
import { projectPath } from '../../../demo/server/project-files.js';
import type { DemoServer } from '../../../demo/server/server.js';

/** A page of the restaurant's site. */
export interface SitePage {
  readonly html: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * The restaurant's own web site: pages, the CDN files, and a token endpoint whose tokens have a lifetime chosen by the
 * test. Faults of the back end's network do not affect it.
 */
export class GuestSite {
  readonly url: string;
  readonly #server: Server;
  readonly #back: Pick<DemoServer, 'tokens'>;
  readonly #pages = new Map<string, SitePage>();
  readonly #files = new Map<string, Buffer>();
  #added = 0;

  private constructor(server: Server, back: Pick<DemoServer, 'tokens'>) {
    this.#server = server;
    this.#back = back;
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    server.on('request', (request, response) => void this.#answer(request, response));
  }

  static async start(back: Pick<DemoServer, 'tokens'>): Promise<GuestSite> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new GuestSite(server, back);
  }

  /** Adds a page. Returns its URL. */
  add(page: SitePage): string {
    this.#added += 1;
    const path = `/guest/${this.#added}`;
    this.#pages.set(path, page);
    return this.url + path;
  }

  /** Adds a file to the CDN files, or replaces one. */
  put(name: string, bytes: Buffer): void {
    this.#files.set(name, bytes);
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', this.url);
    const page = this.#pages.get(pathname);
    if (page) return void response.writeHead(200, { 'Content-Type': 'text/html', ...page.headers }).end(page.html);
    const [, lifetime, orderId] = /^\/token\/(\d+)(?:\/([\w-]+))?$/.exec(pathname) ?? [];
    if (lifetime !== undefined) return this.#issueToken(Number(lifetime), orderId, request, response);
    if (pathname.startsWith('/cdn/')) return this.#sendFile(pathname.slice('/cdn/'.length), response);
    response.writeHead(pathname === '/favicon.ico' ? 204 : 404).end();
  }

  /** Answers `/token/15` with a token that is valid for 15 s, and `/token/15/<order>` with one for that order. */
  async #issueToken(
    lifetime: number,
    orderId: string | undefined,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const { order_id = orderId } = orderId ? {} : (JSON.parse(body) as { order_id: string });
    const access_token = await this.#back.tokens.sign({ role: 'tracker', order_id }, lifetime);
    response.writeHead(200, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' });
    response.end(JSON.stringify({ access_token, token_type: 'bearer', expires_in: lifetime }));
  }

  async #sendFile(name: string, response: ServerResponse): Promise<void> {
    const type = name.endsWith('.json') ? 'application/json' : 'text/javascript';
    try {
      const bytes = this.#files.get(name) ?? (await readFile(projectPath('dist', 'cdn', ...name.split('/').map(safe))));
      response.writeHead(200, { 'Content-Type': type, 'Access-Control-Allow-Origin': '*' }).end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  }
}

function safe(name: string): string {
  return basename(name);
}
