import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { decodeJwt, SignJWT, UnsecuredJWT } from 'jose';
import { type DemoServer, moveTo, placeOrder, startTestServer, type TestOrder } from './support.js';

const minute = 60_000;

describe('a guest’s tracking link', () => {
  let server: DemoServer;
  let order: TestOrder;
  let now = Date.now();
  before(async () => {
    server = await startTestServer({}, () => now);
    order = await placeOrder(server);
  });
  after(() => server.close());

  function exchange(orderId: unknown, capability: unknown): Promise<Response> {
    return fetch(`${server.url}/api/track`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ order_id: orderId, capability }),
    });
  }

  it('is exchanged for a token that is valid for one order and for 15 minutes', async () => {
    const response = await exchange(order.id, order.capability);
    assert.equal(response.status, 200);
    assert.equal(response.headers.get('cache-control'), 'no-store');
    assert.equal(response.headers.get('access-control-allow-origin'), '*');
    const answer = (await response.json()) as { access_token: string; token_type: string; expires_in: number };
    assert.deepEqual([answer.token_type, answer.expires_in], ['bearer', 900]);
    const { iat = 0, exp = 0, ...claims } = decodeJwt(answer.access_token);
    assert.deepEqual(claims, { role: 'tracker', order_id: order.id, aud: 'authenticated' });
    assert.equal(exp - iat, 900);
  });

  it('gets the same 404 for every link that does not exist', async () => {
    const other = await placeOrder(server);
    const answers = new Set<string>();
    for (const [id, capability] of [
      [order.id, other.capability],
      [order.id, ''],
      [other.number, order.capability],
      [crypto.randomUUID(), order.capability],
      ['no id', 'no secret'],
    ]) {
      const response = await exchange(id, capability);
      answers.add(`${response.status} ${await response.text()}`);
    }
    assert.deepEqual([...answers], ['404 {"error":"This link does not work."}']);
    assert.equal((await exchange(7, undefined)).status, 400);
  });

  it('expires two hours after the order became final', async () => {
    const { id, capability } = await placeOrder(server);
    await moveTo(server, id, 'cancelled');
    assert.equal((await exchange(id, capability)).status, 200);
    await server.database.transaction((query) =>
      query.query(
        `update private.tracking_links set expires_at = expires_at - interval '119 minutes' where order_id = $1`,
        [id],
      ),
    );
    assert.equal((await exchange(id, capability)).status, 200);
    await server.database.transaction((query) =>
      query.query(
        `update private.tracking_links set expires_at = expires_at - interval '2 minutes' where order_id = $1`,
        [id],
      ),
    );
    assert.equal((await exchange(id, capability)).status, 410);
  });

  it('can be revoked by the restaurant', async () => {
    const { id, capability } = await placeOrder(server);
    const { rows } = await server.database.transaction((query) =>
      query.query<{ sub: string }>('select user_id as sub from public.staff'),
    );
    await server.database.as({ role: 'authenticated', sub: rows[0]?.sub }, (query) =>
      query.query('select public.revoke_tracking_links($1)', [id]),
    );
    assert.equal((await exchange(id, capability)).status, 410);
  });

  it('is exchanged at most ten times a minute, then answered with 429 and Retry-After', async () => {
    const { id, capability } = await placeOrder(server);
    for (let count = 0; count < 10; count += 1) assert.equal((await exchange(id, capability)).status, 200);
    const refused = await exchange(id, capability);
    assert.equal(refused.status, 429);
    assert.equal(refused.headers.get('retry-after'), '6');
    assert.equal(refused.headers.get('access-control-expose-headers'), 'ETag,Retry-After,Date');
    assert.equal(
      (await exchange(order.id, order.capability)).status,
      200,
      'the limit of one link does not affect another link',
    );
    now += minute;
    assert.equal((await exchange(id, capability)).status, 200);
  });
});

describe('guessing tracking links', () => {
  it('is limited to ten failures a minute per IP address, without blocking valid links from the same address', async () => {
    const server = await startTestServer({ failedExchangesPerAddress: { burst: 10, perMinute: 10 } });
    const { id, capability } = await placeOrder(server);
    const exchange = (secret: string) =>
      fetch(`${server.url}/api/track`, { method: 'POST', body: JSON.stringify({ order_id: id, capability: secret }) });
    for (let count = 0; count < 10; count += 1) assert.equal((await exchange(`guess ${count}`)).status, 404);
    assert.equal((await exchange('one more guess')).status, 429);
    assert.equal((await exchange(capability)).status, 200);
    await server.close();
  });
});

