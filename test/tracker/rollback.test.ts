import { expect } from '@esm-bundle/chai';
import { parseBoard } from '../../src/order/board.js';
import type { OrderTrackerOptions } from '../../src/tracker/options.js';
import type { TrackerError } from '../../src/tracker/types.js';
import { FakeTransport } from '../support/fake-transport.js';
import { followedOrder } from './followed-order.js';

const say = (status: string, version?: number) => ({ id: 'A1', status, ...(version !== undefined && { version }) });

describe('a back end whose versions begin again', () => {
  const at = followedOrder();
  let errors: TrackerError[];

  const follow = (transport: FakeTransport, options: OrderTrackerOptions = {}) => {
    errors = [];
    at.transport = transport;
    at.follow({ onError: (error) => errors.push(error), ...options });
  };
  /** Seconds until the tracker shows this status; at most 100. */
  const secondsUntil = async (status: string) => {
    for (let second = 0; second <= 100; second += 1) {
      if (at.state.orderStatus === status) return second;
      await at.world.pass(1_000);
    }
    return Number.POSITIVE_INFINITY;
  };

  for (const live of [false, true]) {
    it(`is followed within seconds, and is not current meanwhile (${live ? 'WebSocket and poll' : 'poll'})`, async () => {
      follow(new FakeTransport({ live }));
      at.transport.serve(say('ready', 5));
      await at.world.pass(20_000);
      expect(at.state.isConnected).to.equal(live);
      at.transport.push(say('pending', 1));
      await at.tracker.refresh();
      await at.world.pass(8_000);
      expect(at.state.orderStatus).to.equal('ready');
      expect(at.state.isConnected).to.equal(false);
      expect(at.state.isCurrent).to.equal(false);
      expect(await secondsUntil('pending')).to.be.below(20);
      await at.world.pass(20_000);
      expect(at.state.isCurrent).to.equal(true);
      expect(errors.map(({ code }) => code)).to.deep.equal(['rollback']);
      at.transport.push(say('preparing', 2));
      await at.world.pass(live ? 0 : 12_000);
      expect(at.state.orderStatus).to.equal('preparing');
      expect(at.state.isConnected).to.equal(live);
    });
  }

  it('is told once to its developer, though each answer has another version and another status', async () => {
    follow(new FakeTransport({ live: false }));
    at.transport.serve(say('ready', 9));
    await at.world.pass(20_000);
    for (const [version, status] of ['pending', 'accepted', 'preparing', 'preparing'].entries()) {
      at.transport.push(say(status, version + 1));
      await at.tracker.refresh();
      await at.world.pass(3_000);
    }
    expect(at.state.orderStatus).to.equal('ready');
    expect(errors.map(({ code }) => code)).to.deep.equal(['rollback']);
    expect(errors[0]?.message).to.include('"ready, version 9"').and.include('epoch');
  });

  it('is followed as soon as it says the same to a new connection, where nothing can be read', async () => {
    follow(new FakeTransport({ reads: false }));
    const greet = async (version: number, status: string) => {
      at.transport.connection.open();
      at.transport.connection.confirm();
      at.transport.connection.receive(say(status, version));
      await at.world.pass(0);
    };
    await at.world.pass(0);
    await greet(5, 'ready');
    at.transport.connection.receive(say('pending', 1));
    await at.world.pass(0);
    expect(at.state.isConnected).to.equal(false);
    await at.world.pass(10_000);
    expect(at.transport.connections).to.have.length(2);
    await greet(1, 'pending');
    expect(at.state.orderStatus).to.equal('pending');
    expect(at.state.isConnected).to.equal(true);
  });

  it('does not take news back for one late frame, where nothing can be read', async () => {
    follow(new FakeTransport({ reads: false }));
    await at.world.pass(0);
    for (const [status, version] of [
      ['preparing', 4],
      ['ready', 6],
      ['served', 5],
    ] as const) {
      at.transport.connection.open();
      at.transport.connection.confirm();
      at.transport.connection.receive(say(status, version));
      await at.world.pass(0);
    }
    await at.world.pass(100_000);
    expect(at.state.orderStatus).to.equal('ready');
  });

  it('outranks what only the device remembers, with its first answer', async () => {
    follow(new FakeTransport({ live: false }));
    at.transport.serve(say('ready', 5));
    await at.world.pass(0);
    at.tracker.stop();
    follow(new FakeTransport({ live: false }));
    expect(at.state.orderStatus).to.equal('ready');
    at.transport.serve(say('pending', 1));
    await at.world.pass(0);
    expect(at.state.orderStatus).to.equal('pending');
    expect(errors).to.deep.equal([]);
  });

  it('resolves refresh() meanwhile', async () => {
    follow(new FakeTransport({ live: false }));
    at.transport.serve(say('ready', 5));
    await at.world.pass(0);
    at.transport.served = say('pending', 1);
    let resolved = 0;
    for (let second = 0; second < 5; second += 1) {
      void at.tracker.refresh().then(() => {
        resolved += 1;
      });
      await at.world.pass(1_000);
      expect(resolved).to.equal(second + 1);
    }
  });

  it('is asked without a lowest version, and under an address that no store has an answer for', async () => {
    follow(new FakeTransport({ live: false }));
    at.transport.serve(say('ready', 5));
    await at.world.pass(12_000);
    expect(at.transport.lastRead.request).to.include({ minVersion: 5, attempt: undefined });
    at.transport.served = say('pending', 1);
    await at.world.pass(20_000);
    const [first, second] = at.transport.reads.slice(-2).map(({ request }) => request);
    expect(second?.minVersion).to.equal(undefined);
    expect(first?.attempt).to.be.a('number').and.not.to.equal(second?.attempt);
  });

  it('shows its new numbers on a board, which is not current until then', async () => {
    const row = (id: string, status: string) => ({ id, number: id, status });
    follow(new FakeTransport({ live: false }), { board: parseBoard, cache: 'none' });
    at.transport.serve({ id: 'A1', version: 90, orders: [row('7', 'ready')] });
    await at.world.pass(0);
    at.transport.served = { id: 'A1', version: 1, orders: [row('1', 'preparing')] };
    await at.world.pass(16_000);
    expect(at.state.isCurrent).to.equal(false);
    await at.world.pass(25_000);
    expect(JSON.stringify(at.state.order)).to.include('"number":"1"').and.not.to.include('"number":"7"');
    expect(at.state.isCurrent).to.equal(true);
  });

  for (const payload of [
    { id: 'A1', version: 90 },
    { id: 'A1', version: 90, status: 'plating' },
  ]) {
    it(`does not count ${JSON.stringify(payload)} as a version: what follows is shown at once`, async () => {
      follow(new FakeTransport());
      at.transport.serve(say('preparing', 2));
      await at.world.pass(20_000);
      at.transport.connection.receive(payload);
      await at.world.pass(5_000);
      at.transport.push(say('ready', 3));
      await at.world.pass(0);
      expect(at.state.orderStatus).to.equal('ready');
      expect(at.state.isConnected).to.equal(true);
    });
  }
});

