import { expect } from '@esm-bundle/chai';
import { optionsOf } from '../../src/tracker/compare-options.js';
import { createOrderTracker } from '../../src/tracker/order-tracker.js';
import { followedOrder } from './followed-order.js';
import { pending, ready } from './orders.js';

describe('an order tracker', () => {
  const at = followedOrder();

  it('says denied when a custom transport rejects with a plain object of kind forbidden', async () => {
    const refuse = () => Promise.reject({ kind: 'forbidden', reason: 'not yours' });
    at.follow({ transport: { name: 'mine', read: refuse } });
    await at.world.pass(0);
    expect(at.state.connectionStatus).to.equal('denied');
  });

  it('aborts a read after 8 s, and runs only one at a time', async () => {
    at.follow();
    await at.world.pass(7_900);
    expect(at.transport.reads).to.have.length(1);
    expect(at.transport.lastRead.isAnswered).to.equal(false);
    await at.world.pass(200);
    expect(at.transport.lastRead.isAnswered).to.equal(true);
  });

  it('closes a connection that does not open within 10 s', async () => {
    at.follow();
    await at.world.pass(10_000);
    expect(at.transport.connections[0]?.isClosed).to.equal(true);
  });

  it('releases timers, listeners and connections on stop()', async () => {
    at.transport.serve(pending);
    at.follow();
    await at.world.pass(1_000);
    at.tracker.stop();
    await at.world.pass(0);
    expect(at.world.timers).to.equal(0);
    expect(at.world.page.listeners).to.equal(0);
    expect(at.transport.openConnections).to.equal(0);
    expect(at.state.connectionStatus).to.equal('idle');
  });

  it('shares one connection with other trackers of the same order', async () => {
    at.transport.serve(pending);
    at.follow();
    const other = createOrderTracker({ orderId: 'A1', transport: at.transport, environment: at.world });
    other.start();
    await at.world.pass(0);
    expect(at.transport.connections).to.have.length(1);
    at.tracker.stop();
    at.transport.push(ready);
    await at.world.pass(0);
    expect(other.getSnapshot().orderStatus).to.equal('ready');
    expect(at.transport.openConnections).to.equal(1);
    other.stop();
    expect(at.transport.openConnections).to.equal(0);
  });

  it('shares one connection with other trackers that have the same functions, in whatever order the options are', async () => {
    at.transport.serve(pending);
    const getAccessToken = async () => 'token';
    const parse = (payload: unknown) => payload;
    at.follow({ getAccessToken, parse });
    const others = { parse, environment: at.world, getAccessToken, cache: 'device', transport: at.transport } as const;
    const other = createOrderTracker({ ...others, orderId: 'A1' });
    other.start();
    await at.world.pass(0);
    expect(at.transport.connections).to.have.length(1);
    const another = createOrderTracker({ ...others, orderId: 'A1', parse: (payload) => payload });
    another.start();
    await at.world.pass(0);
    expect(at.transport.connections).to.have.length(2);
    other.stop();
    another.stop();
  });

  it('calls onStatusUpdate and onConnectionChange on every change', async () => {
    const heard: string[] = [];
    at.transport.serve(pending);
    at.follow({
      onStatusUpdate: (status, { orderStatus }) => heard.push(`status ${status}`, `snapshot ${orderStatus}`),
      onConnectionChange: (isConnected, { connectionStatus }) => heard.push(`${isConnected} ${connectionStatus}`),
    });
    await at.world.pass(0);
    at.transport.push(ready);
    await at.world.pass(0);
    expect(heard[0]).to.equal('false connecting');
    expect(heard.filter((word) => word.startsWith('status'))).to.deep.equal(['status pending', 'status ready']);
    expect(heard.filter((word) => word.startsWith('snapshot'))).to.deep.equal(['snapshot pending', 'snapshot ready']);
    expect(heard).to.include('true connected');
    at.tracker.stop();
    expect(heard.at(-1)).to.equal('false idle');
  });

  it('goes on when a callback throws, and reports the error to the page', async () => {
    const reported: unknown[] = [];
    const { reportError } = globalThis;
    globalThis.reportError = (error) => reported.push(error);
    const fail = () => {
      throw new Error('the page fails');
    };
    try {
      at.transport.serve(pending);
      at.follow({ onStatusUpdate: fail, onConnectionChange: fail });
      await at.world.pass(0);
      at.transport.push(ready);
      await at.world.pass(0);
      createOrderTracker({ orderId: 'A1', onError: fail, environment: at.world }).start();
      expect(at.state).to.include({ orderStatus: 'ready', isConnected: true });
      at.tracker.stop();
    } finally {
      globalThis.reportError = reportError;
    }
    expect(reported.length).to.be.at.least(5);
  });

  it('takes a number for an order id', async () => {
    const orderId: unknown = 42;
    at.follow({ orderId: orderId as string });
    at.transport.serve({ id: 42, status: 'ready' });
    await at.world.pass(0);
    expect(at.state).to.include({ orderId: '42', orderStatus: 'ready' });
  });

  for (const orderId of ['.', '..']) {
    it(`refuses the order id "${orderId}", which is a folder in an address`, async () => {
      at.follow({ orderId });
      await at.world.pass(0);
      expect(at.state.error?.code).to.equal('config');
      expect(at.transport.reads).to.have.length(0);
    });
  }

  it('refuses secret keys of Supabase, before any request', () => {
    const claims = btoa(JSON.stringify({ role: 'service_role' }));
    for (const supabaseKey of ['sb_secret_abc', `header.${claims}.signature`]) {
      at.follow({ transport: 'supabase', supabaseUrl: 'https://project.supabase.co', supabaseKey });
      expect(at.state.error).to.include({ code: 'config' });
      expect(at.state.error?.message).to.include('secret key');
    }
  });

  it('takes empty attributes for absent ones', () => {
    const empty = { orderId: 'A1', transport: '', pollUrl: '', supabaseChannel: '', websocketProtocol: '' };
    const options = optionsOf(empty, new Set(Object.keys(empty)));
    expect(options).to.deep.equal({
      orderId: 'A1',
      transport: undefined,
      pollUrl: undefined,
      supabaseChannel: undefined,
      websocketProtocol: undefined,
    });
  });
});
