import { expect } from '@esm-bundle/chai';
import { applyFieldMap } from '../../../src/order/field-map/field-map.js';
import { parseFieldMap } from '../../../src/order/field-map/field-map-checks.js';
import { parseOrder } from '../../../src/order/wire.js';
import { createTransport } from '../../../src/transports/create-transport.js';
import type { ServerOptions } from '../../../src/transports/server-options.js';
import actioncable from '../../../src/transports/servers/actioncable.js';
import centrifugo from '../../../src/transports/servers/centrifugo.js';
import directus from '../../../src/transports/servers/directus.js';
import graphqlWs from '../../../src/transports/servers/graphql-ws.js';
import parse from '../../../src/transports/servers/parse.js';
import phoenix from '../../../src/transports/servers/phoenix.js';
import pusher from '../../../src/transports/servers/pusher.js';
import signalr from '../../../src/transports/servers/signalr.js';
import { FakeSocketServer } from '../../support/fake-socket-server.js';
import { SinkLog, turn } from '../../support/sink-log.js';
import { token } from '../samples.js';

/* Doubles, written after each server's documentation: `npm run servers` plays against real ones. */

interface Script {
  readonly options: ServerOptions;
  readonly url?: string;
  /** Turns: what the server says, and what it is then sent. */
  readonly greeting: readonly (readonly [says: unknown, sent: readonly unknown[]])[];
  readonly confirms: unknown;
  readonly refuses: readonly unknown[];
  /** Refusals that are not about access: another link would not help. */
  readonly fails: readonly unknown[];
  /** An error that ends nothing. */
  readonly ignores?: unknown;
  readonly change: unknown;
  /** What a probe sends, and its answer; for servers that answer none, a sign of life and what it is answered with. */
  readonly life: { readonly ask?: unknown; readonly says: unknown; readonly reply?: unknown };
}

const order = { id: 'A1', status: 'ready' };
const identifier = '{"channel":"OrderChannel","id":"A1"}';
const nothing = undefined;

