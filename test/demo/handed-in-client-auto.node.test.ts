import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import type { SupabaseClient } from '@supabase/supabase-js';
import { createOrderTracker, type OrderTracker } from '../../src/headless.js';
import { supabaseTransport } from '../../src/transports/supabase/supabase.js';
import type { LiveConnection } from '../../src/transports/transport.js';
import { waitFor } from '../servers/wait.js';
import { clientOf } from './supabase-js.js';
import { type DemoServer, moveTo, placeOrder, startTestServer, type TestOrder } from './support.js';

/** Follows orders with a page's own client in the mode `auto`, and waits for what the tracker says. */
class Page {
  readonly client: SupabaseClient;
  readonly faults: string[] = [];
  readonly #trackers: OrderTracker[] = [];

  constructor(server: DemoServer, token?: string) {
    this.client = clientOf(server, token === undefined ? {} : { accessToken: async () => token });
  }

  follow(orderId: string): OrderTracker {
    const tracker = createOrderTracker({
      orderId,
      supabase: this.client as never,
      onError: ({ code, message }) => this.faults.push(`${code}: ${message}`),
    });
    this.#trackers.push(tracker);
    tracker.start();
    return tracker;
  }

  /** The names of the channels that the server was asked for. */
  listen(): string[] {
    const names: string[] = [];
    const { client } = this;
    const { channel } = client;
    client.channel = (name, ...more) => {
      names.push(name.replace(/^order-status-.*/, 'changes'));
      return channel.call(client, name, ...more);
    };
    return names;
  }

  async close(): Promise<void> {
    for (const tracker of this.#trackers) tracker.stop();
    await this.client.removeAllChannels();
    await this.client.realtime.disconnect();
  }
}

const until = (what: string, holds: () => boolean, limit = 10_000) => waitFor(holds, limit, what);

describe('the mode auto with a page’s own client', () => {
  let server: DemoServer;
  let order: TestOrder;
  let page: Page;

  before(async () => {
    server = await startTestServer();
  });
  after(() => server.close());
  beforeEach(async () => {
    order = await placeOrder(server);
  });
  afterEach(() => page.close());

  const guest = (orderId = order.id) => server.tokens.signForGuest(orderId);
  const run = (statement: string) => server.database.exclusively((postgres) => postgres.exec(statement));

  async function hears(tracker: OrderTracker, orderId: string, status: 'preparing' | 'ready'): Promise<void> {
    const began = performance.now();
    await moveTo(server, orderId, status);
    await until(`the order is ${status}`, () => tracker.getSnapshot().orderStatus === status, 2_000);
    assert.ok(performance.now() - began < 2_000);
  }

  describe('where the tables are published', () => {
    it('is live by the table’s changes, though the private channel is mute', async () => {
      await run('alter table public.orders disable trigger broadcast_order');
      try {
        page = new Page(server, await guest());
        const names = page.listen();
        const tracker = page.follow(order.id);
        await until('live', () => tracker.getSnapshot().connectionStatus === 'connected');
        await hears(tracker, order.id, 'preparing');
        assert.deepEqual([names, page.faults], [['changes'], []]);
      } finally {
        await run('alter table public.orders enable trigger broadcast_order');
      }
    });
  });

  describe('where they are not, as in a new project with the kit', () => {
    before(() => run('alter publication supabase_realtime drop table public.orders'));
    after(() => run('alter publication supabase_realtime add table public.orders'));

    it('is live by the private channel on the client’s socket, and goes there at once the next time', async () => {
      page = new Page(server, await guest());
      const names = page.listen();
      const tracker = page.follow(order.id);
      await until('live', () => tracker.getSnapshot().connectionStatus === 'connected', 3_000);
      await hears(tracker, order.id, 'preparing');
      server.sockets.close(1012);
      await until('lost', () => tracker.getSnapshot().connectionStatus !== 'connected');
      await until('live again', () => tracker.getSnapshot().connectionStatus === 'connected');
      await hears(tracker, order.id, 'ready');
      assert.deepEqual(page.faults, []);
      const name = `order:${order.id}`;
      assert.deepEqual(names.slice(0, 3), ['changes', name, name]);
    });

    it('follows one order by two trackers, of which either may go', async () => {
      page = new Page(server, await guest());
      const [first, second] = [page.follow(order.id), page.follow(order.id)];
      const isLive = (tracker: OrderTracker) => tracker.getSnapshot().connectionStatus === 'connected';
      await until('both are live', () => isLive(first) && isLive(second), 5_000);
      await hears(first, order.id, 'preparing');
      await until('the other shows it', () => second.getSnapshot().orderStatus === 'preparing', 2_000);
      first.stop();
      await hears(second, order.id, 'ready');
      assert.ok(isLive(second));
      assert.deepEqual(page.faults, []);
    });

    it('names what the table refuses, without a private join, where the client has no token', async () => {
      page = new Page(server);
      const names = page.listen();
      const tracker = page.follow(order.id);
      await until('told', () => page.faults.length === 2 && tracker.getSnapshot().connectionStatus === 'error');
      assert.match(page.faults[0] ?? '', /^config: .*Unable to subscribe to changes.*table: orders/);
      assert.match(page.faults[1] ?? '', /^config: .*permission denied for table orders/);
      assert.deepEqual(names, ['changes']);
    });

    it('polls and names both refusals where the private channel is refused too, with one private join for all orders', async () => {
      await run('alter policy "guests hear their order" on realtime.messages to authenticated');
      try {
        page = new Page(server, await guest());
        const names = page.listen();
        const first = page.follow(order.id);
        const second = page.follow(order.id);
        await until('told', () => page.faults.length === 2);
        for (const fault of page.faults)
          assert.match(fault, /^config: .*Unable to subscribe to changes.*table: orders/);
        assert.match(page.faults.join(), /The private channel: .*Unauthorized/);
        const statuses = [first, second].map((tracker) => tracker.getSnapshot().connectionStatus);
        assert.deepEqual(statuses, ['polling', 'polling']);
        assert.equal(names.filter((name) => name !== 'changes').length, 1);
      } finally {
        await run('alter policy "guests hear their order" on realtime.messages to viewer');
      }
    });

    it('gives up a private channel that misses two changes in a row, and says why no way is left', async () => {
      page = new Page(server, await guest());
      const names = page.listen();
      const transport = supabaseTransport({ supabase: page.client as never });
      const connect = () =>
        new Promise<[LiveConnection | undefined, string]>((resolve) => {
          const connection: LiveConnection | undefined = transport.connect?.(
            { orderId: order.id, token: undefined },
            {
              opened() {},
              alive() {},
              received() {},
              confirmed: () => resolve([connection, 'confirmed']),
              lost: ({ kind }) => resolve([connection, kind]),
            },
          );
        });
      for (const miss of ['first', 'second']) {
        const [connection, told] = await connect();
        assert.equal(told, 'confirmed', miss);
        connection?.close('missed-changes');
        await until('left', () => page.client.getChannels().length === 0);
      }
      const [, told] = await connect();
      assert.equal(told, 'config');
      const name = `order:${order.id}`;
      assert.deepEqual(names, ['changes', name, name, 'changes']);
    });
  });
});
