import { expect } from '@esm-bundle/chai';
import { applyFieldMap, type FieldMap } from '../../../src/order/field-map/field-map.js';
import { parseFieldMap } from '../../../src/order/field-map/field-map-checks.js';
import { withinServer } from '../../../src/order/field-map/within-server.js';
import { parseOrder } from '../../../src/order/wire.js';
import actioncable from '../../../src/transports/servers/actioncable.js';
import centrifugo from '../../../src/transports/servers/centrifugo.js';
import directus from '../../../src/transports/servers/directus.js';
import graphqlWs from '../../../src/transports/servers/graphql-ws.js';
import parse from '../../../src/transports/servers/parse.js';
import phoenix from '../../../src/transports/servers/phoenix.js';
import pocketbase from '../../../src/transports/servers/pocketbase.js';
import pusher from '../../../src/transports/servers/pusher.js';
import signalr from '../../../src/transports/servers/signalr.js';

const order = { uuid: 'A1', state: 'DONE' };
const own: FieldMap = {
  root: ['body.order', { path: '["the.order"]', unless: 'body' }],
  fields: { id: 'uuid', status: 'state' },
  statuses: { DONE: 'ready' },
};
const text = JSON.stringify;

/** One frame of each server, around a message of the page. */
const frames = {
  pusher: [pusher, (message: unknown) => ({ event: 'changed', channel: 'order.A1', data: text(message) })],
  actioncable: [actioncable, (message: unknown) => ({ identifier: '{"channel":"OrderChannel"}', message })],
  directus: [directus, (message: unknown) => ({ type: 'subscription', event: 'update', data: [message] })],
  centrifugo: [centrifugo, (data: unknown) => ({ push: { channel: 'order:A1', pub: { data } } })],
  'graphql-ws': [graphqlWs, (order: unknown) => ({ id: 'order', type: 'next', payload: { data: { order } } })],
  parse: [parse, (object: unknown) => ({ op: 'update', requestId: 1, object })],
  phoenix: [phoenix, (payload: unknown) => ({ topic: 'order:A1', event: 'changed', payload })],
  'phoenix, with the order by name': [phoenix, (order: unknown) => ({ event: 'changed', payload: { order } })],
  pocketbase: [pocketbase, (record: unknown) => ({ action: 'update', record })],
  signalr: [signalr, (message: unknown) => ({ type: 1, target: 'changed', arguments: [message] })],
  'signalr, with JSON in a text': [signalr, (message: unknown) => ({ type: 1, arguments: [text(message)] })],
} as const;

describe('a field map within the messages of a server', () => {
  const statusOf = (payload: unknown, map: FieldMap) => {
    const result = parseOrder(applyFieldMap(payload, parseFieldMap(map), { id: 'A1', isNamed: false }));
    return result.ok && result.patch.id === 'A1' ? result.patch.status : undefined;
  };

  for (const [name, [{ fieldMap = {} }, frame]] of Object.entries(frames)) {
    const map = withinServer(fieldMap, own);

    it(`leads from the message: ${name}`, () => {
      expect(statusOf(frame({ body: { order } }), map)).to.equal('ready');
      expect(statusOf(frame({ 'the.order': order }), map), 'under a condition').to.equal('ready');
      expect(statusOf(frame(order), map), 'without the root').to.equal('ready');
    });

    it(`leads from the answer to a read: ${name}`, () => {
      expect(statusOf({ body: { order } }, map)).to.equal('ready');
      expect(statusOf(order, map)).to.equal('ready');
    });

    it(`may lead from the whole frame, and have no root: ${name}`, () => {
      const { root: _root, ...rest } = own;
      expect(statusOf(frame(order), withinServer(fieldMap, rest))).to.equal('ready');
      expect(statusOf({ ...frame({}), body: { order } }, map)).to.equal('ready');
    });
  }

  it('adds its fields to those of the server', () => {
    const map = withinServer(parse.fieldMap ?? {}, { fields: { status: 'state' } });
    expect(statusOf({ op: 'update', object: { objectId: 'A1', state: 'ready' } }, map)).to.equal('ready');
  });

  it('is refused by its place where it is none', () => {
    for (const root of [null, 7, {}, [null]]) {
      const map = withinServer({ root: 'data' }, { root } as unknown as FieldMap);
      if (root !== null) expect(() => parseFieldMap(map), text(root)).to.throw(TypeError, 'fieldMap.root');
    }
  });
});
