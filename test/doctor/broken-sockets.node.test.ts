import assert from 'node:assert/strict';
import type { IncomingMessage } from 'node:http';
import { describe, it } from 'node:test';
import type { ServerOptions, WebSocket } from 'ws';
import type { Code } from '../../src/doctor/codes.js';
import type { Setup } from '../../src/doctor/setup.js';
import type { Limits } from '../../src/doctor/world.js';
import pusher from '../../src/transports/servers/pusher.js';
import { examineFor, faultsIn, impatient, origin, told } from './examination.js';
import {
  type Answers,
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

interface BrokenSocket {
  readonly name: string;
  /** All that the doctor has to name, and nothing else. */
  readonly codes: readonly Code[];
  readonly answers?: Answers;
  readonly hear?: (socket: WebSocket) => void;
  readonly server?: ServerOptions;
  readonly options?: Partial<Setup['options']>;
  readonly setup?: Partial<Setup>;
  readonly limits?: Partial<Limits>;
}

const ofOrder = (ref: string | undefined, changes: object = {}, more: object = {}) => [
  { type: 'order', ref, ...more, order: { ...order, ...changes } },
];

/** Confirms subscriptions to whatever id, and answers their snapshots with these messages. */
function forUnknown(snapshot: readonly unknown[] | undefined): Answers {
  const unknown = new WeakSet<WebSocket>();
  return ({ type, ref, order_id: id, token }, socket) => {
    if (type === 'snapshot' && unknown.has(socket)) return snapshot;
    if (type !== 'subscribe' || id === orderId || token !== guestToken) return undefined;
    unknown.add(socket);
    return [{ type: 'subscribed', ref }];
  };
}

const broken: readonly BrokenSocket[] = [
  {
    name: 'that opens sockets for another site alone',
    codes: ['origin-refused'],
    server: { ...v1, verifyClient: ({ origin: from }: { origin: string }) => from !== origin },
    limits: impatient,
  },
  {
    name: 'that wants a header which browsers cannot send',
    codes: ['upgrade-refused'],
    server: { ...v1, verifyClient: ({ req }: { req: IncomingMessage }) => req.headers.authorization !== undefined },
    limits: impatient,
  },
  {
    name: 'that does not select the subprotocol',
    codes: ['subprotocol'],
    server: { handleProtocols: () => false },
    limits: impatient,
  },
  {
    name: 'that selects a subprotocol of its own',
    codes: ['subprotocol'],
    server: { handleProtocols: () => 'orders' },
    limits: impatient,
  },
  {
    name: 'that sends changes without saying that it will',
    codes: ['not-confirmed'],
    answers: ({ type, ref }) => (type === 'subscribe' ? ofOrder(ref) : undefined),
    limits: impatient,
  },
  {
    name: 'that does not understand the subscription',
    codes: ['error-answer'],
    answers: () => [{ type: 'error', reason: 'unknown command' }],
    limits: impatient,
  },
  {
    name: 'that sends texts',
    codes: ['frame-unreadable'],
    answers: () => ['welcome'],
    limits: impatient,
  },
  {
    name: 'that closes as soon as it has answered',
    codes: ['closed-early'],
    answers: (_, socket) => {
      socket.close(1000);
      return [];
    },
    limits: impatient,
  },
  {
    name: 'that refuses the guest',
    codes: ['subscription-refused'],
    answers: ({ ref }) => [{ type: 'closed', ref, code: 4403 }],
    limits: impatient,
  },
  {
    name: 'that never answers a question for the order',
    codes: ['snapshot-unanswered'],
    answers: ({ type }) => (type === 'snapshot' ? [] : undefined),
    limits: impatient,
  },
  {
    name: 'whose answer to that question is a change like others',
    codes: ['snapshot-unmarked'],
    answers: ({ type, ref }) => (type === 'snapshot' ? ofOrder(ref) : undefined),
    limits: impatient,
  },
  {
    name: 'that reads from a copy which lags behind',
    codes: ['snapshot-old'],
    answers: ({ type, ref, min_version: known }) =>
      type === 'snapshot' ? ofOrder(ref, { version: known === undefined ? 9 : 3 }, { snapshot: true }) : undefined,
  },
  {
    name: 'whose order has no status',
    codes: ['status-missing'],
    answers: ({ type, ref }) =>
      type === 'snapshot' ? ofOrder(ref, { status: undefined }, { snapshot: true }) : undefined,
    limits: impatient,
  },
  {
    name: 'that sends another order',
    codes: ['other-order'],
    answers: ({ type, ref }) =>
      type === 'snapshot' ? ofOrder(ref, { id: otherOrderId }, { snapshot: true }) : undefined,
    limits: impatient,
  },
  {
    name: 'that answers no ping',
    codes: ['ping-unanswered'],
    answers: ({ type }) => (type === 'ping' ? [] : undefined),
    limits: impatient,
  },
  {
    name: 'that ends the connection for a message of a later version',
    codes: ['unknown-message'],
    answers: ({ type = '' }, socket) => {
      if (!['ping', 'snapshot', 'subscribe', 'unsubscribe'].includes(type)) socket.close(1008);
      return undefined;
    },
    limits: impatient,
  },
  {
    name: 'that sends the history of the restaurant',
    codes: ['frame-too-large'],
    answers: ({ type, ref }) =>
      type === 'snapshot' ? ofOrder(ref, { reason: 'x'.repeat(80_000) }, { snapshot: true }) : undefined,
    limits: impatient,
  },
  {
    name: 'that subscribes to orders which do not exist',
    codes: ['unknown-order-refusal'],
    answers: forUnknown([]),
    limits: impatient,
  },
  {
    name: 'that sends the same order whatever it is asked for',
    codes: ['unknown-order-answered'],
    answers: forUnknown(undefined),
  },
  {
    name: 'that shows the orders of others to every guest',
    codes: ['other-order-readable'],
    setup: { otherOrderId },
    answers: ({ type, ref, order_id: id, token }) =>
      type === 'subscribe' && id === otherOrderId && token === guestToken
        ? [{ type: 'subscribed', ref }, ...ofOrder(ref, { id })]
        : undefined,
  },
  {
    name: 'that tells a guest which orders exist',
    codes: ['other-order-told-apart'],
    setup: { otherOrderId },
    answers: ({ type, ref, order_id: id }) =>
      type === 'subscribe' && id === otherOrderId ? [{ type: 'closed', ref, code: 4403 }] : undefined,
  },
  {
    name: 'that takes any token',
    codes: ['token-not-checked'],
    answers: ({ type, ref, order_id: id, token }) =>
      type === 'subscribe' && id === orderId && token !== undefined ? [{ type: 'subscribed', ref }] : undefined,
  },
  {
    name: 'that needs no token',
    codes: ['token-not-needed'],
    answers: ({ type, ref, order_id: id }) =>
      type === 'subscribe' && id === orderId ? [{ type: 'subscribed', ref }] : undefined,
  },
  {
    name: 'that calls an expired token a foreign one',
    codes: ['refusal-code'],
    answers: ({ type, ref, token }) =>
      type === 'subscribe' && token !== guestToken ? [{ type: 'closed', ref, code: 4403 }] : undefined,
  },
  {
    name: 'that sends the same thousands of times',
    codes: ['frames-too-many'],
    hear: (socket) => {
      speakV1()(socket);
      socket.once('message', () => {
        for (let frame = 0; frame < 300; frame += 1) socket.send(JSON.stringify({ type: 'order', ref: '1', order }));
      });
    },
    limits: impatient,
  },
  {
    name: 'that sends back whatever it gets',
    codes: ['not-confirmed'],
    hear: (socket) => void socket.on('message', (data) => socket.send(String(data))),
    limits: impatient,
  },
  {
    name: 'whose messages are binary',
    codes: ['frame-unreadable'],
    hear: (socket) => void socket.on('message', () => socket.send(Buffer.from('{"type":"subscribed","ref":"1"}'))),
    limits: impatient,
  },
  {
    name: 'that calls the order data',
    codes: ['order-unreadable'],
    answers: ({ type, ref }) =>
      type === 'snapshot' ? [{ type: 'order', ref, snapshot: true, data: order }] : undefined,
    limits: impatient,
  },
  {
    name: 'whose codes are texts',
    codes: ['refusal-code', 'unknown-order-refusal'],
    answers: ({ type, ref, order_id: id, token }) =>
      type === 'subscribe' && (id !== orderId || token !== guestToken)
        ? [{ type: 'closed', ref, code: token === guestToken ? '4403' : '4401' }]
        : undefined,
    limits: impatient,
  },
  {
    name: 'that has one subscription for each socket',
    codes: ['second-subscription'],
    answers: ({ type, ref }) =>
      type === 'subscribe' && ref !== '1' ? [{ type: 'closed', ref, code: 4429 }] : undefined,
    limits: impatient,
  },
  {
    name: 'that closes the socket with the first subscription that ends',
    codes: ['second-subscription'],
    answers: ({ type }, socket) => {
      if (type === 'unsubscribe') socket.close(1000);
      return undefined;
    },
    limits: impatient,
  },
  {
    name: 'that answers no snapshot whose min_version it would have to reach',
    codes: ['snapshot-unanswered'],
    answers: ({ type, min_version: version }) => (type === 'snapshot' && version !== undefined ? [] : undefined),
    limits: impatient,
  },
  {
    name: 'that keeps only the newest connection of a guest',
    codes: ['second-connection'],
    hear: (() => {
      let newest: WebSocket | undefined;
      return (socket: WebSocket) => {
        newest?.close(4000, 'replaced');
        newest = socket;
        speakV1()(socket);
      };
    })(),
    limits: impatient,
  },
  {
    name: 'that closes soon after the subscription, with no word of refusal',
    codes: ['closed-early'],
    setup: { watch: 500 },
    hear: (() => {
      let first: WebSocket | undefined;
      return (socket: WebSocket) => {
        first ??= socket;
        speakV1()(socket);
        // Once the doctor has nothing to do but to wait.
        if (socket !== first) socket.on('close', () => first?.close(1000, 'idle'));
      };
    })(),
    limits: impatient,
  },
  {
    name: 'that is socket.io',
    codes: ['other-protocol'],
    hear: (socket) => socket.send('0{"sid":"x","upgrades":[],"pingInterval":25000}'),
    limits: impatient,
  },
  {
    name: 'that speaks STOMP',
    codes: ['other-protocol'],
    hear: (socket) => socket.send('CONNECTED\nversion:1.2\n\n\0'),
    limits: impatient,
  },
  {
    name: 'that speaks MQTT',
    codes: ['other-protocol'],
    hear: (socket) => socket.send(Buffer.from([0x20, 0x02, 0x00, 0x00])),
    limits: impatient,
  },
  {
    name: 'that is Pusher, without the preset for it',
    codes: ['other-protocol'],
    hear: (socket) => socket.send('{"event":"pusher:connection_established","data":"{}"}'),
    limits: impatient,
  },
];

/** Servers with a protocol of their own. */
const plain: readonly BrokenSocket[] = [
  {
    name: 'that refuses the channel',
    codes: ['subscription-refused'],
    options: pusher,
    hear: (socket) => {
      socket.send('{"event":"pusher:connection_established","data":"{}"}');
      socket.on('message', () =>
        socket.send(JSON.stringify({ event: 'pusher_internal:subscription_error', channel: `order.${orderId}` })),
      );
    },
    limits: impatient,
  },
  {
    name: 'that confirms in other words than those that are waited for',
    codes: ['heartbeat-missing', 'not-confirmed'],
    options: { websocketHello: [{ join: '{id}' }], websocketConfirm: { joined: true } },
    hear: (socket) => void socket.on('message', () => socket.send('{"ok":true}')),
    limits: impatient,
  },
  {
    name: 'that sends changes alone, where nothing can be read',
    codes: ['cold-join', 'heartbeat-missing'],
    options: { websocketHello: [{ join: '{id}' }], websocketConfirm: { joined: true } },
    hear: (socket) => void socket.on('message', () => socket.send('{"joined":true}')),
    limits: impatient,
  },
  {
    name: 'whose order cannot be read, as it is one level further down',
    codes: ['cold-join', 'order-unreadable'],
    options: {
      websocketHello: [{ join: '{id}' }],
      websocketConfirm: { joined: true },
      websocketHeartbeat: { send: { ping: 1 }, answer: { pong: 1 } },
    },
    hear: (socket) =>
      void socket.on('message', (data) => {
        if (String(data).includes('ping')) socket.send('{"pong":1}');
        else for (const message of [{ joined: true }, { order }]) socket.send(JSON.stringify(message));
      }),
    limits: impatient,
  },
  {
    name: 'whose order has names of its own, which no field map reads yet',
    codes: ['confirm-missing', 'heartbeat-missing', 'order-unreadable'],
    options: { websocketHello: [{ cmd: 'watch', ticket: '{id}' }] },
    hear: (socket) =>
      void socket.on('message', () => {
        socket.send(JSON.stringify({ evt: 'watching', ticket: orderId }));
        socket.send(JSON.stringify({ evt: 'change', body: { ticket: orderId, st: 'wok', rev: 3 } }));
      }),
    limits: impatient,
  },
  {
    name: 'that names the order when it confirms, and says nothing of it',
    codes: ['cold-join', 'heartbeat-missing'],
    options: { websocketHello: [{ cmd: 'watch', ticket: '{id}' }], websocketConfirm: { evt: 'watching' } },
    hear: (socket) =>
      void socket.on('message', () => socket.send(JSON.stringify({ evt: 'watching', ticket: orderId }))),
    limits: impatient,
  },
];

describe('the doctor names what is wrong with a WebSocket', { concurrency: 4 }, () => {
  const all = [
    ...broken,
    ...plain.map((server) => ({
      ...server,
      server: server.server ?? {},
      options: { websocketProtocol: 'plain' as const, accessToken: undefined, ...server.options },
    })),
  ];
  for (const { name, codes, answers, hear = speakV1(answers), server = v1, options, setup, limits } of all) {
    it(name, async () => {
      const report = await withServer(serveSockets(hear, server), (running) =>
        examineFor(
          { orderId, websocketUrl: socketUrl(running), accessToken: guestToken, ...options },
          { ...setup, limits },
        ),
      );
      assert.deepEqual(faultsIn(report), [...codes].sort(), told(report));
    });
  }

  it('and says that a message which is a list needs brackets of its own', async () => {
    const hear = (socket: WebSocket) => void socket.on('message', () => socket.send('["ok","sub"]'));
    const examined = (websocketConfirm: unknown) =>
      withServer(serveSockets(hear), (running) =>
        examineFor(
          {
            orderId,
            websocketUrl: socketUrl(running),
            websocketProtocol: 'plain',
            websocketHello: [['sub', '{id}']],
            websocketConfirm,
          },
          { limits: impatient },
        ),
      );
    const report = await examined(['ok', 'sub']);
    const finding = report.findings.find(({ code }) => code === 'not-confirmed');
    assert.match(`${finding?.remedy}`, /websocket-confirm='\[\["ok","sub"\]\]'/, told(report));
    assert.ok(!faultsIn(await examined([['ok', 'sub']])).includes('not-confirmed'));
  });

  it('and prints no token that came from the token endpoint, whatever the server sends back', async () => {
    const token = 'opaque-0123456789';
    const exchange = endPoint({
      instead: (request, response) => {
        if (request.method !== 'POST') return false;
        response.writeHead(200, { ...corsHeaders, 'content-type': 'application/json' });
        response.end(JSON.stringify({ access_token: token }));
        return true;
      },
    });
    const echo = (socket: WebSocket) => void socket.on('message', (data) => socket.send(String(data)));
    const report = await withServer(serveSockets(echo, v1, exchange), (running) =>
      examineFor(
        {
          orderId: 'A1',
          websocketUrl: socketUrl(running),
          tokenUrl: `${running.url}/token`,
          capability: 'secret-of-the-link',
        },
        { limits: impatient },
      ),
    );
    assert.match(told(report), /what came begins with \{"type":"subscribe","ref":"1","order_id":"A1","token":"…"/);
    assert.ok(!JSON.stringify(report).includes(token));
  });

  it('that is a page', async () => {
    const report = await withServer(
      serveHttp((_, response) => response.end('<!doctype html>')),
      (running) => examineFor({ orderId, websocketUrl: socketUrl(running) }, { limits: impatient }),
    );
    assert.deepEqual(faultsIn(report), ['upgrade-refused'], told(report));
  });

  it('whose handshake is never answered', async () => {
    const report = await withServer(
      serveHttp(() => undefined),
      (running) => examineFor({ orderId, websocketUrl: socketUrl(running) }, { limits: impatient }),
    );
    assert.deepEqual(faultsIn(report), ['no-answer'], told(report));
  });
});
