import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type DemoServer, moveTo, placeOrder, startTestServer } from './support.js';

type Wire = Readonly<Record<string, unknown>>;

describe('what the database broadcasts of an order', () => {
  let server: DemoServer;
  before(async () => {
    server = await startTestServer();
  });
  after(() => server.close());

  const run = (statement: string, id: string) => server.database.transaction((query) => query.query(statement, [id]));

  /** The newest broadcast, without what Supabase itself adds. */
  async function broadcast(id: string): Promise<Wire> {
    const { rows } = await server.database.transaction((query) =>
      query.query<{ payload: Wire }>(
        `select payload from realtime.messages where topic = 'order:' || $1::text order by inserted_at desc limit 1`,
        [id],
      ),
    );
    return rows[0]?.payload ?? {};
  }

  /** What a guest reads, without what no broadcast has: the times of the steps, and the code, which is the guest's alone. */
  async function read(id: string): Promise<Wire> {
    const token = await server.tokens.signForGuest(id);
    const answer = await fetch(`${server.url}/api/orders/${id}`, { headers: { Authorization: `Bearer ${token}` } });
    const { status_times: _times, pickup_code: _code, ...wire } = (await answer.json()) as Wire;
    return wire;
  }

  const changes = [
    ['a pause and its reason', "update public.orders set on_hold = true, reason = 'The oven is out' where id = $1"],
    ['the end of a pause', 'update public.orders set on_hold = false, reason = null where id = $1'],
    ['a dish that is ready', "update public.order_items set status = 'ready' where order_id = $1 and position = 0"],
    ['another table', "update public.orders set table_label = '9' where id = $1"],
    ['another total', 'update public.orders set total_minor = 100 where id = $1'],
    [
      'when it will arrive',
      "update public.orders set estimated_arrival_from = now(), estimated_arrival_to = now() + interval '9 min' where id = $1",
    ],
  ] as const;

  it('is all that a guest reads: pages that follow the broadcasts read again a minute later', async () => {
    const { id } = await placeOrder(server);
    await moveTo(server, id, 'preparing');
    for (const [name, change] of changes) {
      await run(change, id);
      assert.deepEqual(await broadcast(id), await read(id), name);
    }
  });

  it('has no dishes of a new order: they are written after it', async () => {
    const { id } = await placeOrder(server);
    const first = await broadcast(id);
    assert.equal(first.status, 'pending');
    assert.ok(!('items' in first));
  });
});
