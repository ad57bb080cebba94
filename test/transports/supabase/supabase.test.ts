import { expect } from '@esm-bundle/chai';
import type { SupabaseOptions } from '../../../src/transports/supabase/options.js';
import { supabaseTransport } from '../../../src/transports/supabase/supabase.js';
import type { ConnectionFault, OrderTransport } from '../../../src/transports/transport.js';
import { type FakeSocket, FakeSocketServer } from '../../support/fake-socket-server.js';
import { SinkLog, turn } from '../../support/sink-log.js';
import { describeReader, describeTransport, json, order, token } from '../contract.js';
import { changesBadFilter } from '../recordings/changes-bad-filter.js';
import { changesColdJoin } from '../recordings/changes-cold-join.js';
import { changesInsertDelete } from '../recordings/changes-insert-delete.js';
import { changesNoSelect } from '../recordings/changes-no-select.js';
import { changesTokenExpires } from '../recordings/changes-token-expires.js';
import { privateBroadcast } from '../recordings/private-broadcast.js';
import { privateDenied } from '../recordings/private-denied.js';
import { privateReplicationReady } from '../recordings/private-replication-ready.js';
import { play, type Recording, recordedOrder } from '../recordings/recording.js';

const supabaseUrl = 'https://project.supabase.co';
const supabaseKey = 'sb_publishable_x';

const joins = ({ sent }: FakeSocket) => (sent as unknown[][]).filter(([, , , event]) => event === 'phx_join');
const topics = ({ sent }: FakeSocket) => joins({ sent } as FakeSocket).map(([, , topic]) => topic);

/** Accepts the newest join, and confirms that changes arrive. */
function confirm(socket: FakeSocket): void {
  const [ref, , topic, , payload] = joins(socket).at(-1) ?? [];
  const isPrivate = (payload as { config: { private: boolean } }).config.private;
  socket.say([ref, ref, topic, 'phx_reply', { status: 'ok', response: { postgres_changes: [] } }]);
  const extension = isPrivate ? 'system' : 'postgres_changes';
  socket.say([ref, null, topic, 'system', { status: 'ok', extension, message: 'ready', channel: 'x' }]);
}

function refuse(socket: FakeSocket, reason: string): void {
  const [ref, , topic] = joins(socket).at(-1) ?? [];
  socket.say([ref, ref, topic, 'phx_reply', { status: 'error', response: { reason } }]);
}

function answerProbe(socket: FakeSocket): void {
  const [joinRef, ref, topic, event] = socket.sent.at(-1) as unknown[];
  expect([joinRef, topic, event]).to.deep.equal([null, 'phoenix', 'heartbeat']);
  socket.say([null, ref, 'phoenix', 'phx_reply', { status: 'ok', response: {} }]);
}

/** The topic whose join asked for this order. */
function topicOf(socket: FakeSocket, id: unknown): unknown {
  const mine = joins(socket).filter((join) => JSON.stringify(join).includes(String(id)));
  return (mine.at(-1) ?? joins(socket).at(-1))?.[2];
}

describeTransport(
  "a table's changes in Supabase",
  (WebSocket) => ({
    transport: supabaseTransport({ supabaseUrl, supabaseKey, supabaseChannel: 'changes' }, { WebSocket }),
    confirm,
    answerProbe,
    change: (socket, record) =>
      socket.say([
        null,
        null,
        topicOf(socket, (record as { id: unknown }).id),
        'postgres_changes',
        { ids: [1], data: { type: 'UPDATE', record, errors: null } },
      ]),
  }),
  { shares: true },
);

describeTransport(
  'a private channel in Supabase',
  (WebSocket) => ({
    transport: supabaseTransport({ supabaseUrl, supabaseKey, supabaseChannel: 'broadcast' }, { WebSocket }),
    confirm,
    answerProbe,
    change: (socket, payload) =>
      socket.say([
        null,
        null,
        topicOf(socket, (payload as { id: unknown }).id),
        'broadcast',
        { event: 'status', type: 'broadcast', payload },
      ]),
  }),
  { shares: true },
);

describeReader('Supabase', (fetch) => supabaseTransport({ supabaseUrl, supabaseKey }, { fetch }), [order]);

