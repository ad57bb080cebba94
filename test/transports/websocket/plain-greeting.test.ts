import { expect } from '@esm-bundle/chai';
import { openSocket } from '../../../src/transports/socket/open-socket.js';
import { type WebSocketTransportOptions, webSocketTransport } from '../../../src/transports/websocket/websocket.js';
import { FakeSocketServer } from '../../support/fake-socket-server.js';
import { SinkLog, turn } from '../../support/sink-log.js';
import { order, token } from '../samples.js';

const url = 'wss://example.org/live';
const remedy = 'Check websocket-url, websocket-channel and the token.';

describe('the greeting of a plain WebSocket', () => {
  let server: FakeSocketServer;
  let sink: SinkLog;

  beforeEach(() => {
    server = new FakeSocketServer();
    sink = new SinkLog();
  });

  const connect = (options: Partial<WebSocketTransportOptions> = {}, orderId = 'A1', given = token) => {
    const transport = webSocketTransport({ url, protocol: 'plain', WebSocket: server.WebSocket, ...options });
    const connection = transport.connect?.({ orderId, token: given }, sink);
    if (!connection) throw new Error('it cannot connect');
    return { connection, traits: transport.traits };
  };

  it('sends each message after the one before it was confirmed', () => {
    const { traits } = connect({
      hello: [{ type: 'init' }, { type: 'join', room: '{id}' }],
      confirm: [{ type: 'ready' }, { type: 'joined', room: '{id}' }],
    });
    expect(traits?.confirmsByOrder).to.equal('late');
    server.socket.accept();
    server.socket.say({ type: 'noise' });
    server.socket.say({ type: 'joined', room: 'A1' });
    expect(server.socket.sent).to.deep.equal([{ type: 'init' }]);
    server.socket.say({ type: 'ready' });
    expect(server.socket.sent).to.deep.equal([{ type: 'init' }, { type: 'join', room: 'A1' }]);
    expect(sink.events).not.to.include('confirmed');
    server.socket.say({ type: 'joined', room: 'A1' });
    expect(sink.events.filter((event) => event === 'confirmed')).to.have.length(1);
    server.socket.say({ type: 'joined', room: 'A1' });
    expect(sink.events.filter((event) => event === 'confirmed')).to.have.length(1);
  });

  it('takes the first order for the confirmation where the last message has none', () => {
    expect(connect({ hello: ['{"a":1}', '{"b":2}'], confirm: [{ ok: 1 }] }).traits?.confirmsByOrder).to.equal(true);
    expect(connect().traits?.confirmsByOrder).to.equal(true);
    expect(connect({ confirm: { ok: 1 } }).traits?.confirmsByOrder).to.equal('late');
  });

  it('knows the number of the order again in what confirms, sent as a text or as a number', () => {
    const options = { hello: [{ follow: '{id}' }], confirm: { follows: '{id}' }, refuse: { refused: ['{id}'] } };
    connect(options, '42');
    server.socket.accept();
    server.socket.say({ follows: 43 });
    expect(sink.events).not.to.include('confirmed');
    server.socket.say({ follows: 42 });
    expect(sink.events).to.include('confirmed');
    server.socket.say({ refused: [42] });
    expect(sink.events.at(-1)).to.match(/^lost/);
  });

  for (const confirm of [{}, [{}], []]) {
    it(`matches nothing with the template ${JSON.stringify(confirm)}`, () => {
      connect({ hello: [{ follow: '{id}' }], confirm, refuse: {}, heartbeat: { alive: {}, answer: {} } });
      server.socket.accept();
      server.socket.say({ any: 1 });
      server.socket.say(order);
      expect(sink.events).to.deep.equal(['opened', 'received', 'received']);
    });
  }

  it('waits for a message of the server before it sends any, with `null` in the list', () => {
    connect({ hello: [null, { join: '{id}' }], confirm: [{ welcome: true }, { joined: true }] });
    server.socket.accept();
    expect(server.socket.sent).to.deep.equal([]);
    server.socket.say({ welcome: true });
    expect(server.socket.sent).to.deep.equal([{ join: 'A1' }]);
  });

  it('is confirmed and hands on the order by one message', () => {
    connect({ confirm: { type: 'snapshot' } });
    server.socket.accept();
    server.socket.say({ type: 'snapshot', order });
    expect(sink.events).to.deep.equal(['opened', 'confirmed', 'received']);
  });

  for (const [refusal, why] of [
    [{ status: 'error', error: { code: 'FORBIDDEN', message: 'no such order' } }, ': no such order'],
    [
      { status: 'error', code: 4009, error: `see https://example.org/${'x'.repeat(90)}#names` },
      `: see https://example.org/${'x'.repeat(90)}#names`,
    ],
    [{ status: 'error', data: { code: 4001 } }, ': 4001'],
    [{ status: 'error', payload: [{ message: 'Cannot query field' }] }, ': Cannot query field'],
    [{ status: 'error', reason: { deep: {} } }, ': error'],
    [{ status: 'error', reason: token }, ''],
  ] as const) {
    it(`says why the server refused, and no secret: ${JSON.stringify(refusal)}`, () => {
      connect({ refuse: [{ type: 'no' }, { status: 'error' }] });
      server.socket.accept();
      server.socket.say(refusal);
      const reason = `The server refused the subscription${why}. ${remedy}`;
      const isAboutAccess = /FORBIDDEN|token/.test(JSON.stringify(refusal)) || why === '';
      expect(sink.losses).to.deep.equal([
        isAboutAccess ? { kind: 'forbidden', reason } : { kind: 'network', reason, hint: reason },
      ]);
      server.socket.say(order);
      expect(sink.payloads).to.deep.equal([]);
    });
  }

  it('proves with a hook that it may subscribe, by what the server said before', async () => {
    const asked: unknown[] = [];
    const { connection } = connect({
      channel: 'private-order.{id}',
      hello: [null, { event: 'subscribe', data: { channel: '{channel}', auth: '{auth}' } }],
      confirm: [{ event: 'established' }, { event: 'succeeded' }],
      authorize: async (request) => {
        asked.push(request);
        return `key:${String(Reflect.get(Object(Reflect.get(Object(request.welcome), 'data')), 'socket_id'))}`;
      },
    });
    server.socket.accept();
    server.socket.say({ event: 'established', data: '{"socket_id":"1.2"}' });
    server.socket.say({ event: 'established', data: '{"socket_id":"1.2"}' });
    await turn();
    expect(asked).to.deep.equal([
      {
        welcome: { event: 'established', data: { socket_id: '1.2' } },
        channel: 'private-order.A1',
        orderId: 'A1',
        token,
      },
    ]);
    expect(server.socket.sent).to.deep.equal([
      { event: 'subscribe', data: { channel: 'private-order.A1', auth: 'key:1.2' } },
    ]);
    connection.close();
  });

  it('leaves {auth} out without a hook, and loses the connection where the hook fails', async () => {
    const hello = [{ data: { channel: '{channel}', auth: '{auth}' } }];
    connect({ hello });
    server.socket.accept();
    expect(server.socket.sent).to.deep.equal([{ data: { channel: 'A1' } }]);
    connect({ hello, authorize: () => Promise.reject(new Error('secret')) });
    server.socket.accept();
    await turn();
    const [loss] = sink.losses;
    expect(loss).to.include({ kind: 'network' });
    expect(loss?.hint).to.include('websocketAuthorize failed').and.not.include('secret');
  });

  for (const proof of [undefined, null, '', {}, 42]) {
    it(`asks a hook once, and is refused where it gives no proof: ${JSON.stringify(proof)}`, async () => {
      let asked = 0;
      connect({
        hello: [{ auth: '{auth}' }],
        authorize: async () => {
          asked += 1;
          // An endless loop would never end this test.
          if (asked > 3) throw new Error('asked again');
          return proof as unknown as string;
        },
      });
      server.socket.accept();
      await turn();
      expect(asked).to.equal(1);
      expect(server.socket.sent).to.deep.equal([]);
      expect(sink.losses.map(({ kind }) => kind)).to.deep.equal(['forbidden']);
      expect(sink.losses[0]?.reason).to.include('websocketAuthorize gave');
    });
  }

  it('sends without a token what says more than that, and leaves out what would say nothing', () => {
    const { connection } = connect(
      {
        hello: [
          { type: 'auth', access_token: '{token}' },
          { op: 'connect', app: 'shop', session: '{token}' },
        ],
      },
      'A1',
      '',
    );
    server.socket.accept();
    server.socket.say({ op: 'connected' });
    expect(server.socket.sent).to.deep.equal([{ op: 'connect', app: 'shop' }]);
    connection.close();
  });

  it('says that there is no WebSocket', async () => {
    openSocket({ url, WebSocket: undefined }, { opened() {}, received() {}, lost: (failure) => sink.lost(failure) });
    await turn();
    expect(sink.losses).to.have.length(1);
    expect(sink.losses[0]?.kind).to.equal('config');
    expect(sink.losses[0]?.reason).to.include('There is no WebSocket here');
  });

  it('says what the server complained about before it closed an unconfirmed connection', () => {
    connect({ confirm: { type: 'ready' } });
    server.socket.accept();
    server.socket.say({ type: 'hello', message: 'welcome' });
    server.socket.say({ event: 'error', data: { code: 4001, message: 'No such app' } });
    server.socket.end(4001);
    expect(sink.losses[0]).to.include({
      kind: 'network',
      reason: 'The connection was closed with 4001. The server said: No such app.',
      hint: `The connection was closed with 4001. The server said: No such app. ${remedy}`,
    });
  });

  for (const refusal of [
    { type: 'nack', detail: 'unknown room' },
    { ok: false, message: 'Order not found' },
    { status: 'failed', reason: 'No such channel' },
  ]) {
    it(`says what the server complained about before it closed like one that restarts: ${JSON.stringify(refusal)}`, () => {
      connect({ hello: [{ join: '{id}' }], confirm: { type: 'ready' } });
      server.socket.accept();
      server.socket.say(refusal);
      server.socket.end(1000);
      expect(sink.losses[0]?.kind).to.equal('server-closing');
      const word = refusal.message ?? refusal.reason ?? refusal.type;
      expect(sink.losses[0]?.hint).to.include(`The server said: ${word}`).and.include(remedy);
    });
  }

  it('takes no complaint for the reason once the subscription stood, or with a secret in it', () => {
    connect({ confirm: { type: 'ready' } });
    server.socket.accept();
    server.socket.say({ type: 'ready' });
    server.socket.say({ type: 'error', message: 'Too late' });
    server.socket.end(4001);
    connect({ confirm: { type: 'ready' } });
    server.socket.accept();
    server.socket.say({ type: 'error', message: `bad ${token}` });
    server.socket.end(4001);
    const [stood, secret] = sink.losses.map(({ hint }) => hint);
    expect(stood).to.equal(undefined);
    expect(secret).to.equal(`The connection was closed with 4001. ${remedy}`);
  });

  for (const [code, said, kind, tells] of [
    [4406, 'Subprotocol not acceptable', 'network', 'closed with 4406. The server said: Subprotocol not acceptable.'],
    [1008, '', 'network', 'closed with 1008. Check'],
    [4403, 'Forbidden', 'forbidden', 'closed with 4403. The server said: Forbidden.'],
    [1006, '', 'network', undefined],
    [1011, '', 'network', undefined],
    [1012, 'Service Restart', 'server-closing', undefined],
  ] as const) {
    it(`says what the server closed with before the subscription stood: ${code} ${said}`, () => {
      connect({ confirm: { type: 'ready' } });
      server.socket.accept();
      server.socket.end(code, said);
      const [loss] = sink.losses;
      expect(loss?.kind).to.equal(kind);
      const { hint, reason } = loss ?? {};
      if (tells === undefined) expect(hint).to.equal(undefined);
      else
        expect(kind === 'network' ? hint : reason)
          .to.include(tells)
          .and.include(remedy);
    });
  }

  it('tries again, and says so at once, where a refusal is not about access', () => {
    for (const [refusal, kind] of [
      [{ type: 'no', reason: 'database is starting' }, 'network'],
      [{ type: 'no', reason: 'Too many connections' }, 'overload'],
      [{ type: 'no', reason: 'permission denied' }, 'forbidden'],
    ] as const) {
      connect({ refuse: { type: 'no' } });
      server.socket.accept();
      server.socket.say(refusal);
      expect(sink.losses.at(-1)?.kind).to.equal(kind);
      expect(Boolean(sink.losses.at(-1)?.hint)).to.equal(kind !== 'forbidden');
    }
  });

  for (const [refusal, kind] of [
    [{ type: 'no', path: '/authors/42/tokens', reason: 'No route' }, 'network'],
    [{ type: 'no', message: 'Cannot query field "authCode" on type "Order"' }, 'network'],
    [{ type: 'no', topic: 'token-orders:401', reason: 'crashed' }, 'network'],
    [{ type: 'no', identifier: '{"id":"401"}', reason: 'crashed' }, 'network'],
    [{ type: 'no', identifier: '{"id":"429"}', status: 403 }, 'forbidden'],
    [{ type: 'no', path: '/orders/401', status: 429 }, 'overload'],
  ] as const) {
    it(`judges a refusal by what it says, not by names in it: ${JSON.stringify(refusal)}`, () => {
      connect({ channel: 'token-orders:{id}', refuse: { type: 'no' } }, '401');
      server.socket.accept();
      server.socket.say(refusal);
      expect(sink.losses.map((loss) => loss.kind)).to.deep.equal([kind]);
    });
  }

  for (const [subprotocol, name] of [
    ['mqtt', 'MQTT'],
    ['mqttv3.1', 'MQTT'],
    ['v12.stomp', 'STOMP'],
    ['wamp.2.json', 'WAMP'],
  ] as const) {
    it(`knows by the subprotocol ${subprotocol} that no JSON will come`, () => {
      connect({ subprotocol });
      server.socket.accept();
      expect(sink.losses.map(({ kind }) => kind)).to.deep.equal(['unreadable']);
      expect(sink.losses[0]?.reason).to.include(`speaks ${name}`);
    });
  }

  it('waits for the answer to its own ping where the greeting is answered like one', () => {
    const { connection } = connect({
      hello: [{ ask: 1 }, { join: 1 }],
      confirm: [{ told: 1 }, { joined: 1 }],
      heartbeat: { send: { ask: 1 }, answer: { told: 1 } },
    });
    server.socket.accept();
    server.socket.say({ told: 1 });
    server.socket.say({ told: 1 });
    server.socket.say({ joined: 1 });
    connection.probe();
    const before = sink.events.length;
    connection.probe();
    server.socket.say({ told: 1 });
    expect(sink.events.length).to.equal(before);
    server.socket.say({ told: 1 });
    expect(sink.events.at(-1)).to.equal('alive');
  });

  it('fills {id} and {token} into the URL, encoded, and offers the subprotocols', () => {
    connect(
      { url: 'wss://example.org/{id}?token={token}&again={id}', subprotocol: 'graphql-ws, bearer.{token}' },
      'a/b&c',
    );
    expect(server.socket.url).to.equal(`wss://example.org/a%2Fb%26c?token=${token}&again=a%2Fb%26c`);
    expect(server.socket.protocols).to.deep.equal(['graphql-ws', `bearer.${token}`]);
  });

  it('sends texts as they are, and knows them again', () => {
    const { connection } = connect({
      hello: ['JOIN {id}', '{"protocol":"json","id":"{id}"}\u001e'],
      confirm: ['JOINED {id}', '{}'],
      heartbeat: { send: 'ping', answer: 'pong' },
    });
    server.socket.accept();
    server.socket.say('JOINED A1');
    expect(server.socket.sent).to.deep.equal(['JOIN A1', '{"protocol":"json","id":"A1"}\u001e', 'ping']);
    server.socket.say('{}\u001e');
    expect(sink.events).to.include('confirmed');
    connection.probe();
    server.socket.say('pong');
    server.socket.say('pong');
    expect(sink.events.at(-1)).to.equal('alive');
    expect(sink.payloads).to.deep.equal([]);
  });

  it('escapes an order id within a text that is JSON', () => {
    connect({ hello: ['{"id":"{id}"}\u001e'] }, '","admin":"1');
    server.socket.accept();
    expect(server.socket.sent).to.deep.equal([`${JSON.stringify({ id: '","admin":"1' })}\u001e`]);
  });

  it('sends back what a server wants for its own pings', () => {
    connect({ heartbeat: { alive: '{}', reply: '{}' } });
    server.socket.accept();
    server.socket.say('{}');
    expect(server.socket.sent).to.deep.equal([{}]);
    expect(sink.events.at(-1)).to.equal('alive');
  });
});
