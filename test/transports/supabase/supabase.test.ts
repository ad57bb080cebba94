import { expect } from '@esm-bundle/chai';
import type { SupabaseOptions } from '../../../src/transports/supabase/options.js';
import { supabaseTransport } from '../../../src/transports/supabase/supabase.js';
import { FakeSocketServer } from '../../support/fake-socket-server.js';
import { SinkLog, turn } from '../../support/sink-log.js';
import { describeTransport } from '../live-contract.js';
import { changesBadFilter } from '../recordings/changes-bad-filter.js';
import { changesColdJoin } from '../recordings/changes-cold-join.js';
import { changesInsertDelete } from '../recordings/changes-insert-delete.js';
import { changesNoSelect } from '../recordings/changes-no-select.js';
import { changesTokenExpires } from '../recordings/changes-token-expires.js';
import { privateBroadcast } from '../recordings/private-broadcast.js';
import { privateDenied } from '../recordings/private-denied.js';
import { privateReplicationReady } from '../recordings/private-replication-ready.js';
import { play, type Recording, recordedOrder } from '../recordings/recording.js';
import { order, token } from '../samples.js';
import { answerProbe, confirm, joins, refuse, topicOf, topics } from './phoenix-server.js';

const supabaseUrl = 'https://project.supabase.co';
const supabaseKey = 'sb_publishable_x';

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
  const joined = (recording: Recording, until?: string, orderId = recordedOrder) => {
    const isPrivate = (recording.config as { private: boolean }).private;
    const connection = connect(isPrivate ? 'broadcast' : 'changes', {}, orderId);
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
      joined(changesInsertDelete, undefined, '33333333-3333-4333-8333-333333333333');
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
      expect(first).to.deep.equal({ status: 'ready', version: 7 });
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
    ["DatabaseLackOfConnections: Database can't accept more connections, Realtime won't connect", 'overload'],
    ['DatabaseConnectionRateLimitReached: Too many database connections attempts per second', 'overload'],
    ['PrivateOnly: This project only allows private channels', 'config'],
    ['RealtimeRestarting: Realtime is restarting, please standby', 'network'],
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

  for (const [id, filter] of [
    ['a,b=eq.c"', '"a,b=eq.c\\""'],
    ['"7"', '"\\"7\\""'],
    ...['#1001', '2026/118', 'ord:1001', 'テ12', 'v1.1001', '(7)', 'a b', 'Tisch"7"'].map((plain) => [plain, plain]),
  ] as const) {
    it(`quotes only ids that could not be read without in the filter: ${id}`, () => {
      const connection = connect('changes', {}, id);
      server.socket.accept();
      const payload = joins(server.socket)[0]?.[4] as { config: { postgres_changes: { filter: string }[] } };
      expect(payload.config.postgres_changes[0]?.filter).to.equal(`id=eq.${filter}`);
      connection.close();
    });
  }

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
