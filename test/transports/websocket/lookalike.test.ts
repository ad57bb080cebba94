import { expect } from '@esm-bundle/chai';
import { foreignProtocol, lookalike } from '../../../src/transports/websocket/lookalike.js';

/** First messages of servers, and how what is said of them begins. */
const messages: readonly (readonly [message: unknown, says: string | undefined])[] = [
  [{ event: 'pusher:connection_established', data: '{}' }, 'Pusher: set server-preset="pusher"'],
  [
    { event: 'pusher:error', data: { code: 4001, message: 'App key x does not exist.' } },
    'Pusher, which says "App key',
  ],
  [{ topic: 'realtime:orders', event: 'phx_reply', payload: {} }, 'Supabase Realtime: set supabase-url'],
  [{ topic: 'order:A1', event: 'phx_reply', payload: {} }, 'Phoenix: set server-preset="phoenix"'],
  [
    ['1', '1', 'order:A1', 'phx_reply', { status: 'ok' }],
    'Phoenix with the serializer of version 2: end websocket-url',
  ],
  [{ type: 'disconnect', reason: 'invalid_request' }, 'ActionCable, which says "invalid_request"'],
  [{ type: 'connection_ack' }, 'GraphQL'],
  [{ error: 'Handshake was canceled.' }, 'SignalR, which says "Handshake was canceled": set server-preset="signalr"'],
  [{ id: 1, error: { code: 101, message: 'unauthorized' } }, 'Centrifugo, which says "unauthorized"'],
  [{ id: 1, error: { code: -32000, message: 'Authentication failed' } }, 'a refusal, "Authentication failed"'],
  [{ jsonrpc: '2.0', id: null, error: { code: -32600, message: 'Invalid Request' } }, 'JSON-RPC, which says'],
  [{ action: 4, connectionId: 'x' }, 'Ably: it needs a transport of its own, or poll-url'],
  [{ msg: 'connected', session: 'x' }, 'Meteor'],
  [{ t: 'c', d: { t: 'h' } }, 'Firebase'],
  [[2, 123, { roles: {} }], 'WAMP'],
  [['order.updated', { id: 'A1', status: 'ready' }], 'an order whose place'],
  [['order.updated', { id: 'B1', status: 'ready' }], undefined],
  [{ message: 'Forbidden', connectionId: 'x' }, 'a refusal, "Forbidden": check websocket-url'],
  [{ type: 'order', data: { id: 'A1', status: 'ready' } }, 'an order whose place'],
  [{ orderNumber: 'A1', state: 3 }, 'an order whose place'],
  [{ orderNumber: 'A1', state: 3, note: '<b>No nuts</b>' }, 'an order whose place'],
  [{ identifier: '{}', message: '<turbo-stream action="replace">' }, 'HTML in JSON, which is meant for a page'],
  [{ identifier: '{}', message: '< 5 min' }, undefined],
  [{ type: 'subscribed', order: 'A1', status: 'ok' }, undefined],
  [{ type: 'hello' }, undefined],
  [{ type: 'hello', errors: [] }, undefined],
  [{ error: 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJBMSJ9.x is no token' }, undefined],
  [{ id: 'B1', status: 'ready' }, undefined],
  [{}, undefined],
  ['ready', undefined],
];

describe('what messages that nobody can read look like', () => {
  for (const [message, says] of messages) {
    it(`${JSON.stringify(message).slice(0, 60)}: ${says ?? 'nothing'}`, () => {
      if (says === undefined) expect(lookalike(message, 'A1')).to.equal(undefined);
      else expect(lookalike(message, 'A1')?.slice(0, says.length)).to.equal(says);
    });
  }

  it('another order, where the address names one', () => {
    expect(lookalike({ id: 'B1', status: 'ready' }, 'A1', 'wss://example.org/{id}')).to.include('another order');
  });

  for (const [frame, name] of [
    ['+OK\r\n', 'Redis'],
    ["-ERR 'Unknown Protocol Operation'\r\n", 'NATS'],
    ['-ERR unknown command\r\n', 'Redis'],
    ['<div>hello</div>', 'HTML'],
    ['<turbo-stream action="replace" target="order">', 'HTML'],
    ['<!-- order --><p>Ready</p>', 'HTML'],
    ['< 5 min', undefined],
    ['<open xmlns="urn:ietf:params:xml:ns:xmpp-framing"/>', 'XMPP'],
    ['welcome', undefined],
    ['40', 'socket.io'],
    ['42["order",{}]', 'socket.io'],
    ['431[{}]', 'socket.io'],
    ['40/orders,{"sid":"x"}', 'socket.io'],
    ['451-["order",{"_placeholder":true,"num":0}]', 'socket.io'],
    ['401 Unauthorized', undefined],
    ['429', undefined],
    ['43:{"id":"A1"}', undefined],
    ['45 minutes', undefined],
  ] as const) {
    it(`${JSON.stringify(frame)}: ${name ?? 'nothing'}`, () => {
      expect(foreignProtocol(frame, frame)).to.equal(name);
    });
  }
});
