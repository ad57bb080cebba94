import { expect } from '@esm-bundle/chai';
import { FakeTransport } from '../support/fake-transport.js';
import { followedOrder } from './followed-order.js';
import { completed, pending, preparing } from './orders.js';

describe('an order tracker of a final order', () => {
  const at = followedOrder();

  it('reads a final status once to confirm it, then ends all traffic', async () => {
    at.transport.serve(pending);
    at.follow();
    await at.world.pass(0);
    const before = at.transport.reads.length;
    at.transport.push(completed);
    await at.world.pass(0);
    expect(at.transport.reads.length - before).to.equal(1);
    expect(at.state.connectionStatus).to.equal('closed');
    expect(at.transport.openConnections).to.equal(0);
    await at.world.pass(600_000);
    expect(at.transport.reads.length - before).to.equal(1);
    expect(at.world.timers).to.equal(0);
  });

  it('keeps following when a read does not confirm the final status', async () => {
    at.transport = new FakeTransport({ authenticated: false });
    at.transport.serve(pending);
    at.follow();
    await at.world.pass(10);
    at.transport.connection.receive(completed);
    await at.world.pass(10);
    expect(at.state.connectionStatus).to.equal('connected');
    await at.world.pass(10_000);
    expect(at.state.orderStatus).to.equal('pending');
    expect(at.transport.openConnections).to.equal(1);
  });

  it('closes on a final frame when the transport cannot read', async () => {
    at.transport = new FakeTransport({ reads: false });
    at.follow();
    await at.world.pass(0);
    at.transport.connection.open();
    at.transport.connection.confirm();
    at.transport.connection.receive(pending);
    await at.world.pass(0);
    expect(at.state.connectionStatus).to.equal('connected');
    at.transport.connection.receive(completed);
    await at.world.pass(0);
    expect(at.state.connectionStatus).to.equal('closed');
    expect(at.transport.openConnections).to.equal(0);
  });

  it('goes on following an end that a clock has guessed, and ends with the true one', async () => {
    const guessed = { ...completed, status_source: 'estimated' };
    at.transport.serve(guessed);
    at.follow();
    await at.world.pass(60_000);
    expect(at.state.order?.statusSource).to.equal('estimated');
    expect(at.state.connectionStatus).to.equal('connected');
    at.transport.push({ ...guessed, status: 'out_for_delivery', status_source: 'confirmed', version: 6 });
    await at.world.pass(1_000);
    expect(at.state.orderStatus).to.equal('out_for_delivery');
    at.transport.push({ ...completed, status_source: 'confirmed', version: 7 });
    await at.world.pass(1_000);
    expect(at.state.orderStatus).to.equal('completed');
    expect(at.state.connectionStatus).to.equal('closed');
    expect(at.world.timers).to.equal(0);
  });

  it('follows the order again when refresh() finds that it was reopened', async () => {
    at.transport.serve(completed);
    at.follow();
    await at.world.pass(0);
    expect(at.state.connectionStatus).to.equal('closed');
    at.transport.served = { ...preparing, version: 6 };
    await at.tracker.refresh();
    await at.world.pass(1_000);
    expect(at.state.orderStatus).to.equal('preparing');
    expect(at.transport.openConnections).to.equal(1);
  });
});
