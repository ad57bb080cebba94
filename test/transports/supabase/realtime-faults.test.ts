import { expect } from '@esm-bundle/chai';
import { supabaseTransport } from '../../../src/transports/supabase/supabase.js';
import { FakeSocketServer } from '../../support/fake-socket-server.js';
import { SinkLog } from '../../support/sink-log.js';
import { order, token } from '../samples.js';
import { change, confirm, failChanges, joins, topics } from './phoenix-server.js';

/* A Realtime server that says unusual things, in an unusual order. */

describe('a Supabase Realtime server with faults', () => {
  let server: FakeSocketServer;
  let sink: SinkLog;
  let project = 0;

  beforeEach(() => {
    server = new FakeSocketServer();
    sink = new SinkLog();
    project += 1;
  });

  const make = (supabaseChannel: 'auto' | 'broadcast' | 'changes') =>
    supabaseTransport(
      { supabaseUrl: `https://faults-${project}.supabase.co`, supabaseKey: 'sb_publishable_x', supabaseChannel },
      { WebSocket: server.WebSocket },
    );
  const connect = (channel: Parameters<typeof make>[0] | ReturnType<typeof make>, orderId = 'A1', withToken = true) => {
    const transport = typeof channel === 'string' ? make(channel) : channel;
    const connection = transport.connect?.({ orderId, token: withToken ? token : undefined }, sink);
    if (!connection) throw new Error('it cannot connect');
    server.socket.accept();
    return connection;
  };
  const say = (event: string, payload: object) =>
    server.socket.say([null, null, topics(server.socket).at(-1), event, payload]);
  const system = (extension: string, message: string, status = 'ok') => {
    const [ref, , topic] = joins(server.socket).at(-1) ?? [];
    server.socket.say([ref, null, topic, 'system', { status, extension, message, channel: 'x' }]);
  };
  const remove = (old_record: object) => say('postgres_changes', { data: { type: 'DELETE', old_record }, ids: [1] });
  const broadcast = (payload: object, meta?: object) => say('broadcast', { event: 'status', payload, meta });
  const modes = () => server.sockets.flatMap((socket) => topics(socket)).map((topic) => String(topic).split('-')[0]);

  describe('that sends deletions', () => {
    for (const [why, id, other] of [
      ['with numbers as ids', '1001', { id: 1002 }],
      ['with texts as ids', 'A1', { id: 'A10' }],
      ['with the whole row', 'A1', { id: 'B2', status: 'served', version: 9 }],
      [
        'with UUIDs',
        '7C42CA9B-9EAB-4D04-80B3-40F10B0C54AA',
        { id: '7c42ca9b-9eab-4d04-80b3-40f10b0c54ab', status: 'ready' },
      ],
    ] as const) {
      it(`stays live when another order is deleted, ${why}`, () => {
        const connection = connect('changes', id);
        confirm(server.socket);
        remove(other);
        expect(sink.losses).to.deep.equal([]);
        expect(sink.payloads, 'the tracker drops what is about another order').to.deep.equal([other]);
        connection.close();
      });
    }

    for (const [id, old] of [
      ['1001', { id: 1001 }],
      ['#1001', { id: 1001 }],
      ['9007199254740993', JSON.parse('{"id":9007199254740993}')],
      ['7c42ca9b9eab4d0480b340f10b0c54aa', { id: '7c42ca9b-9eab-4d04-80b3-40f10b0c54aa' }],
      ['7C42CA9B-9EAB-4D04-80B3-40F10B0C54AA', { id: '7c42ca9b-9eab-4d04-80b3-40f10b0c54aa' }],
      ['A1', {}],
    ] as const) {
      it(`reports not-found when the order ${id} is deleted, with ${JSON.stringify(old)}`, () => {
        connect('changes', id);
        confirm(server.socket);
        remove(old);
        expect(sink.events.at(-1)).to.equal('lost: not-found');
      });
    }

    it('stays on the private channel when an item of the order is deleted there, and lets the order be read', () => {
      const connection = connect('broadcast');
      confirm(server.socket);
      broadcast({ operation: 'DELETE', table: 'order_items', record: null, old_record: { id: 'A1', order_id: 'A1' } });
      expect(sink.events).to.deep.equal(['opened', 'confirmed', 'confirmed']);
      connection.close();
    });
  });

  it('takes no item for the order that has the same number and another status', () => {
    const connection = connect('broadcast', '7');
    confirm(server.socket);
    const record = { id: 7, order_id: 7, status: 'ready', name: 'Pizza' };
    broadcast({ operation: 'UPDATE', table: 'order_items', record });
    expect(sink.payloads).to.deep.equal([]);
    broadcast({ operation: 'UPDATE', table: 'orders', record: { id: 7, status: 'ready' } });
    expect(sink.payloads).to.deep.equal([{ id: 7, status: 'ready' }]);
    connection.close();
  });

  it('reads the order once more when the server has subscribed to the table again', () => {
    const connection = connect('changes', 'A1', false);
    confirm(server.socket);
    system('postgres_changes', 'Subscribed to PostgreSQL');
    expect(sink.events).to.deep.equal(['opened', 'confirmed', 'confirmed']);
    connection.close();
  });

  it('is confirmed once where the table and the private channel are confirmed one after the other', () => {
    const connection = connect('auto');
    confirm(server.socket);
    system('system', 'Replication connection established');
    expect(sink.events).to.deep.equal(['opened', 'confirmed']);
    connection.close();
  });

  for (const [mode, extension] of [
    ['changes', 'system'],
    ['changes', 'presence'],
    ['broadcast', 'postgres_changes'],
  ] as const) {
    it(`is not confirmed on the channel for ${mode} by what the server says about ${extension}`, () => {
      const connection = connect(mode);
      confirm(server.socket, []);
      system(extension, 'ready');
      expect(sink.events).to.deep.equal(['opened']);
      connection.close();
    });
  }

  describe('with both ways on one channel', () => {
    it('goes on to hear the table after broadcasts about something else with a status', () => {
      const connection = connect('auto');
      confirm(server.socket);
      broadcast({ id: 'item-7', order_id: 'A1', status: 'ready' });
      broadcast({ operation: 'UPDATE', table: 'orders', record: { ...order, id: 'B2' } });
      broadcast({ operation: 'UPDATE', table: 'order_items', record: { id: 'A1', order_id: 'A1', status: 'ready' } });
      change(server.socket, order);
      expect(sink.payloads.at(-1)).to.deep.equal(order);
      connection.close();
    });

    it('hears from the table what the broadcasts have left out, once they stop', () => {
      const connection = connect('auto');
      confirm(server.socket);
      broadcast({ ...order, version: 3 });
      broadcast({ ...order, version: 2 });
      change(server.socket, { ...order, version: 3 });
      change(server.socket, { ...order, version: 4, status: 'ready' });
      expect(sink.payloads.map((row) => (row as typeof order).version)).to.deep.equal([3, 2, 4]);
      connection.close();
    });

    it('does not hear the table beside broadcasts without versions, which would look newer', () => {
      const connection = connect('auto');
      confirm(server.socket);
      broadcast({ id: 'A1', status: 'ready' });
      change(server.socket, { ...order, version: 4 });
      expect(sink.payloads).to.deep.equal([{ id: 'A1', status: 'ready' }]);
      connection.close();
    });

    it('stays on the private channel alone when the refused table is in trouble later', () => {
      const connection = connect('auto');
      confirm(server.socket, ['system']);
      failChanges(server.socket, 'Unable to subscribe to changes with given parameters.');
      failChanges(server.socket, '{:error, "Too many database timeouts"}');
      expect(sink.events).to.deep.equal(['opened', 'confirmed']);
      connection.close();
    });

    it('uses the table alone after the server has shut the channel twice because broadcasts cannot come', () => {
      const transport = make('auto');
      for (let count = 0; count < 2; count += 1) {
        connect(transport);
        confirm(server.socket, ['postgres_changes']);
        system('system', 'Replication connection was not established in time', 'error');
        expect(sink.events.splice(0)).to.deep.equal(['opened', 'confirmed', 'lost: network']);
      }
      connect(transport).close();
      expect(modes()).to.deep.equal(['realtime:order:A1', 'realtime:order:A1', 'realtime:order']);
    });
  });

  it('gives the order no id of a message, which the database adds where a payload has none', () => {
    const connection = connect('broadcast');
    confirm(server.socket);
    const id = '7fe2f427-ab71-4c3a-a416-475207edf25c';
    broadcast({ id, status: 'ready', version: 7 }, { id });
    broadcast({ id: 'A1', status: 'served' }, { id });
    expect(sink.payloads).to.deep.equal([
      { status: 'ready', version: 7 },
      { id: 'A1', status: 'served' },
    ]);
    connection.close();
  });
});
