import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type DemoServer, moveTo, placeOrder, startTestServer } from './support.js';

describe('the times of an order’s steps on the demo server', () => {
  let server: DemoServer;
  before(async () => {
    server = await startTestServer();
  });
  after(() => server.close());

  async function timesOf(id: string): Promise<Readonly<Record<string, number>>> {
    const token = await server.tokens.signForGuest(id);
    const answer = await fetch(`${server.url}/api/orders/${id}`, { headers: { Authorization: `Bearer ${token}` } });
    const { status_times } = (await answer.json()) as { status_times: Readonly<Record<string, string>> };
    return Object.fromEntries(Object.entries(status_times).map(([status, time]) => [status, Date.parse(time)]));
  }

  /** The statuses that have a time, the earliest first. */
  async function wayOf(id: string): Promise<readonly string[]> {
    const times = Object.entries(await timesOf(id)).sort(([, a], [, b]) => a - b);
    return times.map(([status]) => status);
  }

  it('tell when each status began', async () => {
    const before = Date.now() - 1000;
    const { id } = await placeOrder(server);
    assert.deepEqual(await wayOf(id), ['pending']);
    await moveTo(server, id, 'preparing', 'ready', 'served', 'completed');
    assert.deepEqual(await wayOf(id), ['pending', 'preparing', 'ready', 'served', 'completed']);
    for (const time of Object.values(await timesOf(id))) assert.ok(time >= before && time <= Date.now() + 1000);
  });

  it('do not move when something else of the order changes', async () => {
    const { id } = await placeOrder(server);
    const before = await timesOf(id);
    await server.database.transaction((query) =>
      query.query('update public.orders set delayed = true where id = $1', [id]),
    );
    assert.deepEqual(await timesOf(id), before);
  });

  it('forget the steps that were taken back, and name the latest time of a step', async () => {
    const { id } = await placeOrder(server);
    const { pending: placed = 0 } = await timesOf(id);
    await moveTo(server, id, 'preparing', 'ready', 'preparing');
    assert.deepEqual(await wayOf(id), ['pending', 'preparing']);
    await moveTo(server, id, 'pending');
    assert.deepEqual(await wayOf(id), ['pending']);
    assert.ok(((await timesOf(id)).pending ?? 0) > placed);
    await moveTo(server, id, 'cancelled');
    assert.deepEqual(await wayOf(id), ['pending', 'cancelled']);
  });
});