const scripts: Readonly<Record<string, Script>> = {
  pusher: {
    options: pusher,
    greeting: [
      [nothing, []],
      [
        { event: 'pusher:connection_established', data: '{"socket_id":"1.2","activity_timeout":120}' },
        [{ event: 'pusher:subscribe', data: { channel: 'order.A1' } }, { event: 'pusher:ping' }],
      ],
    ],
    confirms: { event: 'pusher_internal:subscription_succeeded', channel: 'order.A1', data: '{}' },
    refuses: [
      { event: 'pusher:subscription_error', channel: 'order.A1', data: { type: 'AuthError', status: 401 } },
      { event: 'pusher_internal:subscription_error', channel: 'order.A1', data: '{"type":"AuthError"}' },
      { event: 'pusher:error', data: '{"code":4009,"message":"Connection is unauthorized"}' },
    ],
    fails: [{ event: 'pusher:error', data: { code: 4001, message: 'App key KEY does not exist.' } }],
    ignores: { event: 'pusher:error', data: { code: 4200, message: 'Please reconnect shortly.' } },
    change: { event: 'OrderChanged', channel: 'order.A1', data: JSON.stringify(order) },
    life: { ask: { event: 'pusher:ping' }, says: { event: 'pusher:pong', data: '{}' } },
  },
  actioncable: {
    options: actioncable,
    greeting: [
      [nothing, []],
      [{ type: 'welcome' }, [{ command: 'subscribe', identifier }]],
    ],
    confirms: { identifier, type: 'confirm_subscription' },
    refuses: [
      { identifier, type: 'reject_subscription' },
      { type: 'disconnect', reason: 'unauthorized', reconnect: false },
    ],
    fails: [],
    change: { identifier, message: order },
    life: { says: { type: 'ping', message: 1_760_000_000 } },
  },
  directus: {
    options: directus,
    greeting: [
      [nothing, [{ type: 'auth', access_token: token }]],
      [
        { type: 'auth', status: 'ok', refresh_token: 'r' },
        [
          { type: 'subscribe', collection: 'orders', query: { fields: ['*'], filter: { id: { _eq: 'A1' } } } },
          { type: 'ping' },
        ],
      ],
    ],
    confirms: { type: 'subscription', event: 'init', data: [] },
    refuses: [{ type: 'auth', status: 'error', error: { code: 'AUTH_FAILED' } }],
    fails: [
      { type: 'subscribe', status: 'error', error: { code: 'INVALID_COLLECTION', message: 'No such collection' } },
    ],
    change: { type: 'subscription', event: 'update', data: [order] },
    life: { ask: { type: 'ping' }, says: { type: 'pong' } },
  },
  parse: {
    options: parse,
    url: 'wss://example.org/parse?applicationId=myApp',
    greeting: [
      [nothing, [{ op: 'connect', applicationId: 'myApp', sessionToken: token }]],
      [
        { op: 'connected', clientId: 0 },
        [{ op: 'subscribe', requestId: 2, query: { className: 'Order', where: { objectId: 'ping' } } }],
      ],
      [
        { op: 'subscribed', clientId: 0, requestId: 2 },
        [
          { op: 'subscribe', requestId: 1, query: { className: 'Order', where: { objectId: 'A1' } } },
          { op: 'update', requestId: 2, query: { className: 'Order', where: { objectId: 'ping' } } },
        ],
      ],
    ],
    confirms: { op: 'subscribed', clientId: 0, requestId: 1 },
    refuses: [
      { op: 'error', code: 101, error: 'Permission denied', reconnect: false, requestId: 1 },
      { op: 'error', code: 209, error: 'Invalid session token', reconnect: false },
    ],
    fails: [{ op: 'error', code: 4, error: 'Key in request is not valid', reconnect: true, requestId: null }],
    ignores: { op: 'error', code: 2, error: 'Cannot find subscription', reconnect: true, requestId: null },
    change: { op: 'update', requestId: 1, object: { className: 'Order', objectId: 'A1', status: 'ready' } },
    life: {
      ask: { op: 'update', requestId: 2, query: { className: 'Order', where: { objectId: 'ping' } } },
      says: { op: 'subscribed', clientId: 0, requestId: 2 },
    },
  },
  'graphql-ws': {
    options: graphqlWs,
    greeting: [
      [nothing, [{ type: 'connection_init', payload: { Authorization: `Bearer ${token}` } }]],
      [
        { type: 'connection_ack' },
        [
          {
            id: 'order',
            type: 'subscribe',
            payload: { query: graphqlWs.websocketChannel, variables: { id: 'A1' } },
          },
          { type: 'ping' },
        ],
      ],
      [{ type: 'pong' }, [{ type: 'ping' }]],
    ],
    confirms: { type: 'pong' },
    refuses: [
      { id: 'order', type: 'next', payload: { errors: [{ message: 'Forbidden' }] } },
      { type: 'connection_error', payload: { message: 'Forbidden' } },
    ],
    fails: [
      { id: 'order', type: 'error', payload: [{ message: 'Cannot query field' }] },
      { id: 'order', type: 'complete' },
    ],
    change: { id: 'order', type: 'next', payload: { data: { order } } },
    life: { ask: { type: 'ping' }, says: { type: 'pong' } },
  },
  centrifugo: {
    options: centrifugo,
    greeting: [
      [nothing, [{ id: 1, connect: { token } }]],
      [
        { id: 1, connect: { client: 'c', version: '6', ping: 25, pong: true } },
        [
          { id: 2, subscribe: { channel: 'order:A1' } },
          { id: 3, presence_stats: { channel: 'order:A1' } },
        ],
      ],
    ],
    confirms: { id: 2, subscribe: {} },
    refuses: [
      { id: 1, error: { code: 109, message: 'token expired' } },
      { id: 2, error: { code: 103, message: 'permission denied' } },
    ],
    fails: [],
    change: { push: { channel: 'order:A1', pub: { data: order } } },
    life: {
      ask: { id: 3, presence_stats: { channel: 'order:A1' } },
      says: { id: 3, error: { code: 108, message: 'not available' } },
    },
  },
  signalr: {
    options: signalr,
    greeting: [
      [nothing, ['{"protocol":"json","version":1}\u001e']],
      ['{}\u001e', ['{"type":1,"invocationId":"1","target":"Follow","arguments":["A1"]}\u001e']],
    ],
    confirms: '{"type":3,"invocationId":"1","result":null}\u001e',
    refuses: ['{"type":3,"invocationId":"1","error":"HubException: Access denied."}\u001e'],
    fails: ['{"type":3,"invocationId":"1","error":"Method does not exist."}\u001e'],
    change: `{"type":6}\u001e${JSON.stringify({ type: 1, target: 'OrderChanged', arguments: [order] })}\u001e`,
    life: { says: '{"type":6}\u001e', reply: '{"type":6}\u001e' },
  },
  phoenix: {
    options: phoenix,
    greeting: [
      [
        nothing,
        [
          { topic: 'order:A1', event: 'phx_join', payload: { token }, ref: '1', join_ref: '1' },
          { topic: 'phoenix', event: 'heartbeat', payload: {}, ref: 'heartbeat' },
        ],
      ],
    ],
    confirms: { topic: 'order:A1', event: 'phx_reply', ref: '1', payload: { status: 'ok', response: {} } },
    refuses: [
      {
        topic: 'order:A1',
        event: 'phx_reply',
        ref: '1',
        payload: { status: 'error', response: { reason: 'unauthorized' } },
      },
    ],
    fails: [{ topic: 'order:A1', event: 'phx_error', payload: {}, ref: null }],
    change: { topic: 'order:A1', event: 'changed', payload: order, ref: null },
    life: {
      ask: { topic: 'phoenix', event: 'heartbeat', payload: {}, ref: 'heartbeat' },
      says: { topic: 'phoenix', event: 'phx_reply', ref: 'heartbeat', payload: { status: 'ok', response: {} } },
    },
  },
};

