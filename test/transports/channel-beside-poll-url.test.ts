import { expect } from '@esm-bundle/chai';
import { createTransport } from '../../src/transports/create-transport.js';
import { FakeSocketServer } from '../support/fake-socket-server.js';
import { SinkLog } from '../support/sink-log.js';
import { json, order, token } from './contract.js';

describe('the automatic choice of a channel in Supabase, where poll-url is what reads', () => {
  it('takes the changes of the table when reads bring versions that the private channel does not', async () => {
    const server = new FakeSocketServer();
    const sink = new SinkLog();
    const answers = [2, 3, 3].map((version) => ({ ...order, version }));
    const transport = createTransport(
      {
        supabaseUrl: 'https://beside-poll-url.supabase.co',
        supabaseKey: 'sb_publishable_x',
        pollUrl: 'https://api.example/orders/{id}',
      },
      { WebSocket: server.WebSocket, fetch: async () => json(answers.shift()), clock: { monotone: () => 0 } },
    );
    const arrival = server.arrival();
    const connection = transport.connect?.({ orderId: 'A1', token }, sink);
    const socket = await arrival;
    socket.accept();
    const [ref, , topic] = socket.sent[0] as [string, string, string];
    socket.say([ref, ref, topic, 'phx_reply', { status: 'ok', response: { postgres_changes: [] } }]);
    socket.say([ref, null, topic, 'system', { status: 'ok', extension: 'system', message: 'ready', channel: 'x' }]);
    expect(sink.events).to.deep.equal(['opened', 'confirmed']);

    const read = () =>
      transport.read?.({ orderId: 'A1', minVersion: undefined, token, signal: new AbortController().signal });
    await read();
    await read();
    expect(sink.losses, 'it may still be on its way').to.deep.equal([]);
    await read();
    expect(sink.losses.map(({ kind }) => kind)).to.deep.equal(['server-closing']);
    connection?.close();
  });
});
