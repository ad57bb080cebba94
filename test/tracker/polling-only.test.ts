import { expect } from '@esm-bundle/chai';
import type { OrderTrackerOptions } from '../../src/tracker/options.js';
import { createOrderTracker } from '../../src/tracker/order-tracker.js';
import type { OrderTracker, OrderTrackerSnapshot } from '../../src/tracker/types.js';
import { FakeEnvironment } from '../support/fake-environment.js';
import { FakeTransport } from '../support/fake-transport.js';
import { pending, ready } from './orders.js';

describe('an order tracker that can only poll', () => {
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

  beforeEach(() => {
    transport = new FakeTransport({ live: false });
    transport.serve(pending);
  });

  it('shows a change at the next read, and says polling', async () => {
    follow();
    await world.pass(0);
    expect(state().connectionStatus).to.equal('polling');
    transport.served = ready;
    await world.pass(12_000);
    expect(state().orderStatus).to.equal('ready');
  });

  it('reads at most every 5 s, also with a pollInterval of 1', async () => {
    follow({ pollInterval: 1 });
    await world.pass(60_000);
    expect(transport.reads.length).to.be.at.most(16);
    expect(state().pollInterval).to.equal(5);
  });

  it('waits as long as Retry-After asks when the server is overloaded', async () => {
    follow();
    await world.pass(0);
    transport.served = undefined;
    await world.pass(13_000);
    transport.lastRead.fail('overload', 'busy', 30_000);
    const before = transport.reads.length;
    await world.pass(30_000);
    expect(transport.reads).to.have.length(before);
    await world.pass(6_000);
    expect(transport.reads).to.have.length(before + 1);
  });

  it('does not read while the page is hidden, and reads at once when it is shown', async () => {
    follow();
    await world.pass(0);
    world.page.tell('hidden');
    const before = transport.reads.length;
    await world.pass(300_000);
    expect(transport.reads).to.have.length(before);
    world.page.tell('shown');
    await world.pass(0);
    expect(transport.reads).to.have.length(before + 1);
  });

  it('reports not-found and stops after three answers "not found", until retry()', async () => {
    transport.served = undefined;
    follow();
    await world.pass(0);
    transport.lastRead.fail('not-found');
    await world.pass(2_500);
    transport.lastRead.fail('not-found');
    expect(state().error).to.equal(undefined);
    await world.pass(2_500);
    transport.lastRead.fail('not-found');
    await world.pass(0);
    expect(state().error?.code).to.equal('not-found');
    expect(state().connectionStatus).to.equal('error');
    await world.pass(600_000);
    expect(transport.reads).to.have.length(3);
    transport.served = ready;
    tracker.retry();
    await world.pass(0);
    expect(state().orderStatus).to.equal('ready');
  });
});