describe('Supabase', () => {
  let server: FakeSocketServer;
  let sink: SinkLog;

  beforeEach(() => {
    server = new FakeSocketServer();
    sink = new SinkLog();
  });

  const connect = (mode: 'broadcast' | 'changes', more: SupabaseOptions = {}, orderId = recordedOrder, log = sink) => {
    const options = { supabaseUrl, supabaseKey, supabaseChannel: mode, ...more };
    const transport = supabaseTransport(options, { WebSocket: server.WebSocket });
    const connection = transport.connect?.({ orderId, token }, log);
    if (!connection) throw new Error('it cannot connect');
    return connection;
  };
  const joined = (recording: Recording, until?: string) => {
    const isPrivate = (recording.config as { private: boolean }).private;
    const connection = connect(isPrivate ? 'broadcast' : 'changes');
    server.socket.accept();
    play(recording, server.socket, until);
    return connection;
  };

  describe('as recorded from a real server', () => {
    it('joins for changes as the official client does, for every kind of change', () => {
      const connection = connect('changes', { supabaseTable: 'kitchen.tickets' });
      server.socket.accept();
      const [joinRef, ref, topic, event, payload] = joins(server.socket)[0] ?? [];
      expect([joinRef, event]).to.deep.equal([ref, 'phx_join']);
      expect(topic).to.match(/^realtime:order-status-\d+$/);
      const filter = `id=eq.${recordedOrder}`;
      expect(payload).to.deep.equal({
        config: {
          ...(changesColdJoin.config as object),
          postgres_changes: [{ event: '*', schema: 'kitchen', table: 'tickets', filter }],
        },
        access_token: token,
      });
      connection.close();
    });

    it('reports confirmed only after the confirmation of the database', () => {
      const connection = joined(changesColdJoin, 'Subscribed to PostgreSQL');
      expect(sink.events).to.deep.equal(['opened']);
      connection.close();
    });

    it('receives changes after a cold join', () => {
      const connection = joined(changesColdJoin);
      expect(sink.events.slice(0, 2)).to.deep.equal(['opened', 'confirmed']);
      expect(sink.payloads.map((row) => (row as { status: string }).status)).to.deep.equal([
        'preparing',
        'ready',
        'served',
      ]);
      connection.close();
    });

    it('reports not-found when the row is deleted', () => {
      joined(changesInsertDelete);
      expect(sink.payloads).to.have.length(2);
      expect(sink.events.at(-1)).to.equal('lost: not-found');
    });

    it('reports forbidden if the role may not read the table', () => {
      joined(changesNoSelect);
      expect(sink.losses.map(({ kind }) => kind)).to.deep.equal(['forbidden']);
      expect(sink.payloads).to.deep.equal([]);
    });

    it('reports config if the filter cannot work', () => {
      joined(changesBadFilter);
      expect(sink.events).to.deep.equal(['opened', 'lost: config']);
    });

    it('reports auth once when the token expires', async () => {
      joined(changesTokenExpires);
      expect(sink.events).to.deep.equal(['opened', 'confirmed', 'received', 'lost: auth']);
      await turn();
      expect(server.openSockets).to.have.length(0);
    });

    it('reports forbidden if the token is not for this private channel', () => {
      joined(privateDenied);
      expect(sink.losses.map(({ kind }) => kind)).to.deep.equal(['forbidden']);
    });

    it('reports confirmed only after the confirmation of a private channel', () => {
      const connection = joined(privateReplicationReady, '"system"');
      expect(joins(server.socket)[0]?.[4]).to.deep.include({ access_token: token });
      expect(sink.events[0]).to.equal('opened');
      connection.close();
    });

    it('reads binary broadcasts: the wire shape and the row of broadcast_changes', () => {
      const connection = joined(privateBroadcast);
      const [first, second] = sink.payloads;
      expect(first).to.deep.include({ status: 'ready', version: 7 });
      expect(second).to.deep.include({ id: recordedOrder, status: 'preparing', version: 149 });
      // Two that are no orders and one in bytes are handed on too: the tracker refuses and counts them.
      expect(sink.payloads).to.have.length(5);
      expect(sink.payloads[4]).to.equal(undefined);
      expect(sink.losses).to.deep.equal([]);
      connection.close();
    });
  });

  for (const [reason, kind] of [
    ['MalformedJWT: The token provided is not a valid JWT', 'auth'],
    ['JwtSignatureError: Failed to validate JWT signature', 'auth'],
    ['InvalidJWTToken: Fields `role` and `exp` are required in JWT', 'auth'],
    ['InvalidJWTToken: Token has expired 30 seconds ago', 'auth'],
    ['Unauthorized: You do not have permissions to read from this Channel topic: order:x', 'forbidden'],
    ['ChannelRateLimitReached: Too many channels', 'overload'],
    ['ClientJoinRateLimitReached: Too many joins per second', 'overload'],
    ['IncreaseConnectionPool: Please increase your connection pool size', 'overload'],
    ['TopicNameRequired: You must provide a topic name', 'config'],
    ['Unknown Error on Channel', 'network'],
    ['unmatched topic', 'network'],
    [undefined, 'network'],
  ] as const) {
    it(`reports a join that is refused with "${reason}" as "${kind}"`, () => {
      connect('broadcast');
      server.socket.accept();
      refuse(server.socket, reason as string);
      expect(sink.losses.map((failure) => failure.kind)).to.deep.equal([kind]);
    });
  }

  it('reports server-closing when the server ends the channel and keeps the socket', () => {
    connect('changes');
    server.socket.accept();
    confirm(server.socket);
    const [ref, , topic] = joins(server.socket)[0] ?? [];
    server.socket.say(['another join', 'another join', topic, 'phx_close', {}]);
    expect(sink.losses).to.deep.equal([]);
    server.socket.say([ref, ref, topic, 'phx_close', {}]);
    expect(sink.events.at(-1)).to.equal('lost: server-closing');
  });

  it('renews the token without leaving the channel', () => {
    const connection = connect('changes');
    connection.renewToken('second');
    server.socket.accept();
    expect(joins(server.socket)[0]?.[4]).to.deep.include({ access_token: 'second' });
    confirm(server.socket);
    connection.renewToken('third');
    const [, , topic, event, payload] = server.socket.sent.at(-1) as unknown[];
    expect([topic, event, payload]).to.deep.equal([
      topics(server.socket)[0],
      'access_token',
      { access_token: 'third' },
    ]);
    // A repeated confirmation may have waited while the page slept: it is no sign of life.
    server.socket.say([...(joins(server.socket)[0]?.slice(0, 1) ?? []), null, topic, 'system', { status: 'ok' }]);
    expect(sink.events).to.deep.equal(['opened', 'confirmed']);
    connection.close();
  });

  it('quotes an order id with special characters in the filter', () => {
    const connection = connect('changes', {}, 'a,b=eq.c"');
    server.socket.accept();
    const payload = joins(server.socket)[0]?.[4] as { config: { postgres_changes: { filter: string }[] } };
    expect(payload.config.postgres_changes[0]?.filter).to.equal('id=eq."a,b=eq.c\\""');
    connection.close();
  });

  it('joins a topic once per socket, because a second join would end the first', () => {
    const other = new SinkLog();
    const first = connect('broadcast');
    const second = connect('broadcast', {}, recordedOrder, other);
    for (const socket of server.sockets) {
      socket.accept();
      confirm(socket);
    }
    expect(server.sockets.map(topics)).to.deep.equal([
      [`realtime:order:${recordedOrder}`],
      [`realtime:order:${recordedOrder}`],
    ]);
    first.close();
    expect(other.events).to.deep.equal(['opened', 'confirmed']);
    second.close();
  });

  it('reports confirmed without the confirmation of the server only when a message arrives', () => {
    const url = { supabaseUrl: 'https://silent.supabase.co' };
    const join = () => {
      const connection = connect('broadcast', url);
      server.socket.accept();
      const [ref, , topic] = joins(server.socket).at(-1) ?? [];
      server.socket.say([ref, ref, topic, 'phx_reply', { status: 'ok', response: {} }]);
      return { connection, topic };
    };
    join().connection.close();
    const { connection, topic } = join();
    expect(sink.events).to.deep.equal(['opened', 'opened']);
    server.socket.say([null, null, topic, 'broadcast', { event: 'status', type: 'broadcast', payload: order }]);
    expect(sink.events.slice(0, 3)).to.deep.equal(['opened', 'opened', 'confirmed']);
    connection.close();
  });

  it('ignores the messages of other orders on its socket', () => {
    const url = { supabaseUrl: 'https://shared.supabase.co' };
    const first = connect('broadcast', url);
    const second = connect('broadcast', url, 'another', new SinkLog());
    server.socket.accept();
    const [[ref, , topic] = []] = joins(server.socket);
    server.socket.say([ref, ref, topic, 'phx_reply', { status: 'ok', response: {} }]);
    expect(sink.events).to.deep.equal(['opened']);
    const news = { event: 'status', type: 'broadcast', payload: order };
    server.socket.say([null, null, topics(server.socket)[1], 'broadcast', news]);
    expect(sink.events).to.deep.equal(['opened']);
    first.close();
    expect((server.socket.sent.at(-1) as unknown[]).slice(2, 4)).to.deep.equal([topic, 'phx_leave']);
    second.close();
  });

  it('ignores broadcasts on the channel of a table, which anyone may send', () => {
    const connection = connect('changes');
    server.socket.accept();
    confirm(server.socket);
    const forged = { event: 'status', type: 'broadcast', payload: { ...order, status: 'ready' } };
    server.socket.say([null, null, topics(server.socket)[0], 'broadcast', forged]);
    expect(sink.payloads).to.deep.equal([]);
    connection.close();
  });
});

