import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sqlState } from '../../demo/server/database/database.js';
import type { Claims } from '../../demo/server/database/identity.js';
import { mayListen } from '../../demo/server/realtime/private-topics.js';
import {
  addRestaurant,
  type DemoServer,
  demoRestaurantId,
  moveTo,
  openOrderSocket,
  openRealtimeSocket,
  placeOrder,
  startTestServer,
} from './support.js';

interface Wire {
  readonly id: string;
  readonly version: number;
  readonly orders: readonly { readonly id: string; readonly number: string; readonly status: string }[];
  readonly left_out: number;
}

const screen = (restaurantId: unknown): Claims => ({ role: 'tracker', board: restaurantId });

describe('the board of a restaurant', () => {
  let server: DemoServer;
  let neighbour: { readonly restaurantId: string; readonly orderId: string };
  before(async () => {
    server = await startTestServer();
    neighbour = await addRestaurant(server);
  });
  after(() => server.close());

  async function snapshot(claims: Claims, restaurantId = demoRestaurantId): Promise<Wire | null> {
    const { rows } = await server.database.as(claims, (query) =>
      query.query<{ wire: Wire | null }>('select public.board_snapshot($1) as wire', [restaurantId]),
    );
    return rows[0]?.wire ?? null;
  }

  async function board(): Promise<Wire> {
    const wire = await snapshot(screen(demoRestaurantId));
    assert.ok(wire);
    return wire;
  }

  async function refusalOf(claims: Claims, sql: string): Promise<string | undefined> {
    return server.database
      .as(claims, (query) => query.query(sql))
      .then(
        () => undefined,
        (error: unknown) => sqlState(error),
      );
  }

  it('contains only the numbers and statuses of the open orders', async () => {
    const first = await placeOrder(server);
    const second = await placeOrder(server, { fulfilment: 'pickup', table_label: null });
    await moveTo(server, second.id, 'preparing', 'ready');
    const wire = await board();
    assert.deepEqual(Object.keys(wire).sort(), ['epoch', 'id', 'left_out', 'orders', 'restaurant_name', 'version']);
    for (const entry of wire.orders)
      assert.deepEqual(Object.keys(entry).sort(), ['id', 'number', 'status', 'updated_at']);
    const shown = wire.orders.map(({ number, status }) => [number, status]);
    assert.deepEqual(shown.slice(0, 1), [[second.number, 'ready']]);
    assert.deepEqual(shown.at(-1), [first.number, 'preparing']);
    assert.doesNotMatch(JSON.stringify(wire), /Margherita|Espresso|"7"/);
  });

  it('lists an order that is ready only by estimate as preparing, and drops a completed order', async () => {
    const order = await placeOrder(server, { fulfilment: 'pickup' });
    const status = async () => (await board()).orders.find(({ id }) => id === order.id)?.status;
    await moveTo(server, order.id, 'preparing', 'ready');
    await server.database.transaction((query) =>
      query.query(`update public.orders set status_source = 'estimated' where id = $1`, [order.id]),
    );
    assert.equal(await status(), 'preparing');
    await moveTo(server, order.id, 'completed');
    assert.equal(await status(), undefined);
  });

  it('gets a higher version with every change, and the same version without a change', async () => {
    const order = await placeOrder(server);
    const versions = [(await board()).version];
    await moveTo(server, order.id, 'preparing', 'ready');
    versions.push((await board()).version, (await board()).version);
    assert.equal(versions[1], Number(versions[0]) + 2);
    assert.equal(versions[2], versions[1]);
    const { version: theirs } = (await snapshot(screen(neighbour.restaurantId), neighbour.restaurantId)) ?? {};
    assert.equal(theirs, 1, 'the version of the other restaurant’s board is unchanged');
  });

  it('lists at most 200 orders, and counts the others in left_out', async () => {
    const crowded = await addRestaurant(server);
    await server.database.transaction((query) =>
      query.query(
        `insert into public.orders (restaurant_id, number) select $1, number::text from generate_series(2, 230) as number`,
        [crowded.restaurantId],
      ),
    );
    const wire = await snapshot(screen(crowded.restaurantId), crowded.restaurantId);
    assert.deepEqual(
      [wire?.orders.length, wire?.left_out, wire?.version],
      [200, 30, 2],
      'a statement that inserts many orders gives one version',
    );
  });

  describe('is shown', () => {
    it('only to its own screen and to the staff of its restaurant', async () => {
      await server.addStaff({ email: 'chef@next.example', password: 'pappardelle' }, neighbour.restaurantId);
      const { rows } = await server.database.transaction((query) =>
        query.query<{ id: string; email: string }>('select id, email from auth.users'),
      );
      const staffOf = (email: string): Claims => ({
        role: 'authenticated',
        sub: rows.find((user) => user.email === email)?.id,
      });
      const mine = staffOf(server.staff.email);
      const theirs = staffOf('chef@next.example');
      assert.equal((await snapshot(mine))?.id, demoRestaurantId);
      assert.equal(await snapshot(theirs), null);
      assert.equal(await snapshot({ ...theirs, board: demoRestaurantId }), null, 'the claim counts for a screen only');
      assert.equal(await snapshot(screen(neighbour.restaurantId)), null, 'the screen of another restaurant');
      assert.equal(await mayListen(server.database, mine, `board:${demoRestaurantId}`), true);
      assert.equal(await mayListen(server.database, theirs, `board:${demoRestaurantId}`), false);
      assert.equal(
        await mayListen(server.database, screen(neighbour.restaurantId), `board:${demoRestaurantId}`),
        false,
      );
      assert.equal(await mayListen(server.database, screen(demoRestaurantId), `board:${demoRestaurantId}`), true);
    });

    it('to no guest, and no order is shown to a screen', async () => {
      const { id } = await placeOrder(server);
      const guest: Claims = { role: 'tracker', order_id: id };
      assert.equal(await snapshot(guest), null);
      assert.equal(await mayListen(server.database, guest, `board:${demoRestaurantId}`), false);
      const { rows } = await server.database.as(screen(demoRestaurantId), (query) =>
        query.query('select id from public.orders'),
      );
      assert.deepEqual(rows, []);
      const seen = await server.database.as(screen(demoRestaurantId), (query) =>
        query.query<{ wire: unknown }>('select public.order_snapshot($1) as wire', [id]),
      );
      assert.equal(seen.rows[0]?.wire, null);
      assert.equal(await mayListen(server.database, screen(demoRestaurantId), `order:${id}`), false);
    });

    it('to no token whose claim is missing, empty or malformed', async () => {
      for (const claim of [undefined, '', null, '%', 'undefined', `${demoRestaurantId} `, { '': '' }]) {
        assert.equal(await snapshot(screen(claim)), null, JSON.stringify(claim));
        for (const topic of ['board:', 'board:undefined', `board:${demoRestaurantId}`, 'board', '']) {
          assert.equal(
            await mayListen(server.database, screen(claim), topic),
            false,
            `${JSON.stringify(claim)} at ${topic}`,
          );
        }
      }
      await assert.rejects(snapshot({ role: 'anon', board: demoRestaurantId }), /permission denied/);
    });
  });

  it('refuses every write by a screen, and every read except its board', async () => {
    for (const sql of [
      `update public.orders set status = 'preparing'`,
      'delete from public.orders',
      `insert into realtime.messages (topic, extension, event) values ('board:x', 'broadcast', 'board')`,
      `select realtime.send('{}', 'board', 'board:${demoRestaurantId}', true)`,
      `select private.board_wire('${demoRestaurantId}')`,
      'select * from private.boards',
      'select * from private.board_links',
      `select public.add_board_link('${demoRestaurantId}', repeat('0', 64))`,
      `select public.check_board_link('${demoRestaurantId}', repeat('0', 64))`,
      `select public.revoke_board_links('${demoRestaurantId}')`,
      'select * from public.restaurants',
      'select * from public.order_items',
    ]) {
      assert.equal(await refusalOf(screen(demoRestaurantId), sql), '42501', `a screen: ${sql}`);
      assert.equal(await refusalOf({ role: 'anon' }, sql), '42501', `anonymous: ${sql}`);
    }
  });

  describe('over the network', () => {
    async function exchange(link: object): Promise<Response> {
      return fetch(`${server.url}/api/track`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(link),
      });
    }

    async function screenToken(): Promise<string> {
      const response = await exchange({ restaurant_id: demoRestaurantId, capability: server.secrets.boardCapability });
      assert.equal(response.status, 200);
      return ((await response.json()) as { access_token: string }).access_token;
    }

    const read = (token: string, path = `boards/${demoRestaurantId}`, headers = {}) =>
      fetch(`${server.url}/api/${path}`, { headers: { Authorization: `Bearer ${token}`, ...headers } });

    it('has a link that is exchanged for a token for this board only', async () => {
      const token = await screenToken();
      const order = await placeOrder(server);
      assert.equal((await read(token)).status, 200);
      assert.equal((await read(token, `boards/${neighbour.restaurantId}`)).status, 404);
      assert.equal((await read(token, `orders/${order.id}`)).status, 404);
      assert.equal((await read(await server.tokens.signForGuest(order.id))).status, 404, 'a guest’s token');
      const wrong = [
        { restaurant_id: demoRestaurantId, capability: order.capability },
        { restaurant_id: neighbour.restaurantId, capability: server.secrets.boardCapability },
        { order_id: order.id, capability: server.secrets.boardCapability },
      ];
      for (const link of wrong) assert.equal((await exchange(link)).status, 404, JSON.stringify(link));
    });

    it('is answered with 304 to If-None-Match until it changes', async () => {
      const token = await screenToken();
      const etag = (await read(token)).headers.get('etag') ?? '';
      assert.equal((await read(token, undefined, { 'If-None-Match': etag })).status, 304);
      await placeOrder(server);
      assert.equal((await read(token, undefined, { 'If-None-Match': etag })).status, 200);
    });

    it('is sent whole over order-status.v1, after every change and in answer to a snapshot message', async () => {
      const order = await placeOrder(server);
      const socket = await openOrderSocket(server);
      socket.send({ type: 'subscribe', ref: '1', restaurant_id: demoRestaurantId, token: await screenToken() });
      assert.deepEqual(await socket.message(), { type: 'subscribed', ref: '1' });
      socket.send({ type: 'snapshot', ref: '1' });
      const known = (await socket.message()) as { type: string; snapshot?: true; board: Wire };
      assert.deepEqual([known.type, known.snapshot], ['board', true]);
      await moveTo(server, order.id, 'preparing');
      const changed = (await socket.message()) as { type: string; snapshot?: true; board: Wire };
      assert.deepEqual(
        [changed.type, changed.snapshot, changed.board.version],
        ['board', undefined, known.board.version + 1],
      );
      assert.equal(changed.board.orders.length, known.board.orders.length);
      socket.send({ type: 'subscribe', ref: '2', restaurant_id: neighbour.restaurantId, token: await screenToken() });
      assert.deepEqual(await socket.message(), {
        type: 'closed',
        ref: '2',
        code: 4403,
        reason: 'this token may not see this board',
      });
      await socket.close();
    });

    it('is broadcast to its own private channel', async () => {
      const order = await placeOrder(server);
      const token = await screenToken();
      const socket = await openRealtimeSocket(server);
      const join = (topic: string) =>
        socket.send(['1', '1', `realtime:${topic}`, 'phx_join', { config: { private: true }, access_token: token }]);
      join(`board:${demoRestaurantId}`);
      const [, , , , reply] = (await socket.message()) as unknown[];
      assert.equal((reply as { status: string }).status, 'ok');
      await moveTo(server, order.id, 'preparing');
      const frame = String(await socket.frame());
      assert.match(frame, new RegExp(`board:${demoRestaurantId}`));
      assert.match(frame, new RegExp(`"number":\\s*"${order.number}"`));
      await socket.close();
    });

    it('answers 410 to a revoked link', async () => {
      const { rows } = await server.database.transaction((query) =>
        query.query<{ id: string }>('select id from auth.users where email = $1', [server.staff.email]),
      );
      await server.database.as({ role: 'authenticated', sub: rows[0]?.id }, (query) =>
        query.query('select public.revoke_board_links($1)', [demoRestaurantId]),
      );
      const link = { restaurant_id: demoRestaurantId, capability: server.secrets.boardCapability };
      assert.equal((await exchange(link)).status, 410);
    });
  });
});
