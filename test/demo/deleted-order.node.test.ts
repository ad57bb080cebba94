import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { WebSocket } from 'ws';
import type { DemoServer } from '../../demo/server/server.js';
import { createOrderTracker } from '../../src/tracker/order-tracker.js';
import type { OrderTrackerSnapshot } from '../../src/tracker/types.js';
import { placeOrder, startTestServer } from './support.js';

describe('an order that the restaurant deletes', { concurrency: true }, () => {
  let server: DemoServer;
  before(async () => {
    server = await startTestServer();
  });
  after(() => server.close());

  for (const supabaseChannel of ['broadcast', 'changes', 'auto'] as const) {
    it(`is gone for its guest within 12 s (${supabaseChannel})`, async () => {
      const { id } = await placeOrder(server);
      const tracker = createOrderTracker({
        orderId: id,
        supabaseUrl: server.url,
        supabaseKey: server.secrets.publishableKey,
        supabaseRead: 'order_snapshot',
        supabaseChannel,
        accessToken: await server.tokens.signForGuest(id),
        environment: { WebSocket: WebSocket as unknown as typeof globalThis.WebSocket },
      });
      const seen = (holds: (snapshot: OrderTrackerSnapshot) => boolean) =>
        new Promise<number>((resolve) => {
          const startedAt = performance.now();
          const check = (snapshot: OrderTrackerSnapshot) => {
            if (!holds(snapshot)) return;
            unsubscribe();
            resolve(performance.now() - startedAt);
          };
          const unsubscribe = tracker.subscribe(check);
          check(tracker.getSnapshot());
        });
      try {
        tracker.start();
        await seen(({ isConnected }) => isConnected);
        const [gone, told] = await Promise.all([
          seen(({ isConnected }) => !isConnected),
          seen(({ error }) => error?.code === 'not-found'),
          server.database.transaction((query) => query.query('delete from public.orders where id = $1', [id])),
        ]);
        assert.ok(gone < 5_000, `it said live for ${gone} ms`);
        assert.ok(told < 12_000, `it was told after ${told} ms`);
      } finally {
        tracker.stop();
      }
    });
  }
});
