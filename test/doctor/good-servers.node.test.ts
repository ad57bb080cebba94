import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { describe, it } from 'node:test';
import type { WebSocket, WebSocketServer } from 'ws';
import graphqlWs from '../../src/transports/servers/graphql-ws.js';
import pusher from '../../src/transports/servers/pusher.js';
import { placeOrder, startTestServer } from '../demo/support.js';
import { examineFor, faultsIn, told } from './examination.js';
import {
  corsHeaders,
  endPoint,
  guestToken,
  order,
  orderId,
  otherOrderId,
  serveHttp,
  serveSockets,
  socketUrl,
  speakV1,
  v1,
  withServer,
} from './small-servers.js';

describe('the doctor finds nothing wrong with', () => {
  it('a JSON endpoint', async () => {
    const report = await withServer(serveHttp(endPoint()), ({ url }) =>
      examineFor({ orderId, pollUrl: `${url}/orders/{id}` }),
    );
    assert.deepEqual(faultsIn(report), [], told(report));
    assert.ok(report.findings.some(({ code }) => code === 'followed'));
  });

  it('a JSON endpoint that wants a token, and says no to everybody else', async () => {
    const report = await withServer(serveHttp(endPoint({ isProtected: true })), ({ url }) =>
      examineFor({ orderId, pollUrl: `${url}/orders/{id}`, accessToken: guestToken }, { otherOrderId }),
    );
    assert.deepEqual(faultsIn(report), [], told(report));
  });

  it('a server of order-status.v1', async () => {
    const report = await withServer(serveSockets(speakV1(), v1), (server) =>
      examineFor({ orderId, websocketUrl: socketUrl(server), accessToken: guestToken }, { otherOrderId }),
    );
    assert.deepEqual(faultsIn(report), [], told(report));
  });

  it('an event stream', async () => {
    const stream = endPoint({
      instead: (request, response) => {
        if (!request.url?.startsWith('/events')) return false;
        response.writeHead(200, { ...corsHeaders, 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
        response.write(`: hello\n\nid: 7\ndata: ${JSON.stringify(order)}\n\n`);
        return true;
      },
    });
    const report = await withServer(serveHttp(stream), ({ url }) =>
      examineFor({ orderId, eventsUrl: `${url}/events/{id}`, pollUrl: `${url}/orders/{id}` }),
    );
    assert.deepEqual(faultsIn(report), [], told(report));
    assert.doesNotMatch(report.explanation.join(' '), /being loaded/);
  });

  it('a server like Pusher, beside an endpoint', async () => {
    const hear = (socket: WebSocket) => {
      socket.send(JSON.stringify({ event: 'pusher:connection_established', data: '{"socket_id":"1.2"}' }));
      socket.on('message', (data) => {
        const { event, data: { channel } = {} } = JSON.parse(String(data));
        if (event === 'pusher:ping') socket.send('{"event":"pusher:pong","data":"{}"}');
        if (event !== 'pusher:subscribe') return;
        socket.send(JSON.stringify({ event: 'pusher_internal:subscription_succeeded', channel, data: '{}' }));
        socket.send(JSON.stringify({ event: 'order', channel, data: JSON.stringify(order) }));
      });
    };
    const report = await withServer(serveSockets(hear, {}, endPoint()), (server) =>
      examineFor({
        orderId,
        ...pusher,
        websocketUrl: `${socketUrl(server)}/app/key?protocol=7`,
        pollUrl: `${server.url}/orders/{id}`,
        fieldMap: { root: ['data'] },
      }),
    );
    assert.deepEqual(faultsIn(report), [], told(report));
  });

  it('a server of GraphQL subscriptions, which sends the order at once', async () => {
    const hear = (socket: WebSocket) => {
      socket.on('message', (data) => {
        const { type, id } = JSON.parse(String(data));
        if (type === 'connection_init') socket.send('{"type":"connection_ack"}');
        if (type === 'ping') socket.send('{"type":"pong"}');
        if (type === 'subscribe') socket.send(JSON.stringify({ type: 'next', id, payload: { data: { order } } }));
      });
    };
    const protocol = { handleProtocols: () => 'graphql-transport-ws' };
    const report = await withServer(serveSockets(hear, protocol), (server) =>
      examineFor({
        orderId,
        ...graphqlWs,
        websocketUrl: socketUrl(server),
        fieldMap: { root: 'payload.data.order' },
      }),
    );
    assert.deepEqual(faultsIn(report), [], told(report));
  });

  it('the server that PROTOCOL.md has, but that ids like A1 can be tried', async () => {
    const [, code = ''] = /```js\n(.*?)```/s.exec(readFileSync('src/transports/websocket/PROTOCOL.md', 'utf8')) ?? [];
    const file = new URL('./protocol-server.mjs', import.meta.url);
    writeFileSync(file, `${code}\nexport { server };\n`);
    process.env.PORT = '0';
    const { server }: { server: WebSocketServer } = await import(file.href);
    try {
      const { port } = server.address() as AddressInfo;
      const report = await examineFor({ orderId: 'A1', websocketUrl: `ws://127.0.0.1:${port}` });
      assert.deepEqual(faultsIn(report), ['id-guessable'], told(report));
    } finally {
      for (const client of server.clients) client.terminate();
      server.close();
      rmSync(file);
    }
  });

  it("the demo's server, by WebSocket and as a Supabase project, with a tracking link", async () => {
    const server = await startTestServer();
    try {
      const { id, capability } = await placeOrder(server);
      const other = await placeOrder(server);
      const access = { orderId: id, tokenUrl: `${server.url}/api/track`, capability };
      const page = { origin: server.url, otherOrderId: other.id };
      const overSocket = await examineFor({ ...access, websocketUrl: `${server.url.replace('http', 'ws')}/ws` }, page);
      assert.deepEqual(faultsIn(overSocket), [], told(overSocket));
      const asSupabase = await examineFor(
        { ...access, supabaseUrl: server.url, supabaseKey: server.secrets.publishableKey },
        page,
      );
      assert.deepEqual(faultsIn(asSupabase), [], told(asSupabase));
    } finally {
      await server.close();
    }
  });
});
