import { expect } from '@esm-bundle/chai';
import { supabaseTransport } from '../../../src/transports/supabase/supabase.js';
import type { ConnectionFault, OrderTransport } from '../../../src/transports/transport.js';
import { FakeSocketServer } from '../../support/fake-socket-server.js';
import { SinkLog, turn } from '../../support/sink-log.js';
import { json, order, token } from '../samples.js';
import { confirm, joins, refuse, topics } from './phoenix-server.js';

const supabaseKey = 'sb_publishable_x';

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
