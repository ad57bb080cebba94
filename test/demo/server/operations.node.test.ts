import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it, mock } from 'node:test';
import { format } from 'node:util';
import { DatabaseError, DatabaseUnavailable } from '../../../demo/server/database/identity.js';
import { Janitor } from '../../../demo/server/database/janitor.js';
import { describeError, log } from '../../../demo/server/log.js';
import type { Production } from '../../../demo/server/production.js';
import { startDemoServer } from '../../../demo/server/server.js';
import { migratedCluster } from '../../support/empty-cluster.js';
import {
  type DemoServer,
  lunch,
  moveTo,
  openOrderSocket,
  openRealtimeSocket,
  placeOrder,
  postOrder,
  startTestServer,
} from '../support.js';

const secret = 'a-guests-own-words';

/** Collects what is written to the console, which is all that the server writes. */
function listenToConsole(): string[] {
  const lines: string[] = [];
  for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const) {
    mock.method(console, method, (...words: unknown[]) => lines.push(format(...words)));
  }
  return lines;
}

describe('the log', () => {
  it('says of an error its class, code and places, and nothing that it quotes', () => {
    const error = Object.assign(new Error(`${secret}\n    at ${secret} (file:1:1)`), {
      code: '22P02',
      detail: secret,
      params: [secret],
    });
    const said = describeError(error);
    assert.equal(said.code, '22P02');
    assert.match(said.at?.[0] ?? '', /operations\.node\.test/);
    assert.ok(!JSON.stringify(said).includes(secret), JSON.stringify(said));
    for (const thrown of [secret, { secret }, Object.assign(new Error(secret), { name: secret, code: `${secret}!` })]) {
      assert.ok(!JSON.stringify(describeError(thrown)).includes(secret));
    }
    assert.ok(!String(new DatabaseError('22P02', 'x')).includes(secret));
  });

  it('is one JSON object a line', () => {
    const lines = listenToConsole();
    log.error('Something\nfailed.', new DatabaseUnavailable(), { requestId: 'one\ntwo' });
    mock.restoreAll();
    assert.equal(lines.length, 1);
    const [line = ''] = lines;
    assert.ok(!line.includes('\n'));
    const { level, message, error, requestId } = JSON.parse(line) as Record<string, unknown>;
    assert.deepEqual(
      [level, message, error, requestId],
      ['error', 'Something\nfailed.', 'DatabaseUnavailable', 'one\ntwo'],
    );
  });
});

describe('a server at work', () => {
  const production: Production = { publicOrigin: 'https://orders.example.com', restaurantName: 'Aurora' };
  let server: DemoServer;
  let lines: string[];
  before(async () => {
    server = await startDemoServer({
      port: 0,
      emptyCluster: await migratedCluster(),
      production,
      trustedProxies: ['127.0.0.1'],
      limits: { joinErrorDelay: 20 },
      metrics: { port: 0 },
    });
  });
  after(() => server.close());
  beforeEach((context) => {
    lines = listenToConsole();
    void context;
  });
  const told = () => {
    mock.restoreAll();
    return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  };

  it('logs each request with an id that the answer has too, and no path', async () => {
    const response = await fetch(`${server.url}/api/orders/${secret}?token=${secret}`, {
      headers: { 'X-Request-Id': 'from-nginx' },
    });
    const [line] = told();
    assert.equal(response.headers.get('x-request-id'), 'from-nginx');
    const { requestId, method, route, status } = line ?? {};
    assert.deepEqual([requestId, method, route, status], ['from-nginx', 'GET', '/api/:kind{orders|boards}/:id', 401]);
    assert.ok(!JSON.stringify(lines).includes(secret));
  });

  it('makes ids itself where a sent one is no id', async () => {
    const response = await fetch(`${server.url}/healthz`, { headers: { 'X-Request-Id': `${secret} {"x":1}` } });
    told();
    assert.match(response.headers.get('x-request-id') ?? '', /^[0-9a-f-]{36}$/);
  });

  it('is alive and ready, and says so to whoever restarts it and sends it requests', async () => {
    for (const path of ['/healthz', '/readyz']) {
      const response = await fetch(server.url + path);
      assert.equal(response.status, 200);
      assert.deepEqual(await response.json(), { status: 'ok' });
    }
    told();
  });

  it('has metrics, without ids, on a port of their own', async () => {
    await fetch(`${server.url}/api/orders/${secret}`);
    assert.equal((await fetch(`${server.url}/metrics`)).status, 404);
    const text = await (await fetch(`http://127.0.0.1:${server.metricsPort}/metrics`)).text();
    told();
    for (const name of [
      'http_request_duration_seconds_bucket',
      'live_sockets{endpoint="orders"} 0',
      'database_waiting 0',
      'process_cpu',
    ]) {
      assert.ok(text.includes(name), name);
    }
    assert.match(text, /route="\/api\/:kind\{orders\|boards\}\/:id",status="401"/);
    assert.ok(!text.includes(secret));
  });

  it('writes no values where the database refuses a request', async () => {
    const refusals = [
      () =>
        fetch(`${server.url}/rest/v1/orders?id=eq.${secret}`, { headers: { apikey: server.secrets.publishableKey } }),
      () =>
        fetch(`${server.url}/rest/v1/rpc/order_snapshot`, {
          method: 'POST',
          body: JSON.stringify({ order_id: secret }),
        }),
      () => fetch(`${server.url}/rest/v1/${secret}?select=${secret}`),
      ...[`orders?select=*,${secret}(*)`, `${secret}?select=*`, `orders?select=${secret}`, `orders?${secret}`].map(
        (path) => () => fetch(`${server.url}/rest/v1/${path}`, { headers: { apikey: server.secrets.publishableKey } }),
      ),
      () => fetch(`${server.url}/rest/v1/orders`, { method: 'POST', body: `{"reason":"${secret}` }),
      () =>
        fetch(`${server.url}/auth/v1/token?grant_type=refresh_token`, {
          method: 'POST',
          body: JSON.stringify({ refresh_token: secret }),
        }),
    ];
    for (const refuse of refusals) await refuse();
    // Each line is one JSON object, whatever a package would have written.
    told();
    assert.ok(!JSON.stringify(lines).includes(secret), lines.join('\n'));
  });

  it('answers a Realtime topic that PostgreSQL cannot store, and writes nothing of it', async () => {
    const socket = await openRealtimeSocket(server);
    const topic = `realtime:${secret}\0`;
    socket.send(['1', '1', topic, 'phx_join', { config: { private: true } }]);
    socket.send([null, '2', 'phoenix', 'heartbeat', {}]);
    await socket.message();
    mock.restoreAll();
    assert.ok(!JSON.stringify(lines).includes(secret), lines.join('\n'));
    await socket.close();
  });
});

