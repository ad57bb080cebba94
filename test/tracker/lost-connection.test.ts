import { expect } from '@esm-bundle/chai';
import type { OrderTrackerOptions } from '../../src/tracker/options.js';
import { createOrderTracker } from '../../src/tracker/order-tracker.js';
import type { OrderTracker, OrderTrackerSnapshot } from '../../src/tracker/types.js';
import { FakeEnvironment } from '../support/fake-environment.js';
import { FakeTransport } from '../support/fake-transport.js';
import { pending, ready } from './orders.js';

describe('an order tracker without a connection', () => {
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

  describe('when the connection is lost', () => {
    beforeEach(async () => {
      transport.serve(pending);
      follow();
      await world.pass(15_000);
      transport.connection.lose();
      await world.pass(0);
    });

    it('is no longer connected at once', () => {
      expect(state().isConnected).to.equal(false);
    });

    it('reads the order within 2 s', async () => {
      transport.served = ready;
      world.chance = 0.99;
      await world.pass(2_000);
      expect(state().orderStatus).to.equal('ready');
    });

    it('is connected again within 5 s when the server accepts', async () => {
      await world.pass(5_000);
      expect(state().connectionStatus).to.equal('connected');
    });

    it('shows a change that was committed while it was disconnected', async () => {
      transport.served = ready;
      await world.pass(5_000);
      expect(state().orderStatus).to.equal('ready');
    });
  });

  describe('while the server is down', () => {
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

    it('polls every 10 s and says polling', async () => {
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

    it('stops polling when it is connected again', async () => {
      await keepLosing(20_000);
      transport.accepts = true;
      await world.pass(40_000);
      expect(state().connectionStatus).to.equal('connected');
      const before = transport.reads.length;
      await world.pass(40_000);
      expect(transport.reads.length - before).to.be.at.most(1);
    });

    it('says error when reads fail too, and is connected by itself when the server is back', async () => {
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
});
