import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { decodeJwt, SignJWT, UnsecuredJWT } from 'jose';
import { sqlState } from '../../demo/server/database/database.js';
import type { Claims } from '../../demo/server/database/identity.js';
import { mayListen } from '../../demo/server/realtime/private-topics.js';
import {
  columnOf,
  type DemoServer,
  moveTo,
  openOrderSocket,
  openRealtimeSocket,
  placeOrder,
  startTestServer,
  type TestOrder,
} from './support.js';

interface Exchanged {
  readonly status: number;
  readonly access_token: string;
  readonly share?: string;
  readonly read_only?: boolean;
}

/** An order with both links: its guest's, and the one that the guest shares. */
interface SharedOrder extends TestOrder {
  readonly share: string;
  readonly guestToken: string;
  readonly viewerToken: string;
}

describe('a link that a guest has shared, on the demo server', () => {
  let server: DemoServer;
  before(async () => {
    server = await startTestServer();
  });
  after(() => server.close());

  async function exchange(orderId: string, capability: string | undefined): Promise<Exchanged> {
    const response = await fetch(`${server.url}/api/track`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ order_id: orderId, capability }),
    });
    return { ...((await response.json()) as Exchanged), status: response.status };
  }

  async function shared(order: object = {}, ...statuses: readonly string[]): Promise<SharedOrder> {
    const placed = await placeOrder(server, order);
    await moveTo(server, placed.id, ...statuses);
    const { share = '', access_token: guestToken } = await exchange(placed.id, placed.capability);
    const { access_token: viewerToken } = await exchange(placed.id, share);
    return { ...placed, share, guestToken, viewerToken };
  }

  const atCounter = { fulfilment: 'pickup', table_label: null };
  const viewer = (id: string): Claims => ({ role: 'viewer', order_id: id });
  const guest = (id: string): Claims => ({ role: 'tracker', order_id: id });

  function request(path: string, token: string, body?: unknown): Promise<Response> {
    return fetch(`${server.url}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        'Content-Type': 'application/json',
        Authorization: `Bearer ${token}`,
        apikey: server.secrets.publishableKey,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  }

  async function stored(table: string, id: string): Promise<number> {
    const { rows } = await server.database.transaction((query) =>
      query.query(`select 1 from public.${table} where order_id = $1`, [id]),
    );
    return rows.length;
  }

  describe('its secret', () => {
    it('comes with the token of the guest’s own link, the same each time, and holds nothing of the guest’s secret', async () => {
      const { id, capability, share } = await shared();
      assert.match(share, /^[\w-]{22}$/);
      assert.notEqual(share, capability);
      assert.equal((await exchange(id, capability)).share, share);
      assert.notEqual((await shared()).share, share);
    });

    it('is exchanged for a token that can only read, says so, and gives no further secret', async () => {
      const { id, share } = await shared();
      const answer = await exchange(id, share);
      assert.deepEqual([answer.status, answer.read_only, answer.share], [200, true, undefined]);
      const { iat = 0, exp = 0, ...claims } = decodeJwt(answer.access_token);
      assert.deepEqual(claims, { role: 'viewer', order_id: id, aud: 'authenticated' });
      assert.equal(exp - iat, 900);
    });

    it('is stored as a hash only, and is of no use for another order', async () => {
      const { id, share } = await shared();
      const other = await placeOrder(server);
      assert.equal((await exchange(other.id, share)).status, 404);
      const { rows } = await server.database.transaction((query) =>
        query.query(
          `select shared.* from private.shared_links as shared
             join private.tracking_links as links on links.capability_hash = shared.tracking_hash
           where links.order_id = $1`,
          [id],
        ),
      );
      assert.equal(rows.length, 1);
      assert.ok(!JSON.stringify(rows).includes(share));
    });

    it('stops working when the guest’s does: revoked alone, with all links, two hours after the end, or deleted', async () => {
      const ends: Readonly<Record<string, string>> = {
        'revoked alone': 'update private.tracking_links set expires_at = now() where order_id = $1',
        'after the end': `update private.tracking_links set expires_at = now() - interval '1 second' where order_id = $1`,
        deleted: 'delete from private.tracking_links where order_id = $1',
      };
      for (const [name, sql] of Object.entries(ends)) {
        const { id, capability, share } = await shared();
        assert.equal((await exchange(id, share)).status, 200);
        await server.database.transaction((query) => query.query(sql, [id]));
        const status = name === 'deleted' ? 404 : 410;
        assert.equal((await exchange(id, share)).status, status, name);
        assert.equal((await exchange(id, capability)).status, status, name);
      }
      const { id, share } = await shared();
      const { rows } = await server.database.transaction((query) =>
        query.query<{ sub: string }>('select user_id as sub from public.staff'),
      );
      await server.database.as({ role: 'authenticated', sub: rows[0]?.sub }, (query) =>
        query.query('select public.revoke_tracking_links($1)', [id]),
      );
      assert.equal((await exchange(id, share)).status, 410);
    });
  });

  describe('its token', () => {
    it('reads the order as its guest does, over every API', async () => {
      const { id, viewerToken } = await shared();
      const whole = (await (await request(`/api/orders/${id}`, viewerToken)).json()) as Record<string, unknown>;
      assert.deepEqual([whole.id, whole.status, (whole.items as unknown[]).length], [id, 'pending', 2]);
      const called = await request('/rest/v1/rpc/order_snapshot', viewerToken, { order_id: id });
      assert.deepEqual(await called.json(), whole);
      const rows = (await (await request('/rest/v1/orders?select=*', viewerToken)).json()) as { id: string }[];
      assert.deepEqual(
        rows.map((row) => row.id),
        [id],
      );
    });

    it('never sees the code for the pickup, neither read nor pushed', async () => {
      const { id, guestToken, viewerToken } = await shared(atCounter, 'preparing');
      const read = async (token: string) =>
        Object.keys((await (await request(`/api/orders/${id}`, token)).json()) as object).includes('pickup_code');
      assert.deepEqual([await read(guestToken), await read(viewerToken)], [true, false]);
      const called = await request('/rest/v1/rpc/order_snapshot', viewerToken, { order_id: id });
      assert.ok(!(await called.text()).includes('pickup_code'));
      const socket = await openOrderSocket(server);
      socket.send({ type: 'subscribe', ref: '1', order_id: id, token: viewerToken });
      assert.deepEqual(await socket.message(), { type: 'subscribed', ref: '1' });
      socket.send({ type: 'snapshot', ref: '1' });
      assert.ok(!JSON.stringify(await socket.message()).includes('pickup_code'));
      await moveTo(server, id, 'ready');
      const pushed = JSON.stringify(await socket.message());
      assert.match(pushed, /"status":"ready"/);
      assert.ok(!pushed.includes('pickup_code'));
      await socket.close();
    });

    it('joins the private channel of its order, and no other', async () => {
      const [{ id, viewerToken }, other] = [await shared(), await placeOrder(server)];
      assert.equal(await mayListen(server.database, viewer(id), `order:${id}`), true);
      assert.equal(await mayListen(server.database, viewer(id), `order:${other.id}`), false);
      const socket = await openRealtimeSocket(server);
      const topic = `realtime:order:${id}`;
      socket.send(['1', '1', topic, 'phx_join', { config: { private: true }, access_token: viewerToken }]);
      const joined = (await socket.message()) as readonly unknown[];
      assert.deepEqual(joined.slice(2, 4), [topic, 'phx_reply']);
      assert.equal((joined[4] as { status: string }).status, 'ok');
      await moveTo(server, id, 'preparing');
      let frame = '';
      while (!frame.includes('"preparing"')) frame = String(await socket.frame());
      await socket.close();
    });

    it('is refused with 403 by every endpoint that writes, where the guest’s is taken', async () => {
      const { id, guestToken, viewerToken } = await shared(atCounter);
      const tell = (token: string) => request(`/api/orders/${id}/messages`, token, { message: 'here' });
      const rate = (token: string) => request(`/api/orders/${id}/rating`, token, { rating: 5 });
      assert.equal((await tell(viewerToken)).status, 403);
      await moveTo(server, id, 'preparing', 'ready', 'completed');
      assert.equal((await rate(viewerToken)).status, 403);
      assert.deepEqual([await stored('order_messages', id), await stored('order_ratings', id)], [0, 0]);
      assert.equal((await rate(guestToken)).status, 204);
    });

    it('is refused by PostgreSQL itself for every function and table but the order’s row', async () => {
      const { id, viewerToken } = await shared(atCounter, 'preparing', 'ready');
      const refused = [
        `select public.tell_kitchen('${id}', 'here')`,
        `select public.rate_order('${id}', 5)`,
        `select public.check_pickup_code('${id}', '0000')`,
        `select public.postpone_order('${id}', 5)`,
        `select public.revoke_tracking_links('${id}')`,
        `select public.open_tracking_link('${id}', 'x', 'x')`,
        `select public.place_order('{}', 'x')`,
        `select public.board_snapshot('${id}')`,
        `select private.pickup_code_wire('${id}')`,
        `select private.order_wire('${id}')`,
        'select * from private.pickup_codes',
        'select * from private.tracking_links',
        'select * from private.shared_links',
        'select * from public.order_items',
        'select * from public.order_messages',
        'select * from public.order_ratings',
        'select * from public.order_events',
        'select * from public.staff',
        `update public.orders set status = 'completed'`,
        'delete from public.orders',
        `insert into public.order_messages (order_id, message) values ('${id}', 'here')`,
        `insert into public.order_ratings (order_id, rating) values ('${id}', 5)`,
        `insert into realtime.messages (topic, extension, event) values ('order:${id}', 'broadcast', 'order')`,
        `select realtime.send('{}', 'order', 'order:${id}', true)`,
      ];
      for (const sql of refused) {
        const refusal = await server.database
          .as(viewer(id), (query) => query.query(sql))
          .then(
            () => 'allowed',
            (error: unknown) => sqlState(error),
          );
        assert.equal(refusal, '42501', sql);
      }
      const { rows } = await server.database.transaction((query) =>
        query.query<{ member: boolean }>(`select pg_has_role('viewer', 'tracker', 'member') as member`),
      );
      assert.deepEqual(rows, [{ member: false }]);
      for (const [name, body] of Object.entries({
        tell_kitchen: { order_id: id, message: 'here' },
        rate_order: { order_id: id, rating: 5 },
        check_pickup_code: { order_id: id, code: '0000' },
      })) {
        assert.ok([401, 403, 404].includes((await request(`/rest/v1/rpc/${name}`, viewerToken, body)).status), name);
      }
      assert.equal(await columnOf(server, id, 'status'), 'ready');
      assert.deepEqual([await stored('order_messages', id), await stored('order_ratings', id)], [0, 0]);
    });

    it('cannot be made into the guest’s: changed claims, another key, no signature', async () => {
      const { id, viewerToken } = await shared(atCounter);
      const [head = '', , signature = ''] = viewerToken.split('.');
      const { iat = 0, exp = 0 } = decodeJwt(viewerToken);
      const claims = { ...guest(id), aud: 'authenticated', iat, exp };
      const body = Buffer.from(JSON.stringify(claims)).toString('base64url');
      const forged = [
        `${head}.${body}.${signature}`,
        `${head}.${body}.`,
        new UnsecuredJWT(claims).encode(),
        await new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode('a'.repeat(32))),
        await new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(Buffer.from(viewerToken)),
      ];
      for (const token of forged) {
        assert.equal((await request(`/api/orders/${id}/messages`, token, { message: 'here' })).status, 401);
        assert.equal(
          (await request('/rest/v1/rpc/tell_kitchen', token, { order_id: id, message: 'here' })).status,
          401,
        );
        assert.equal((await request(`/api/orders/${id}`, token)).status, 401);
      }
      // Claims that the kit does not know upgrade nothing.
      const padded = await server.tokens.sign({ ...viewer(id), read_only: false, roles: ['tracker'], board: id }, 60);
      assert.equal((await request(`/api/orders/${id}/messages`, padded, { message: 'here' })).status, 403);
      assert.ok(!(await (await request(`/api/orders/${id}`, padded)).text()).includes('pickup_code'));
      assert.equal(await stored('order_messages', id), 0);
    });

    it('of one order reads no other, and no board', async () => {
      const [{ viewerToken }, other] = [await shared(), await placeOrder(server)];
      assert.equal((await request(`/api/orders/${other.id}`, viewerToken)).status, 404);
      for (const claims of [{ role: 'viewer' }, { role: 'viewer', order_id: '' }, { role: 'viewer', order_id: '%' }]) {
        const { rows } = await server.database.as(claims, (query) => query.query('select id from public.orders'));
        assert.deepEqual(rows, []);
        assert.equal(await mayListen(server.database, claims, 'order:'), false);
      }
    });
  });
});
