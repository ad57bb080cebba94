import { expect } from '@esm-bundle/chai';
import { createOrderTracker } from '../../src/tracker/order-tracker.js';
import { followedOrder } from './followed-order.js';
import { pending, preparing, ready } from './orders.js';

describe('an order tracker at the start', () => {
  const at = followedOrder();

  it('connects and reads at once', async () => {
    at.follow();
    await at.world.pass(0);
    expect(at.transport.reads).to.have.length(1);
    expect(at.transport.connections).to.have.length(1);
    expect(at.state.connectionStatus).to.equal('connecting');
  });

  it('says mayGoLive until the connection is denied for good', async () => {
    at.follow();
    expect(at.state.mayGoLive).to.equal(true);
    await at.world.pass(0);
    at.transport.connection.lose('forbidden');
    await at.world.pass(0);
    expect(at.state.mayGoLive).to.equal(false);
  });

  it('shows the order that the page gave when no transport is configured', () => {
    at.tracker = createOrderTracker({ orderId: 'A1', order: preparing, environment: at.world });
    at.tracker.start();
    expect(at.state).to.include({ orderStatus: 'preparing', connectionStatus: 'error', isCached: true });
    expect(at.state.error?.code).to.equal('config');
    expect(at.state.isTrusted).to.equal(false);
  });

  it('shows an order that the page gives after the start, as hydration does, until the back end answers', async () => {
    at.follow({ order: '[object Object]' });
    await at.world.pass(0);
    const first = at.tracker;
    at.follow({ order: preparing });
    first.stop();
    expect(at.state).to.include({ orderStatus: 'preparing', connectionStatus: 'connecting', isCached: true });
    expect(at.state.isTrusted).to.equal(false);
    expect(at.transport.connections).to.have.length(1);
    expect(at.transport.reads).to.have.length(1);
    at.transport.lastRead.answer(ready);
    await at.world.pass(0);
    const late = createOrderTracker({ orderId: 'A1', transport: at.transport, environment: at.world, order: pending });
    late.start();
    expect(late.getSnapshot()).to.include({ orderStatus: 'ready', isCached: false });
    late.stop();
  });

  it('ignores a given order that has another id or is not an order', () => {
    for (const order of [{ ...preparing, id: 'B2' }, 'preparing', 7, undefined]) {
      at.tracker = createOrderTracker({ orderId: 'A1', order, environment: at.world });
      at.tracker.start();
      expect(at.state.order).to.equal(undefined);
    }
  });

  it('shows the order after the first read, before it is connected', async () => {
    at.follow();
    await at.world.pass(0);
    at.transport.lastRead.answer(preparing);
    await at.world.pass(0);
    expect(at.state.orderStatus).to.equal('preparing');
    expect(at.state.isConnected).to.equal(false);
  });

  it('says connected only after a read that began after the confirmation', async () => {
    at.follow();
    await at.world.pass(0);
    at.transport.lastRead.answer(pending);
    await at.world.pass(0);
    at.transport.connection.open();
    await at.world.pass(100);
    expect(at.state.isConnected).to.equal(false);
    at.transport.connection.confirm();
    await at.world.pass(0);
    expect(at.state.isConnected).to.equal(false);
    expect(at.transport.reads).to.have.length(2);
    at.transport.lastRead.answer(preparing);
    await at.world.pass(0);
    expect(at.state.connectionStatus).to.equal('connected');
    expect(at.state.orderStatus).to.equal('preparing');
  });

  it('reads again before it says connected when a read was under way at the confirmation', async () => {
    at.follow();
    await at.world.pass(100);
    at.transport.connection.open();
    at.transport.connection.confirm();
    await at.world.pass(10);
    at.transport.lastRead.answer(pending);
    await at.world.pass(0);
    expect(at.state.isConnected).to.equal(false);
    expect(at.transport.reads).to.have.length(2);
  });

  it('stays idle without an order id', async () => {
    at.follow({ orderId: undefined });
    await at.world.pass(60_000);
    expect(at.transport.reads).to.have.length(0);
    expect(at.state.connectionStatus).to.equal('idle');
  });
});
