import { expect } from '@esm-bundle/chai';
import type { OrderTrackerOptions } from '../../src/tracker/options.js';
import { createOrderTracker } from '../../src/tracker/order-tracker.js';
import type { OrderTracker, OrderTrackerSnapshot } from '../../src/tracker/types.js';
import { FakeEnvironment } from '../support/fake-environment.js';
import { FakeTransport } from '../support/fake-transport.js';
import { pending, preparing } from './orders.js';

describe('an order tracker at the start', () => {
  let world: FakeEnvironment;
  let transport: FakeTransport;
  let tracker: OrderTracker;

  const follow = (options: OrderTrackerOptions = {}) => {
    tracker = createOrderTracker({ orderId: 'A1', transport, environment: world, ...options });
    tracker.start();
  };
  const state = (): OrderTrackerSnapshot => tracker.getSnapshot();

  beforeEach(() => {
    world = new FakeEnvironment();
    transport = new FakeTransport();
  });

  afterEach(() => tracker.stop());

  it('connects and reads at once', async () => {
    follow();
    await world.pass(0);
    expect(transport.reads).to.have.length(1);
    expect(transport.connections).to.have.length(1);
    expect(state().connectionStatus).to.equal('connecting');
  });

  it('says mayGoLive until the connection is denied for good', async () => {
    follow();
    expect(state().mayGoLive).to.equal(true);
    await world.pass(0);
    transport.connection.lose('forbidden');
    await world.pass(0);
    expect(state().mayGoLive).to.equal(false);
  });

  it('shows the order that the page gave when no transport is configured', () => {
    tracker = createOrderTracker({ orderId: 'A1', order: preparing, environment: world });
    tracker.start();
    expect(state()).to.include({ orderStatus: 'preparing', connectionStatus: 'error', isCached: true });
    expect(state().error?.code).to.equal('config');
    expect(state().isTrusted).to.equal(false);
  });

  it('ignores a given order that has another id or is not an order', () => {
    for (const order of [{ ...preparing, id: 'B2' }, 'preparing', 7, undefined]) {
      tracker = createOrderTracker({ orderId: 'A1', order, environment: world });
      tracker.start();
      expect(state().order).to.equal(undefined);
    }
  });

  it('shows the order after the first read, before it is connected', async () => {
    follow();
    await world.pass(0);
    transport.lastRead.answer(preparing);
    await world.pass(0);
    expect(state().orderStatus).to.equal('preparing');
    expect(state().isConnected).to.equal(false);
  });

  it('says connected only after a read that began after the confirmation', async () => {
    follow();
    await world.pass(0);
    transport.lastRead.answer(pending);
    await world.pass(0);
    transport.connection.open();
    await world.pass(100);
    expect(state().isConnected).to.equal(false);
    transport.connection.confirm();
    await world.pass(0);
    expect(state().isConnected).to.equal(false);
    expect(transport.reads).to.have.length(2);
    transport.lastRead.answer(preparing);
    await world.pass(0);
    expect(state().connectionStatus).to.equal('connected');
    expect(state().orderStatus).to.equal('preparing');
  });

  it('reads again before it says connected when a read was under way at the confirmation', async () => {
    follow();
    await world.pass(100);
    transport.connection.open();
    transport.connection.confirm();
    await world.pass(10);
    transport.lastRead.answer(pending);
    await world.pass(0);
    expect(state().isConnected).to.equal(false);
    expect(transport.reads).to.have.length(2);
  });

  it('stays idle without an order id', async () => {
    follow({ orderId: undefined });
    await world.pass(60_000);
    expect(transport.reads).to.have.length(0);
    expect(state().connectionStatus).to.equal('idle');
  });
});
