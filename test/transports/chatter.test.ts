import { expect } from '@esm-bundle/chai';
import { createTransport } from '../../src/transports/create-transport.js';
import { eventsCode } from '../../src/transports/events/events.js';
import { plainCode } from '../../src/transports/websocket/websocket.js';

/** What real servers say beside orders, once a subscription stands. */
const chatter: Readonly<Record<string, readonly unknown[]>> = {
  Pusher: [
    { event: 'pusher_internal:member_added', channel: 'presence-order.A1', data: { user_id: '7' } },
    { event: 'pusher:error', data: { code: 4200, message: 'Please reconnect.' } },
    { event: 'pusher:signin_success', data: {} },
  ],
  ActionCable: [
    { type: 'ping', message: 1_760_000_000 },
    { type: 'confirm_subscription', identifier: '{"channel":"Other"}' },
    { type: 'disconnect', reason: 'server_restart', reconnect: true },
  ],
  Centrifugo: [{}, { push: { channel: 'order:A1', join: { info: { client: 'c' } } } }],
  Phoenix: [
    { event: 'phx_reply', topic: 'order:A1', ref: '7', payload: { status: 'ok', response: {} } },
    { event: 'presence_diff', topic: 'order:A1', payload: { joins: {}, leaves: {} } },
  ],
  SignalR: [{ type: 6 }, { type: 3, invocationId: '2', result: null }, { type: 7 }],
  GraphQL: [{ type: 'ping' }, { type: 'pong', payload: {} }, { type: 'ka' }, { type: 'connection_ack' }],
  Directus: [
    { type: 'auth', status: 'ok', refresh_token: 'r' },
    { type: 'subscription', event: 'init', data: [] },
  ],
  Parse: [{ op: 'subscribed', requestId: 7, clientId: 'c' }, { op: 'connected' }],
  'a server of one’s own': [
    { type: 'heartbeat' },
    { type: 'keep-alive', at: 1 },
    { type: 'Welcome', name: 'x' },
    { event: 'ack', ref: 1 },
    { ts: 1_760_000_000 },
    { time: '12:00', seq: 7 },
  ],
};

/** What may be a change of the order that the field map does not read. */
const changes: Readonly<Record<string, readonly unknown[]>> = {
  Pusher: [{ event: 'OrderChanged', channel: 'order.A1', data: { uuid: 'A1', state: 'ready' } }],
  ActionCable: [{ identifier: '{"channel":"OrderChannel","id":"A1"}', message: { uuid: 'A1', state: 'ready' } }],
  Centrifugo: [{ push: { channel: 'order:A1', pub: { data: { uuid: 'A1' } } } }],
  Phoenix: [{ event: 'changed', topic: 'order:A1', payload: { uuid: 'A1', state: 'ready' } }],
  SignalR: [{ type: 1, target: 'changed', arguments: [{ uuid: 'A1' }] }],
  GraphQL: [{ type: 'next', id: 'order', payload: { data: { order: { uuid: 'A1' } } } }],
  Directus: [{ type: 'subscription', event: 'update', data: [{ uuid: 'A1' }] }],
  Parse: [{ op: 'update', requestId: 1, object: { uuid: 'A1' } }],
  'a server of one’s own': [undefined, 'ready', { uuid: 'A1', state: 'ready' }, { type: 'order', state: 'ready' }],
};

describe('what a server says beside orders', () => {
  before(() => Promise.all([plainCode.load(), eventsCode.load()]));
  const socket = createTransport({ websocketUrl: 'wss://example.org/', websocketProtocol: 'plain' });
  const stream = createTransport({ eventsUrl: 'https://example.org/events' });
  const own = createTransport({ websocketUrl: 'wss://example.org/' });

  for (const [name, messages] of Object.entries(chatter))
    for (const message of messages)
      it(`puts nothing in doubt: ${name}, ${JSON.stringify(message)}`, () => {
        for (const { traits } of [socket, stream]) expect(traits?.isChatter?.(message)).to.equal(true);
      });

  for (const [name, messages] of Object.entries(changes))
    for (const message of messages)
      it(`may be a change: ${name}, ${JSON.stringify(message)}`, () => {
        for (const { traits } of [socket, stream, own]) expect(traits?.isChatter?.(message)).to.equal(false);
      });

  it('is nothing of order-status.v1, which hands on what was sent for this order', () => {
    for (const message of [undefined, { type: 'ping' }]) expect(own.traits?.isChatter?.(message)).to.equal(false);
  });

  it('may be a list whose messages come one by one on a socket, and whole on a stream', () => {
    const list = [{ uuid: 'A1' }, { uuid: 'B1' }];
    expect(socket.traits?.isChatter?.(list)).to.equal(true);
    expect(socket.traits?.isChatter?.(['changed', 'A1'])).to.equal(false);
    expect(stream.traits?.isChatter?.(list)).to.equal(false);
  });
});
