import { expect } from '@esm-bundle/chai';
import type { OrderTrackerOptions } from '../../src/tracker/options.js';
import { payloadFaultsCode } from '../../src/tracker/payload-faults-code.js';
import type { TrackerError } from '../../src/tracker/types.js';
import type { TransportTraits } from '../../src/transports/transport.js';
import { plainCode, webSocketTransport } from '../../src/transports/websocket/websocket.js';
import { FakeTransport } from '../support/fake-transport.js';
import { FollowedOrder, followedOrder } from './followed-order.js';
import { pending } from './orders.js';

describe('a live connection that has not been live since the start', () => {
  const at = followedOrder();
  let told: TrackerError[];
  /** The request of the last connection that stood. */
  let stood: unknown;

  before(() => Promise.all([payloadFaultsCode.load(), plainCode.load()]));

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
        websocketProtocol: 'plain',
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

  for (const [options, names] of [
    [{ websocketHello: [{ join: '{id}' }], websocketConfirm: { joined: 1 } }, 'websocket-hello, websocket-confirm'],
    [{ websocketProtocol: 'order-status.v1', websocketSubprotocol: 'chat' }, 'websocket-subprotocol'],
  ] as const satisfies readonly (readonly [OrderTrackerOptions, string])[])
    it(`is told with the options that only plain sockets have: ${names}`, async () => {
      await follow({}, { websocketUrl: 'wss://e.org/', ...options });
      await fail(3);
      expect(messages()).to.deep.equal([
        `The connection was closed with 1006. Ignored without websocket-protocol="plain": ${names}. Set it, unless this server speaks order-status.v1.`,
      ]);
    });

  it('is told nothing of the kind of a socket that is plain', async () => {
    await follow({}, { websocketUrl: 'wss://e.org/', websocketProtocol: 'plain', websocketHello: [{ join: '{id}' }] });
    await fail(3);
    expect(messages()[0]).to.include('was never live').and.not.include('Ignored');
  });

  for (const [websocketSubprotocol, fault] of [
    ['chat/v1', 'websocket-subprotocol="chat/v1": "chat/v1" has a letter'],
    ['chat,chat', 'websocket-subprotocol="chat,chat": "chat" stands there twice'],
  ] as const)
    it(`is told with the subprotocol that browsers refuse: ${websocketSubprotocol}`, async () => {
      class Strict {
        constructor() {
          throw new Error('a SyntaxError');
        }
      }
      const { transport } = new FollowedOrder();
      const socket = webSocketTransport({
        url: 'wss://example.org/',
        protocol: 'plain',
        subprotocol: websocketSubprotocol,
        WebSocket: Strict as unknown as typeof WebSocket,
      });
      told = [];
      at.follow({
        transport: { ...socket, read: (request) => transport.read?.(request) ?? Promise.reject() },
        websocketSubprotocol,
        onError: (error) => told.push(error),
      });
      transport.serve(pending);
      await at.world.pass(1_000);
      expect(messages().filter((message) => message.includes(fault))).to.have.length(1);
      expect(messages().join()).not.to.include('page may not');
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
