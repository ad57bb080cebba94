import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sqlState } from '../../demo/server/database/database.js';
import { isFinal, orderStatuses, stepsFor } from '../../src/order/status.js';
import { columnOf, type DemoServer, lunch, moveTo, placeOrder, postOrder, startTestServer } from './support.js';

describe('placing an order', () => {
  let server: DemoServer;
  before(async () => {
    server = await startTestServer();
  });
  after(() => server.close());

  it('answers 201 with the order number and the guest’s secret tracking link', async () => {
    const response = await postOrder(server, lunch);
    assert.equal(response.status, 201);
    assert.equal(response.headers.get('cache-control'), 'no-store');
    const { id, number, track_url, ...rest } = (await response.json()) as Record<string, string>;
    assert.deepEqual(rest, {});
    assert.match(String(number), /^\d+$/);
    assert.match(String(track_url), new RegExp(`^${server.url}/confirmation\\?order_id=${id}#track=[\\w-]{22}$`));
  });

  it('numbers orders consecutively, and restarts at 1 after 999', async () => {
    const first = await placeOrder(server);
    const second = await placeOrder(server);
    assert.equal(Number(second.number), Number(first.number) + 1);
    await server.database.transaction((query) => query.query('update public.restaurants set last_number = 999'));
    assert.equal((await placeOrder(server)).number, '1');
  });

  it('calculates the total if every price is known, and leaves it empty otherwise', async () => {
    const priced = await placeOrder(server);
    assert.equal(await columnOf(server, priced.id, 'total_minor'), 2 * 950 + 220);
    const unpriced = await placeOrder(server, { items: [...lunch.items, { name: 'Dish of the day', quantity: 1 }] });
    assert.equal(await columnOf(server, unpriced.id, 'total_minor'), null);
  });

  it('stores an order whose payment failed with the status failed', async () => {
    const { id } = await placeOrder(server, { payment: 'failed' });
    assert.equal(await columnOf(server, id, 'status'), 'failed');
    assert.equal(await columnOf(server, id, 'payment_status'), 'failed');
  });

  it('stores only a hash of the tracking link', async () => {
    const { id, capability } = await placeOrder(server);
    const { rows } = await server.database.transaction((query) =>
      query.query<{ kept: string }>(
        'select links::text as kept from private.tracking_links as links where order_id = $1',
        [id],
      ),
    );
    assert.equal(rows.length, 1);
    assert.ok(!rows[0]?.kept.includes(capability));
  });

  const many = Array.from({ length: 51 }, () => ({ name: 'Espresso', quantity: 1 }));
  const refused: readonly (readonly [unknown, string])[] = [
    ['no order', 'The body must be a JSON object.'],
    [null, 'The body must be a JSON object.'],
    [[], 'The body must be a JSON object.'],
    [
      { ...lunch, table_label: 'by\0the window' },
      'table_label must not hold a NUL character or half of a surrogate pair.',
    ],
    [
      { ...lunch, items: [{ name: 'Pizza\ud83c', quantity: 1 }] },
      'items[0].name must not hold a NUL character or half of a surrogate pair.',
    ],
    ...['\u200B', '\u00AD\uFEFF', '\u3164', '\u2800', '\u0301', '\uFE0F \u200D'].map(
      (name) =>
        [
          { ...lunch, items: [{ name, quantity: 1 }] },
          name.trim() === ''
            ? 'items[0].name must be a text of 1 to 120 characters.'
            : 'items[0].name must have a character that can be seen.',
        ] as const,
    ),
    ...['Pizza\u202Eatad', 'Pizza\nMargherita', '\u2067Pizza', 'Pizza\u0085'].map(
      (name) =>
        [
          { ...lunch, items: [{ name, quantity: 1 }] },
          'items[0].name must not hold control characters, or characters that turn the direction of text.',
        ] as const,
    ),
    [
      { ...lunch, fulfilment: undefined, items: [{ name: 'Pizza', quantity: -1.5 }] },
      'fulfilment is missing. items[0].quantity must be a whole number from 1 to 99.',
    ],
    [{ ...lunch, fulfilment: undefined }, 'fulfilment is missing.'],
    [{ ...lunch, fulfilment: 'drive_through' }, 'fulfilment must be dine_in, pickup or delivery.'],
    [{ ...lunch, table_label: '' }, 'table_label must be a text of 1 to 40 characters.'],
    [{ ...lunch, table_label: 7 }, 'table_label must be a text of 1 to 40 characters.'],
    [{ ...lunch, payment: 'maybe' }, 'payment must be succeeded, pending or failed.'],
    [{ ...lunch, items: undefined }, 'items is missing.'],
    [{ ...lunch, items: 'Pizza' }, 'items must be a list.'],
    [{ ...lunch, items: [] }, 'items must have at least one dish.'],
    [{ ...lunch, items: many }, 'items must have at most 50 entries.'],
    [{ ...lunch, items: ['Pizza'] }, 'items[0] must be an object.'],
    [{ ...lunch, items: [{ quantity: 1 }] }, 'items[0].name is missing.'],
    [{ ...lunch, items: [{ name: '   ', quantity: 1 }] }, 'items[0].name must be a text of 1 to 120 characters.'],
    [
      { ...lunch, items: [{ name: 'x'.repeat(121), quantity: 1 }] },
      'items[0].name must be a text of 1 to 120 characters.',
    ],
    [{ ...lunch, items: [{ name: 'Pizza' }] }, 'items[0].quantity is missing.'],
    [{ ...lunch, items: [{ name: 'Pizza', quantity: 0 }] }, 'items[0].quantity must be a whole number from 1 to 99.'],
    [{ ...lunch, items: [{ name: 'Pizza', quantity: 1.5 }] }, 'items[0].quantity must be a whole number from 1 to 99.'],
    [{ ...lunch, items: [{ name: 'Pizza', quantity: '2' }] }, 'items[0].quantity must be a whole number from 1 to 99.'],
    [
      { ...lunch, items: [...lunch.items, { name: 'Pizza', quantity: 1, prep_minutes: -1 }] },
      'items[2].prep_minutes must be a whole number from 0 to 240.',
    ],
    [
      { ...lunch, items: [{ name: 'Pizza', quantity: 1, price_minor: 9.5 }] },
      'items[0].price_minor must be a whole number from 0 to 1000000.',
    ],
  ];
  for (const [order, error] of refused) {
    it(`refuses an invalid order with the error “${error.length > 70 ? `${error.slice(0, 70)}…` : error}”`, async () => {
      const response = await postOrder(server, order);
      assert.equal(response.status, 400);
      assert.deepEqual(await response.json(), { error });
    });
  }

  it('stores names in any script, with emoji', async () => {
    const { id } = await placeOrder(server, { table_label: '窓側 🍕' });
    assert.equal(await columnOf(server, id, 'table_label'), '窓側 🍕');
  });

  it('gives a short error when a large body is invalid everywhere', async () => {
    const response = await postOrder(server, { ...lunch, items: Array.from({ length: 10_000 }, () => 0) });
    assert.equal(response.status, 400);
    assert.ok((await response.text()).length < 1000);
  });

  it('refuses a body that is not JSON with 400, and a body that is too large with 413', async () => {
    const post = (body: string) => fetch(`${server.url}/api/orders`, { method: 'POST', body });
    assert.equal((await post('{')).status, 400);
    assert.equal((await post(JSON.stringify({ ...lunch, note: 'x'.repeat(70_000) }))).status, 413);
  });
});

