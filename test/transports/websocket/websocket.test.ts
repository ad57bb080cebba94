import { expect } from '@esm-bundle/chai';
import { webSocketTransport } from '../../../src/transports/websocket/websocket.js';
import { FakeSocketServer } from '../../support/fake-socket-server.js';
import { SinkLog, turn } from '../../support/sink-log.js';
import { describeTransport } from '../live-contract.js';
import { order, token } from '../samples.js';

const url = 'wss://example.org/live';
const ref = (message: unknown) => (message as { ref: string }).ref;
const signal = new AbortController().signal;

describeTransport(
  'order-status.v1',
  (WebSocket) => ({
    transport: webSocketTransport({ url, WebSocket }),
    confirm: (socket) => socket.say({ type: 'subscribed', ref: ref(socket.sent.at(-1)) }),
    change: (socket, changed) => {
      const subscriptions = socket.sent.filter((message) => (message as { type: string }).type === 'subscribe');
      const { id } = changed as { id: string };
      const mine = subscriptions.filter((message) => (message as { order_id: string }).order_id === id).at(-1);
      socket.say({ type: 'order', ref: ref(mine ?? subscriptions.at(-1)), order: changed });
    },
    answerProbe: (socket) => {
      expect(socket.sent.at(-1)).to.deep.equal({ type: 'ping' });
      socket.say({ type: 'pong' });
    },
  }),
  { shares: true },
);

describe('order-status.v1', () => {
  let server: FakeSocketServer;
  let sink: SinkLog;

  beforeEach(() => {
    server = new FakeSocketServer();
    sink = new SinkLog();
  });

  const connect = (more: { orderId?: string; url?: string; token?: string } = {}, log = sink) => {
    const transport = webSocketTransport({ url: more.url ?? url, WebSocket: server.WebSocket });
    const connection = transport.connect?.({ orderId: more.orderId ?? 'A1', token: more.token }, log);
    if (!connection?.requestSnapshot) throw new Error('it cannot be asked');
    return { ...connection, requestSnapshot: connection.requestSnapshot.bind(connection) };
  };
  const subscribe = async () => {
    const connection = connect();
    server.socket.accept();
    server.socket.say({ type: 'subscribed', ref: '1' });
    await turn();
    return connection;
  };

  it('subscribes as the protocol says', () => {
    const connection = connect({ token });
    expect(server.socket.protocols).to.deep.equal(['order-status.v1']);
    server.socket.accept();
    expect(server.socket.sent).to.deep.equal([{ type: 'subscribe', ref: '1', order_id: 'A1', token }]);
    connection.close();
  });

  it('puts the encoded order id where the URL has {id}', () => {
    const connection = connect({ url: 'wss://example.org/orders/{id}/live', orderId: 'a/b c' });
    expect(server.socket.url).to.equal('wss://example.org/orders/a%2Fb%20c/live');
    connection.close();
  });

  it('requests a snapshot, and does not report its answer as a change', async () => {
    const connection = await subscribe();
    const answer = connection.requestSnapshot({ orderId: 'A1', minVersion: 3, token: undefined, signal });
    expect(server.socket.sent.at(-1)).to.deep.equal({ type: 'snapshot', ref: '1', min_version: 3 });
    server.socket.say({ type: 'order', ref: '1', order: { ...order, version: 3 } });
    server.socket.say({ type: 'order', ref: '1', order: { ...order, version: 4 }, snapshot: true });
    expect(await answer).to.deep.equal({ ...order, version: 4 });
    expect(sink.payloads).to.deep.equal([{ ...order, version: 3 }]);
    connection.close();
  });

  it('rejects a snapshot when it is aborted, when the connection is lost, and when it is closed', async () => {
    const ask = async (connection: ReturnType<typeof connect>, end: () => void, asking = signal) => {
      const answer = connection.requestSnapshot({
        orderId: 'A1',
        minVersion: undefined,
        token: undefined,
        signal: asking,
      });
      end();
      return answer.then(
        () => 'answered',
        (error: { kind: string }) => error.kind,
      );
    };
    const connection = await subscribe();
    const aborting = new AbortController();
    expect(await ask(connection, () => aborting.abort(), aborting.signal)).to.equal('network');
    expect(await ask(connection, () => connection.close())).to.equal('network');
    expect(await ask(connection, () => {})).to.equal('network');
    const lost = await subscribe();
    expect(await ask(lost, () => server.socket.drop())).to.equal('network');
  });

  for (const [code, kind] of [
    [4400, 'config'],
    [4401, 'auth'],
    [4403, 'forbidden'],
    [4404, 'not-found'],
    [4429, 'overload'],
    [1013, 'overload'],
  ] as const) {
    it(`reports the code ${code} as "${kind}", for one subscription and for all`, async () => {
      const other = new SinkLog();
      await subscribe();
      const second = connect({ orderId: 'B2' }, other);
      await turn();
      server.socket.say({ type: 'closed', ref: '1', code, reason: 'for your eyes only' });
      expect(sink.losses.map((failure) => failure.kind)).to.deep.equal([kind]);
      expect(sink.losses[0]?.reason).not.to.include('for your eyes');
      expect(other.losses).to.deep.equal([]);
      server.socket.end(code);
      expect(other.losses.map((failure) => failure.kind)).to.deep.equal([kind]);
      second.close();
    });
  }

  it('hands on frames that it cannot read as undefined, and ignores unknown types', async () => {
    const connection = await subscribe();
    for (const frame of ['no JSON', '[]', 'null', '{}', new ArrayBuffer(3)]) server.socket.say(frame);
    expect(sink.payloads).to.deep.equal([undefined, undefined, undefined, undefined, undefined]);
    server.socket.say({ type: 'from the future', ref: '1' });
    expect(sink.payloads).to.have.length(5);
    connection.close();
  });

  it('renews the token without a new subscription, and subscribes with the newest one', async () => {
    const connection = connect({ token });
    connection.renewToken('second');
    server.socket.accept();
    expect(server.socket.sent).to.deep.equal([{ type: 'subscribe', ref: '1', order_id: 'A1', token: 'second' }]);
    connection.renewToken('third');
    expect(server.socket.sent.at(-1)).to.deep.equal({ type: 'token', ref: '1', token: 'third' });
    connection.close();
    expect(server.socket.sent.at(-1)).to.deep.equal({ type: 'unsubscribe', ref: '1' });
  });

  it('reports alive only after the pong to its own ping', async () => {
    const connection = await subscribe();
    const other = connect({ orderId: 'B2' }, new SinkLog());
    await turn();
    other.probe();
    connection.probe();
    server.socket.say({ type: 'pong' });
    expect(sink.events).not.to.include('alive');
    server.socket.say({ type: 'pong' });
    expect(sink.events.filter((event) => event === 'alive')).to.have.length(1);
    connection.close();
    other.close();
  });

  it('opens another socket while the first one has not opened', async () => {
    const first = connect();
    const second = connect({ orderId: 'B2' }, new SinkLog());
    expect(server.sockets).to.have.length(1);
    first.close();
    await turn();
    const third = connect({ orderId: 'C3' }, new SinkLog());
    expect(server.sockets).to.have.length(2);
    second.close();
    third.close();
    await turn();
    expect(server.openSockets).to.have.length(0);
  });
});