describe('reading an order over HTTP', () => {
  let server: DemoServer;
  let order: TestOrder;
  let token: string;
  before(async () => {
    server = await startTestServer();
    order = await placeOrder(server);
    token = await server.tokens.signForGuest(order.id);
  });
  after(() => server.close());

  function read(id = order.id, headers: Readonly<Record<string, string>> = { Authorization: `Bearer ${token}` }) {
    return fetch(`${server.url}/api/orders/${id}`, { headers });
  }

  it('returns the whole order with no-store, to a page of any origin', async () => {
    const response = await read();
    assert.equal(response.status, 200);
    assert.equal(response.headers.get('cache-control'), 'no-store');
    assert.equal(response.headers.get('access-control-allow-origin'), '*');
    assert.equal(response.headers.get('access-control-expose-headers'), 'ETag,Retry-After,Date');
    const wire = (await response.json()) as Record<string, unknown>;
    assert.equal(wire.id, order.id);
    assert.equal(wire.restaurant_name, 'Trattoria Aurora');
    assert.equal(wire.version, 1);
    assert.match(String(wire.placed_at), /^\d{4}-\d\d-\d\dT[\d:.]+\+00:00$/);
    assert.equal((wire.items as unknown[]).length, 2);
  });

  it('answers 304 to If-None-Match until the order changes', async () => {
    const etag = (await read()).headers.get('etag') ?? '';
    const headers = { Authorization: `Bearer ${token}`, 'If-None-Match': etag };
    const unchanged = await read(order.id, headers);
    assert.equal(unchanged.status, 304);
    assert.equal(await unchanged.text(), '');
    await moveTo(server, order.id, 'preparing');
    const changed = await read(order.id, headers);
    assert.equal(changed.status, 200);
    assert.notEqual(changed.headers.get('etag'), etag);
  });

  it('answers a CORS preflight from another origin', async () => {
    const response = await fetch(`${server.url}/api/orders/${order.id}`, {
      method: 'OPTIONS',
      headers: {
        Origin: 'https://bistro.example',
        'Access-Control-Request-Method': 'GET',
        'Access-Control-Request-Headers': 'authorization,if-none-match',
      },
    });
    assert.equal(response.status, 204);
    assert.match(String(response.headers.get('access-control-allow-headers')), /Authorization.*If-None-Match/);
  });

  it('answers the same 404 for another guest’s order and for an order that does not exist', async () => {
    const other = await placeOrder(server);
    const answers = new Set<string>();
    for (const id of [other.id, crypto.randomUUID(), 'nonsense', other.number]) {
      const response = await read(id);
      answers.add(`${response.status} ${await response.text()} ${response.headers.get('etag')}`);
    }
    assert.deepEqual([...answers], ['404 {"error":"There is no such order."} null']);
  });

  it('refuses tokens that are invalid, expired, or signed for another audience or with another key', async () => {
    const key = new TextEncoder().encode(server.secrets.jwtSecret);
    const claims = { role: 'tracker', order_id: order.id, aud: 'authenticated' };
    const sign = (payload: object) => new SignJWT({ ...payload }).setProtectedHeader({ alg: 'HS256' });
    const bad = [
      '',
      'garbage',
      server.secrets.publishableKey,
      await server.tokens.sign(claims, -1),
      await sign(claims).sign(key),
      await sign({ ...claims, aud: 'somebody else' })
        .setExpirationTime('10 min')
        .sign(key),
      await sign(claims)
        .setExpirationTime('10 min')
        .sign(new TextEncoder().encode('another secret of thirty-two bytes')),
      new UnsecuredJWT(claims).setExpirationTime('10 min').encode(),
    ];
    for (const token of bad) {
      const response = await read(order.id, { Authorization: `Bearer ${token}` });
      assert.equal(response.status, 401, token);
      assert.deepEqual(await response.json(), { error: 'A valid token is needed.' });
    }
    assert.equal((await read(order.id, {})).status, 401);
    const anon = await server.tokens.sign({ role: 'anon', order_id: order.id }, 60);
    assert.equal((await read(order.id, { Authorization: `Bearer ${anon}` })).status, 404);
  });
});

describe('many reads from one IP address', () => {
  it('are limited per link: 200 guests are answered, and one link that reads too often gets 429, but not the one that it shared', async () => {
    const server = await startTestServer({ readsPerLink: { burst: 5, perMinute: 60 } }, () => 0);
    const read = async (orderId: string) => {
      const Authorization = `Bearer ${await server.tokens.signForGuest(orderId)}`;
      return fetch(`${server.url}/api/orders/${orderId}`, { headers: { Authorization } });
    };
    const { id: abuser } = await placeOrder(server);
    const statuses: number[] = [];
    for (let count = 0; count < 8; count += 1) statuses.push((await read(abuser)).status);
    assert.deepEqual(statuses, [200, 200, 200, 200, 200, 429, 429, 429]);
    assert.equal((await read(abuser)).headers.get('retry-after'), '1');
    const Authorization = `Bearer ${await server.tokens.signForViewer(abuser)}`;
    assert.equal((await fetch(`${server.url}/api/orders/${abuser}`, { headers: { Authorization } })).status, 200);
    // The limit also applies to orders that do not exist, so these guests need no rows.
    const guests = Array.from({ length: 200 }, () => crypto.randomUUID());
    for (const guest of guests) assert.equal((await read(guest)).status, 404);
    await server.close();
  });
});
