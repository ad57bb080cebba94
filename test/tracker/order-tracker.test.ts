import { expect } from '@esm-bundle/chai';
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

  it('calls onStatusUpdate and onConnectionChange on every change', async () => {
    const heard: string[] = [];
    at.transport.serve(pending);
    at.follow({
      onStatusUpdate: ({ orderStatus }) => heard.push(`status ${orderStatus}`),
      onConnectionChange: ({ connectionStatus }) => heard.push(connectionStatus),
    });
    await at.world.pass(0);
    at.transport.push(ready);
    await at.world.pass(0);
    expect(heard[0]).to.equal('connecting');
    expect(heard.filter((word) => word.startsWith('status'))).to.deep.equal(['status pending', 'status ready']);
    expect(heard).to.include('connected');
  });
});
