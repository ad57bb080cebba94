import assert from 'node:assert/strict';
import { afterEach, before, describe, it } from 'node:test';
import type { OrderTrackerOptions } from '../../src/tracker/options.js';
import { createOrderTracker } from '../../src/tracker/order-tracker.js';
import type { OrderTracker } from '../../src/tracker/types.js';
import { type DemoServer, moveTo, placeOrder } from '../demo/support.js';
import { NodeWebSocket } from '../faults/load/node-web-socket.js';

/** Guests of a new project, whose tables are in no publication. The last use of `server`: it has none afterwards. */
export function describeUnpublished(server: () => DemoServer): void {
  describe('a project that publishes no table', () => {
    let tracker: OrderTracker | undefined;
    let errors: string[];
    let firstError: Promise<void>;
    before(() =>
      server().database.exclusively((postgres) =>
        postgres.exec(`
          alter publication supabase_realtime drop table public.orders, public.order_items, public.order_messages`),
      ),
    );
    afterEach(() => tracker?.stop());

    async function follow(supabaseChannel: OrderTrackerOptions['supabaseChannel']): Promise<string> {
      const { url, secrets } = server();
      const { id, capability } = await placeOrder(server());
      errors = [];
      let failed: () => void = () => undefined;
      firstError = new Promise((resolve) => {
        failed = resolve;
      });
      tracker = createOrderTracker({
        orderId: id,
        capability,
        supabaseUrl: url,
        supabaseKey: secrets.publishableKey,
        supabaseChannel,
        tokenUrl: `${url}/functions/v1/track`,
        cache: 'none',
        environment: { WebSocket: NodeWebSocket as unknown as typeof WebSocket },
        onError: ({ code, message }) => {
          errors.push(`${code}: ${message}`);
          failed();
        },
      });
      tracker.start();
      return id;
    }

    function reached(status: string, connection: string): Promise<void> {
      return new Promise((resolve) => {
        const stop = tracker?.subscribe(({ orderStatus, connectionStatus }) => {
          if (orderStatus !== status || connectionStatus !== connection) return;
          stop?.();
          resolve();
        });
      });
    }

    for (const channel of ['auto', 'broadcast'] as const) {
      it(`is followed live by ${channel}`, { timeout: 30_000 }, async () => {
        const id = await follow(channel);
        await reached('pending', 'connected');
        const moved = reached('preparing', 'connected');
        await moveTo(server(), id, 'preparing');
        await moved;
        assert.deepEqual(errors, []);
      });
    }

    it('is read again and again by changes, which say why', { timeout: 30_000 }, async () => {
      await follow('changes');
      await Promise.all([reached('pending', 'polling'), firstError]);
      assert.match(errors[0] ?? '', /^config: .*Unable to subscribe to changes.*table: orders/);
    });
  });
}
