import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Claims } from '../../demo/server/database/identity.js';
import { type DemoServer, moveTo, placeOrder, startTestServer } from './support.js';

describe('a rating of an order on the demo server', () => {
  let server: DemoServer;
  before(async () => {
    server = await startTestServer();
  });
  after(() => server.close());

  async function rate(orderId: string, token: string | undefined, body: unknown): Promise<number> {
    const response = await fetch(`${server.url}/api/orders/${orderId}/rating`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...(token && { Authorization: `Bearer ${token}` }) },
      body: JSON.stringify(body),
    });
    return response.status;
  }

  async function kept(orderId: string): Promise<readonly number[]> {
    const { rows } = await server.database.transaction((query) =>
      query.query<{ rating: number }>('select rating from public.order_ratings where order_id = $1', [orderId]),
    );
    return rows.map(({ rating }) => rating);
  }

  async function servedOrder(): Promise<string> {
    const { id } = await placeOrder(server);
    for (const status of ['preparing', 'ready', 'served']) await moveTo(server, id, status);
    return id;
  }

  it('is stored, and a second rating of the same order is ignored', async () => {
    const id = await servedOrder();
    const token = await server.tokens.signForGuest(id);
    assert.equal(await rate(id, token, { rating: 4 }), 204);
    assert.equal(await rate(id, token, { rating: 1 }), 204);
    assert.deepEqual(await kept(id), [4]);
  });

  it('is refused with 409 before the order is served', async () => {
    const { id } = await placeOrder(server);
    assert.equal(await rate(id, await server.tokens.signForGuest(id), { rating: 5 }), 409);
    assert.deepEqual(await kept(id), []);
  });

  it('is refused without the token of the order’s guest', async () => {
    const id = await servedOrder();
    const other = await placeOrder(server);
    assert.equal(await rate(id, undefined, { rating: 5 }), 401);
    assert.equal(await rate(id, await server.tokens.signForGuest(other.id), { rating: 5 }), 404);
    assert.equal(await rate(id, await server.tokens.sign({ role: 'authenticated' }, 60), { rating: 5 }), 404);
    assert.deepEqual(await kept(id), []);
  });

  for (const body of [{}, { rating: 0 }, { rating: 6 }, { rating: 2.5 }, { rating: '5' }, 'five', null]) {
    it(`is refused with 400 when the body is ${JSON.stringify(body)}`, async () => {
      const id = await servedOrder();
      assert.equal(await rate(id, await server.tokens.signForGuest(id), body), 400);
      assert.deepEqual(await kept(id), []);
    });
  }

  it('cannot be read by anon or tracker, nor written but with a token of the order’s guest', async () => {
    const id = await servedOrder();
    for (const role of ['anon', 'tracker']) {
      await assert.rejects(
        server.database.as({ role, order_id: id }, (query) => query.query('select * from public.order_ratings')),
        /permission denied/,
      );
    }
    const call = (claims: Claims) =>
      server.database
        .as(claims, (query) => query.query<{ kept: boolean }>('select public.rate_order($1, 5) as kept', [id]))
        .then(({ rows }) => rows[0]?.kept);
    for (const role of ['anon', 'viewer', 'authenticated', 'service_role']) {
      await assert.rejects(call({ role, order_id: id }), /permission denied/, role);
    }
    const other = await placeOrder(server);
    assert.equal(await call({ role: 'tracker', order_id: other.id }), false);
    assert.equal(await call({ role: 'tracker' }), false);
    assert.deepEqual(await kept(id), []);
  });
});
