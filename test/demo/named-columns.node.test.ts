import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createOrderTracker } from '../../src/tracker/order-tracker.js';
import { NodeWebSocket } from '../faults/load/node-web-socket.js';
import { type DemoServer, moveTo, openRealtimeSocket, placeOrder, startTestServer, type TestOrder } from './support.js';

const phone = '+49 30 901820';

/** A restaurant keeps a telephone number with each order. */
describe('a column that a restaurant adds to orders', () => {
  let server: DemoServer;
  let order: TestOrder;
  let token: string;
  before(async () => {
    server = await startTestServer();
    order = await placeOrder(server);
    token = await server.tokens.signForGuest(order.id);
    await server.database.exclusively(async (postgres) => {
      await postgres.exec(
        `alter table public.orders add column phone text; update public.orders set phone = '${phone}'`,
      );
    });
  });
  after(() => server.close());

  async function read(path: string, body?: object, bearer = token): Promise<{ status: number; text: string }> {
    const response = await fetch(`${server.url}/rest/v1/${path}`, {
      ...(body && { method: 'POST', body: JSON.stringify(body) }),
      headers: {
        apikey: server.secrets.publishableKey,
        Authorization: `Bearer ${bearer}`,
        'Content-Type': 'application/json',
      },
    });
    return { status: response.status, text: await response.text() };
  }

  it('leaves order_snapshot as it was', async () => {
    const { status, text } = await read('rpc/order_snapshot', { order_id: order.id });
    assert.equal(status, 200);
    assert.equal((JSON.parse(text) as { id: string }).id, order.id);
    assert.ok(!text.includes('phone') && !text.includes(phone));
  });

  it('leaves a read of named columns as it was', async () => {
    const { status, text } = await read(`orders?select=id,status,version&id=eq.${order.id}`);
    assert.equal(status, 200);
    assert.deepEqual(Object.keys((JSON.parse(text) as object[])[0] ?? {}), ['id', 'status', 'version']);
  });

  it('makes PostgreSQL refuse select=* by name, and shows nothing', async () => {
    const { status, text } = await read(`orders?select=*&id=eq.${order.id}`);
    assert.equal(status, 403);
    const { code, message } = JSON.parse(text) as { code: string; message: string };
    assert.deepEqual([code, message], ['42501', 'permission denied for table orders']);
  });

  for (const query of ['select=phone', `select=id&phone=eq.${encodeURIComponent(phone)}`, 'select=id&order=phone']) {
    it(`cannot be read, asked for or sorted by: ${query}`, async () => {
      for (const bearer of [token, await server.tokens.signForViewer(order.id)]) {
        const { status, text } = await read(`orders?${query}`, undefined, bearer);
        assert.equal(status, 403, text);
        assert.ok(!text.includes(phone));
      }
    });
  }

  it('is in no live change that a guest gets', { timeout: 30_000 }, async () => {
    const socket = await openRealtimeSocket(server);
    const join = (name: string, config: object) =>
      socket.send(['1', '1', `realtime:${name}`, 'phx_join', { config, access_token: token }]);
    join(`order:${order.id}`, { private: true });
    join('changes', {
      postgres_changes: [{ event: '*', schema: 'public', table: 'orders', filter: `id=eq.${order.id}` }],
    });
    const frames: string[] = [];
    const seen = async (mark: string) => {
      for (;;) {
        const frame = String(await socket.frame());
        frames.push(frame);
        if (frame.includes(mark)) return;
      }
    };
    await seen('Subscribed to PostgreSQL');
    await moveTo(server, order.id, 'preparing');
    while (
      !(
        frames.some((one) => one.includes('"UPDATE"')) &&
        frames.some((one) => one.includes('"preparing"') && !one.includes('UPDATE'))
      )
    )
      await seen('preparing');
    assert.ok(!frames.some((frame) => frame.includes('phone') || frame.includes(phone)));
    await socket.close();
  });

  for (const supabaseChannel of ['broadcast', 'changes'] as const) {
    it(`does not disturb a guest’s page that follows by ${supabaseChannel}`, { timeout: 30_000 }, async () => {
      const { id, capability } = await placeOrder(server);
      const errors: unknown[] = [];
      const tracker = createOrderTracker({
        orderId: id,
        capability,
        supabaseUrl: server.url,
        supabaseKey: server.secrets.publishableKey,
        supabaseRead: 'order_snapshot',
        supabaseChannel,
        tokenUrl: `${server.url}/functions/v1/track`,
        cache: 'none',
        environment: { WebSocket: NodeWebSocket as unknown as typeof WebSocket },
        onError: (error) => void errors.push(error),
      });
      const reached = (status: string, connection: string) =>
        new Promise<void>((resolve) => {
          const stop = tracker.subscribe(({ orderStatus, connectionStatus }) => {
            if (orderStatus !== status || connectionStatus !== connection) return;
            stop();
            resolve();
          });
        });
      tracker.start();
      await reached('pending', 'connected');
      const moved = reached('preparing', 'connected');
      await moveTo(server, id, 'preparing');
      await moved;
      tracker.stop();
      assert.deepEqual(errors, []);
    });
  }

  it('is there for staff', async () => {
    const { rows } = await server.database.transaction((query) =>
      query.query<{ id: string }>('select id from auth.users where email = $1', [server.staff.email]),
    );
    const staff = await server.tokens.sign({ role: 'authenticated', sub: rows[0]?.id }, 60);
    const { text } = await read(`orders?select=*&id=eq.${order.id}`, undefined, staff);
    assert.equal((JSON.parse(text) as { phone: string }[])[0]?.phone, phone);
  });
});
