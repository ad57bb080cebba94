import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Claims } from '../../demo/server/database/identity.js';
import type { Estimate } from '../../src/order/estimate/estimate.js';
import { estimateOrder } from '../../src/order/estimate/estimate-order.js';
import { mergeOrder } from '../../src/order/merge-order.js';
import type { Order } from '../../src/order/order.js';
import { parseOrder } from '../../src/order/wire.js';
import { addRestaurant, type DemoServer, moveTo, placeOrder, startTestServer } from './support.js';

const minute = 60_000;
const second = 1000;

/** Four pizzas that take longer than the first estimate that a press "+5 min" once made: 12 + 20 % of 36 = 19.2 min. */
const pizzas = [{ name: 'Pizza Margherita', quantity: 4, prep_minutes: 12 }];

describe('the estimate of an order on the demo server', () => {
  let server: DemoServer;
  let staff: Claims;

  before(async () => {
    server = await startTestServer();
    staff = await staffOf(server.staff.email);
  });
  after(() => server.close());

  async function staffOf(email: string): Promise<Claims> {
    const { rows } = await server.database.transaction((query) =>
      query.query<{ id: string }>('select id from auth.users where email = $1', [email]),
    );
    return { role: 'authenticated', sub: rows[0]?.id };
  }

  /** The order as its guest reads it. */
  async function guestsOrder(id: string): Promise<Order> {
    const { rows } = await server.database.as({ role: 'tracker', order_id: id }, (query) =>
      query.query<{ wire: unknown }>('select public.order_snapshot($1) as wire', [id]),
    );
    const result = parseOrder(rows[0]?.wire);
    assert.ok(result.ok);
    const { order } = mergeOrder(undefined, result.patch, { kind: 'read' });
    assert.ok(order);
    return order;
  }

  async function guestsEstimate(id: string): Promise<Estimate> {
    const now = new Date();
    const estimate = estimateOrder({ order: await guestsOrder(id), statusSince: now, now });
    assert.ok(estimate);
    return estimate;
  }

  /** What `estimateOrder` makes of the items alone, in minutes. */
  async function formulaMinutes(id: string): Promise<readonly number[]> {
    const { estimatedReadyFrom, estimatedReadyTo, ...order } = await guestsOrder(id);
    const now = new Date();
    const { from, to } = estimateOrder({ order, statusSince: now, now }) ?? { from: now, to: now };
    return [(+from - +now) / minute, (+to - +now) / minute];
  }

  async function postpone(id: string, minutes: unknown = 5, claims = staff): Promise<void> {
    await server.database.as(claims, (query) => query.query('select public.postpone_order($1, $2)', [id, minutes]));
  }

  async function write(id: string, from: Date | null, to: Date | null): Promise<void> {
    await server.database.as(staff, (query) =>
      query.query('update public.orders set estimated_ready_from = $2, estimated_ready_to = $3 where id = $1', [
        id,
        from,
        to,
      ]),
    );
  }

  function isFromNow({ from, to }: Estimate, [fromMinutes = 0, toMinutes = 0]: readonly number[]): void {
    const now = Date.now();
    assert.ok(Math.abs(+from - (now + fromMinutes * minute)) < 3 * second, `${from} in ${fromMinutes} min`);
    assert.ok(Math.abs(+to - (now + toMinutes * minute)) < 3 * second, `${to} in ${toMinutes} min`);
  }

  it('moves 5 min later with a press “+5 min”, and never to an earlier time', async () => {
    const { id } = await placeOrder(server, { items: pizzas });
    const before = await guestsEstimate(id);
    assert.equal(before.source, 'backend', 'the estimate comes from the database');
    await postpone(id);
    const after = await guestsEstimate(id);
    assert.deepEqual([+after.from - +before.from, +after.to - +before.to], [5 * minute, 5 * minute]);
  });

  it('moves 10 min later with two presses at once', async () => {
    const { id } = await placeOrder(server, { items: pizzas });
    const before = await guestsEstimate(id);
    await Promise.all([postpone(id), postpone(id)]);
    assert.equal(+(await guestsEstimate(id)).to - +before.to, 10 * minute);
  });

  it('counts a press “+5 min” from now once the estimate has passed', async () => {
    const { id } = await placeOrder(server, { items: pizzas });
    const now = Date.now();
    await write(id, new Date(now - 30 * minute), new Date(now - 26 * minute));
    await postpone(id);
    isFromNow(await guestsEstimate(id), [5, 9]);
    await postpone(id);
    isFromNow(await guestsEstimate(id), [10, 14]);
  });

  it('begins with a press “+5 min” where the formula knows nothing', async () => {
    const { orderId: id, restaurantId } = await addRestaurant(server);
    await server.addStaff({ email: 'cook@next.example', password: 'tagliatelle' }, restaurantId);
    await postpone(id, 5, await staffOf('cook@next.example'));
    isFromNow(await guestsEstimate(id), [5, 10]);
  });

  it('moves only for staff of the restaurant, only by 1 to 120 minutes, and only while the order is not ready', async () => {
    const { id } = await placeOrder(server, { items: pizzas });
    const before = await guestsEstimate(id);
    await assert.rejects(postpone(id, 5, { role: 'tracker', order_id: id }), /permission denied/);
    await assert.rejects(postpone(id, 5, { role: 'anon' }), /permission denied/);
    await postpone(id, 5, { role: 'authenticated', sub: '00000000-0000-0000-0000-000000000000' });
    for (const minutes of [0, -5, 121, null]) await assert.rejects(postpone(id, minutes), /by 1 to 120 minutes/);
    assert.deepEqual(await guestsEstimate(id), before);
    await moveTo(server, id, 'preparing', 'ready');
    await assert.rejects(postpone(id), /An order that is ready has no estimate\./);
  });

  const baskets: readonly (readonly object[])[] = [
    pizzas,
    [{ name: 'Espresso', quantity: 1, prep_minutes: 2 }],
    [{ name: 'Espresso', quantity: 1 }],
    [{ name: 'Pizza', quantity: 3 }],
    [{ name: 'Pizza', quantity: 40 }],
    [
      { name: 'Pizza', quantity: 2, prep_minutes: 11 },
      { name: 'Water', quantity: 3, prep_minutes: 0 },
      { name: 'Dish of the day', quantity: 1 },
      { name: 'Tagliatelle', quantity: 1, prep_minutes: 12 },
    ],
    [{ name: 'Water', quantity: 3, prep_minutes: 0 }],
  ];
  for (const items of baskets) {
    it(`is the element’s own formula, at placing and in the kitchen, for ${JSON.stringify(items)}`, async () => {
      const { id } = await placeOrder(server, { items });
      isFromNow(await guestsEstimate(id), await formulaMinutes(id));
      await moveTo(server, id, 'preparing');
      isFromNow(await guestsEstimate(id), await formulaMinutes(id));
      await moveTo(server, id, 'pending');
      isFromNow(await guestsEstimate(id), await formulaMinutes(id));
    });
  }

  it('is the kitchen’s own while that is ahead, and the formula’s again once it has passed or is taken away', async () => {
    const { id } = await placeOrder(server, { items: pizzas });
    const in40Minutes = new Date(Date.now() + 40 * minute);
    await write(id, in40Minutes, in40Minutes);
    await moveTo(server, id, 'preparing');
    isFromNow(await guestsEstimate(id), [40, 40]);
    await write(id, null, null);
    isFromNow(await guestsEstimate(id), await formulaMinutes(id));
    await write(id, new Date(Date.now() - minute), new Date(Date.now() - minute));
    await moveTo(server, id, 'pending');
    isFromNow(await guestsEstimate(id), await formulaMinutes(id));
  });

  it('stays when the kitchen takes “ready” back', async () => {
    const { id } = await placeOrder(server, { items: pizzas });
    await moveTo(server, id, 'preparing');
    await server.database.transaction(async (query) => {
      // Without the triggers: as if the order had been in the kitchen for a while.
      await query.query(`select set_config('session_replication_role', 'replica', true)`);
      await query.query(
        `update public.orders set estimated_ready_from = estimated_ready_from - interval '9 min' where id = $1`,
        [id],
      );
    });
    const before = await guestsEstimate(id);
    await moveTo(server, id, 'ready', 'preparing');
    assert.deepEqual(await guestsEstimate(id), before);
  });

  it('does not exist for an order whose payment failed', async () => {
    const { id } = await placeOrder(server, { payment: 'failed' });
    assert.equal((await guestsOrder(id)).estimatedReadyTo, undefined);
  });
});