for (const [name, script] of Object.entries(scripts)) {
  describe(`the server preset ${name}`, () => {
    let server: FakeSocketServer;
    let sink: SinkLog;

    const greet = async (given: string | undefined = token) => {
      server = new FakeSocketServer();
      sink = new SinkLog();
      const { url = 'wss://example.org/live', options } = script;
      const transport = createTransport({ ...options, websocketUrl: url }, { WebSocket: server.WebSocket });
      const connection = transport.connect?.({ orderId: 'A1', token: given }, sink);
      await turn();
      server.socket.accept();
      if (!connection) throw new Error('it cannot connect');
      return connection;
    };
    const converse = () => {
      for (const [says, sent] of script.greeting) {
        const before = says === nothing ? 0 : server.socket.sent.length;
        if (says !== nothing) server.socket.say(says);
        expect(server.socket.sent.slice(before).map(asText)).to.deep.equal(sent.map(asText));
      }
    };

    it('says what the server expects, and is confirmed only by its answer', async () => {
      const connection = await greet();
      converse();
      expect(sink.events).not.to.include('confirmed');
      server.socket.say(script.confirms);
      expect(sink.events.filter((event) => event === 'confirmed')).to.have.length(1);
      expect(sink.losses).to.deep.equal([]);
      connection.close();
    });

    for (const refusal of script.refuses) {
      it(`is lost, and was never confirmed, where the server refuses: ${asText(refusal).slice(0, 70)}`, async () => {
        await greet();
        converse();
        server.socket.say(refusal);
        expect(sink.events).not.to.include('confirmed');
        expect(sink.losses.map(({ kind }) => kind)).to.deep.equal(['forbidden']);
      });
    }

    for (const failure of script.fails) {
      it(`tries again, and blames no link, where it fails otherwise: ${asText(failure).slice(0, 70)}`, async () => {
        await greet();
        converse();
        server.socket.say(failure);
        expect(sink.events).not.to.include('confirmed');
        expect(sink.losses.map(({ kind }) => kind)).to.deep.equal(['network']);
        expect(sink.losses[0]?.hint).to.include('The server refused the subscription');
      });
    }

    if (script.ignores) {
      it('goes on after an error that is no refusal', async () => {
        await greet();
        converse();
        server.socket.say(script.ignores);
        server.socket.say(script.confirms);
        expect(sink.losses).to.deep.equal([]);
        expect(sink.events).to.include('confirmed');
      });
    }

    it('finds the order in its messages', async () => {
      await greet();
      converse();
      server.socket.say(script.confirms);
      server.socket.say(script.change);
      const map = parseFieldMap(script.options.fieldMap);
      expect(sink.payloads.map((payload) => parseOrder(applyFieldMap(payload, map))).at(-1)).to.deep.equal({
        ok: true,
        patch: order,
      });
    });

    it('knows its signs of life', async () => {
      const connection = await greet();
      converse();
      server.socket.say(script.confirms);
      const { ask, says, reply } = script.life;
      if (ask !== undefined) server.socket.say(says);
      connection.probe();
      if (ask !== undefined) expect(server.socket.sent.at(-1)).to.deep.equal(ask);
      const before = sink.events.length;
      server.socket.say(says);
      expect(sink.events.length).to.be.greaterThan(before);
      if (reply !== undefined) expect(asText(server.socket.sent.at(-1))).to.equal(reply);
    });

    it('sends no empty token where there is none', async () => {
      await greet('');
      for (const [says] of script.greeting) if (says !== nothing) server.socket.say(says);
      const sent = server.socket.sent.map(asText);
      expect(sent.join()).not.to.match(/\{token\}|"(token|access_token|Authorization|sessionToken)":/);
      // Nothing but a login is left out.
      const wanted = script.greeting.flatMap(([, messages]) => messages.map(asText));
      expect(sent).to.have.length(wanted.filter((message) => !message.startsWith('{"type":"auth"')).length);
      expect(sink.losses).to.deep.equal([]);
    });
  });
}

function asText(message: unknown): string {
  return typeof message === 'string' ? message : JSON.stringify(message);
}
