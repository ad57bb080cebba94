import { expect } from '@esm-bundle/chai';
import { doubtCode } from '../../src/tracker/chart/doubt-code.js';
import { payloadFaultsCode } from '../../src/tracker/payload-faults-code.js';
import type { TrackerError } from '../../src/tracker/types.js';
import { FakeTransport } from '../support/fake-transport.js';
import { followedOrder } from './followed-order.js';
import { pending, preparing, ready } from './orders.js';

const renamed = { order: 'A1', phase: 'cooking' };
const frames: Readonly<Record<string, unknown>> = {
  'other names': renamed,
  'the id and nothing else that is known': { id: 'A1', state: 'preparing' },
  'a version and no status': { id: 'A1', version: 9, state: 'preparing' },
  HTML: undefined,
  'a text': 'preparing',
  'a list': ['order', 'A1', 'preparing'],
};

describe('a confirmed connection that brings what nobody can read', () => {
  const at = followedOrder();
  let told: TrackerError[];
  let statuses: string[];

  before(() => Promise.all([payloadFaultsCode.load(), doubtCode.load()]));

  const follow = async ({ reads = true }: { reads?: boolean } = {}) => {
    told = [];
    statuses = [];
    at.transport = new FakeTransport({
      reads,
      isChatter: (payload) => JSON.stringify(payload)?.includes('ping') ?? false,
    });
    at.transport.serve(pending);
    at.follow({ onError: (error) => told.push(error) });
    at.tracker.subscribe(({ connectionStatus: status }) => status === 'connected' || statuses.push(status));
    await at.world.pass(1_000);
    at.transport.connection.receive(pending);
    await at.world.pass(15_000);
    expect(at.state.connectionStatus).to.equal('connected');
    statuses.length = 0;
  };
  const receive = async (frame: unknown) => {
    at.transport.connection.receive(frame);
    await at.world.pass(0);
  };

  for (const [name, frame] of Object.entries(frames))
    it(`is read at once, and not live until it can be read again: ${name}`, async () => {
      await follow();
      at.transport.served = { ...preparing };
      await receive(frame);
      expect(at.state.orderStatus, 'read at once').to.equal('preparing');
      await at.world.pass(2_000);
      expect(at.state.connectionStatus).to.equal('polling');
      await at.world.pass(60_000);
      expect(at.state.connectionStatus, 'for as long as it brings nothing else').to.equal('polling');
      expect(told.map(({ code }) => code)).to.deep.equal(['unreadable']);
      expect(told[0]?.message).to.include('what comes now is not about this order');
      await receive({ ...ready });
      expect(at.state).to.include({ orderStatus: 'ready', connectionStatus: 'connected', error: undefined });
    });

  it('is told what came instead', async () => {
    await follow();
    at.transport.served = preparing;
    await receive(renamed);
    await at.world.pass(10_000);
    expect(told[0]?.message).to.include('"order", "phase"').and.include('"A1" stands at "order"');
  });

  it('stays live where it is one of many, and a read shows the same', async () => {
    await follow();
    for (const frame of Object.values(frames).slice(0, 3)) {
      const { length } = at.transport.reads;
      await receive(frame);
      await at.world.pass(90_000);
      expect(at.transport.reads.length).to.be.greaterThan(length);
      await receive(pending);
      await at.world.pass(15_000);
    }
    expect(statuses).to.deep.equal([]);
    expect(told).to.deep.equal([]);
  });

  it('is not live while no read says whether it missed something', async () => {
    await follow();
    at.transport.served = undefined;
    await receive(renamed);
    await at.world.pass(1_900);
    expect(at.state.connectionStatus).to.equal('connected');
    await at.world.pass(200);
    expect(at.state.connectionStatus).not.to.equal('connected');
    at.transport.lastRead.answer(pending);
    await at.world.pass(0);
    expect(at.state.connectionStatus).to.equal('connected');
  });

  it('is not live by a read from before', async () => {
    await follow();
    at.transport.served = undefined;
    void at.tracker.refresh();
    await at.world.pass(100);
    await receive(renamed);
    at.transport.lastRead.answer(pending);
    await at.world.pass(4_000);
    expect(at.state.connectionStatus).not.to.equal('connected');
  });

  it('is read no more often than by polling, and stays live, while it brings such things all the time', async () => {
    await follow();
    const { length } = at.transport.reads;
    for (let second = 0; second < 120; second += 1) {
      await receive(renamed);
      await at.world.pass(1_000);
    }
    expect(at.transport.reads.length - length).to.be.within(6, 14);
    expect(statuses).to.deep.equal([]);
    expect(told.map(({ code }) => code)).to.deep.equal(['unreadable']);
  });

  it('stays not live when it is made again, until something can be read', async () => {
    await follow();
    at.transport.served = preparing;
    await receive(renamed);
    await at.world.pass(10_000);
    at.transport.connection.lose();
    await at.world.pass(30_000);
    expect(at.state.connectionStatus).to.equal('polling');
    await receive(preparing);
    expect(at.state.connectionStatus).to.equal('connected');
  });

  it('is not live without a read after a few, until something can be read', async () => {
    await follow({ reads: false });
    await receive(renamed);
    await receive(renamed);
    expect(at.state.connectionStatus).to.equal('connected');
    expect(told).to.deep.equal([]);
    await receive(renamed);
    await at.world.pass(20_000);
    expect(at.state.connectionStatus).to.equal('connecting');
    expect(told.map(({ code }) => code)).to.deep.equal(['unreadable']);
    await receive(preparing);
    expect(at.state).to.include({ orderStatus: 'preparing', connectionStatus: 'connected', error: undefined });
  });

  for (const reads of [true, false])
    it(`is live all the same by chatter and other orders${reads ? '' : ', without a read'}`, async () => {
      await follow({ reads });
      const { length } = at.transport.reads;
      for (let count = 0; count < 5; count += 1) {
        await receive({ type: 'ping', count });
        await receive({ id: 'B1', status: 'ready' });
        await receive({ id: 'B1', note: 'x' });
        await receive({ order_id: 'B1', status: 'completed' });
      }
      expect(at.transport.reads).to.have.length(length);
      expect(statuses).to.deep.equal([]);
      expect(told).to.deep.equal([]);
    });
});