describe('an order in the database', () => {
  let server: DemoServer;
  before(async () => {
    server = await startTestServer();
  });
  after(() => server.close());

  for (const fulfilment of ['dine_in', 'pickup', 'delivery'] as const) {
    it(`moves step by step to completed, with fulfilment ${fulfilment}`, async () => {
      const { id } = await placeOrder(server, { fulfilment });
      const [, ...further] = stepsFor(fulfilment);
      await moveTo(server, id, ...further);
      assert.equal(await columnOf(server, id, 'status'), 'completed');
      assert.equal(await columnOf(server, id, 'version'), stepsFor(fulfilment).length);
    });
  }

  it('moves only one step forward or back, to cancelled, rejected or failed, or to refunded', async () => {
    const steps = ['scheduled', ...stepsFor('dine_in')];
    const { rows } = await server.database.transaction((query) =>
      query.query<{ from: string; to: string; may: boolean }>(
        `select "from", "to", private.may_become('dine_in', "from", "to") as may
         from unnest($1::text[]) as "from", unnest($1::text[]) as "to" where "from" <> "to"`,
        [orderStatuses],
      ),
    );
    assert.equal(rows.length, orderStatuses.length * (orderStatuses.length - 1));
    for (const { from, to, may } of rows) {
      const fromFinal = isFinal(orderStatuses.find((status) => status === from));
      const isStep =
        steps.includes(from) && steps.includes(to) && Math.abs(steps.indexOf(from) - steps.indexOf(to)) === 1;
      const isEnd = ['cancelled', 'rejected', 'failed'].includes(to);
      const expected = to === 'refunded' ? fromFinal : !fromFinal && (isStep || isEnd);
      assert.equal(may, expected, `${from} → ${to}`);
    }
  });

  it('refuses an illegal status change with a message for staff, and stays unchanged', async () => {
    const { id } = await placeOrder(server);
    await assert.rejects(moveTo(server, id, 'served'), (error: Error) => {
      assert.equal(sqlState(error), '23514');
      assert.equal(error.message, 'An order that is pending cannot become served.');
      return true;
    });
    assert.equal(await columnOf(server, id, 'status'), 'pending');
    assert.equal(await columnOf(server, id, 'version'), 1);
  });

  it('cannot be cancelled without a reason', async () => {
    const { id } = await placeOrder(server);
    const cancel = (reason: string | null) =>
      server.database.transaction((query) =>
        query.query(`update public.orders set status = 'cancelled', reason = $2 where id = $1`, [id, reason]),
      );
    await assert.rejects(cancel(null), /Please say why the order is cancelled\./);
    await assert.rejects(cancel('  '), /Please say why/);
    await cancel('We are out of dough.');
    assert.equal(await columnOf(server, id, 'status'), 'cancelled');
  });

  it('sets version, updated_at and epoch itself, and ignores the values of a client', async () => {
    const { id } = await placeOrder(server);
    const before = Date.now();
    await server.database.transaction((query) =>
      query.query(
        `update public.orders set version = 900, updated_at = '2001-01-01', epoch = 'mine', delayed = true where id = $1`,
        [id],
      ),
    );
    assert.equal(await columnOf(server, id, 'version'), 2);
    assert.ok(Date.parse(String(await columnOf(server, id, 'updated_at'))) >= before - 1000);
    assert.notEqual(await columnOf(server, id, 'epoch'), 'mine');
  });

  it('gets a new version when one of its items changes', async () => {
    const { id } = await placeOrder(server);
    assert.equal(
      await columnOf(server, id, 'version'),
      1,
      'the items that are inserted with the order belong to its first version',
    );
    await server.database.transaction((query) =>
      query.query(`update public.order_items set status = 'ready' where order_id = $1`, [id]),
    );
    assert.equal(await columnOf(server, id, 'version'), 2);
  });

  it('has one row in order_events for every version', async () => {
    const { id } = await placeOrder(server);
    await moveTo(server, id, 'preparing', 'ready', 'preparing', 'cancelled');
    const { rows } = await server.database.transaction((query) =>
      query.query<object>(
        'select version, previous_status, status, reason from public.order_events where order_id = $1 order by version',
        [id],
      ),
    );
    assert.deepEqual(rows, [
      { version: 1, previous_status: null, status: 'pending', reason: null },
      { version: 2, previous_status: 'pending', status: 'preparing', reason: null },
      { version: 3, previous_status: 'preparing', status: 'ready', reason: null },
      { version: 4, previous_status: 'ready', status: 'preparing', reason: null },
      { version: 5, previous_status: 'preparing', status: 'cancelled', reason: 'We are out of dough.' },
    ]);
  });

  it('gets a new epoch, like all other orders, after begin_epoch', async () => {
    const { id } = await placeOrder(server);
    const epoch = await columnOf(server, id, 'epoch');
    await server.database.as({ role: 'service_role' }, (query) => query.query('select public.begin_epoch()'));
    assert.notEqual(await columnOf(server, id, 'epoch'), epoch);
    const { id: next } = await placeOrder(server);
    assert.equal(await columnOf(server, next, 'epoch'), await columnOf(server, id, 'epoch'));
  });
});
