import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { databaseStore } from '../../demo/server/relay/database-store.js';
import type { DemoServer } from '../../demo/server/server.js';
import { hashCapability, newCapability } from '../../demo/server/tokens.js';
import { supabaseStore } from '../../src/relay.js';
import { addRestaurant, placeOrder, startTestServer } from '../demo/support.js';
import { restaurant } from './play.js';
import { rowsOf, type Saying, type Status, say as sayTo } from './provider-says.js';

describe("providers' orders", () => {
  let server: DemoServer;
  before(async () => {
    server = await startTestServer();
  });
  after(() => server.close());

  const rows = (sql: string, ...values: readonly unknown[]) => rowsOf(server, sql, values);
  const say = (saying: Saying) => sayTo(server, saying);

  it('gives a guest the link of an order that came from a provider', async () => {
    await say({ externalId: 'linked', minute: 1, fields: { number: '77', status: 'preparing' } });
    const capability = newCapability();
    const add = (externalId: string) =>
      rows(
        'select public.add_provider_link($1, $2, $3, $4) as id',
        restaurant,
        'toast',
        externalId,
        hashCapability(capability),
      );
    assert.deepEqual(await add('nothing'), [{ id: null }]);
    const [link] = await add('linked');
    assert.deepEqual(await add('linked'), [link]);
    const body = JSON.stringify({ order_id: link?.id, capability });
    const headers = { 'Content-Type': 'application/json' };
    const track = await fetch(`${server.url}/api/track`, { method: 'POST', headers, body });
    const { access_token } = (await track.json()) as { access_token: string };
    const read = await fetch(`${server.url}/api/orders/${link?.id}`, {
      headers: { Authorization: `Bearer ${access_token}` },
    });
    const order = (await read.json()) as Record<string, unknown>;
    assert.equal(order.number, '77');
    assert.equal(order.status, 'preparing');
  });

  it('gives quiet orders to one caller at a time, and no ended ones', async () => {
    const other = await addRestaurant(server);
    const of = (externalId: string, status: Status) =>
      say({
        provider: 'quiet',
        externalId,
        restaurantId: other.restaurantId,
        minute: 1,
        fields: { number: '1', status },
      });
    await of('open', 'preparing');
    await of('ended', 'completed');
    const ask = (seconds: number) => databaseStore(server.database).quietOrders(['quiet'], seconds);
    assert.deepEqual(await ask(3600), []);
    const quiet = { restaurantId: other.restaurantId, provider: 'quiet', externalId: 'open' };
    await rows(`update private.provider_orders set heard_at = now() - interval '2 hours' where provider = 'quiet'`);
    assert.deepEqual(await ask(3600), [quiet]);
    assert.deepEqual(await ask(3600), []);
  });

  describe('over REST', () => {
    it('serves the server with its key, and nobody else', async () => {
      const serviceKey = await server.tokens.sign({ role: 'service_role' }, 60);
      // On a hosted project the service key is an `apikey` as well; here only the publishable key is.
      const ask: typeof fetch = (input, init) => {
        const headers = new Headers(init?.headers);
        headers.set('apikey', server.secrets.publishableKey);
        return fetch(input, { ...init, headers });
      };
      const storeWith = (key: string) => supabaseStore({ url: server.url, serviceKey: key, fetch: ask });
      const store = storeWith(serviceKey);
      const patch = { fields: { number: '4', status: 'ready' }, may_create: true } as const;
      const event = { restaurantId: restaurant, provider: 'toast', externalId: 'rest', eventId: 'r1', patch };
      assert.equal((await store.apply(event)).outcome, 'created');
      assert.equal((await store.apply(event)).outcome, 'duplicate');
      assert.deepEqual(await store.quietOrders(['toast'], 3600), []);

      const guestOf = (claims: object) => server.tokens.sign({ ...claims }, 60);
      const { id } = await placeOrder(server);
      for (const key of [
        await guestOf({ role: 'tracker', order_id: id }),
        await guestOf({ role: 'authenticated', sub: '00000000-0000-4000-8000-000000000000' }),
        await guestOf({ role: 'anon' }),
        await guestOf({ role: 'viewer', order_id: id }),
        'sb_secret_wrong',
      ]) {
        const stranger = storeWith(key);
        await assert.rejects(stranger.apply({ ...event, eventId: 'r2' }), /The database answered 4\d\d/);
        await assert.rejects(stranger.quietOrders(['toast'], 0), /The database answered 4\d\d/);
      }
    });

    it('shows staff the words that no preset knows, of their own restaurant', async () => {
      const other = await addRestaurant(server);
      for (const restaurantId of [restaurant, restaurant, other.restaurantId]) {
        await say({ externalId: 'words', restaurantId, minute: 1, fields: {}, unmapped: 'FRYING' });
      }
      const signIn = await fetch(`${server.url}/auth/v1/token?grant_type=password`, {
        method: 'POST',
        headers: { apikey: server.secrets.publishableKey, 'Content-Type': 'application/json' },
        body: JSON.stringify(server.staff),
      });
      const { access_token } = (await signIn.json()) as { access_token: string };
      const read = async (token: string) =>
        fetch(`${server.url}/rest/v1/unmapped_words?select=restaurant_id,provider,word,times&word=eq.FRYING`, {
          headers: { apikey: server.secrets.publishableKey, Authorization: `Bearer ${token}` },
        });
      assert.deepEqual(await (await read(access_token)).json(), [
        { restaurant_id: restaurant, provider: 'toast', word: 'FRYING', times: 2 },
      ]);
      const anon = await server.tokens.sign({ role: 'anon' }, 60);
      assert.ok((await read(anon)).status >= 400);
    });
  });
});