describe('the automatic choice of a channel in Supabase', () => {
  let server: FakeSocketServer;
  let sink: SinkLog;
  let storage: Map<string, string>;
  let project = 0;
  let answers: unknown[];

  beforeEach(() => {
    server = new FakeSocketServer();
    sink = new SinkLog();
    storage = new Map();
    answers = [];
    project += 1;
  });

  const make = (supabaseTable = 'orders') =>
    supabaseTransport(
      { supabaseUrl: `https://auto-${project}.supabase.co`, supabaseKey, supabaseTable },
      {
        WebSocket: server.WebSocket,
        fetch: async () => json([answers.shift()]),
        sessionStorage: {
          getItem: (key) => storage.get(key) ?? null,
          setItem: (key, value) => storage.set(key, value),
        },
      },
    );
  const connect = (transport = make(), orderId = 'A1', log = sink) => {
    const connection = transport.connect?.({ orderId, token }, log);
    if (!connection) throw new Error('it cannot connect');
    return connection;
  };
  const modes = () =>
    server.sockets
      .flatMap((socket) => topics(socket))
      .map((topic) => (String(topic).startsWith('realtime:order:') ? 'broadcast' : 'changes'));
  const acceptAll = () => {
    for (const socket of server.sockets) if (socket.readyState === WebSocket.CONNECTING) socket.accept();
  };
  const denied = 'Unauthorized: You do not have permissions to read from this Channel topic: order:A1';

  it('uses the private channel if it is confirmed', async () => {
    const connection = connect();
    acceptAll();
    confirm(server.socket);
    expect(sink.events).to.deep.equal(['opened', 'confirmed']);
    const other = new SinkLog();
    const second = connect(make(), 'B2', other);
    await turn();
    acceptAll();
    expect(modes()).to.deep.equal(['broadcast', 'broadcast']);
    connection.close();
    second.close();
  });

  it('uses the changes of the table if the private channel is refused, and is not lost', async () => {
    const connection = connect();
    acceptAll();
    refuse(server.socket, denied);
    await turn();
    acceptAll();
    confirm(server.socket);
    expect(modes()).to.deep.equal(['broadcast', 'changes']);
    expect(server.sockets, 'a refused join freezes its socket').to.have.length(2);
    expect(sink.events).to.deep.equal(['opened', 'confirmed']);
    connection.close();
    await turn();
    expect(server.openSockets).to.have.length(0);
  });

  it('keeps that choice for the page and the tab, by project and table', async () => {
    const connection = connect();
    acceptAll();
    refuse(server.socket, denied);
    connection.close();
    await turn();
    acceptAll();
    connect().close();
    expect([...storage.values()]).to.deep.equal(['changes']);

    const again = connect(make());
    acceptAll();
    expect(modes().at(-1)).to.equal('changes');
    again.close();
    const elsewhere = connect(make('tickets'));
    acceptAll();
    expect(modes().at(-1)).to.equal('broadcast');
    elsewhere.close();
  });

  it('tries the private channel with one order while the others wait', async () => {
    const other = new SinkLog();
    const first = connect();
    const second = connect(make(), 'B2', other);
    await turn();
    acceptAll();
    expect(modes()).to.deep.equal(['broadcast']);
    refuse(server.socket, denied);
    await turn();
    acceptAll();
    await turn();
    expect(modes()).to.deep.equal(['broadcast', 'changes', 'changes']);
    first.close();
    second.close();
  });

  it('tries the private channel with another order if the first one loses the network', async () => {
    const first = connect();
    const second = connect(make(), 'B2', new SinkLog());
    server.socket.drop();
    expect(sink.events).to.deep.equal(['lost: network']);
    await turn();
    acceptAll();
    expect(modes()).to.deep.equal(['broadcast']);
    first.close();
    second.close();
  });

  it('reports auth, and keeps trying the private channel, if the token was refused', async () => {
    connect();
    acceptAll();
    refuse(server.socket, 'InvalidJWTToken: Token has expired 30 seconds ago');
    expect(sink.events).to.deep.equal(['lost: auth']);
    expect(storage.size).to.equal(0);
    await turn();
    const again = connect();
    acceptAll();
    expect(modes()).to.deep.equal(['broadcast', 'broadcast']);
    again.close();
  });

  const closeUnconfirmedWith = async (fault?: ConnectionFault) => {
    const first = connect();
    acceptAll();
    const [ref, , topic] = joins(server.socket)[0] ?? [];
    server.socket.say([ref, ref, topic, 'phx_reply', { status: 'ok', response: {} }]);
    first.close(fault);
    first.close();
    await turn();
    const second = connect();
    acceptAll();
    second.close();
    return modes();
  };

  it('uses the changes of the table after the tracker gave up an unconfirmed private channel', async () => {
    expect(await closeUnconfirmedWith('unconfirmed')).to.deep.equal(['broadcast', 'changes']);
  });

  it('tries the private channel again after a close without a fault', async () => {
    expect(await closeUnconfirmedWith()).to.deep.equal(['broadcast', 'broadcast']);
  });

  it('uses the changes of the table for a waiting order when the trial ends unconfirmed', async () => {
    const first = connect();
    const second = connect(make(), 'B2', new SinkLog());
    await turn();
    acceptAll();
    first.close('unconfirmed');
    await turn();
    acceptAll();
    expect(modes()).to.deep.equal(['broadcast', 'changes']);
    second.close();
  });

  it('hands a fault on to an order that waited for the trial of another', async () => {
    const transport = make();
    const first = connect();
    const second = connect(transport, 'B2', new SinkLog());
    acceptAll();
    confirm(server.socket);
    await turn();
    second.close('missed-changes');
    connect(transport, 'B2', new SinkLog()).close('missed-changes');
    expect([...storage.values()]).to.deep.equal(['changes']);
    first.close();
  });

  it('ignores the fault of a connection that is lost already', async () => {
    const connection = connect();
    acceptAll();
    server.socket.drop();
    connection.close('unconfirmed');
    connect().close();
    await turn();
    const again = connect();
    acceptAll();
    expect(modes().at(-1)).to.equal('broadcast');
    again.close();
  });

  describe('after the tracker gave up a private channel that missed changes', () => {
    let transport: OrderTransport;

    beforeEach(() => {
      transport = make();
    });

    /** Joins and confirms a channel, lets the server send a payload or not, and gives the channel up. */
    const join = async (fault?: ConnectionFault, { payload = false, closes = 1 } = {}) => {
      const connection = connect(transport);
      await turn();
      acceptAll();
      confirm(server.socket);
      if (payload) server.socket.say([null, null, topics(server.socket).at(-1), 'broadcast', { payload: order }]);
      for (let count = 0; count < closes; count += 1) connection.close(fault);
      await turn();
    };

    it('uses the changes of the table if a second one in a row missed changes', async () => {
      await join('missed-changes');
      await join('missed-changes');
      await join();
      expect(modes()).to.deep.equal(['broadcast', 'broadcast', 'changes']);
      expect([...storage.values()]).to.deep.equal(['changes']);
    });

    it('joins the private channel again, however often the first one was closed', async () => {
      await join('missed-changes', { closes: 3 });
      await join();
      expect(modes()).to.deep.equal(['broadcast', 'broadcast']);
      expect(storage.size).to.equal(0);
    });

    it('counts from the beginning after a payload', async () => {
      await join('missed-changes');
      await join('missed-changes', { payload: true });
      await join();
      expect(modes()).to.deep.equal(['broadcast', 'broadcast', 'broadcast']);
      await join('missed-changes');
      await join();
      expect(modes().at(-1)).to.equal('changes');
    });

    it('keeps counting over a connection that ends without a fault', async () => {
      await join('missed-changes');
      await join();
      await join('missed-changes');
      await join();
      expect(modes().at(-1)).to.equal('changes');
    });

    it('does not compare versions of reads', async () => {
      answers = [2, 3, 3, 3].map((version) => ({ ...order, version }));
      const connection = connect(transport);
      acceptAll();
      confirm(server.socket);
      for (let count = 0; count < 4; count += 1) {
        await transport.read?.({ orderId: 'A1', minVersion: undefined, token, signal: new AbortController().signal });
      }
      expect(sink.losses).to.deep.equal([]);
      connection.close();
      await join();
      expect(modes()).to.deep.equal(['broadcast', 'broadcast']);
    });
  });

  it('works if the browser denies storage', () => {
    const deny = () => {
      throw new DOMException('denied', 'SecurityError');
    };
    const transport = supabaseTransport(
      { supabaseUrl: `https://auto-${project}.supabase.co`, supabaseKey },
      { WebSocket: server.WebSocket, sessionStorage: { getItem: deny, setItem: deny } },
    );
    const connection = connect(transport);
    acceptAll();
    refuse(server.socket, denied);
    acceptAll();
    confirm(server.socket);
    expect(sink.events).to.deep.equal(['opened', 'confirmed']);
    connection.close();
  });
});

