import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import type { SupabaseClient } from '@supabase/supabase-js';
import { createOrderTracker, type OrderTracker, type OrderTrackerOptions } from '../../src/headless.js';
import { waitFor } from '../servers/wait.js';
import { clientOf } from './supabase-js.js';
import { type DemoServer, moveTo, placeOrder, startTestServer, type TestOrder } from './support.js';

const until = (what: string, holds: () => boolean, limit = 5_000) => waitFor(holds, limit, what);

describe('a page’s own client that has a channel of the order’s name already', () => {
  let server: DemoServer;
  let order: TestOrder;
  let client: SupabaseClient;
  let trackers: OrderTracker[];
  let faults: string[];

  before(async () => {
    server = await startTestServer();
  });
  after(() => server.close());
  beforeEach(async () => {
    order = await placeOrder(server);
    const token = await server.tokens.signForGuest(order.id);
    client = clientOf(server, { accessToken: async () => token });
    trackers = [];
    faults = [];
  });
  afterEach(async () => {
    for (const tracker of trackers) tracker.stop();
    await client.removeAllChannels();
    await client.realtime.disconnect();
  });

  function follow(options: Partial<OrderTrackerOptions> = {}): OrderTracker {
    const tracker = createOrderTracker({
      orderId: order.id,
      supabase: client as never,
      supabaseChannel: 'broadcast',
      pollInterval: 5,
      onError: ({ message }) => faults.push(message),
      ...options,
    });
    trackers.push(tracker);
    tracker.start();
    return tracker;
  }
  const stateOf = (tracker: OrderTracker) => tracker.getSnapshot().connectionStatus;
  const statusOf = (tracker: OrderTracker) => tracker.getSnapshot().orderStatus;
  const isTold = () =>
    faults.some((fault) => fault.includes(`a channel order:${order.id} already: hand in a client of its own`));

  it('never says Live of a second tracker with other options, which the first one’s end would leave without a word', async () => {
    const first = follow();
    await until('the first is live', () => stateOf(first) === 'connected');
    const second = follow({ pollInterval: 6 });
    await until('told', isTold);
    await until('the second polls', () => stateOf(second) === 'polling');
    first.stop();
    await moveTo(server, order.id, 'preparing');
    await until('the second reads the change', () => statusOf(second) === 'preparing', 8_000);
  });

  it('leaves the page’s own channel alone, and polls', async () => {
    const heard: string[] = [];
    const own = client.channel(`order:${order.id}`, { config: { private: true } });
    own.on('broadcast', { event: '*' }, ({ event }) => heard.push(event));
    await new Promise((resolve) => own.subscribe(resolve));
    const tracker = follow();
    await until('told', isTold);
    await until('polls', () => stateOf(tracker) === 'polling');
    tracker.stop();
    await moveTo(server, order.id, 'preparing');
    await until('the page hears the change', () => heard.length > 0);
  });

  it('joins once its own former channel of that name is gone', async () => {
    for (let time = 0; time < 3; time += 1) {
      const tracker = follow();
      await until('live', () => stateOf(tracker) === 'connected');
      tracker.stop();
    }
    assert.deepEqual(faults, []);
  });
});
