import { expect } from '@esm-bundle/chai';
import { followedOrder } from './followed-order.js';
import { pending, ready } from './orders.js';

describe('an order tracker without a connection', () => {
  const at = followedOrder();

  describe('when the connection is lost', () => {
    beforeEach(async () => {
      at.transport.serve(pending);
      at.follow();
      await at.world.pass(15_000);
      at.transport.connection.lose();
      await at.world.pass(0);
    });

    it('is no longer connected at once', () => {
      expect(at.state.isConnected).to.equal(false);
    });

    it('reads the order within 2 s', async () => {
      at.transport.served = ready;
      at.world.chance = 0.99;
      await at.world.pass(2_000);
      expect(at.state.orderStatus).to.equal('ready');
    });

    it('is connected again within 5 s when the server accepts', async () => {
      await at.world.pass(5_000);
      expect(at.state.connectionStatus).to.equal('connected');
    });

    it('shows a change that was committed while it was disconnected', async () => {
      at.transport.served = ready;
      await at.world.pass(5_000);
      expect(at.state.orderStatus).to.equal('ready');
    });
  });

  it('connects ever more rarely to a server that confirms and soon closes', async () => {
    at.world.chance = 0.99;
    at.transport.serve(pending);
    at.follow();
    const pauses: number[] = [];
    for (let round = 0; round < 5; round += 1) {
      await at.world.pass(1_000);
      expect(at.state.isConnected).to.equal(true);
      const before = at.transport.connections.length;
      at.transport.connection.lose();
      let pause = 0;
      for (; at.transport.connections.length === before; pause += 500) await at.world.pass(500);
      pauses.push(pause);
    }
    expect(pauses.at(-1)).to.be.greaterThan(10_000);
  });

  describe('while the server is down', () => {
    const keepLosing = async (milliseconds: number) => {
      for (let passed = 0; passed < milliseconds; passed += 1_000) {
        for (const connection of at.transport.connections) if (!connection.isClosed) connection.lose();
        await at.world.pass(1_000);
      }
    };

    beforeEach(async () => {
      at.transport.serve(pending);
      at.follow();
      await at.world.pass(0);
      at.transport.accepts = false;
    });

    it('connects at most 40 times in half an hour while reads do well, and shows every change within 12 s', async () => {
      const before = at.transport.connections.length;
      for (let version = 2; version < 12; version += 1) {
        at.transport.served = { id: 'A1', status: version % 2 ? 'pending' : 'preparing', version };
        await keepLosing(12_000);
        expect(at.state.order?.version).to.equal(version);
        await keepLosing(168_000);
      }
      expect(at.transport.connections.length - before).to.be.at.most(40);
    });

    it('connects at once after half an hour, when the page is shown again or the network is back', async () => {
      await keepLosing(1_800_000);
      at.transport.accepts = true;
      at.world.page.tell('hidden');
      at.world.page.tell('shown');
      await at.world.pass(1_000);
      expect(at.state.connectionStatus).to.equal('connected');
    });

    it('polls every 10 s and says polling', async () => {
      await keepLosing(5_000);
      const before = at.transport.reads.length;
      await keepLosing(60_000);
      expect(at.transport.reads.length - before).to.be.within(5, 8);
      expect(at.state.connectionStatus).to.equal('polling');
    });

    it('connects at most 10 times in a minute', async () => {
      at.world.chance = 0;
      await keepLosing(60_000);
      expect(at.transport.connections.length).to.be.within(2, 10);
    });

    it('stops polling when it is connected again', async () => {
      await keepLosing(20_000);
      at.transport.accepts = true;
      await at.world.pass(40_000);
      expect(at.state.connectionStatus).to.equal('connected');
      const before = at.transport.reads.length;
      await at.world.pass(40_000);
      expect(at.transport.reads.length - before).to.be.at.most(1);
    });

    it('says error when reads fail too, and is connected by itself when the server is back', async () => {
      at.transport.served = undefined;
      for (let passed = 0; passed < 60_000; passed += 500) {
        for (const connection of at.transport.connections) if (!connection.isClosed) connection.lose();
        for (const read of at.transport.reads) if (!read.isAnswered) read.fail();
        await at.world.pass(500);
      }
      expect(at.state.connectionStatus).to.equal('error');
      expect(at.state.error?.code).to.equal('unreachable');
      expect(at.state.orderStatus).to.equal('pending');
      at.transport.accepts = true;
      at.transport.serve(ready);
      await at.world.pass(45_000);
      expect(at.state.connectionStatus).to.equal('connected');
      expect(at.state.orderStatus).to.equal('ready');
    });
  });
});
