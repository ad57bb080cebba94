import { expect } from '@esm-bundle/chai';
import { createTransport } from '../../src/transports/create-transport.js';
import { FakeSocketServer } from '../support/fake-socket-server.js';
import { SinkLog } from '../support/sink-log.js';
import { json, order, token } from './samples.js';

describe('the automatic choice of a channel in Supabase, where poll-url is what reads', () => {
  it('takes the changes of the table after two private channels that missed changes', async () => {
    const server = new FakeSocketServer();
    const transport = createTransport(
      {
        supabaseUrl: 'https://beside-poll-url.supabase.co',
        supabaseKey: 'sb_publishable_x',
        pollUrl: 'https://api.example/orders/{id}',
      },
      { WebSocket: server.WebSocket, fetch: async () => json(order) },
    );
    const topics: string[] = [];
    for (let count = 0; count < 3; count += 1) {
      const sink = new SinkLog();
      const arrival = server.arrival();
      const connection = transport.connect?.({ orderId: 'A1', token }, sink);
      const socket = await arrival;
      socket.accept();
      const [ref, , topic] = socket.sent[0] as [string, string, string];
      topics.push(topic);
      socket.say([ref, ref, topic, 'phx_reply', { status: 'ok', response: { postgres_changes: [] } }]);
      for (const extension of ['system', 'postgres_changes']) {
        socket.say([ref, null, topic, 'system', { status: 'ok', extension, message: 'ready', channel: 'x' }]);
      }
      expect(sink.events).to.deep.equal(['opened', 'confirmed']);
      connection?.close('missed-changes');
      // Closes the socket, so that the next connection opens its own.
      await Promise.resolve();
    }
    expect(topics.slice(0, 2)).to.deep.equal(['realtime:order:A1', 'realtime:order:A1']);
    expect(topics[2]).to.match(/^realtime:order-status-/);
  });
});
