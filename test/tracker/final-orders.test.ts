import { expect } from '@esm-bundle/chai';
import type { OrderTrackerOptions } from '../../src/tracker/options.js';
import { createOrderTracker } from '../../src/tracker/order-tracker.js';
import type { OrderTracker, OrderTrackerSnapshot } from '../../src/tracker/types.js';
import { FakeEnvironment } from '../support/fake-environment.js';
import { FakeTransport } from '../support/fake-transport.js';
import { completed, pending, preparing } from './orders.js';

describe('an order tracker of a final order', () => {
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

  it('reads a final status once to confirm it, then ends all traffic', async () => {
    transport.serve(pending);
    follow();
    await world.pass(0);
    const before = transport.reads.length;
    transport.push(completed);
    await world.pass(0);
    expect(transport.reads.length - before).to.equal(1);
    expect(state().connectionStatus).to.equal('closed');
    expect(transport.openConnections).to.equal(0);
    await world.pass(600_000);
    expect(transport.reads.length - before).to.equal(1);
    expect(world.timers).to.equal(0);
  });

  it('keeps following when a read does not confirm the final status', async () => {
    transport = new FakeTransport({ authenticated: false });
    transport.serve(pending);
    follow();
    await world.pass(10);
    transport.connection.receive(completed);
    await world.pass(10);
    expect(state().connectionStatus).to.equal('connected');
    await world.pass(10_000);
    expect(state().orderStatus).to.equal('pending');
    expect(transport.openConnections).to.equal(1);
  });

  it('closes on a final frame when the transport cannot read', async () => {
    transport = new FakeTransport({ reads: false });
    follow();
    await world.pass(0);
    transport.connection.open();
    transport.connection.confirm();
    transport.connection.receive(pending);
    await world.pass(0);
    expect(state().connectionStatus).to.equal('connected');
    transport.connection.receive(completed);
    await world.pass(0);
    expect(state().connectionStatus).to.equal('closed');
    expect(transport.openConnections).to.equal(0);
  });

  it('follows the order again when refresh() finds that it was reopened', async () => {
    transport.serve(completed);
    follow();
    await world.pass(0);
    expect(state().connectionStatus).to.equal('closed');
    transport.served = { ...preparing, version: 6 };
    await tracker.refresh();
    await world.pass(1_000);
    expect(state().orderStatus).to.equal('preparing');
    expect(transport.openConnections).to.equal(1);
  });
});