describe('a back end that lags behind its own news', () => {
  const at = followedOrder();

  it('does not take back what an authenticated connection brought, from a cache of a minute', async () => {
    at.follow();
    at.transport.serve(say('preparing', 4));
    await at.world.pass(20_000);
    at.transport.connection.receive(say('ready', 5));
    await at.world.pass(65_000);
    expect(at.state.orderStatus).to.equal('ready');
    at.transport.served = say('ready', 5);
    await at.world.pass(12_000);
    expect(at.state.isConnected).to.equal(true);
  });

  const [early, late] = ['2026-11-22T12:00:01Z', '2026-11-22T12:00:02Z'];
  for (const [news, isShown] of [
    [{ id: 'A1', status: 'plating', version: 3 }, true],
    [{ id: 'A1', status: 'garnishing', version: 3, updated_at: late }, true],
    [{ id: 'A1', status: 'plating', updated_at: late }, true],
    [{ id: 'A1', status: 'plating' }, false],
    [{ id: 'A1', status: 'plating', version: 1, updated_at: early }, false],
  ] as const) {
    it(`${isShown ? 'shows' : 'does not show'} ${JSON.stringify(news)} at once, a word unknown as one before`, async () => {
      at.follow();
      at.transport.serve({ id: 'A1', status: 'plating', version: 1, updated_at: early });
      await at.world.pass(20_000);
      const update = { ...say('pending', 2), updated_at: early };
      at.transport.push(update);
      await at.world.pass(3_000);
      at.transport.served = news;
      await at.tracker.refresh();
      await at.world.pass(3_000);
      expect(at.state.order?.unmappedStatus).to.equal(isShown ? news.status : undefined);
    });
  }

  it('does not take "ready" back within 30 s where nothing has a version', async () => {
    at.follow();
    at.transport.serve(say('preparing'));
    await at.world.pass(20_000);
    at.transport.connection.receive(say('ready'));
    for (let second = 0; second < 29; second += 1) {
      await at.world.pass(1_000);
      void at.tracker.refresh();
      expect(at.state.orderStatus, `after ${second} s`).to.equal('ready');
    }
    await at.world.pass(15_000);
    expect(at.state.orderStatus).to.equal('preparing');
  });

  it('shows a later status of a read at once where nothing has a version', async () => {
    at.follow();
    at.transport.serve(say('preparing'));
    await at.world.pass(20_000);
    at.transport.connection.receive(say('ready'));
    at.transport.served = say('served');
    await at.world.pass(100);
    await at.tracker.refresh();
    expect(at.state.orderStatus).to.equal('served');
  });
});

describe('a socket that works, where nothing can be read', () => {
  const at = followedOrder();

  it('is never called unreachable, before its first frame and in silence', async () => {
    at.transport = new FakeTransport({ reads: false, answersProbes: false });
    at.follow();
    await at.world.pass(0);
    at.transport.connection.open();
    at.transport.connection.confirm();
    await at.world.pass(60_000);
    expect(at.state.connectionStatus).to.equal('connecting');
    at.transport.connection.receive(say('pending', 1));
    await at.world.pass(60_000);
    expect(at.state.connectionStatus).to.equal('connecting');
    expect(at.state.error).to.equal(undefined);
    at.transport.connection.lose();
    await at.world.pass(30_000);
    expect(at.state.error?.code).to.equal('unreachable');
  });
});
