import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { databaseStore } from '../../demo/server/relay/database-store.js';
import type { DemoServer } from '../../demo/server/server.js';
import { addRestaurant, columnOf, moveTo, placeOrder, startTestServer } from '../demo/support.js';
import { restaurant } from './play.js';
import { rowsOf, type Saying, type Status, say as sayTo } from './provider-says.js';

describe('apply_provider_event', () => {
  let server: DemoServer;
  before(async () => {
    server = await startTestServer();
  });
  after(() => server.close());

  const rows = (sql: string, ...values: readonly unknown[]) => rowsOf(server, sql, values);
  const say = (saying: Saying) => sayTo(server, saying);
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
    // Nor in the same transaction, after an event.
    const inOne = server.database.transaction(async (query) => {
      const patch = { fields: { status: 'ready' }, may_create: false };
      const event = [restaurant, 'toast', 'rules', 'rules-1', '2026-11-30T12:00:00Z', JSON.stringify(patch)];
      await query.query('select public.apply_provider_event($1, $2, $3, $4, $5, $6)', event);
      await query.query(`update public.orders set status = 'pending' where id = $1`, [id]);
    });
    await assert.rejects(inOne, /An order that is ready cannot become pending/);
  });

  it('ends an order without a reason, as providers do, and keeps the end except for a refund', async () => {
    const { id } = await placeOrder(server);
    const of = (minute: number, status: Status) =>
      say({ externalId: 'end', minute, fields: { status }, reference: id });
    assert.equal((await of(1, 'completed')).outcome, 'applied');
    assert.equal((await of(2, 'preparing')).outcome, 'kept');
    assert.equal((await of(3, 'cancelled')).outcome, 'kept');
    assert.equal(await columnOf(server, id, 'status'), 'completed');
    assert.equal((await of(4, 'refunded')).outcome, 'applied');
    assert.equal((await of(5, 'pending')).outcome, 'kept');
    assert.equal(await columnOf(server, id, 'status'), 'refunded');
  });

  it('takes an order back only at the word of who brought it there', async () => {
    const { id } = await placeOrder(server, { fulfilment: 'delivery' });
    const kitchen = (minute: number, status: Status) =>
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

  it('leads forward alone by events without a time: whether they are late cannot be told', async () => {
    const { id } = await placeOrder(server, { fulfilment: 'delivery' });
    const store = databaseStore(server.database);
    const of = (status: Status) =>
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
});
