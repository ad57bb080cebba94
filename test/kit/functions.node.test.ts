import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import {
  addRestaurant,
  type DemoServer,
  demoRestaurantId,
  lunch,
  moveTo,
  placeOrder,
  startTestServer,
} from '../demo/support.js';
import { type DenoFunction, startDenoFunction } from './deno.js';
import { type Functions, hosts } from './function-hosts.js';
import { secretKey } from './gateway.js';
import { secretKeysIn } from './secret-keys.js';
import { describeUnpublished } from './unpublished.js';

let server: DemoServer;
before(async () => {
  server = await startTestServer();
});
after(() => server.close());

for (const [name, start] of Object.entries(hosts)) {
  describe(`the Edge Functions in ${name}`, () => {
    let functions: Awaited<ReturnType<typeof start>>;
    let key: string;
    let otherKey: string;
    let staff: string;
    let stranger: string;
    const short = name.replace(/\W+/g, '-').toLowerCase();
    const cook = `cook@${short}.example`;
    before(async () => {
      functions = await start(server);
      const { restaurantId } = await addRestaurant(server);
      key = await orderKey(demoRestaurantId);
      otherKey = await orderKey(restaurantId);
      staff = await tokenOf(server.staff.email);
      await server.addStaff({ email: cook, password: 'tagliatelle' }, restaurantId);
      stranger = await server.tokens.sign({ role: 'authenticated', sub: '00000000-0000-4000-8000-000000000000' }, 60);
    });
    after(() => functions.stop());

    async function single(sql: string): Promise<string> {
      const { rows } = await server.database.transaction((query) => query.query<{ value: unknown }>(sql));
      return String(rows[0]?.value);
    }
    const orderKey = (restaurant: string) => single(`select public.create_order_key('${restaurant}', 'till') as value`);
    async function tokenOf(email: string): Promise<string> {
      const sub = await single(`select id as value from auth.users where email = '${email}'`);
      return server.tokens.sign({ role: 'authenticated', sub }, 60);
    }

    async function post(to: keyof Functions, body: unknown, headers: Record<string, string> = {}) {
      const response = await fetch(functions[to], {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      });
      const answer = (await response.json()) as Record<string, unknown>;
      return { status: response.status, answer, headers: response.headers };
    }
    const order = (authorization: string | undefined, body: object = {}, more: Record<string, string> = {}) =>
      post(
        'orders',
        { ...lunch, ...body },
        { ...(authorization && { Authorization: `Bearer ${authorization}` }), ...more },
      );

    describe('track', () => {
      it('exchanges a guest’s link for a token that reads the order, and nothing else', async () => {
        const { id, capability } = await placeOrder(server);
        const other = await placeOrder(server);
        const { status, answer, headers } = await post('track', { order_id: id, capability });
        assert.equal(status, 200);
        assert.deepEqual([answer.token_type, answer.expires_in, typeof answer.share], ['bearer', 900, 'string']);
        assert.equal(headers.get('Cache-Control'), 'no-store');
        assert.equal(headers.get('Access-Control-Allow-Origin'), '*');
        const read = (order: string) =>
          fetch(`${server.url}/api/orders/${order}`, { headers: { Authorization: `Bearer ${answer.access_token}` } });
        assert.equal((await read(id)).status, 200);
        assert.equal((await read(other.id)).status, 404);
      });

      it('gives a shared link a token that can only read', async () => {
        const { id, capability } = await placeOrder(server);
        const { answer: own } = await post('track', { order_id: id, capability });
        const { status, answer } = await post('track', { order_id: id, capability: own.share });
        assert.deepEqual([status, answer.read_only, answer.share], [200, true, undefined]);
        const headers = { Authorization: `Bearer ${answer.access_token}` };
        assert.equal((await fetch(`${server.url}/api/boards/${demoRestaurantId}`, { headers })).status, 404);
      });

      it('gives a screen the token of its board', async () => {
        const restaurant_id = demoRestaurantId;
        const capability = await single(`select public.create_board_link('${restaurant_id}') as value`);
        const { status, answer } = await post('track', { restaurant_id, capability });
        assert.equal(status, 200);
        const board = await fetch(`${server.url}/api/boards/${restaurant_id}`, {
          headers: { Authorization: `Bearer ${answer.access_token}` },
        });
        assert.equal(board.status, 200);
      });

      it('answers 404 to a wrong secret or id, 410 to an ended link, 400 to anything else', async () => {
        const { id, capability } = await placeOrder(server);
        assert.equal((await post('track', { order_id: id, capability: 'guessed' })).status, 404);
        assert.equal((await post('track', { order_id: `${id}'`, capability })).status, 404);
        assert.equal((await post('track', { order_id: demoRestaurantId, capability })).status, 404);
        for (const body of [{}, [], null, '{"order_id":', '', { order_id: id }, { order_id: 7, capability }]) {
          const { status, answer } = await post('track', body);
          assert.equal(status, 400, JSON.stringify(body));
          assert.match(String(answer.error), /capability/);
        }
        await moveTo(server, id, 'preparing');
        await single(
          `update private.tracking_links set expires_at = now() where order_id = '${id}' returning 1 as value`,
        );
        assert.equal((await post('track', { order_id: id, capability })).status, 410);
      });

      it('limits the exchanges of one link', async () => {
        const { id, capability } = await placeOrder(server);
        const statuses: number[] = [];
        for (let count = 0; count < 11; count += 1) {
          statuses.push((await post('track', { order_id: id, capability })).status);
        }
        assert.deepEqual(statuses, [...Array(10).fill(200), 429]);
      });
    });

    describe('orders', () => {
      it('takes an order from a restaurant’s server with its key, paid or not', async () => {
        const { status, answer } = await order(key);
        assert.equal(status, 201);
        assert.ok(String(answer.track_url).includes(String(answer.id)));
        assert.equal((await post('track', linkOf(answer))).status, 200);
        assert.equal(
          await single(`select payment_status as value from public.orders where id = '${answer.id}'`),
          'succeeded',
        );
        assert.equal(
          await single(`select restaurant_id as value from public.orders where id = '${answer.id}'`),
          demoRestaurantId,
        );
      });

      it('takes an order from staff with their own token', async () => {
        assert.equal((await order(staff)).status, 201);
        assert.equal((await order(staff, { restaurant_id: demoRestaurantId })).status, 201);
      });

      it('takes none from anybody else, whatever they say about the payment', async () => {
        const placedBefore = await single('select count(*) as value from public.orders');
        const { id, capability } = await placeOrder(server);
        const guest = String((await post('track', { order_id: id, capability })).answer.access_token);
        const expired = await server.tokens.sign({ role: 'authenticated', sub: demoRestaurantId }, -5);
        const senders = {
          nobody: undefined,
          'the publishable key': server.secrets.publishableKey,
          guest,
          stranger,
          expired,
          'an unknown key': `order_key_${'0'.repeat(64)}`,
          nonsense: 'nonsense',
        };
        for (const [sender, authorization] of Object.entries(senders)) {
          for (const payment of ['succeeded', 'pending', 'failed']) {
            const { status, answer } = await order(authorization, { payment });
            assert.ok(status === 401 || status === 403, `${sender}: ${status}`);
            assert.equal(typeof answer.error, 'string');
          }
        }
        const placedAfter = await single('select count(*) as value from public.orders');
        assert.equal(Number(placedAfter), Number(placedBefore) + 1);
      });

      it('refuses another restaurant’s order, by key and by staff, and a key that was revoked', async () => {
        const restaurant_id = demoRestaurantId;
        assert.equal((await order(otherKey, { restaurant_id })).status, 401);
        assert.equal((await order(await tokenOf(cook), { restaurant_id })).status, 403);
        const revoked = await single(`select public.create_order_key('${restaurant_id}', 'lost') as value`);
        assert.equal((await order(revoked)).status, 201);
        await single(`select public.revoke_order_keys('${restaurant_id}', 'lost') as value`);
        assert.equal((await order(revoked)).status, 401);
      });

      it('places an order once that is sent again, at the same time or later', async () => {
        const request = { 'Idempotency-Key': `receipt-${short}` };
        const both = await Promise.all([order(key, {}, request), order(key, {}, request)]);
        const again = await order(key, {}, request);
        assert.deepEqual(both.map(({ status }) => status).sort(), [200, 201]);
        assert.equal(again.status, 200);
        const placed = [...both, again].map(({ answer }) => answer);
        assert.equal(new Set(placed.map(({ id }) => id)).size, 1);
        for (const answer of placed) assert.equal((await post('track', linkOf(answer))).status, 200);
        assert.notEqual((await order(otherKey, {}, request)).answer.id, again.answer.id);
        await single(
          `update private.order_requests set requested_at = now() - interval '25 hours' returning 1 as value`,
        );
        assert.equal((await order(key, {}, request)).status, 201, 'the next day it is another order');
      });

      it('refuses another order under a key that has placed one, and loses neither', async () => {
        for (const sender of [key, await tokenOf(cook)]) {
          const request = { 'Idempotency-Key': `two-orders-${short}-${sender.length}` };
          const first = await order(sender, {}, request);
          assert.equal(first.status, 201);
          for (const other of [
            { payment: 'pending' },
            { table_label: '8' },
            { items: [{ name: 'Tea', quantity: 1 }] },
          ]) {
            const { status, answer } = await order(sender, other, request);
            assert.equal(status, 422);
            assert.match(String(answer.error), /^This Idempotency-Key has placed another order\. Send a new key/);
          }
          const same = await order(sender, {}, request);
          assert.deepEqual([same.status, same.answer.id], [200, first.answer.id]);
          const second = await order(
            sender,
            { table_label: '8' },
            { 'Idempotency-Key': `${request['Idempotency-Key']}b` },
          );
          assert.equal(second.status, 201);
        }
      });

      it('says what is wrong with an order', async () => {
        const { status, answer } = await order(key, { items: [{ name: '', quantity: 0 }], fulfilment: 'teleport' });
        assert.equal(status, 400);
        assert.match(
          String(answer.error),
          /fulfilment must be .*items\[0\]\.name must be .*items\[0\]\.quantity must be/,
        );
        assert.equal((await order(key, {}, { 'Idempotency-Key': 'two words' })).status, 400);
      });
    });

    it('answers the questions of browsers, refuses other methods and large bodies', async () => {
      for (const to of ['track', 'orders'] as const) {
        const preflight = await fetch(functions[to], { method: 'OPTIONS', headers: { Origin: 'https://a.example' } });
        assert.equal(preflight.status, 204);
        assert.match(String(preflight.headers.get('Access-Control-Allow-Headers')), /Authorization/);
        const got = await fetch(functions[to]);
        assert.deepEqual([got.status, got.headers.get('Allow')], [405, 'POST, OPTIONS']);
        const { status, headers } = await post(to, { capability: 'x'.repeat(70_000) });
        assert.deepEqual([status, headers.get('Access-Control-Allow-Origin')], [413, '*']);
      }
    });

    it('has written no secret', () => {
      const output = functions.output();
      for (const secret of [server.secrets.jwtSecret, secretKey, key, staff, 'eyJ', 'order_key_'])
        assert.ok(!output.includes(secret));
    });
  });
}

