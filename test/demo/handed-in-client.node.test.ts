import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import type { SupabaseClient } from '@supabase/supabase-js';
import { supabaseTransport } from '../../src/transports/supabase/supabase.js';
import type { Failure, LiveConnection, TransportSink } from '../../src/transports/transport.js';
import { clientOf } from './supabase-js.js';
import { type DemoServer, moveTo, placeOrder, startTestServer, type TestOrder } from './support.js';

/** What the transport reports, and how to wait for the next thing. */
class Reports implements TransportSink {
  readonly all: string[] = [];
  #arrived = () => {};

  opened = () => this.#write('opened');
  confirmed = () => this.#write('confirmed');
  received = (payload: unknown) => this.#write(`version ${(payload as { version: number }).version}`);
  alive = () => this.#write('alive');
  lost = ({ kind }: Failure) => this.#write(`lost: ${kind}`);

  /** Waits for a report that begins so. */
  async reach(start: string): Promise<void> {
    while (!this.all.some((report) => report.startsWith(start))) {
      await new Promise<void>((resolve) => {
        this.#arrived = resolve;
      });
    }
  }

  #write(what: string): void {
    this.all.push(what);
    this.#arrived();
  }
}

describe('the transport with a page’s own supabase-js, against the demo server', () => {
  let server: DemoServer;
  let order: TestOrder;
  let page: SupabaseClient;
  let reports: Reports;
  let connection: LiveConnection | undefined;

  before(async () => {
    server = await startTestServer();
  });
  after(() => server.close());
  beforeEach(async () => {
    order = await placeOrder(server);
    reports = new Reports();
  });
  afterEach(async () => {
    connection?.close();
    await page.removeAllChannels();
    await page.realtime.disconnect();
  });

  function follow(supabaseChannel: 'changes' | 'broadcast', token: () => Promise<string>, orderId = order.id): void {
    page = clientOf(server, { accessToken: token });
    const transport = supabaseTransport({ supabase: page as never, supabaseChannel });
    connection = transport.connect?.({ orderId, token: undefined }, reports);
  }

  const own = () => server.tokens.signForGuest(order.id);

  for (const mode of ['changes', 'broadcast'] as const) {
    it(`hears every change by ${mode}, with a token that the page fetches`, async () => {
      follow(mode, own);
      await reports.reach('confirmed');
      await moveTo(server, order.id, 'preparing');
      await reports.reach('version 2');
      await moveTo(server, order.id, 'ready');
      await reports.reach('version 3');
      const told = reports.all.filter((report) => report !== 'alive');
      assert.deepEqual(told, ['opened', 'confirmed', 'version 2', 'version 3']);
    });

    it(`is alive at the answer to a probe by ${mode}`, async () => {
      follow(mode, own);
      await reports.reach('confirmed');
      connection?.probe();
      await reports.reach('alive');
    });

    it(`reports a server that closes its sockets, by ${mode}, once, and does not join again`, async () => {
      follow(mode, own);
      await reports.reach('confirmed');
      server.sockets.close(1012);
      await reports.reach('lost');
      while (page.getChannels().length > 0) await new Promise((resolve) => setImmediate(resolve));
      assert.equal(reports.all.filter((report) => report.startsWith('lost')).length, 1);
    });
  }

  it('reports the private channel of another order as forbidden', async () => {
    const other = await placeOrder(server);
    follow('broadcast', own, other.id);
    await reports.reach('lost: forbidden');
    assert.deepEqual(reports.all, ['lost: forbidden']);
  });

  it('reports a token that has expired as auth', async () => {
    follow('broadcast', () => server.tokens.sign({ role: 'tracker', order_id: order.id }, -60));
    await reports.reach('lost: auth');
    assert.deepEqual(reports.all, ['lost: auth']);
  });

  it('reports a deleted order as not found', async () => {
    follow('changes', own);
    await reports.reach('confirmed');
    await server.database.transaction((query) => query.query('delete from public.orders where id = $1', [order.id]));
    await reports.reach('lost: not-found');
  });

  it('leaves the page’s other channels as they are', async () => {
    follow('changes', own);
    await reports.reach('confirmed');
    const others = page.channel('of the page');
    await new Promise<void>((resolve) => others.subscribe((status) => status === 'SUBSCRIBED' && resolve()));
    connection?.close();
    while (page.getChannels().length > 1) await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual([page.getChannels()[0] === others, others.state], [true, 'joined']);
  });
});
