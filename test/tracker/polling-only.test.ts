import { expect } from '@esm-bundle/chai';
import { FakeTransport } from '../support/fake-transport.js';
import { followedOrder } from './followed-order.js';
import { pending, ready } from './orders.js';

describe('an order tracker that can only poll', () => {
  const at = followedOrder();

  beforeEach(() => {
    at.transport = new FakeTransport({ live: false });
    at.transport.serve(pending);
  });

  it('shows a change at the next read, and says polling', async () => {
    at.follow();
    await at.world.pass(0);
    expect(at.state.connectionStatus).to.equal('polling');
    at.transport.served = ready;
    await at.world.pass(12_000);
    expect(at.state.orderStatus).to.equal('ready');
  });

  it('reads at most every 5 s, also with a pollInterval of 1', async () => {
    at.follow({ pollInterval: 1 });
    await at.world.pass(60_000);
    expect(at.transport.reads.length).to.be.at.most(16);
    expect(at.state.pollInterval).to.equal(5);
  });

  it('waits as long as Retry-After asks when the server is overloaded', async () => {
    at.follow();
    await at.world.pass(0);
    at.transport.served = undefined;
    await at.world.pass(13_000);
    at.transport.lastRead.fail('overload', 'busy', 30_000);
    const before = at.transport.reads.length;
    await at.world.pass(30_000);
    expect(at.transport.reads).to.have.length(before);
    await at.world.pass(6_000);
    expect(at.transport.reads).to.have.length(before + 1);
  });

  it('does not read while the page is hidden, and reads at once when it is shown', async () => {
    at.follow();
    await at.world.pass(0);
    at.world.page.tell('hidden');
    const before = at.transport.reads.length;
    await at.world.pass(300_000);
    expect(at.transport.reads).to.have.length(before);
    at.world.page.tell('shown');
    await at.world.pass(0);
    expect(at.transport.reads).to.have.length(before + 1);
  });

  it('reports not-found after three answers "not found", and then asks once in half a minute, until retry()', async () => {
    at.transport.served = undefined;
    at.follow();
    await at.world.pass(0);
    at.transport.lastRead.fail('not-found');
    await at.world.pass(2_500);
    at.transport.lastRead.fail('not-found');
    expect(at.state.error).to.equal(undefined);
    await at.world.pass(2_500);
    at.transport.lastRead.fail('not-found');
    await at.world.pass(0);
    expect(at.state.error?.code).to.equal('not-found');
    expect(at.state.connectionStatus).to.equal('error');
    await at.world.pass(600_000);
    expect(at.transport.reads.length).to.be.within(18, 25);
    at.transport.served = ready;
    at.tracker.retry();
    await at.world.pass(0);
    expect(at.state.orderStatus).to.equal('ready');
  });
});
