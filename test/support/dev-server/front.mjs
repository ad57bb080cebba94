import { existsSync, readFileSync } from 'node:fs';
import { request as ask, createServer } from 'node:http';
import { connect } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { root } from '../run-tests/project.mjs';
import { output } from './bundle.mjs';

const types = { '.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json', '.map': 'application/json' };

/** Reloads the page at each `reload` event. The production server has neither this script nor the event. */
const reloadScript = `<script>
  new EventSource('/dev/events').addEventListener('reload', () => location.reload());
</script>`;

/**
 * Stands before the demo's server: serves the fresh bundles, puts the reload script into pages, and passes everything
 * else on. Requests wait while the server starts again.
 *
 * @param {() => Promise<number>} serverPort
 */
export function createFront(serverPort) {
  const listeners = new Set();
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (pathname === '/dev/events') {
      response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
      response.write('retry: 500\n\n');
      listeners.add(response);
      response.once('close', () => listeners.delete(response));
      return;
    }
    const file = freshFile(pathname);
    if (file) {
      response.writeHead(200, {
        'Content-Type': types[extname(file)] ?? 'application/octet-stream',
        'Cache-Control': 'no-store',
        'Access-Control-Allow-Origin': '*',
      });
      response.end(readFileSync(file));
      return;
    }
    passOn(request, response, await serverPort());
  });
  server.on('upgrade', async (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    const onward = connect(await serverPort(), '127.0.0.1', () => {
      onward.write(`${request.method} ${request.url} HTTP/1.1\r\n${rawHeaders(request)}\r\n\r\n`);
      onward.write(head);
      onward.pipe(socket).pipe(onward);
    });
    onward.on('error', () => socket.destroy());
    socket.on('close', () => onward.destroy());
  });
  return {
    server,
    reload: () => {
      for (const response of listeners) response.write('event: reload\ndata:\n\n');
    },
  };
}

/** Bundles come from build/dev, styles from their source, other files of the CDN from the last `npm run build`. */
function freshFile(pathname) {
  const [, folder, ...rest] = normalize(decodeURIComponent(pathname)).split('/');
  const path = rest.join('/');
  if (path === '' || path.includes('..')) return undefined;
  const places = {
    assets: path.endsWith('.css') ? ['demo/pages'] : [join(output, 'assets')],
    cdn: [join(output, 'cdn'), 'dist/cdn'],
  };
  return places[folder]?.map((place) => join(root, place, path)).find(existsSync);
}

function passOn(request, response, port) {
  const headers = { ...request.headers, 'accept-encoding': 'identity' };
  const onward = ask({ host: '127.0.0.1', port, method: request.method, path: request.url, headers }, (answer) => {
    const isPage = answer.headers['content-type']?.startsWith('text/html');
    if (!isPage) {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
      return;
    }
    const { 'content-length': _, etag: __, ...kept } = answer.headers;
    response.writeHead(answer.statusCode ?? 502, kept);
    answer.pipe(response, { end: false });
    answer.once('end', () => response.end(reloadScript));
  });
  onward.once('error', () => response.writeHead(502).end('The demo server does not answer.'));
  response.once('close', () => onward.destroy());
  request.pipe(onward);
}

function rawHeaders({ rawHeaders: raw }) {
  return raw.flatMap((name, index) => (index % 2 === 0 ? [`${name}: ${raw[index + 1]}`] : [])).join('\r\n');
}
