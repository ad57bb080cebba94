import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { WebSocket } from 'ws';
import { examine } from '../../src/doctor/examine.js';
import actioncable from '../../src/transports/servers/actioncable.js';
import { codesIn, plain, restaurant, speakPlainOf } from './changing-servers.js';
import { impatient, origin, testWorld, told } from './examination.js';
import { order, orderId, serveSockets, socketUrl, withServer } from './small-servers.js';

describe('the doctor and a server that wants signs of life', { concurrency: 4 }, () => {
  /** Sends pings, and closes where none is answered. */
  const pinging = (closesAfter?: number) => (socket: WebSocket) => {
    let unanswered = 0;
    const pings = setInterval(() => {
      if (unanswered++ === closesAfter) return socket.close(1000, 'pong timeout');
      socket.send('{"op":"ping"}');
    }, 30);
    socket.on('close', () => clearInterval(pings));
    socket.on('message', (data) => {
      const { cmd, op, ticket } = JSON.parse(String(data));
      if (op === 'pong') unanswered = 0;
      if (cmd !== 'watch') return;
      socket.send('{"evt":"watching"}');
      socket.send(JSON.stringify({ ...order, id: ticket }));
    });
  };
  const examined = (closesAfter: number | undefined, heartbeat: object) =>
    withServer(serveSockets(pinging(closesAfter)), (server) =>
      examine(
        {
          options: { orderId, ...plain, websocketHeartbeat: heartbeat, websocketUrl: socketUrl(server) },
          origin,
          isOriginGiven: true,
          watch: 400,
        },
        testWorld(impatient),
      ),
    );

  it('names the reason of the close, and what to set', async () => {
    const report = await examined(6, { alive: { op: 'ping' }, seconds: 3 });
    const closed = report.findings.find(({ code }) => code === 'closed-early');
    assert.match(`${closed?.what}`, /1000 "pong timeout"/, told(report));
    assert.match(`${closed?.remedy}`, /websocket-heartbeat='\{"alive":\{"op":"ping"\},.*"reply":\{"op":"pong"\}\}'/);
    assert.deepEqual(codesIn(report, /second-connection|ping-answered/), []);
  });

  it('points to the first message where the close speaks of it', async () => {
    const hear = (socket: WebSocket) => void socket.on('message', () => socket.close(4000, 'no hello'));
    const report = await withServer(serveSockets(hear), (server) =>
      examine(
        { options: { orderId, ...plain, websocketUrl: socketUrl(server) }, origin, isOriginGiven: true, watch: 0 },
        testWorld(impatient),
      ),
    );
    const closed = report.findings.find(({ code }) => code === 'closed-early');
    assert.match(`${closed?.what} ${closed?.remedy}`, /4000 "no hello".*websocket-hello/s, told(report));
  });

  it('names the reason for which a second connection ends the first', async () => {
    let newest: WebSocket | undefined;
    const hear = (socket: WebSocket) => {
      newest?.close(4000, 'replaced by a new one');
      newest = socket;
      speakPlainOf(restaurant())(socket);
    };
    const report = await withServer(serveSockets(hear), (server) =>
      examine(
        { options: { orderId, ...plain, websocketUrl: socketUrl(server) }, origin, isOriginGiven: true, watch: 0 },
        testWorld(impatient),
      ),
    );
    const second = report.findings.find(({ code }) => code === 'second-connection');
    assert.match(`${second?.what}`, /4000 "replaced by a new one"/, told(report));
  });

  it('names pings that nothing answers', async () => {
    const report = await examined(undefined, { alive: { op: 'ping' }, seconds: 3 });
    assert.deepEqual(codesIn(report, /ping/), ['server-ping-unanswered'], told(report));
  });

  it('has nothing to say of ActionCable, whose pings want no answer', async () => {
    const hear = (socket: WebSocket) => {
      socket.send('{"type":"welcome"}');
      const pings = setInterval(() => socket.send('{"type":"ping","message":1800000000}'), 30);
      socket.on('close', () => clearInterval(pings));
      socket.on('message', (data) => {
        const { command, identifier } = JSON.parse(String(data));
        if (command !== 'subscribe') return;
        socket.send(JSON.stringify({ type: 'confirm_subscription', identifier }));
        socket.send(JSON.stringify({ identifier, message: order }));
      });
    };
    const options = { orderId, ...actioncable };
    const report = await withServer(serveSockets(hear, { handleProtocols: () => 'actioncable-v1-json' }), (server) =>
      examine(
        { options: { ...options, websocketUrl: socketUrl(server) }, origin, isOriginGiven: true, watch: 0 },
        testWorld(impatient),
      ),
    );
    assert.ok(codesIn(report, /^subscribed/).length > 0, told(report));
    assert.deepEqual(codesIn(report, /ping/), [], told(report));
  });

  it('says of signs of life that are rare what that means, not that there are none', async () => {
    const report = await examined(6, { alive: { op: 'ping' }, seconds: 10, reply: { op: 'pong' } });
    const rare = report.findings.find(({ code }) => code === 'heartbeat-missing');
    assert.match(`${rare?.what}`, /by itself every 10 s, and cannot be asked/, told(report));
    assert.match(`${rare?.remedy}`, /Add "send" and "answer"/);
  });

  it('has nothing to say where they are answered', async () => {
    const report = await examined(6, { alive: { op: 'ping' }, seconds: 3, reply: { op: 'pong' } });
    assert.deepEqual(codesIn(report, /ping|closed/), [], told(report));
  });
});
