import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { get } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { PortUnusable } from '../../demo/server/listen.js';
import { projectPath } from '../../demo/server/project-files.js';
import { startDemoServer } from '../../demo/server/server.js';
import {
  columnOf,
  type DemoServer,
  demoRestaurantId,
  moveTo,
  openOrderSocket,
  openRealtimeSocket,
  placeOrder,
  startTestServer,
} from './support.js';

describe('the demo server', () => {
  let server: DemoServer;
  before(async () => {
    server = await startTestServer();
  });
  after(() => server.close());

  it('serves the connection settings of a page as /demo.json', async () => {
    const facts = (await (await fetch(`${server.url}/demo.json`)).json()) as object;
    assert.deepEqual(facts, {
      supabase_url: server.url,
      supabase_key: server.secrets.publishableKey,
      websocket_url: `${server.url.replace('http', 'ws')}/ws`,
      poll_url: `${server.url}/api/orders/{id}`,
      token_url: `${server.url}/api/track`,
      notify_url: `${server.url}/functions/v1/notify`,
      restaurant_id: demoRestaurantId,
      board_poll_url: `${server.url}/api/boards/{id}`,
      board_url: `${server.url}/board?restaurant_id=${demoRestaurantId}#track=${server.secrets.boardCapability}`,
      staff: server.staff,
    });
  });

  it('serves its pages with Referrer-Policy no-referrer, so that tracking links do not leak', async () => {
    for (const page of ['/order', '/confirmation', '/kitchen', '/board', '/embed.html']) {
      const response = await fetch(`${server.url}${page}`);
      assert.equal(response.status, 200, page);
      assert.match(String(response.headers.get('content-type')), /^text\/html/);
      assert.equal(response.headers.get('referrer-policy'), 'no-referrer');
      assert.equal(response.headers.get('x-content-type-options'), 'nosniff');
    }
  });

  it('has browsers keep the parts of the CDN files for good, and ask for everything else again', async () => {
    const parts = (await readdir(projectPath('dist', 'cdn'), { recursive: true })).filter((name) =>
      name.startsWith('parts/'),
    );
    for (const [path, kept] of [
      [`/cdn/${parts[0] ?? 'parts/alerting.js'}`, 'public, max-age=31536000, immutable'],
      ['/cdn/order-status-tracker.js', 'no-cache'],
    ] as const) {
      const response = await fetch(server.url + path);
      await response.text();
      // The bundles may not be built: then nothing is kept.
      assert.equal(
        response.headers.get('cache-control'),
        response.ok ? kept : response.headers.get('cache-control'),
        path,
      );
      assert.equal(response.headers.get('access-control-allow-origin'), '*');
    }
    const missing = await fetch(`${server.url}/cdn/parts/gone-12345678.js`);
    assert.equal(missing.status, 404);
    assert.doesNotMatch(missing.headers.get('cache-control') ?? '', /immutable/);
  });

  it('answers 404 to unknown paths and to files outside its folders', async () => {
    for (const path of [
      '/nothing',
      '/api/nothing',
      '/demo/faults',
      '/_system/config',
      '/assets/..%2f..%2fpackage.json',
    ]) {
      assert.equal((await fetch(`${server.url}${path}`)).status, 404, path);
    }
    // `fetch` removes `..` from the path before it sends the request.
    const status = await new Promise((resolve, reject) => {
      get(`${server.url}/`, { path: '/cdn/../../package.json' }, (response) => {
        response.resume();
        resolve(response.statusCode);
      }).on('error', reject);
    });
    assert.equal(status, 404);
  });

  it('prints one sentence and exits with 1 when its port is in use', async () => {
    await assert.rejects(startDemoServer({ port: server.port }), PortUnusable);
    const { code, said } = await failToStart({ PORT: String(server.port) });
    assert.equal(code, 1);
    assert.match(
      said,
      new RegExp(`^Port ${server.port} is used by another program\\. .* choose another port, for example: `, 'm'),
    );
    assert.ok(!said.includes('    at '), 'no stack trace');
  });

  it('lists the valid flags and exits with 1 when a flag is unknown', async () => {
    const { code, said } = await failToStart({}, '--bogus');
    assert.equal(code, 1);
    assert.match(said, /^The server knows the flags --data <folder>/m);
    assert.ok(!said.includes('    at '), 'no stack trace');
  });

  it('prints an error and exits with 1 when PORT is not a number', async () => {
    const { code, said } = await failToStart({ PORT: 'eighty' });
    assert.equal(code, 1);
    assert.match(said, /^PORT must be a whole number from 0 to 65535\.$/m);
  });

  it('closes, refuses, stalls and breaks WebSockets through `sockets`', async () => {
    const closing = await openOrderSocket(server);
    server.sockets.close(1013);
    assert.equal(await closing.closed, 1013);

    server.sockets.accept(false);
    await assert.rejects(openOrderSocket(server), /HTTP 503/);
    server.sockets.accept(true);

    const silent = await openOrderSocket(server);
    const wake = server.sockets.stall();
    silent.send({ type: 'ping' });
    wake();
    assert.deepEqual(await silent.message(), { type: 'pong' });

    server.sockets.break();
    assert.equal(await silent.closed, 1006);
  });

  it('keeps running when clients send malformed handshakes or break off during a handshake', async () => {
    const handshake =
      'Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: x\r\n';
    for (const path of ['/realtime/v1/websocket', '/ws', '/nothing', ':no-port-here', '/ws#[']) {
      const stream = connect(server.port, '127.0.0.1');
      await once(stream, 'connect');
      stream.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\n${handshake}\r\n`);
      stream.on('error', () => undefined);
      await once(stream, 'data');
      stream.resetAndDestroy();
    }
    assert.equal((await fetch(`${server.url}/demo.json`)).status, 200);
  });

  it('ends a Realtime channel when its token expires', async () => {
    const { id } = await placeOrder(server);
    const socket = await openRealtimeSocket(server);
    const token = await server.tokens.sign({ role: 'tracker', order_id: id }, 3);
    const topic = `realtime:order:${id}`;
    socket.send(['1', '1', topic, 'phx_join', { config: { private: true }, access_token: token }]);
    assert.deepEqual(await socket.message(), [
      ...['1', '1', topic, 'phx_reply'],
      { status: 'ok', response: { postgres_changes: [] } },
    ]);
    const message = 'Token has expired 0 seconds ago';
    assert.deepEqual(await socket.message(), [
      ...['1', null, topic, 'system'],
      { message, status: 'error', extension: 'system', channel: `order:${id}` },
    ]);
    assert.deepEqual(await socket.message(), ['1', '1', topic, 'phx_close', {}]);
    await socket.close();
  });

  it('answers a Realtime handshake with a bad key or version with an HTTP error', async () => {
    const expired = await server.tokens.sign({ role: 'anon' }, -1);
    for (const [key, version, status] of [
      ['', '2.0.0', 401],
      ['garbage', '2.0.0', 401],
      [expired, '2.0.0', 401],
      [server.secrets.publishableKey, '3.0.0', 403],
    ] as const) {
      await assert.rejects(openRealtimeSocket(server, version, key), new RegExp(`HTTP ${status}`));
    }
  });
});

describe('the demo server with a data folder', () => {
  it('keeps orders, links, tokens and keys after a restart on the same port', async () => {
    const dataFolder = await mkdtemp(join(tmpdir(), 'order-status-data-'));
    const first = await startDemoServer({ port: 0, dataFolder });
    const { port, secrets } = first;
    const { id, capability } = await placeOrder(first);
    await moveTo(first, id, 'preparing');
    await first.close();

    const second = await startDemoServer({ port, dataFolder });
    assert.deepEqual(second.secrets, secrets);
    assert.equal(await columnOf(second, id, 'version'), 2);
    const exchanged = await fetch(`${second.url}/api/track`, {
      method: 'POST',
      body: JSON.stringify({ order_id: id, capability }),
    });
    assert.equal(exchanged.status, 200);
    const refused = await second.database
      .as({ role: 'anon' }, (query) => query.query('select * from public.orders'))
      .catch((error: Error) => error.message);
    assert.equal(refused, 'permission denied for table orders', 'a restart grants no new privileges');
    await second.close();
    await rm(dataFolder, { recursive: true });
  });
});

describe('the migrations', () => {
  it('create objects only in the schemas public and private, as a hosted Supabase project requires', async () => {
    const folder = projectPath('demo', 'supabase', 'migrations');
    const files = await readdir(folder);
    assert.ok(files.length > 0);
    for (const file of files) {
      assert.match(file, /^\d{14}_[a-z_]+\.sql$/);
      const sql = await readFile(join(folder, file), 'utf8');
      const made = [
        ...sql.matchAll(/^\s*create (?:or replace )?(?:table|function|schema) (?:if not exists )?(\S+)/gim),
      ];
      for (const [, name] of made) assert.match(String(name), /^(public\.|private(\.|;|$))/, `${file}: ${name}`);
      assert.doesNotMatch(sql, /\b(superuser|realtime\.outbox|demo\.)/i, file);
    }
  });
});

/** Starts the server on the command line with invalid settings. Returns its exit code and its error output. */
async function failToStart(env: NodeJS.ProcessEnv, ...flags: string[]): Promise<{ code: unknown; said: string }> {
  const main = spawn(process.execPath, [projectPath('build', 'demo', 'server', 'main.js'), ...flags], {
    env: { ...process.env, ...env },
  });
  let said = '';
  main.stderr.on('data', (data) => {
    said += String(data);
  });
  const code = await new Promise((resolve) => main.on('close', resolve));
  return { code, said };
}
