import { expect } from '@esm-bundle/chai';
import type { OrderTrackerOptions } from '../../src/tracker/options.js';
import { payloadFaultsCode } from '../../src/tracker/payload-faults-code.js';
import type { TrackerError } from '../../src/tracker/types.js';
import type { TransportTraits } from '../../src/transports/transport.js';
import { FakeTransport } from '../support/fake-transport.js';
import { followedOrder } from './followed-order.js';
import { pending } from './orders.js';

describe('a live connection that has not been live since the start', () => {
  const at = followedOrder();
  let told: TrackerError[];
  /** The request of the last connection that stood. */
  let stood: unknown;

  before(() => payloadFaultsCode.load());

  const follow = (traits: TransportTraits = {}, options: OrderTrackerOptions = {}) => {
    told = [];
    at.transport = new FakeTransport(traits);
    at.transport.serve(pending);
    at.transport.accepts = false;
    at.follow({ onError: (error) => told.push(error), ...options });
    return at.world.pass(0);
  };
  const fail = async (times: number, reason = 'The connection was closed with 1006.') => {
    for (let count = 0; count < times; count += 1) {
      for (const connection of at.transport.connections)
        if (!connection.isClosed) connection.lose('network', { reason });
      await at.world.pass(5_000);
    }
  };
  const messages = () => told.map(({ message }) => message);

  it('is told once, with its last failure, after three while the order can be read', async () => {
    await follow();
    await fail(2);
    expect(messages()).to.deep.equal([]);
    at.transport.connection.lose('network', { reason: 'The connection was closed with 1006.' });
    await at.world.pass(1_000);
    expect(messages()).to.have.length(1);
    await fail(4);
    expect(messages()).to.have.length(1);
    expect(told[0]).to.include({ code: 'unreachable', recoverable: true });
    expect(messages()[0]).to.include('was never live').and.include('closed with 1006');
    expect(at.state.connectionStatus).to.equal('polling');
  });

  it('is told after 15 s also if it has failed less often', async () => {
    await follow();
    await at.world.pass(16_000);
    expect(messages()).to.have.length(1);
    expect(messages()[0]).to.include('did not open in time');
  });

  it('is not told again where it was refused, which is a problem of its own', async () => {
    await follow();
    at.transport.connection.lose('forbidden');
    await at.world.pass(20_000);
    expect(told.map(({ code }) => code)).to.deep.equal(['config']);
  });

  it('is told at once where its transport knows what to check', async () => {
    await follow();
    for (const hint of ['Check the channel.', 'Check the channel.']) {
      at.transport.connection.lose('network', { hint });
      await at.world.pass(5_000);
    }
    expect(messages()).to.deep.equal(['Check the channel.']);
  });

  for (const [options, fault] of [
    [
      { websocketUrl: 'wss://e.org/{orderId}' },
      'websocket-url has "{orderId}", which stands for nothing: write {id} there.',
    ],
    [{ eventsUrl: 'https://e.org/:id' }, 'events-url has ":id", which stands for nothing: write {id} there.'],
    [{ websocketHello: [{ join: '{ID}' }] }, 'websocket-hello has "{ID}", which stands for nothing: write {id} there.'],
    [
      { websocketHello: [{ auth: '{jwt}' }] },
      'websocket-hello has "{jwt}", which stands for nothing: write {token} there.',
    ],
    [{ websocketChannel: 'order.{order_id}' }, 'websocket-channel has "{order_id}", which stands for nothing: write'],
    [{ websocketConfirm: { joined: '{orderId}' } }, 'websocket-confirm has "{orderId}", which stands for nothing'],
    [
      { websocketRefuse: { no: '{{id}}' } },
      'websocket-refuse has "{{id}}", which stands for nothing: write {id} there.',
    ],
    [{ eventsHello: { after: 'x', send: { id: '{Id}' } } }, 'events-hello has "{Id}", which stands for nothing'],
    [{ tokenUrl: 'https://e.org/{id}' }, 'token-url has "{id}", and nothing is filled in there'],
  ] as const satisfies readonly (readonly [OrderTrackerOptions, string])[]) {
    it(`is told to be a misspelt placeholder where it is one: ${fault.slice(0, 40)}`, async () => {
      await follow({}, options);
      await fail(3);
      expect(messages()).to.have.length(1);
      expect(messages()[0]).to.include(fault);
    });
  }

  it('is none of a placeholder that a parameter of the address fills in, nor of the server’s own words', async () => {
    await follow(
      {},
      {
        websocketUrl: 'wss://e.org/{id}?orderId=7',
        websocketHello: [{ join: '{orderId}', as: '{channel}', proof: '{auth}', token: '{token}', id: '{id}' }],
        eventsHello: { after: 'x', send: { clientId: '{clientId}' } },
      },
    );
    await fail(3);
    expect(messages()[0]).to.include('was never live').and.not.include('stands for nothing');
  });

  it('is not told while reads fail as well, as the device may have no network', async () => {
    await follow();
    at.transport.served = undefined;
    const failReads = () => {
      for (const read of at.transport.reads) if (!read.isAnswered) read.fail();
    };
    await at.world.pass(12_500);
    for (let count = 0; count < 6; count += 1) {
      failReads();
      await fail(1);
    }
    expect(messages().join()).not.to.include('never live');
  });

  it('is told, once, where the server says that it stands and refuses it a moment later', async () => {
    await follow();
    for (const hint of ['Check the query.', 'Check the query.']) {
      at.transport.connection.open();
      at.transport.connection.confirm();
      await at.world.pass(10);
      at.transport.connection.lose('network', { hint });
      await at.world.pass(5_000);
    }
    expect(messages()).to.deep.equal(['Check the query.']);
  });

  it('is not told where it is refused after it has stood', async () => {
    await follow();
    at.transport.connection.open();
    at.transport.connection.confirm();
    await at.world.pass(1_500);
    at.transport.connection.lose('network', { hint: 'Check the query.' });
    await at.world.pass(20_000);
    expect(messages()).to.deep.equal([]);
  });

  it('is told within 10 s where the server ends it again and again, a second and a half after it stood', async () => {
    await follow();
    for (let second = 0; second < 10; second += 0.5) {
      const { connection } = at.transport;
      if (!connection.isClosed && connection.request !== stood) {
        stood = connection.request;
        connection.open();
        connection.confirm();
        at.world.clock.setTimeout(() => connection.lose('network', { hint: 'Check the query.' }), 1_500);
      }
      await at.world.pass(500);
    }
    expect(messages()).to.deep.equal(['Check the query.']);
  });

  it('is not told once it has been live, whatever fails later', async () => {
    await follow();
    at.transport.connection.open();
    at.transport.connection.confirm();
    await at.world.pass(0);
    await fail(6);
    expect(messages()).to.deep.equal([]);
  });

  it('is told of a server that says nothing for 15 s, and waits perhaps for a greeting', async () => {
    await follow({ confirmsByOrder: true, answersProbes: false }, { websocketUrl: 'wss://example.com/mqtt?key=1' });
    at.transport.connection.open();
    await at.world.pass(14_000);
    expect(messages()).to.deep.equal([]);
    await at.world.pass(20_000);
    expect(messages()).to.have.length(1);
    expect(messages()[0]).to.include('wss://example.com/mqtt was never live: "The server has said nothing."');
    expect(at.state.connectionStatus).to.equal('polling');
  });

  it('is not told of a server that has said anything', async () => {
    await follow({ confirmsByOrder: true, answersProbes: false }, { websocketUrl: 'wss://example.com/' });
    at.transport.connection.open();
    at.transport.connection.sink.alive();
    await at.world.pass(40_000);
    expect(messages()).to.deep.equal([]);
  });
});
