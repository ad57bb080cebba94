import { expect } from '@esm-bundle/chai';
import type { OrderTrackerOptions } from '../../src/tracker/options.js';
import { createOrderTracker } from '../../src/tracker/order-tracker.js';
import type { OrderTracker, OrderTrackerSnapshot } from '../../src/tracker/types.js';
import { FakeEnvironment } from '../support/fake-environment.js';
import { FakeTransport } from '../support/fake-transport.js';

const pending = { id: 'A1', status: 'pending', version: 1 };
const preparing = { id: 'A1', status: 'preparing', version: 2 };
const ready = { id: 'A1', status: 'ready', version: 3 };
const completed = { id: 'A1', status: 'completed', version: 5 };

describe('a followed order', () => {
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

  describe('at the start', () => {
    it('reads at once beside connecting', async () => {
      follow();
      await world.pass(0);
      expect(transport.reads).to.have.length(1);
      expect(transport.connections).to.have.length(1);
      expect(state().connectionStatus).to.equal('connecting');
    });

    it('knows that it may go live until there is nothing live any more', async () => {
      follow();
      expect(state().mayGoLive).to.equal(true);
      await world.pass(0);
      transport.connection.lose('forbidden');
      await world.pass(0);
      expect(state().mayGoLive).to.equal(false);
    });

    it('paints the order that the page gave also where it cannot be followed', () => {
      tracker = createOrderTracker({ orderId: 'A1', order: preparing, environment: world });
      tracker.start();
      expect(state()).to.include({ orderStatus: 'preparing', connectionStatus: 'error', isCached: true });
      expect(state().error?.code).to.equal('config');
      expect(state().isTrusted).to.equal(false);
    });

    it('paints nothing of another order, or of something that is none', () => {
      for (const order of [{ ...preparing, id: 'B2' }, 'preparing', 7, undefined]) {
        tracker = createOrderTracker({ orderId: 'A1', order, environment: world });
        tracker.start();
        expect(state().order).to.equal(undefined);
      }
    });

    it('shows the order as soon as one read has come', async () => {
      follow();
      await world.pass(0);
      transport.lastRead.answer(preparing);
      await world.pass(0);
      expect(state().orderStatus).to.equal('preparing');
      expect(state().isConnected).to.equal(false);
    });

    it('says live only after a snapshot that was asked for after the confirmation', async () => {
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

    it('does not believe a read that was under way when the server confirmed', async () => {
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

    it('does nothing without an order id', async () => {
      follow({ orderId: undefined });
      await world.pass(60_000);
      expect(transport.reads).to.have.length(0);
      expect(state().connectionStatus).to.equal('idle');
    });
  });

  describe('while live', () => {
    beforeEach(async () => {
      transport.serve(pending);
      follow();
      await world.pass(0);
      expect(state().connectionStatus).to.equal('connected');
    });

    it('shows each change at once', async () => {
      transport.push(preparing);
      await world.pass(0);
      expect(state().orderStatus).to.equal('preparing');
      transport.push(ready);
      await world.pass(0);
      expect(state().orderStatus).to.equal('ready');
    });

    it('does not poll, but compares soon after it began, and then about once a minute', async () => {
      const atFirst = transport.reads.length;
      await world.pass(15_000);
      expect(transport.reads).to.have.length(atFirst + 1);
      const before = transport.reads.length;
      await world.pass(40_000);
      expect(transport.reads).to.have.length(before);
      await world.pass(30_000);
      expect(transport.reads).to.have.length(before + 1);
    });

    it('finds by comparing what the server lost in silence', async () => {
      transport.served = ready;
      await world.pass(75_000);
      expect(state().orderStatus).to.equal('ready');
    });

    it('stays live for as long as the server answers', async () => {
      await world.pass(600_000);
      expect(state().connectionStatus).to.equal('connected');
      expect(transport.connections).to.have.length(1);
    });

    it('is not live 20 s after the last byte, and says so', async () => {
      transport.connection.answers = false;
      await world.pass(20_000);
      expect(state().isConnected).to.equal(false);
    });

    it('is not live after a long sleep, though no timer fired', async () => {
      const { clock } = world;
      const wall = clock.wall;
      clock.wall = () => wall() + 30_000;
      expect(state().isConnected).to.equal(false);
      clock.wall = wall;
    });

    it('drops what is older than what is known', async () => {
      transport.push(ready);
      await world.pass(0);
      transport.connection.receive(preparing);
      await world.pass(0);
      expect(state().orderStatus).to.equal('ready');
    });

    it('goes back when the kitchen does', async () => {
      transport.push(ready);
      transport.push({ ...preparing, version: 4 });
      await world.pass(0);
      expect(state().orderStatus).to.equal('preparing');
    });

    it('never shows another order', async () => {
      transport.connection.receive({ id: 'B2', status: 'ready', version: 9 });
      await world.pass(0);
      expect(state().orderStatus).to.equal('pending');
    });

    it('stays live on a server that also speaks of other orders, and greets, and pings', async () => {
      for (let frame = 0; frame < 50; frame += 1) {
        transport.connection.receive({ id: `other-${frame}`, status: 'ready', version: 1 });
        transport.connection.receive({ type: 'ping', message: frame });
        await world.pass(500);
      }
      expect(state().connectionStatus).to.equal('connected');
      expect(transport.connections).to.have.length(1);
    });

    it('leaves a connection on which only garbage comes', async () => {
      for (let frame = 0; frame < 25; frame += 1) transport.connection.receive(undefined);
      await world.pass(10_000);
      expect(transport.connections).to.have.length(2);
    });

    it('keeps the last status when the back end names one that no map knows', async () => {
      transport.push({ id: 'A1', status: 'plating', version: 2 });
      await world.pass(0);
      expect(state().orderStatus).to.equal('pending');
      expect(state().order?.unmappedStatus).to.equal('plating');
      expect(state().error?.code).to.equal('unmapped-status');
    });
  });

  describe('when the connection is lost', () => {
    beforeEach(async () => {
      transport.serve(pending);
      follow();
      await world.pass(15_000);
      transport.connection.lose();
      await world.pass(0);
    });

    it('says so at once', () => {
      expect(state().isConnected).to.equal(false);
    });

    it('reads within 2 s', async () => {
      transport.served = ready;
      world.chance = 0.99;
      await world.pass(2_000);
      expect(state().orderStatus).to.equal('ready');
    });

    it('is live again within 5 s when the server is back', async () => {
      await world.pass(5_000);
      expect(state().connectionStatus).to.equal('connected');
    });

    it('brings the change that fell into the gap', async () => {
      transport.served = ready;
      await world.pass(5_000);
      expect(state().orderStatus).to.equal('ready');
    });
  });

  describe('when the server stays away', () => {
    const keepLosing = async (milliseconds: number) => {
      for (let passed = 0; passed < milliseconds; passed += 100) {
        for (const connection of transport.connections) if (!connection.isClosed) connection.lose();
        await world.pass(100);
      }
    };

    beforeEach(async () => {
      transport.serve(pending);
      follow();
      await world.pass(0);
      transport.accepts = false;
    });

    it('polls every 10 s and says so', async () => {
      await keepLosing(5_000);
      const before = transport.reads.length;
      await keepLosing(60_000);
      expect(transport.reads.length - before).to.be.within(5, 8);
      expect(state().connectionStatus).to.equal('polling');
    });

    it('connects at most 10 times in a minute', async () => {
      world.chance = 0;
      await keepLosing(60_000);
      expect(transport.connections.length).to.be.within(2, 10);
    });

    it('stops polling when it is live again', async () => {
      await keepLosing(20_000);
      transport.accepts = true;
      await world.pass(40_000);
      expect(state().connectionStatus).to.equal('connected');
      const before = transport.reads.length;
      await world.pass(40_000);
      expect(transport.reads.length - before).to.be.at.most(1);
    });

    it('says error when reads fail too, and recovers by itself', async () => {
      transport.served = undefined;
      for (let passed = 0; passed < 60_000; passed += 500) {
        for (const connection of transport.connections) if (!connection.isClosed) connection.lose();
        for (const read of transport.reads) if (!read.isAnswered) read.fail();
        await world.pass(500);
      }
      expect(state().connectionStatus).to.equal('error');
      expect(state().error?.code).to.equal('unreachable');
      expect(state().orderStatus).to.equal('pending');
      transport.accepts = true;
      transport.serve(ready);
      await world.pass(45_000);
      expect(state().connectionStatus).to.equal('connected');
      expect(state().orderStatus).to.equal('ready');
    });
  });

  describe('at the end', () => {
    it('reads once to be sure, then ends all traffic', async () => {
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

    it('goes on when the read says otherwise', async () => {
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

    it('takes the final frame for the end where nothing can be read', async () => {
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

    it('reads once more when asked to, and follows an order that was reopened', async () => {
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

  describe('polling alone', () => {
    beforeEach(() => {
      transport = new FakeTransport({ live: false });
      transport.serve(pending);
    });

    it('follows the order', async () => {
      follow();
      await world.pass(0);
      expect(state().connectionStatus).to.equal('polling');
      transport.served = ready;
      await world.pass(12_000);
      expect(state().orderStatus).to.equal('ready');
    });

    it('never reads more often than every 5 s, whatever was configured', async () => {
      follow({ pollInterval: 1 });
      await world.pass(60_000);
      expect(transport.reads.length).to.be.at.most(16);
      expect(state().pollInterval).to.equal(5);
    });

    it('waits for as long as the server asks', async () => {
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

    it('rests while nobody looks, and reads at once when somebody does', async () => {
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

    it('believes that there is no such order only the third time', async () => {
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

  it('understands why a page’s own transport fails, though it has no class of ours', async () => {
    const refuse = () => Promise.reject({ kind: 'forbidden', reason: 'not yours' });
    follow({ transport: { name: 'mine', read: refuse } });
    await world.pass(0);
    expect(state().connectionStatus).to.equal('denied');
  });

  it('gives up on a read after 8 s, and has only one under way', async () => {
    follow();
    await world.pass(7_900);
    expect(transport.reads).to.have.length(1);
    expect(transport.lastRead.isAnswered).to.equal(false);
    await world.pass(200);
    expect(transport.lastRead.isAnswered).to.equal(true);
  });

  it('gives up on a connection that does not open within 10 s', async () => {
    follow();
    await world.pass(10_000);
    expect(transport.connections[0]?.isClosed).to.equal(true);
  });

  it('releases everything when it stops', async () => {
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

  it('calls back on each new status and each change of the connection', async () => {
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
