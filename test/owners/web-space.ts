import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';
import { unzipSync } from 'fflate';
import { projectPath } from '../../demo/server/project-files.js';

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.html': 'text/html; charset=utf-8',
};

/** The files of a zip that the build packed, by their path in its one folder. */
export function filesOfZip(name: string): ReadonlyMap<string, Uint8Array> {
  const files = Object.entries(unzipSync(readFileSync(projectPath('build', name))));
  return new Map(files.map(([path, data]) => [path.replace(/^order-status-tracker\//, ''), data]));
}

/** A host of an own origin: a web space with the unpacked folder, or a builder's site with pages. */
export class WebSpace {
  readonly url: string;
  /** Texts and files by path. */
  readonly files: Map<string, string | Uint8Array>;
  /** Whether it sends what the file `_headers` says. */
  sendsHeaders = true;
  readonly #server: Server;

  private constructor(url: string, server: Server, files: ReadonlyMap<string, string | Uint8Array>) {
    this.url = url;
    this.#server = server;
    this.files = new Map(files);
  }

  static async open(files: ReadonlyMap<string, string | Uint8Array> = new Map()): Promise<WebSpace> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const space = new WebSpace(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, server, files);
    server.on('request', (request, response) => {
      const path = new URL(request.url ?? '', space.url).pathname.slice(1);
      const file = space.files.get(path);
      for (const [name, value] of space.sendsHeaders ? space.#headers() : []) response.setHeader(name, value);
      response.setHeader('Content-Type', types[extname(path)] ?? 'text/html; charset=utf-8');
      response.writeHead(file === undefined ? 404 : 200).end(file ?? 'Not found');
    });
    return space;
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  /** What the file says for every path: `Name: value`, indented. */
  #headers(): readonly (readonly [string, string])[] {
    const file = this.files.get('_headers');
    const text = file === undefined ? '' : Buffer.from(file as Uint8Array).toString('utf8');
    return [...text.matchAll(/^ {2}([\w-]+): (.+)$/gm)].map(([, name = '', value = '']) => [name, value]);
  }
}
