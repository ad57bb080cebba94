import { expect } from '@esm-bundle/chai';
import type { OrderTrackerOptions } from '../../src/tracker/options.js';
import { createOrderTracker } from '../../src/tracker/order-tracker.js';
import type { OrderTracker, OrderTrackerSnapshot } from '../../src/tracker/types.js';
import { FakeEnvironment } from '../support/fake-environment.js';
import { FakeTransport } from '../support/fake-transport.js';
import { pending, ready } from './orders.js';

describe('an order tracker', () => {
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

  it('says denied when a custom transport rejects with a plain object of kind forbidden', async () => {
    const refuse = () => Promise.reject({ kind: 'forbidden', reason: 'not yours' });
    follow({ transport: { name: 'mine', read: refuse } });
    await world.pass(0);
    expect(state().connectionStatus).to.equal('denied');
  });

  it('aborts a read after 8 s, and runs only one at a time', async () => {
    follow();
    await world.pass(7_900);
    expect(transport.reads).to.have.length(1);
    expect(transport.lastRead.isAnswered).to.equal(false);
    await world.pass(200);
    expect(transport.lastRead.isAnswered).to.equal(true);
  });

  it('closes a connection that does not open within 10 s', async () => {
    follow();
    await world.pass(10_000);
    expect(transport.connections[0]?.isClosed).to.equal(true);
  });

  it('releases timers, listeners and connections on stop()', async () => {
    transport.serve(pending);
    follow();
    await world.pass(1_000);
    tracker.stop();
    await world.pass(0);
    expect(world.timers).to.equal(0);
    expect(world.page.listeners).to.equal(0);
    expect(transport.openConnections).to.equal(0);
    expect(state().connectionStatus).to.equal('idle');
  });

  it('shares one connection with other trackers of the same order', async () => {
    transport.serve(pending);
    follow();
    const other = createOrderTracker({ orderId: 'A1', transport, environment: world });
    other.start();
    await world.pass(0);
    expect(transport.connections).to.have.length(1);
    tracker.stop();
    transport.push(ready);
    await world.pass(0);
    expect(other.getSnapshot().orderStatus).to.equal('ready');
    expect(transport.openConnections).to.equal(1);
    other.stop();
    expect(transport.openConnections).to.equal(0);
  });

  it('calls onStatusUpdate and onConnectionChange on every change', async () => {
    const heard: string[] = [];
    transport.serve(pending);
    follow({
      onStatusUpdate: ({ orderStatus }) => heard.push(`status ${orderStatus}`),
      onConnectionChange: ({ connectionStatus }) => heard.push(connectionStatus),
    });
    await world.pass(0);
    transport.push(ready);
    await world.pass(0);
    expect(heard[0]).to.equal('connecting');
    expect(heard.filter((word) => word.startsWith('status'))).to.deep.equal(['status pending', 'status ready']);
    expect(heard).to.include('connected');
  });
});