/** What the page at the guest's link sends to `track`. */
function linkOf({ id, track_url }: Record<string, unknown>): object {
  return { order_id: id, capability: new URL(String(track_url)).hash.replace('#track=', '') };
}

describe('what the demo serves to pages', () => {
  it('has no payment callback: there is no secret to sign it with', async () => {
    assert.equal((await fetch(`${server.url}/api/payments`, { method: 'POST', body: '{}' })).status, 404);
  });

  it('has no key of a server', async () => {
    for (const path of ['/', '/confirmation', '/kitchen', '/board', '/playground', '/embed.html', '/demo.json']) {
      const text = await (await fetch(`${server.url}${path}`)).text();
      assert.ok(text.length > 50, path);
      assert.deepEqual(secretKeysIn(text), [], path);
      assert.ok(!text.includes(server.secrets.jwtSecret), path);
    }
  });
});

describe('an Edge Function without its settings', () => {
  let track: DenoFunction;
  before(async () => {
    track = await startDenoFunction('track', {
      SUPABASE_URL: 'http://127.0.0.1:9',
      SUPABASE_SERVICE_ROLE_KEY: 'sb_secret_x',
    });
  });
  after(() => track.stop());

  it('says in its answer and its log which one is missing', async () => {
    const response = await fetch(track.url, { method: 'POST', body: '{}' });
    const { error } = (await response.json()) as { error: string };
    assert.equal(response.status, 500);
    assert.match(error, /nor SUPABASE_ANON_KEY is set/);
    assert.ok(track.output().includes('SUPABASE_ANON_KEY') && !track.output().includes('sb_secret_x'));
  });
});

describeUnpublished(() => server);