describe('a demo’s server', () => {
  let server: DemoServer;
  let closed: Promise<void> | undefined;
  before(async () => {
    server = await startTestServer();
  });
  after(() => closed ?? server.close());

  it('whose database fails answers 503 or 507 with Retry-After, in one line of the log, and is not ready', async () => {
    const { id } = await placeOrder(server);
    const token = await server.tokens.signForGuest(id);
    const read = () => fetch(`${server.url}/api/orders/${id}`, { headers: { Authorization: `Bearer ${token}` } });
    const place = () => postOrder(server, lunch);
    const open = () => {
      const body = JSON.stringify({ order_id: id, capability: 'a'.repeat(43) });
      return fetch(`${server.url}/functions/v1/track`, { method: 'POST', body });
    };
    const failures = [
      [new DatabaseUnavailable(), 503],
      [new DatabaseError('53100', 'could not extend file'), 507],
      [new DatabaseError('25006', 'cannot execute INSERT in a read-only transaction'), 507],
      [new Error(secret), 500],
    ] as const;
    for (const [error, status] of failures) {
      const lines = listenToConsole();
      mock.method(server.database, 'transaction', () => Promise.reject(error));
      const answers = await Promise.all([read(), read(), place(), open()]);
      const ready = await fetch(`${server.url}/readyz`);
      mock.restoreAll();
      for (const answer of answers) {
        assert.equal(answer.status, status);
        assert.equal(/^\d+$/.test(answer.headers.get('retry-after') ?? ''), status !== 500);
      }
      assert.equal(ready.status, 503);
      assert.ok(status === 500 ? lines.length > 0 : lines.length <= 1, lines.join('\n'));
      assert.ok(!lines.join().includes(secret));
    }
    assert.equal((await read()).status, 200, 'and works again afterwards');
  });

  it('deletes messages that nobody reads any more after 72 hours, as on Supabase, and their space is used again', async () => {
    const { id } = await placeOrder(server);
    await moveTo(server, id, 'preparing', 'ready');
    const count = async (table: string) => {
      const { rows } = await server.database.transaction((query) =>
        query.query<{ count: number }>(`select count(*) from ${table}`),
      );
      return rows[0]?.count;
    };
    assert.equal(await count('realtime.outbox'), 0, 'the outbox is empty once its entries were sent');
    const recent = await count('realtime.messages');
    assert.ok(recent !== undefined && recent >= 6, `${recent}`);
    await server.database.transaction(async (query) => {
      await query.query(`insert into realtime.messages (topic, extension, payload, inserted_at)
        select 'order:old', 'broadcast', jsonb_build_object('filler', repeat('x', 1000)), now() - interval '73 hours'
        from generate_series(1, 500)`);
      await query.query(
        `insert into realtime.outbox (kind, content, written_at) values ('change', '{}', now() - interval '2 hours')`,
      );
    });
    await new Janitor(server.database).clean();
    assert.equal(await count('realtime.messages'), recent);
    assert.equal(await count('realtime.outbox'), 0);
  });

  it('that closes finishes the requests that it has, tells sockets 1012, and is not ready meanwhile', async () => {
    const sockets = [await openOrderSocket(server), await openRealtimeSocket(server)];
    const orders = Array.from({ length: 20 }, () =>
      postOrder(server, { fulfilment: 'pickup', items: [{ name: 'Pane', quantity: 1 }] }),
    );
    const [first] = orders;
    await first;
    closed = server.close();
    assert.deepEqual(await Promise.all(sockets.map(({ closed: code }) => code)), [1012, 1012]);
    for (const response of await Promise.all(orders)) assert.equal(response.status, 201);
    await closed;
    await assert.rejects(fetch(`${server.url}/healthz`), 'the port is closed');
  });
});
