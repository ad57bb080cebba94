import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { databaseStore } from '../../demo/server/relay/database-store.js';
import type { DemoServer } from '../../demo/server/server.js';
import { hashCapability, newCapability } from '../../demo/server/tokens.js';
import { type ProviderPatch, type StoredFields, supabaseStore } from '../../src/relay.js';
import { addRestaurant, columnOf, moveTo, placeOrder, startTestServer } from '../demo/support.js';
import { restaurant } from './play.js';

/** What a provider says, told by its time in minutes. */
interface Saying {
  readonly provider?: string;
  readonly externalId: string;
  readonly minute: number;
  readonly fields: StoredFields;
  readonly sequence?: number;
  readonly reference?: string;
  readonly eventId?: string;
  readonly restaurantId?: string;
  readonly unmapped?: string;
}

describe('apply_provider_event', () => {
  let server: DemoServer;
  before(async () => {
    server = await startTestServer();
  });
  after(() => server.close());

  const rows = async (sql: string, ...values: readonly unknown[]) =>
    (await server.database.transaction((query) => query.query<Record<string, unknown>>(sql, [...values]))).rows;

  async function say({
    provider = 'toast',
    externalId,
    minute,
    fields,
    restaurantId = restaurant,
    eventId,
    ...more
  }: Saying) {
    const patch: ProviderPatch = { fields, may_create: provider !== 'doordash', ...more };
    const occurredAt = new Date(Date.parse('2026-11-30T10:00:00Z') + minute * 60_000).toISOString();
    const event = { restaurantId, provider, externalId, occurredAt, patch, ...(eventId && { eventId }) };
    return databaseStore(server.database).apply(event);
  }

  const items = [{ name: 'Soup', quantity: 2 }];

  it('brings an order forward over several steps in one version, so that nobody is told that it was ready for no time', async () => {
    const { id } = await placeOrder(server, { fulfilment: 'pickup' });
    await rows('delete from realtime.messages');
    const answer = await say({ externalId: 'jump', minute: 1, fields: { status: 'completed' }, reference: id });
    assert.deepEqual(answer, { outcome: 'applied', orderId: id });
    assert.equal(await columnOf(server, id, 'version'), 2);
    const sent = await rows(
      `select payload ->> 'status' as status from realtime.messages where topic = 'order:' || $1`,
      id,
    );
    assert.deepEqual(sent, [{ status: 'completed' }]);
  });

  it('leaves the rules for everybody else as they are', async () => {
    const { id } = await placeOrder(server);
    await say({ externalId: 'rules', minute: 1, fields: { status: 'preparing' }, reference: id });
    await assert.rejects(moveTo(server, id, 'completed'), /cannot become completed/);
    await assert.rejects(rows(`update public.orders set status = 'cancelled' where id = $1`, id), /say why/);
  });

  it('ends an order without a reason, as providers do, and keeps the end except for a refund', async () => {
    const { id } = await placeOrder(server);
    const of = (minute: number, status: NonNullable<StoredFields['status']>) =>
      say({ externalId: 'end', minute, fields: { status }, reference: id });
    assert.equal((await of(1, 'cancelled')).outcome, 'applied');
    assert.equal((await of(2, 'preparing')).outcome, 'kept');
    assert.equal((await of(3, 'completed')).outcome, 'kept');
    assert.equal(await columnOf(server, id, 'status'), 'cancelled');
    assert.equal((await of(4, 'refunded')).outcome, 'applied');
    assert.equal((await of(5, 'pending')).outcome, 'late');
    assert.equal(await columnOf(server, id, 'status'), 'refunded');
  });

  it('takes an order back only at the word of who brought it there', async () => {
    const { id } = await placeOrder(server, { fulfilment: 'delivery' });
    const kitchen = (minute: number, status: NonNullable<StoredFields['status']>) =>
      say({ externalId: 'back', minute, fields: { status }, reference: id });
    await kitchen(1, 'ready');
    const courier = await say({
      provider: 'doordash',
      externalId: id,
      minute: 2,
      fields: { status: 'preparing' },
      reference: id,
    });
    assert.equal(courier.outcome, 'kept');
    assert.equal(await columnOf(server, id, 'status'), 'ready');
    assert.equal((await kitchen(3, 'preparing')).outcome, 'applied');
    assert.equal(await columnOf(server, id, 'status'), 'preparing');

    await moveTo(server, id, 'ready');
    assert.equal((await kitchen(4, 'pending')).outcome, 'kept', 'staff had brought it there');
    assert.equal(await columnOf(server, id, 'status'), 'ready');
  });

  it('applies an event once, however often and however many of it come at once', async () => {
    const event = {
      externalId: 'twice',
      minute: 1,
      eventId: 'e1',
      fields: { number: '8', status: 'preparing' },
    } as const;
    const answers = await Promise.all(Array.from({ length: 20 }, () => say(event)));
    assert.deepEqual(answers.map(({ outcome }) => outcome).sort(), [
      'created',
      ...Array.from({ length: 19 }, () => 'duplicate'),
    ]);
    assert.equal(
      (await say({ ...event, provider: 'square' })).outcome,
      'created',
      'ids of events are those of one provider',
    );
    const [count] = await rows(
      `select count(*)::int as orders from private.provider_orders where external_id = 'twice'`,
    );
    assert.deepEqual(count, { orders: 2 });
  });

  it('fills what is missing from an older event, and replaces nothing newer with it', async () => {
    const { orderId = '' } = await say({
      externalId: 'older',
      minute: 5,
      sequence: 5,
      fields: { status: 'ready', number: '12' },
    });
    const late = await say({
      externalId: 'older',
      minute: 9,
      sequence: 2,
      fields: { status: 'pending', number: '11', items, fulfilment: 'delivery', total_minor: 900 },
    });
    assert.equal(late.outcome, 'applied');
    const [order] = await rows(
      'select status, number, fulfilment, total_minor::int from public.orders where id = $1',
      orderId,
    );
    assert.deepEqual(order, { status: 'ready', number: '12', fulfilment: 'delivery', total_minor: 900 });
    assert.deepEqual(await rows('select name, quantity from public.order_items where order_id = $1', orderId), items);
    const older = await say({
      externalId: 'older',
      minute: 1,
      sequence: 1,
      fields: { status: 'pending', number: '10' },
    });
    assert.equal(older.outcome, 'late');
  });

  it('takes the further one of two statuses of one moment, whichever comes first', async () => {
    for (const [externalId, statuses] of [
      ['same-1', ['preparing', 'ready']],
      ['same-2', ['ready', 'preparing']],
    ] as const) {
      let id = '';
      for (const status of statuses)
        id = (await say({ externalId, minute: 1, fields: { status, number: '1' } })).orderId ?? '';
      assert.equal(await columnOf(server, id, 'status'), 'ready');
    }
  });

  it('leads forward alone by events without a time: nobody knows whether they are late', async () => {
    const { id } = await placeOrder(server, { fulfilment: 'delivery' });
    const store = databaseStore(server.database);
    const of = (status: NonNullable<StoredFields['status']>) =>
      store.apply({
        restaurantId: restaurant,
        provider: 'doordash',
        externalId: id,
        patch: { fields: { status }, may_create: false, reference: id },
      });
    assert.equal((await of('out_for_delivery')).outcome, 'applied');
    assert.equal((await of('preparing')).outcome, 'late');
    assert.equal((await of('completed')).outcome, 'applied');
    assert.equal(await columnOf(server, id, 'status'), 'completed');
  });

  it('waits with an order of which it knows neither number nor dishes, and forgets nothing of it', async () => {
    const first = await say({
      externalId: 'later',
      minute: 3,
      fields: { status: 'ready', delayed: true, reason: 'Oven' },
    });
    assert.deepEqual(first, { outcome: 'waiting' });
    const { outcome, orderId = '' } = await say({
      externalId: 'later',
      minute: 1,
      fields: { status: 'pending', items },
    });
    assert.equal(outcome, 'created');
    const [order] = await rows('select status, delayed, reason, fulfilment from public.orders where id = $1', orderId);
    assert.deepEqual(order, { status: 'ready', delayed: true, reason: 'Oven', fulfilment: 'pickup' });
    const number = await columnOf(server, orderId, 'number');
    assert.match(String(number), /^\d{1,3}$/, 'the restaurant gives the number');
  });

  it('never creates an order for a courier, and links one of its own restaurant alone', async () => {
    const fields = { status: 'preparing', number: '3', items } as const;
    assert.equal((await say({ provider: 'doordash', externalId: 'dd', minute: 1, fields })).outcome, 'waiting');
    const other = await addRestaurant(server);
    const foreign = await say({
      externalId: 'foreign',
      minute: 1,
      fields: { status: 'ready' },
      reference: other.orderId,
    });
    assert.equal(foreign.outcome, 'waiting');
    assert.equal(await columnOf(server, other.orderId, 'status'), 'pending');
    const own = await say({
      externalId: 'foreign',
      restaurantId: other.restaurantId,
      minute: 1,
      fields: { status: 'ready' },
      reference: other.orderId,
    });
    assert.deepEqual(own, { outcome: 'applied', orderId: other.orderId });
    for (const reference of ['', 'x', "'; drop table orders", other.orderId.toUpperCase()]) {
      assert.equal(
        (await say({ externalId: 'odd', minute: 1, fields: { status: 'ready' }, reference })).outcome,
        'waiting',
      );
    }
  });

  it("leaves number, table and dishes of the restaurant's own orders as they are", async () => {
    const { id, number } = await placeOrder(server);
    await say({
      externalId: 'ours',
      minute: 1,
      reference: id,
      fields: { status: 'preparing', number: '999', items, table_label: 'X', total_minor: 1 },
    });
    const [order] = await rows('select number, table_label, total_minor::int from public.orders where id = $1', id);
    assert.deepEqual(order, { number, table_label: '7', total_minor: 2120 });
    assert.equal((await rows('select from public.order_items where order_id = $1', id)).length, 2);
  });

  it('changes the dishes with the order, and gives one new version', async () => {
    const { orderId = '' } = await say({ externalId: 'dishes', minute: 1, fields: { number: '5', items } });
    const before = Number(await columnOf(server, orderId, 'version'));
    const more = [...items, { name: 'Tea', quantity: 1, status: 'ready', prep_minutes: 3 } as const];
    await say({ externalId: 'dishes', minute: 2, fields: { number: '5', items: more } });
    const stored = await rows(
      'select name, status from public.order_items where order_id = $1 order by position',
      orderId,
    );
    assert.deepEqual(stored, [
      { name: 'Soup', status: null },
      { name: 'Tea', status: 'ready' },
    ]);
    const after = Number(await columnOf(server, orderId, 'version'));
    await say({ externalId: 'dishes', minute: 3, fields: { number: '5', items: more } });
    assert.equal(Number(await columnOf(server, orderId, 'version')), after, 'nothing new, no new version');
    assert.ok(after > before);
  });

  it('takes numbers, windows and clocks that no table would take', async () => {
    const { orderId = '' } = await say({
      externalId: 'odd-values',
      minute: 1,
      fields: {
        number: 'Order of the day 4711',
        placed_at: '2010-01-01T00:00:00Z',
        estimated_ready_from: '2026-11-30T14:00:00Z',
        estimated_ready_to: '2026-11-30T13:00:00Z',
      },
    });
    const [order] = await rows(
      "select number, estimated_ready_from, placed_at > now() - interval '1 day' as recent from public.orders where id = $1",
      orderId,
    );
    assert.deepEqual(order, { number: 'the day 4711', estimated_ready_from: null, recent: true });
  });

  it('moves an order to the way of its step: a delivery that is out, a table that is served', async () => {
    for (const [status, fulfilment] of [
      ['out_for_delivery', 'delivery'],
      ['served', 'dine_in'],
    ] as const) {
      const { orderId = '' } = await say({ externalId: status, minute: 1, fields: { number: '1', status } });
      assert.equal(await columnOf(server, orderId, 'fulfilment'), fulfilment);
      // So that staff can go on with it.
      await moveTo(server, orderId, 'completed');
    }
  });

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
    const of = (externalId: string, status: NonNullable<StoredFields['status']>) =>
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