describe('a read from Supabase', () => {
  let requests: Request[];

  beforeEach(() => {
    requests = [];
  });

  const read = (options: SupabaseOptions, answer: () => Response, withToken: string | null = token, orderId = 'A1') =>
    supabaseTransport(
      { supabaseUrl, supabaseKey, ...options },
      {
        fetch: async (input, init) => {
          requests.push(new Request(input, init));
          return answer();
        },
      },
    ).read?.({ orderId, minVersion: undefined, token: withToken ?? undefined, signal: new AbortController().signal });
  const failure = (answer: () => Response) =>
    read({}, answer)?.then(
      () => undefined,
      ({ kind }: { kind: string }) => kind,
    );

  it('requests the row of the table', async () => {
    expect(await read({}, () => json([order]), token, 'a/b')).to.deep.equal(order);
    expect(requests[0]?.url).to.equal(`${supabaseUrl}/rest/v1/orders?select=*&id=eq.a%2Fb`);
    expect(requests[0]?.headers.get('apikey')).to.equal(supabaseKey);
    expect(requests[0]?.headers.has('accept-profile')).to.equal(false);
  });

  it('names the schema if it is not public', async () => {
    await read({ supabaseTable: 'kitchen.tickets' }, () => json([order]));
    expect(requests[0]?.url).to.include('/rest/v1/tickets?');
    expect(requests[0]?.headers.get('accept-profile')).to.equal('kitchen');
  });

  it('calls the function of supabase-read', async () => {
    expect(await read({ supabaseRead: 'order_snapshot' }, () => json(order))).to.deep.equal(order);
    expect(requests[0]?.url).to.equal(`${supabaseUrl}/rest/v1/rpc/order_snapshot`);
    expect(requests[0]?.method).to.equal('POST');
    expect(await requests[0]?.json()).to.deep.equal({ order_id: 'A1' });
  });

  it('sends a key as a bearer token only if it is a JWT', async () => {
    await read({}, () => json([order]), null);
    await read({ supabaseKey: 'a.b.c' }, () => json([order]), null);
    expect(requests.map(({ headers }) => headers.get('authorization'))).to.deep.equal([null, 'Bearer a.b.c']);
  });

  it('reports not-found if there is no row', async () => {
    expect(await failure(() => json([]))).to.equal('not-found');
    expect(await failure(() => json(null))).to.equal('not-found');
  });

  it('tells a wrong set-up from an order that does not exist', async () => {
    expect(await failure(() => json({ code: 'PGRST205' }, { status: 404 }))).to.equal('config');
    expect(await failure(() => json({ code: '42703' }, { status: 400 }))).to.equal('config');
    expect(await failure(() => json({ code: '22P02' }, { status: 400 }))).to.equal('not-found');
    expect(await failure(() => json({ code: 'PGRST301' }, { status: 401 }))).to.equal('auth');
    expect(await failure(() => json({ code: '42501' }, { status: 403 }))).to.equal('forbidden');
  });
});
