import { expect } from '@esm-bundle/chai';
import { followedOrder } from './followed-order.js';
import { pending, preparing, ready } from './orders.js';

describe('an order tracker while connected', () => {
  const at = followedOrder();

  beforeEach(async () => {
    at.transport.serve(pending);
    at.follow();
    await at.world.pass(0);
    expect(at.state.connectionStatus).to.equal('connected');
  });

  it('shows each change of the connection at once', async () => {
    at.transport.push(preparing);
    await at.world.pass(0);
    expect(at.state.orderStatus).to.equal('preparing');
    at.transport.push(ready);
    await at.world.pass(0);
    expect(at.state.orderStatus).to.equal('ready');
  });

  it('does not poll: it compares soon after the confirmation, then about once a minute', async () => {
    const atFirst = at.transport.reads.length;
    await at.world.pass(15_000);
    expect(at.transport.reads).to.have.length(atFirst + 1);
    const before = at.transport.reads.length;
    await at.world.pass(40_000);
    expect(at.transport.reads).to.have.length(before);
    await at.world.pass(30_000);
    expect(at.transport.reads).to.have.length(before + 1);
  });

  it('shows a change that the server lost, by comparing', async () => {
    at.transport.served = ready;
    await at.world.pass(75_000);
    expect(at.state.orderStatus).to.equal('ready');
  });

  it('stays connected on one connection while the server answers pings', async () => {
    await at.world.pass(600_000);
    expect(at.state.connectionStatus).to.equal('connected');
    expect(at.transport.connections).to.have.length(1);
  });

  it('is no longer connected 20 s after the last byte', async () => {
    at.transport.connection.answers = false;
    await at.world.pass(20_000);
    expect(at.state.isConnected).to.equal(false);
  });

  it('is not connected after a long sleep, before any timer fires', async () => {
    const { clock } = at.world;
    const wall = clock.wall;
    clock.wall = () => wall() + 30_000;
    expect(at.state.isConnected).to.equal(false);
    clock.wall = wall;
  });

  it('drops a frame that is older than the order shown', async () => {
    at.transport.push(ready);
    await at.world.pass(0);
    at.transport.connection.receive(preparing);
    await at.world.pass(0);
    expect(at.state.orderStatus).to.equal('ready');
  });

  it('shows an earlier status when the kitchen goes back, by its newer version', async () => {
    at.transport.push(ready);
    at.transport.push({ ...preparing, version: 4 });
    await at.world.pass(0);
    expect(at.state.orderStatus).to.equal('preparing');
  });

  it('ignores a frame of another order', async () => {
    at.transport.connection.receive({ id: 'B2', status: 'ready', version: 9 });
    await at.world.pass(0);
    expect(at.state.orderStatus).to.equal('pending');
  });

  it('stays connected when the server also sends other orders, greetings and pings', async () => {
    for (let frame = 0; frame < 50; frame += 1) {
      at.transport.connection.receive({ id: `other-${frame}`, status: 'ready', version: 1 });
      at.transport.connection.receive({ type: 'ping', message: frame });
      await at.world.pass(500);
    }
    expect(at.state.connectionStatus).to.equal('connected');
    expect(at.transport.connections).to.have.length(1);
  });

  it('reconnects when only unreadable frames arrive', async () => {
    for (let frame = 0; frame < 25; frame += 1) at.transport.connection.receive(undefined);
    await at.world.pass(10_000);
    expect(at.transport.connections).to.have.length(2);
  });

  it('keeps the last status and reports unmapped-status when the back end sends an unknown one', async () => {
    at.transport.push({ id: 'A1', status: 'plating', version: 2 });
    await at.world.pass(0);
    expect(at.state.orderStatus).to.equal('pending');
    expect(at.state.order?.unmappedStatus).to.equal('plating');
    expect(at.state.error?.code).to.equal('unmapped-status');
  });
});
