import { expect } from '@esm-bundle/chai';
import type { OrderTrackerOptions } from '../../src/tracker/options.js';
import { createOrderTracker } from '../../src/tracker/order-tracker.js';
import type { OrderTracker, OrderTrackerSnapshot } from '../../src/tracker/types.js';
import { FakeEnvironment } from '../support/fake-environment.js';
import { FakeTransport } from '../support/fake-transport.js';
import { pending, preparing, ready } from './orders.js';

describe('an order tracker while connected', () => {
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

  beforeEach(async () => {
    transport.serve(pending);
    follow();
    await world.pass(0);
    expect(state().connectionStatus).to.equal('connected');
  });

  it('shows each change of the connection at once', async () => {
    transport.push(preparing);
    await world.pass(0);
    expect(state().orderStatus).to.equal('preparing');
    transport.push(ready);
    await world.pass(0);
    expect(state().orderStatus).to.equal('ready');
  });

  it('does not poll: it compares soon after the confirmation, then about once a minute', async () => {
    const atFirst = transport.reads.length;
    await world.pass(15_000);
    expect(transport.reads).to.have.length(atFirst + 1);
    const before = transport.reads.length;
    await world.pass(40_000);
    expect(transport.reads).to.have.length(before);
    await world.pass(30_000);
    expect(transport.reads).to.have.length(before + 1);
  });

  it('shows a change that the server lost, by comparing', async () => {
    transport.served = ready;
    await world.pass(75_000);
    expect(state().orderStatus).to.equal('ready');
  });

  it('stays connected on one connection while the server answers pings', async () => {
    await world.pass(600_000);
    expect(state().connectionStatus).to.equal('connected');
    expect(transport.connections).to.have.length(1);
  });

  it('is no longer connected 20 s after the last byte', async () => {
    transport.connection.answers = false;
    await world.pass(20_000);
    expect(state().isConnected).to.equal(false);
  });

  it('is not connected after a long sleep, before any timer fires', async () => {
    const { clock } = world;
    const wall = clock.wall;
    clock.wall = () => wall() + 30_000;
    expect(state().isConnected).to.equal(false);
    clock.wall = wall;
  });

  it('drops a frame that is older than the order shown', async () => {
    transport.push(ready);
    await world.pass(0);
    transport.connection.receive(preparing);
    await world.pass(0);
    expect(state().orderStatus).to.equal('ready');
  });

  it('shows an earlier status when the kitchen goes back, by its newer version', async () => {
    transport.push(ready);
    transport.push({ ...preparing, version: 4 });
    await world.pass(0);
    expect(state().orderStatus).to.equal('preparing');
  });

  it('ignores a frame of another order', async () => {
    transport.connection.receive({ id: 'B2', status: 'ready', version: 9 });
    await world.pass(0);
    expect(state().orderStatus).to.equal('pending');
  });

  it('stays connected when the server also sends other orders, greetings and pings', async () => {
    for (let frame = 0; frame < 50; frame += 1) {
      transport.connection.receive({ id: `other-${frame}`, status: 'ready', version: 1 });
      transport.connection.receive({ type: 'ping', message: frame });
      await world.pass(500);
    }
    expect(state().connectionStatus).to.equal('connected');
    expect(transport.connections).to.have.length(1);
  });

  it('reconnects when only unreadable frames arrive', async () => {
    for (let frame = 0; frame < 25; frame += 1) transport.connection.receive(undefined);
    await world.pass(10_000);
    expect(transport.connections).to.have.length(2);
  });

  it('keeps the last status and reports unmapped-status when the back end sends an unknown one', async () => {
    transport.push({ id: 'A1', status: 'plating', version: 2 });
    await world.pass(0);
    expect(state().orderStatus).to.equal('pending');
    expect(state().order?.unmappedStatus).to.equal('plating');
    expect(state().error?.code).to.equal('unmapped-status');
  });
});
