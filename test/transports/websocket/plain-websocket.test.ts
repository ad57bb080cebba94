import { expect } from '@esm-bundle/chai';
import { type WebSocketTransportOptions, webSocketTransport } from '../../../src/transports/websocket/websocket.js';
import { FakeSocketServer } from '../../support/fake-socket-server.js';
import { SinkLog, turn } from '../../support/sink-log.js';
import { describeTransport } from '../live-contract.js';
import { order, token } from '../samples.js';

const url = 'wss://example.org/live';

describeTransport(
  'a plain WebSocket',
  (WebSocket) => ({
    transport: webSocketTransport({
      url,
      WebSocket,
      protocol: 'plain',
      hello: [{ follow: '{id}', as: '{token}' }],
      confirm: { follows: true },
      heartbeat: { send: { ask: 1 }, answer: { told: 1 } },
    }),
    confirm: (socket) => {
      socket.say({ follows: true });
      socket.say({ told: 1 });
    },
    change: (socket, changed) => socket.say(changed),
    answerProbe: (socket) => {
      expect(socket.sent.at(-1)).to.deep.equal({ ask: 1 });
      socket.say({ told: 1, more: true });
    },
  }),
  { shares: false },
);

describe('a plain WebSocket', () => {
  let server: FakeSocketServer;
  let sink: SinkLog;

  beforeEach(() => {
    server = new FakeSocketServer();
    sink = new SinkLog();
  });

  const connect = (options: Partial<WebSocketTransportOptions> = {}, request: { token?: string } = {}) => {
    const transport = webSocketTransport({ url, protocol: 'plain', WebSocket: server.WebSocket, ...options });
    const connection = transport.connect?.({ orderId: 'A1', token: request.token }, sink);
    if (!connection) throw new Error('it cannot connect');
    return connection;
  };

  it('is not confirmed by opening, and hands on every JSON frame', () => {
    const connection = connect();
    server.socket.accept();
    server.socket.say(order);
    server.socket.say([1]);
    server.socket.say('no JSON');
    expect(sink.events).to.deep.equal(['opened', 'received', 'received', 'received']);
    expect(sink.payloads).to.deep.equal([order, [1], undefined]);
    connection.close();
  });

  it('answers probes if the heartbeat has `send`, or `alive` at least every 5 s', () => {
    const answers = (heartbeat?: WebSocketTransportOptions['heartbeat']) =>
      webSocketTransport({ url, protocol: 'plain', heartbeat }).traits?.answersProbes;
    expect(answers()).to.equal(false);
    expect(answers({ send: { ask: 1 } })).to.equal(true);
    expect(answers({ alive: { type: 'ping' } })).to.equal(false);
    expect(answers({ alive: { type: 'ping' }, seconds: 3 })).to.equal(true);
    expect(answers({ alive: { type: 'ping' }, seconds: 30 })).to.equal(false);
  });

  it('fills in {id} and {token} anywhere in a message, and leaves other braces alone', () => {
    const connection = connect(
      { hello: [{ list: ['{id}', 1, null, { deep: 'x-{id}-{token}' }] }, '{other}'] },
      { token },
    );
    server.socket.accept();
    expect(server.socket.sent).to.deep.equal([{ list: ['A1', 1, null, { deep: `x-A1-${token}` }] }, '{other}']);
    connection.close();
  });

  it('follows an order on Pusher, Reverb and Soketi', () => {
    const connection = connect({
      hello: [{ event: 'pusher:subscribe', data: { channel: '{channel}' } }],
      channel: 'order.{id}',
      confirm: { event: 'pusher_internal:subscription_succeeded', channel: '{channel}' },
      refuse: { event: 'pusher_internal:subscription_error', channel: '{channel}' },
      heartbeat: { send: { event: 'pusher:ping' }, answer: { event: 'pusher:pong' } },
    });
    server.socket.accept();
    server.socket.say({ event: 'pusher:connection_established', data: '{"socket_id":"1.2","activity_timeout":30}' });
    expect(server.socket.sent).to.deep.equal([
      { event: 'pusher:subscribe', data: { channel: 'order.A1' } },
      { event: 'pusher:ping' },
    ]);
    server.socket.say({ event: 'pusher:pong' });
    server.socket.say({ event: 'pusher_internal:subscription_succeeded', data: '{}', channel: 'order.B2' });
    expect(sink.events).not.to.include('confirmed');
    server.socket.say({ event: 'pusher_internal:subscription_succeeded', data: '{}', channel: 'order.A1' });
    expect(sink.events).to.include('confirmed');

    // Laravel and Pusher send the payload as JSON within JSON.
    server.socket.say({ event: 'App\\Events\\OrderChanged', data: JSON.stringify({ order }), channel: 'order.A1' });
    expect(sink.payloads.at(-1)).to.deep.equal({
      event: 'App\\Events\\OrderChanged',
      data: { order },
      channel: 'order.A1',
    });

    // A ping of the server may have waited while the page slept, so it is answered and is no sign of life.
    server.socket.say({ event: 'pusher:ping', data: '{}' });
    expect(server.socket.sent.at(-1)).to.deep.equal({ event: 'pusher:pong' });
    expect(sink.events.at(-1)).to.equal('received');
    connection.probe();
    expect(server.socket.sent.at(-1)).to.deep.equal({ event: 'pusher:ping' });
    server.socket.say({ event: 'pusher:pong' });
    expect(sink.events.at(-1)).to.equal('alive');
    server.socket.say({
      event: 'pusher_internal:subscription_error',
      channel: 'order.A1',
      data: { type: 'AuthError' },
    });
    expect(sink.losses.map(({ kind }) => kind)).to.deep.equal(['forbidden']);
    expect(sink.losses[0]?.reason).to.include('The server ended the subscription: AuthError.');
    expect(server.openSockets).to.have.length(0);
    connection.close();
  });

  it('calls it refused where the server says no right after its confirmation, before anything came', () => {
    const connection = connect({ confirm: { type: 'ack' }, refuse: { type: 'error' } });
    server.socket.accept();
    server.socket.say({ type: 'ack' });
    expect(sink.events).to.include('confirmed');
    server.socket.say({ type: 'error', payload: [{ message: 'Cannot query field "nothing".' }] });
    expect(sink.losses[0]).to.include({ kind: 'network' });
    expect(sink.losses[0]?.hint).to.include('The server refused the subscription: Cannot query field "nothing".');
    connection.close();
  });

  it('reports alive only after the answer to the last probe', () => {
    const connection = connect({ heartbeat: { send: { ask: 1 }, answer: { told: 1 } } });
    server.socket.accept();
    server.socket.say({ told: 1 });
    connection.probe();
    connection.probe();
    server.socket.say({ told: 1 });
    expect(sink.events).to.deep.equal(['opened', 'alive']);
    server.socket.say({ told: 1 });
    expect(sink.events).to.deep.equal(['opened', 'alive', 'alive']);
    connection.close();
  });

  it('follows an order on ActionCable', () => {
    const identifier = '{"channel":"OrderChannel","id":"{id}"}';
    const connection = connect({
      hello: [{ command: 'subscribe', identifier }],
      confirm: { type: 'confirm_subscription', identifier },
      refuse: [{ type: 'reject_subscription' }, { type: 'disconnect' }],
      heartbeat: { alive: { type: 'ping' }, seconds: 3 },
    });
    const filled = '{"channel":"OrderChannel","id":"A1"}';
    server.socket.accept();
    server.socket.say({ type: 'welcome' });
    expect(server.socket.sent).to.deep.equal([{ command: 'subscribe', identifier: filled }]);
    expect(sink.events).not.to.include('confirmed');
    server.socket.say({ identifier: filled, type: 'confirm_subscription' });
    expect(sink.events).to.include('confirmed');
    server.socket.say({ type: 'ping', message: 1_760_000_000 });
    expect(sink.events.at(-1)).to.equal('alive');
    expect(server.socket.sent).to.have.length(1);
    server.socket.say({ identifier: filled, message: order });
    expect(sink.payloads.at(-1)).to.deep.equal({ identifier: { channel: 'OrderChannel', id: 'A1' }, message: order });
    connection.close();
  });

  it('follows an order on Directus, which drops messages between a login and its answer', () => {
    const query = { filter: { id: { _eq: '{id}' } } };
    const connection = connect(
      {
        hello: [
          { type: 'auth', access_token: '{token}' },
          { type: 'subscribe', collection: 'orders', query },
        ],
        confirm: { type: 'subscription', event: 'init' },
        refuse: { status: 'error' },
        heartbeat: { send: { type: 'ping' }, answer: { type: 'pong' } },
      },
      { token },
    );
    server.socket.accept();
    expect(server.socket.sent).to.deep.equal([{ type: 'auth', access_token: token }]);
    server.socket.say({ type: 'auth', status: 'ok' });
    expect(server.socket.sent.slice(1)).to.deep.equal([
      { type: 'subscribe', collection: 'orders', query: { filter: { id: { _eq: 'A1' } } } },
      { type: 'ping' },
    ]);
    server.socket.say({ type: 'subscription', event: 'init', data: [order] });
    expect(sink.events.slice(-2)).to.deep.equal(['confirmed', 'received']);
    server.socket.say({ type: 'ping' });
    expect(server.socket.sent.at(-1)).to.deep.equal({ type: 'pong' });
    server.socket.say({ type: 'subscription', event: 'update', data: [{ ...order, status: 'ready' }] });
    expect(sink.payloads.at(-1)).to.deep.equal({
      type: 'subscription',
      event: 'update',
      data: [{ ...order, status: 'ready' }],
    });
    connection.renewToken('newer');
    expect(server.socket.sent.at(-1)).to.deep.equal({ type: 'auth', access_token: 'newer' });
    connection.close();
  });

  it('escapes an order id with quotes', async () => {
    const transport = webSocketTransport({
      url,
      protocol: 'plain',
      WebSocket: server.WebSocket,
      hello: [{ identifier: '{"id":"{id}"}' }],
    });
    const connection = transport.connect?.({ orderId: '","admin":"1', token: undefined }, sink);
    server.socket.accept();
    await turn();
    expect(server.socket.sent).to.deep.equal([{ identifier: JSON.stringify({ id: '","admin":"1' }) }]);
    connection?.close();
  });
});
