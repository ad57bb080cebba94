import { expect } from '@esm-bundle/chai';
import { supabaseTransport } from '../../../src/transports/supabase/supabase.js';
import type { ConnectionFault, OrderTransport } from '../../../src/transports/transport.js';
import { FakeSocketServer } from '../../support/fake-socket-server.js';
import { SinkLog, turn } from '../../support/sink-log.js';
import { json, order, token } from '../samples.js';
import { change, confirm, failChanges, joins, refuse, topics } from './phoenix-server.js';

const supabaseKey = 'sb_publishable_x';

/** What a join asks for. */
function modeOf(join: unknown[]): string {
  const { config } = join[4] as { config: { private: boolean; postgres_changes: unknown[] } };
  if (!config.private) return 'changes';
  return config.postgres_changes.length > 0 ? 'both' : 'broadcast';
}

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
  const connect = (transport = make(), orderId = 'A1', log = sink, withToken: string | null = token) => {
    const connection = transport.connect?.({ orderId, token: withToken ?? undefined }, log);
    if (!connection) throw new Error('it cannot connect');
    return connection;
  };
  const modes = () => server.sockets.flatMap((socket) => joins(socket)).map(modeOf);
  const acceptAll = () => {
    for (const socket of server.sockets) if (socket.readyState === WebSocket.CONNECTING) socket.accept();
  };
  /** Connects, and the server confirms the ways that were asked for, or some of them. */
  const follow = (ways?: Parameters<typeof confirm>[1]) => {
    const connection = connect();
    acceptAll();
    confirm(server.socket, ways);
    return connection;
  };
  /** One more connection, to see what it asks for. */
  const connectOnce = async () => {
    await turn();
    const next = connect();
    acceptAll();
    next.close();
  };
  const denied = 'Unauthorized: You do not have permissions to read from this Channel topic: order:A1';

  const broadcast = (record: object = order, topic: unknown = topics(server.socket).at(-1)) =>
    server.socket.say([null, null, topic, 'broadcast', { payload: record }]);

  it('uses the changes of the table at once where the page has no token', () => {
    const connection = connect(make(), 'A1', sink, null);
    acceptAll();
    confirm(server.socket);
    expect(modes()).to.deep.equal(['changes']);
    expect(sink.events).to.deep.equal(['opened', 'confirmed']);
    connection.close();
    expect(storage.size, 'a token that comes later is tried').to.equal(0);
  });

  it('tries the private channel once the page has a token', () => {
    const without = connect(make(), 'A1', new SinkLog(), null);
    without.close();
    const connection = connect();
    acceptAll();
    expect(modes().at(-1)).to.equal('both');
    connection.close();
  });

  it('hears the table on the private channel as well until a broadcast has come', async () => {
    const connection = follow();
    expect(sink.events).to.deep.equal(['opened', 'confirmed']);
    const second = connect(make(), 'B2', new SinkLog());
    await turn();
    acceptAll();
    expect(modes()).to.deep.equal(['both', 'both']);
    broadcast(order, 'realtime:order:A1');
    second.close();
    connection.close();
    await connectOnce();
    expect(modes().at(-1)).to.equal('broadcast');
  });

  it('delivers what either way brings, and the table no more once broadcasts come', () => {
    const connection = follow();
    change(server.socket, order);
    broadcast({ ...order, status: 'ready' });
    broadcast({ ...order, status: 'served' });
    change(server.socket, { ...order, status: 'ready' });
    expect(sink.payloads, 'the table is later, and may have no versions').to.deep.equal([
      order,
      { ...order, status: 'ready' },
      { ...order, status: 'served' },
    ]);
    connection.close();
  });

  it('goes on to hear the table where other things are broadcast on the channel', async () => {
    const connection = follow();
    broadcast({ courier: [9.19, 45.46] });
    change(server.socket, order);
    expect(sink.payloads.at(-1)).to.deep.equal(order);
    broadcast({ courier: [9.2, 45.46] });
    change(server.socket, { ...order, version: 3 });
    expect([...storage.values()]).to.deep.equal(['changes']);
    connection.close();
  });

  it('knows a row in the wrapper of broadcast_changes for a change of the order', async () => {
    const connection = follow();
    broadcast({ operation: 'UPDATE', record: { id: 'A1', state: 'COOKING' } });
    connection.close();
    await connectOnce();
    expect(modes()).to.deep.equal(['both', 'broadcast']);
  });

  it('uses the changes of the table after two of them came and no broadcast did', async () => {
    const connection = follow();
    change(server.socket, order);
    expect(storage.size).to.equal(0);
    change(server.socket, { ...order, version: 3 });
    expect([...storage.values()]).to.deep.equal(['changes']);
    expect(sink.losses, 'the present connection brings them').to.deep.equal([]);
    connection.close();
    await connectOnce();
    expect(modes()).to.deep.equal(['both', 'changes']);
  });

  it('stays with the private channel when the table brings several changes at once after their broadcasts', async () => {
    const connection = follow();
    for (const version of [3, 4, 5]) broadcast({ ...order, version });
    for (const version of [3, 4, 5]) change(server.socket, { ...order, version });
    expect(storage.size).to.equal(0);
    connection.close();
    await connectOnce();
    expect(modes()).to.deep.equal(['both', 'broadcast']);
  });

  const unpublished = 'Unable to subscribe to changes with given parameters. Please check Realtime is enabled';
  const timeouts = '{:error, "Too many database timeouts"}';

  it('stays with the private channel where the table is not published', async () => {
    const connection = follow(['system']);
    expect(sink.events, 'the private channel may be mute').to.deep.equal(['opened']);
    failChanges(server.socket, unpublished);
    expect(sink.events).to.deep.equal(['opened', 'confirmed']);
    connection.close();
    await connectOnce();
    expect(modes()).to.deep.equal(['both', 'broadcast']);
  });

  it('takes the private channel as well where the refusal of the table comes first', () => {
    const connection = follow([]);
    failChanges(server.socket, unpublished);
    expect(sink.events).to.deep.equal(['opened']);
    confirm(server.socket, ['system']);
    expect(sink.events).to.deep.equal(['opened', 'confirmed']);
    connection.close();
  });

  it('is not confirmed while the table is only in trouble, but by a broadcast of the order', () => {
    const connection = follow(['system']);
    failChanges(server.socket, timeouts);
    expect(sink.events).to.deep.equal(['opened']);
    broadcast({ courier: [9.19, 45.46] });
    expect(sink.events, 'that is not about the order').to.deep.equal(['opened', 'received']);
    broadcast();
    expect(sink.events).to.deep.equal(['opened', 'received', 'confirmed', 'received']);
    connection.close();
  });

  for (const [why, words] of [
    ['the role may not read the table', 'ERROR 42501 (insufficient_privilege) permission denied for table orders'],
    [
      'the ids are of another kind',
      'ERROR 22P02 (invalid_text_representation) invalid input syntax for type uuid: "A1"',
    ],
  ] as const) {
    it(`takes the private channel alone where ${why}`, () => {
      const connection = connect();
      acceptAll();
      confirm(server.socket, ['system']);
      failChanges(server.socket, `Unable to subscribe to changes with given parameters. ${words}`);
      expect(sink.events).to.deep.equal(['opened', 'confirmed']);
      connection.close();
    });
  }

  it('is lost when the table is in trouble later and no broadcast has come', async () => {
    follow();
    failChanges(server.socket, timeouts);
    expect(sink.events).to.deep.equal(['opened', 'confirmed', 'lost: overload']);
    await connectOnce();
    expect(modes()).to.deep.equal(['both', 'both']);
  });

  it('stays when the table is in trouble later and broadcasts come', () => {
    const connection = follow();
    broadcast();
    failChanges(server.socket, timeouts);
    expect(sink.losses).to.deep.equal([]);
    connection.close();
  });

  it('tries the private channel once more where the table, which was chosen, is not there', async () => {
    connect();
    acceptAll();
    refuse(server.socket, denied);
    await turn();
    acceptAll();
    confirm(server.socket, []);
    failChanges(server.socket, unpublished);
    expect(sink.events.at(-1), 'a fatal loss would end all tries').to.equal('lost: network');
    await turn();
    const again = connect(undefined, 'A1', new SinkLog());
    acceptAll();
    expect(modes()).to.deep.equal(['both', 'changes', 'both']);
    expect([...storage.values()]).to.deep.equal(['']);
    again.close();
  });

  it('ends the tries where both ways are refused twice', async () => {
    const transport = make();
    const log = new SinkLog();
    for (const _ of [1, 2]) {
      connect(transport, 'A1', log);
      acceptAll();
      refuse(server.socket, denied);
      await turn();
      acceptAll();
      confirm(server.socket, []);
      failChanges(server.socket, unpublished);
      await turn();
    }
    expect(log.losses.map(({ kind }) => kind)).to.deep.equal(['network', 'config']);
  });

  it('stays on the private channel where the token may not read the row in the table', () => {
    const connection = follow();
    change(server.socket, {}, ['Error 401: Unauthorized']);
    expect(sink.events).to.deep.equal(['opened', 'confirmed']);
    expect(sink.payloads).to.deep.equal([]);
    connection.close();
  });

  it('uses the changes of the table if the private channel is refused, and is not lost', async () => {
    const connection = connect();
    acceptAll();
    refuse(server.socket, denied);
    await turn();
    acceptAll();
    confirm(server.socket);
    expect(modes()).to.deep.equal(['both', 'changes']);
    expect(server.sockets, 'a second socket costs the guest more').to.have.length(1);
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
    await turn();
    const elsewhere = connect(make('tickets'));
    acceptAll();
    expect(modes().at(-1)).to.equal('both');
    elsewhere.close();
  });

  it('tries the private channel with one order while the others wait', async () => {
    const other = new SinkLog();
    const first = connect();
    const second = connect(make(), 'B2', other);
    await turn();
    acceptAll();
    expect(modes()).to.deep.equal(['both']);
    refuse(server.socket, denied);
    await turn();
    acceptAll();
    await turn();
    expect(modes()).to.deep.equal(['both', 'changes', 'changes']);
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
    expect(modes()).to.deep.equal(['both']);
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
    expect(modes()).to.deep.equal(['both', 'both']);
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
    expect(await closeUnconfirmedWith('unconfirmed')).to.deep.equal(['both', 'changes']);
  });

  it('tries the private channel again after a close without a fault', async () => {
    expect(await closeUnconfirmedWith()).to.deep.equal(['both', 'both']);
  });

  it('uses the changes of the table for a waiting order when the trial ends unconfirmed', async () => {
    const first = connect();
    const second = connect(make(), 'B2', new SinkLog());
    await turn();
    acceptAll();
    first.close('unconfirmed');
    await turn();
    acceptAll();
    expect(modes()).to.deep.equal(['both', 'changes']);
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
    expect(modes().at(-1)).to.equal('both');
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
      if (payload) broadcast();
      for (let count = 0; count < closes; count += 1) connection.close(fault);
      await turn();
    };

    it('uses the changes of the table if a second one in a row missed changes', async () => {
      await join('missed-changes');
      await join('missed-changes');
      await join();
      expect(modes()).to.deep.equal(['both', 'both', 'changes']);
      expect([...storage.values()]).to.deep.equal(['changes']);
    });

    it('joins the private channel again, however often the first one was closed', async () => {
      await join('missed-changes', { closes: 3 });
      await join();
      expect(modes()).to.deep.equal(['both', 'both']);
      expect(storage.size).to.equal(0);
    });

    it('counts from the beginning after a payload', async () => {
      await join('missed-changes');
      await join('missed-changes', { payload: true });
      await join();
      expect(modes()).to.deep.equal(['both', 'both', 'broadcast']);
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
      expect(modes()).to.deep.equal(['both', 'both']);
    });
  });

  it('works if the browser denies storage', async () => {
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
    await turn();
    acceptAll();
    confirm(server.socket);
    expect(sink.events).to.deep.equal(['opened', 'confirmed']);
    connection.close();
  });
});
