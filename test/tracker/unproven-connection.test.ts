import { expect } from '@esm-bundle/chai';
import type { OrderTrackerOptions } from '../../src/tracker/options.js';
import { payloadFaultsCode } from '../../src/tracker/payload-faults-code.js';
import type { TrackerError } from '../../src/tracker/types.js';
import { FakeTransport } from '../support/fake-transport.js';
import { followedOrder } from './followed-order.js';
import { pending } from './orders.js';

describe('a server that never says that changes will arrive', () => {
  const at = followedOrder();
  let told: TrackerError[];
  let statuses: string[];

  before(() => payloadFaultsCode.load());

  /** Follows A1 over such a server, with an endpoint beside it or without. */
  const follow = async (
    { reads = false, lookalike }: { reads?: boolean; lookalike?: () => string | undefined } = {},
    options: OrderTrackerOptions = {},
  ) => {
    told = [];
    statuses = [];
    const traits = { confirmsByOrder: true, answersProbes: false, authenticated: false };
    at.transport = new FakeTransport({ ...traits, reads, ...(lookalike && { lookalike }) });
    if (reads) {
      at.transport.accepts = false;
      at.transport.serve(pending);
    }
    at.follow({ onError: (error) => told.push(error), ...options });
    at.tracker.subscribe(({ connectionStatus }) => statuses.push(connectionStatus));
    await at.world.pass(0);
    at.transport.connection.open();
    await at.world.pass(0);
  };
  /** Live for so long that the last read does not count as polling. */
  const beLiveForLong = async () => {
    at.transport.connection.receive(pending);
    for (let count = 0; count < 3; count += 1) {
      await at.world.pass(15_000);
      at.transport.connection.sink.alive();
    }
  };
  const messages = () => told.map(({ message }) => message);

  for (const status of ['error', 'subscribed', 200]) {
    it(`is not live by the order's id with the status ${status}, which may be a refusal`, async () => {
      await follow();
      at.transport.connection.receive({ id: 'A1', status, message: 'forbidden' });
      await at.world.pass(60_000);
      expect(statuses).not.to.include('connected');
      expect(at.state.orderStatus).to.equal(undefined);
      at.transport.connection.receive({ id: 'A1', status: 'ready' });
      await at.world.pass(0);
      expect(at.state).to.include({ orderStatus: 'ready', connectionStatus: 'connected' });
    });
  }

  it('is awaited, and no fault, while it greets or tells of other orders', async () => {
    await follow();
    at.transport.connection.receive({ type: 'welcome' });
    for (const id of ['B1', 'B2', 'B3', 'B4']) at.transport.connection.receive({ id, status: 'ready' });
    await at.world.pass(120_000);
    expect(at.state).to.include({ connectionStatus: 'connecting', error: undefined });
    expect(told).to.deep.equal([]);
  });

  it('is told at once, and once, where it says what is no JSON', async () => {
    await follow({}, { websocketUrl: 'wss://example.com/' });
    for (const frame of ['welcome', undefined, 'hello']) at.transport.connection.receive(frame);
    await at.world.pass(1_000);
    at.transport.connection.receive(undefined);
    await at.world.pass(1_000);
    expect(messages()).to.have.length(1);
    expect(messages()[0]).to.include('nothing that came is about this order').and.include('websocket-heartbeat');
    expect(told[0]).to.include({ code: 'unreadable', recoverable: true });
  });

  it('is told once, although it ends and comes back saying the same', async () => {
    await follow({ lookalike: () => 'Pusher: set server-preset="pusher"' });
    for (let count = 0; count < 5; count += 1) {
      at.transport.connection.receive({ event: 'pusher:error' });
      await at.world.pass(100);
      at.transport.connection.lose('network', { hint: 'The server said: no.' });
      await at.world.pass(20_000);
      at.transport.connection.open();
    }
    expect(messages().filter((message) => !message.includes('cannot be reached'))).to.have.length(1);
    expect(messages()[0]).to.include('it looks like Pusher: set server-preset="pusher"');
  });

  it('is told with the path where its messages hold the order at another place', async () => {
    await follow({ lookalike: () => 'an order whose place the field map does not name' });
    at.transport.connection.receive({ type: 'changed', data: { uuid: 'A1', status: 'ready' } });
    await at.world.pass(1_000);
    expect(messages().join()).to.include(`field-map='{"root":"data","fields":{"id":"uuid"}}'`);
  });

  it('is told both ids where its address names this order and it tells of another', async () => {
    await follow({ lookalike: () => 'another order, although the URL names this one' });
    at.transport.connection.receive({ id: 'B1', status: 'ready' });
    await at.world.pass(1_000);
    expect(messages().join()).to.include('about the order "B1"').and.include('order-id is "A1"');
  });

  it('goes over to polling when it has become silent, and is no error in between', async () => {
    await follow({ reads: true });
    await beLiveForLong();
    expect(at.state.connectionStatus).to.equal('connected');
    at.transport.served = undefined;
    await at.world.pass(20_000);
    const read = at.transport.lastRead;
    expect(read.isAnswered).to.equal(false);
    expect(at.state).to.include({ connectionStatus: 'connecting', error: undefined });
    read.answer(pending);
    await at.world.pass(0);
    expect(at.state.connectionStatus).to.equal('polling');
    expect(statuses).not.to.include('error');
    expect(told).to.deep.equal([]);
  });

  it('is an error when it has become silent and the order cannot be read', async () => {
    await follow({ reads: true });
    await beLiveForLong();
    at.transport.served = undefined;
    await at.world.pass(20_000);
    at.transport.lastRead.fail();
    await at.world.pass(0);
    expect(at.state.connectionStatus).to.equal('error');
  });

  for (const kind of ['auth', 'not-found'] as const) {
    it(`is told where it refuses (${kind}) although the order can be read`, async () => {
      await follow({ reads: true }, { websocketUrl: 'wss://example.com/orders?key=1' });
      at.transport.connection.lose(kind, { reason: 'The connection was closed with 44xx.' });
      await at.world.pass(1_000);
      expect(messages()).to.have.length(1);
      expect(messages()[0]).to.include('wss://example.com/orders was never live').and.include('closed with 44xx');
      expect(at.state.connectionStatus).to.equal('polling');
    });
  }
});
