import { expect } from '@esm-bundle/chai';
import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import type { SupabaseOptions } from '../../../src/transports/supabase/options.js';
import { supabaseTransport } from '../../../src/transports/supabase/supabase.js';
import { type FakeSocket, FakeSocketServer } from '../../support/fake-socket-server.js';
import { SinkLog, turn } from '../../support/sink-log.js';
import { changesBadFilter } from '../recordings/changes-bad-filter.js';
import { changesTokenExpires } from '../recordings/changes-token-expires.js';
import { privateBroadcast } from '../recordings/private-broadcast.js';
import { privateDenied } from '../recordings/private-denied.js';
import { play, recordedOrder } from '../recordings/recording.js';
import { json, order, token } from '../samples.js';

const isJoin = (message: unknown) => Array.isArray(message) && message[3] === 'phx_join';
const joins = ({ sent }: FakeSocket) => (sent as unknown[][]).filter(isJoin);

describe('a Supabase client that the page hands in', () => {
  let server: FakeSocketServer;
  let sink: SinkLog;
  let client: SupabaseClient;
  let answer: () => Response;
  let requests: Request[];

  beforeEach(() => {
    server = new FakeSocketServer();
    sink = new SinkLog();
    requests = [];
    answer = () => json([order]);
    client = createClient('https://project.supabase.co', 'sb_publishable_x', {
      accessToken: async () => token,
      realtime: { transport: server.WebSocket },
      global: {
        fetch: async (input, init) => {
          requests.push(new Request(input, init));
          return answer();
        },
      },
    });
  });

  afterEach(async () => {
    const gone = client.realtime.disconnect();
    for (const socket of server.sockets) socket.end(1000);
    await gone;
  });

  const connect = (options: SupabaseOptions = {}, log = sink, orderId = recordedOrder) => {
    const connection = supabaseTransport({ supabase: client, ...options }).connect?.(
      { orderId, token: undefined },
      log,
    );
    if (!connection) throw new Error('it cannot connect');
    return connection;
  };
  /** The socket, when the newest join has been sent on it. */
  const joined = async (count = 1) => {
    const socket = server.sockets.at(-1) ?? (await server.arrival());
    if (socket.readyState === WebSocket.CONNECTING) socket.accept();
    await socket.heard(() => joins(socket).length >= count);
    return socket;
  };

  it('receives changes of the table on a channel of its own, with the token of the client', async () => {
    const connection = connect();
    const socket = await joined();
    const [, , topic, , payload] = joins(socket)[0] ?? [];
    expect(topic).to.match(/^realtime:order-status-/);
    expect(payload).to.deep.include({ access_token: token });
    play(changesTokenExpires, socket, 'Token has expired');
    expect(sink.events).to.deep.equal(['opened', 'confirmed', 'received']);
    expect(sink.payloads[0]).to.deep.include({ id: recordedOrder, version: 61 });
    connection.close();
  });

  it('reports auth when the token expires, though the client only says CLOSED', async () => {
    connect();
    play(changesTokenExpires, await joined());
    expect(sink.events.at(-1)).to.equal('lost: auth');
    await turn();
    expect(client.getChannels()).to.have.length(0);
  });

  it('reports config for a filter that cannot work, though the client says SUBSCRIBED', async () => {
    connect({ supabaseChannel: 'changes' });
    play(changesBadFilter, await joined());
    expect(sink.events).to.deep.equal(['opened', 'lost: config']);
  });

  it('uses the private channel of the order with supabase-channel=broadcast', async () => {
    const connection = connect({ supabaseChannel: 'broadcast' });
    play(privateBroadcast, await joined());
    expect(sink.payloads[1]).to.deep.include({ id: recordedOrder, status: 'preparing', version: 149 });
    connection.close();
  });

  it('removes a refused channel, so that the client does not join it again', async () => {
    connect({ supabaseChannel: 'broadcast' });
    const socket = await joined();
    play(privateDenied, socket);
    expect(sink.events).to.deep.equal(['lost: forbidden']);
    await turn();
    const topic = joins(socket)[0]?.[2];
    expect(
      client.getChannels().filter((channel) => channel.topic === topic && channel.state !== 'leaving'),
    ).to.have.length(0);
  });

  it('reports network once when the socket breaks', async () => {
    connect();
    const socket = await joined();
    play(changesTokenExpires, socket, 'Token has expired');
    socket.drop();
    await turn();
    expect(sink.events.filter((event) => event.startsWith('lost'))).to.deep.equal(['lost: network']);
  });

  it('follows two orders beside a channel of the page', async () => {
    const others = client.channel('menu').subscribe();
    const other = new SinkLog();
    const first = connect();
    const second = connect({}, other, 'B2');
    const socket = await joined(3);
    expect(new Set(joins(socket).map(([, , topic]) => topic)).size).to.equal(3);
    first.close();
    await turn();
    expect(client.getChannels().filter(({ state }) => state !== 'leaving')).to.include(others);
    second.close();
  });

  it("answers a probe with the client's own heartbeat, and calls the page's callback too", async () => {
    const heard: string[] = [];
    client.realtime.onHeartbeat((status) => heard.push(status));
    const connection = connect();
    const socket = await joined();
    play(changesTokenExpires, socket, 'Token has expired');
    connection.probe();
    connection.probe();
    const beats = (socket.sent as unknown[][]).filter(([, , topic]) => topic === 'phoenix');
    expect(beats).to.have.length(1);
    socket.say([null, beats[0]?.[1], 'phoenix', 'phx_reply', { status: 'ok', response: {} }]);
    expect(sink.events.at(-1)).to.equal('alive');
    expect(heard).to.deep.equal(['sent', 'ok']);
    connection.close();
    expect(sink.events.at(-1)).to.equal('alive');
  });

  it('reports nothing after close', async () => {
    const connection = connect();
    const socket = await joined();
    play(changesTokenExpires, socket, 'Token has expired');
    const before = [...sink.events];
    connection.close();
    connection.close();
    play(changesTokenExpires, socket);
    socket.drop();
    await turn();
    expect(sink.events).to.deep.equal(before);
  });

  it('reports config for an object that is no Supabase client', async () => {
    const nothing = { channel: () => ({}), removeChannel: async () => 'ok', from: () => ({}) };
    connect({ supabase: nothing as unknown as SupabaseClient });
    await turn();
    expect(sink.events).to.deep.equal(['lost: config']);
  });

  describe('of an older version', () => {
    it('keeps the token that clients before 2.49 hold as a text', async () => {
      const joinedWith: unknown[] = [];
      const realtime = {
        accessToken: token as string | undefined,
        setAuth: async (fresh?: string) => {
          realtime.accessToken = fresh;
        },
      };
      const channel = {
        on: () => channel,
        subscribe: () => joinedWith.push(realtime.accessToken) && channel,
      };
      const old = { realtime, channel: () => channel, removeChannel: async () => 'ok', from: () => ({}) };
      connect({ supabase: old });
      await turn();
      expect(joinedWith).to.deep.equal([token]);
    });

    it('waits for the token of a client that holds its key until it has one', async () => {
      Object.assign(client.realtime, { accessTokenValue: 'sb_publishable_x', apiKey: 'sb_publishable_x' });
      const connection = connect();
      expect(joins(await joined())[0]?.[4]).to.deep.include({ access_token: token });
      connection.close();
    });

    it('reports network where the client has no valid token at the moment', async () => {
      Object.assign(client.realtime, { accessTokenValue: null, setAuth: () => Promise.reject('InvalidJWTToken') });
      connect();
      await turn();
      expect(sink.events).to.deep.equal(['lost: network']);
    });

    it('reports config where it joins the public channel instead of the private one', async () => {
      const { channel } = client;
      client.channel = (name) => {
        const made = channel.call(client, name);
        Object.defineProperty(made, 'joinPush', { value: { payload: { config: { broadcast: {} } } } });
        return made;
      };
      connect({ supabaseChannel: 'broadcast' });
      await turn();
      expect(sink.losses.map(({ kind, reason }) => [kind, /private channels/.test(reason)])).to.deep.equal([
        ['config', true],
      ]);
      await turn();
      expect(client.getChannels().filter(({ state }) => state !== 'leaving')).to.have.length(0);
    });

    it('reads the table and the function without the choice of a schema', async () => {
      const { from, rpc } = client;
      const old = {
        channel: () => ({}),
        removeChannel: async () => 'ok',
        from: from.bind(client),
        rpc: rpc.bind(client),
      };
      const request = { orderId: 'A1', minVersion: undefined, token: undefined, signal: new AbortController().signal };
      const read = (options: SupabaseOptions) => supabaseTransport({ supabase: old, ...options }).read?.(request);
      expect(await read({ supabaseTable: 'public.tickets' })).to.deep.equal(order);
      expect(await read({ supabaseRead: 'order_snapshot' })).to.deep.equal(order);
      expect(requests.map(({ url }) => new URL(url).pathname)).to.deep.equal([
        '/rest/v1/tickets',
        '/rest/v1/rpc/order_snapshot',
      ]);
      const kind = await read({ supabaseTable: 'kitchen.tickets' })?.then(
        () => 'none',
        (failure: { kind: string }) => failure.kind,
      );
      expect(kind).to.equal('config');
    });
  });

  it('reads the order once more when the server has subscribed to the table again', async () => {
    const connection = connect();
    const socket = await joined();
    play(changesTokenExpires, socket, 'Token has expired');
    const [ref, , topic] = joins(socket)[0] ?? [];
    socket.say([ref, null, topic, 'system', { status: 'ok', extension: 'postgres_changes', message: 'Subscribed' }]);
    socket.say([ref, null, topic, 'system', { status: 'ok', extension: 'system', message: 'ready' }]);
    expect(sink.events.filter((event) => event === 'confirmed')).to.have.length(2);
    connection.close();
  });

  it('stays live when another order is deleted', async () => {
    const connection = connect();
    const socket = await joined();
    play(changesTokenExpires, socket, 'Token has expired');
    const [, , topic] = joins(socket)[0] ?? [];
    const data = {
      type: 'DELETE',
      old_record: { id: 'B2' },
      schema: 'public',
      table: 'orders',
      columns: [],
      errors: null,
    };
    socket.say([null, null, topic, 'postgres_changes', { data, ids: [83263363] }]);
    expect(sink.losses).to.deep.equal([]);
    connection.close();
  });

  describe('as a reader', () => {
    const read = (options: SupabaseOptions = {}) =>
      supabaseTransport({ supabase: client, ...options }).read?.({
        orderId: 'A1',
        minVersion: undefined,
        token: undefined,
        signal: new AbortController().signal,
      });
    const failure = () =>
      read()?.then(
        () => undefined,
        ({ kind }: { kind: string }) => kind,
      );

    it('reads the row of the table', async () => {
      expect(await read({ supabaseTable: 'kitchen.tickets' })).to.deep.equal(order);
      expect(requests[0]?.url).to.equal('https://project.supabase.co/rest/v1/tickets?select=*&id=eq.A1');
      expect(requests[0]?.headers.get('accept-profile')).to.equal('kitchen');
    });

    it('calls the function of supabase-read', async () => {
      expect(await read({ supabaseRead: 'order_snapshot' })).to.deep.equal(order);
      expect(requests[0]?.url).to.equal('https://project.supabase.co/rest/v1/rpc/order_snapshot');
      expect(await requests[0]?.json()).to.deep.equal({ order_id: 'A1' });
    });

    it('reports why a read failed', async () => {
      answer = () => json([]);
      expect(await failure()).to.equal('not-found');
      answer = () => json({ code: 'PGRST301', message: 'JWT expired' }, { status: 401 });
      expect(await failure()).to.equal('auth');
      answer = () => json({ code: 'PGRST205', message: 'no table' }, { status: 404 });
      expect(await failure()).to.equal('config');
      answer = () => json({ message: 'busy' }, { status: 429 });
      expect(await failure()).to.equal('overload');
    });
  });

  it('reads by the function of the migrations where the table has a column that the session may not read', async () => {
    const denied = { code: '42501', message: 'permission denied for table wide' };
    answer = () => (requests.at(-1)?.url.includes('/rpc/') ? json(order) : json(denied, { status: 403 }));
    const transport = supabaseTransport({ supabase: client, supabaseTable: 'wide' });
    const request = { orderId: 'A1', minVersion: undefined, token: undefined, signal: new AbortController().signal };
    expect(await transport.read?.(request)).to.deep.equal(order);
    expect(await transport.read?.(request)).to.deep.equal(order);
    expect(requests.filter(({ url }) => url.includes('/rpc/order_snapshot'))).to.have.length(2);
    expect(requests).to.have.length(3);
  });
});
