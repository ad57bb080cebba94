import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import { WebSocket } from 'ws';
import type { KitchenOrder } from '../../../demo/pages/kitchen/kitchen-order.js';
import { readOrders, saveChange } from '../../../demo/pages/kitchen/kitchen-orders.js';
import { checkPickupCode } from '../../../demo/pages/kitchen/pickup-check.js';
import { type DemoServer, moveTo, placeOrder, startTestServer } from '../support.js';

const minute = 60_000;

describe('what the kitchen page reads and saves, with the demo server', () => {
  let server: DemoServer;
  let client: SupabaseClient;

  before(async () => {
    server = await startTestServer();
    client = createClient(server.url, server.secrets.publishableKey, {
      auth: { persistSession: false, autoRefreshToken: false },
      // Node 20 has no built-in WebSocket. The types of `ws` differ slightly from those of a browser.
      realtime: { transport: WebSocket as never },
    });
    const { error } = await client.auth.signInWithPassword(server.staff);
    assert.equal(error, null);
  });
  after(() => server.close());

  async function shown(id: string): Promise<KitchenOrder> {
    const order = (await readOrders(client)).find((order) => order.id === id);
    assert.ok(order);
    return order;
  }

  async function asGuest(id: string, call: string): Promise<unknown> {
    const { rows } = await server.database.as({ role: 'tracker', order_id: id }, (query) =>
      query.query<{ answer: unknown }>(`select ${call} as answer`, [id]),
    );
    return rows[0]?.answer;
  }

  it('moves the estimate by two presses that knew the same version, on top of each other', async () => {
    const { id } = await placeOrder(server);
    const order = await shown(id);
    const save = saveChange(client);
    const [first, second] = await Promise.all([save(order, { minutesLater: 5 }), save(order, { minutesLater: 5 })]);
    const ends = [order, first, second].map(({ estimated_ready_to }) => Date.parse(String(estimated_ready_to)));
    const [known = 0] = ends;
    assert.deepEqual(
      ends.map((end) => (end - known) / minute).sort((a, b) => a - b),
      [0, 5, 10],
    );
  });

  it('says why a press “+5 min” was not taken', async () => {
    const { id, number } = await placeOrder(server);
    const order = await shown(id);
    await moveTo(server, id, 'preparing', 'ready');
    await assert.rejects(saveChange(client)(order, { minutesLater: 5 }), {
      message: `Order ${number} was not changed. An order that is ready has no estimate.`,
    });
  });

  it('reads what a guest told the kitchen, the earliest first', async () => {
    const { id } = await placeOrder(server, { fulfilment: 'pickup' });
    assert.deepEqual((await shown(id)).messages, []);
    for (const message of ['on_my_way', 'here']) await asGuest(id, `public.tell_kitchen($1, '${message}')`);
    const { messages } = await shown(id);
    assert.deepEqual(
      messages.map(({ message }) => message),
      ['on_my_way', 'here'],
    );
    for (const { sent_at } of messages) assert.ok(Math.abs(Date.parse(sent_at) - Date.now()) < minute);
  });

  it('completes an order with the guest’s code, and says clearly what is wrong with another one', async () => {
    const { id, number } = await placeOrder(server, { fulfilment: 'pickup' });
    const order = await shown(id);
    const code = String(await asGuest(id, `public.order_snapshot($1) ->> 'pickup_code'`));
    const wrong = code === '0000' ? '1111' : '0000';
    assert.equal(await checkPickupCode(client, order, code), `Order ${number} is not waiting to be collected.`);
    await moveTo(server, id, 'preparing', 'ready');
    for (let count = 0; count < 5; count += 1) {
      assert.equal(await checkPickupCode(client, order, wrong), `${wrong} is not the code of order ${number}.`);
    }
    assert.match(String(await checkPickupCode(client, order, code)), /Five wrong codes\. Try again in ten minutes/);
    await server.database.transaction((query) => query.query('delete from private.pickup_attempts'));
    assert.equal(await checkPickupCode(client, order, code), undefined);
    assert.equal((await shown(id)).status, 'completed');
  });
});
