import type { ServerOptions } from '../server-options.js';

/**
 * LiveQuery of Parse Server. `websocket-channel` is the class. The application id is a parameter of the URL:
 * `wss://example.com/parse?applicationId=myApp`. The server answers no pings, so "live" lasts 20 s after each message.
 *
 * From https://github.com/parse-community/parse-server/wiki/Parse-LiveQuery-Protocol-Specification
 */
const parse: ServerOptions = {
  websocketProtocol: 'plain',
  websocketChannel: 'Order',
  websocketHello: [
    { op: 'connect', applicationId: '{applicationId}', sessionToken: '{token}' },
    { op: 'subscribe', requestId: 1, query: { className: '{channel}', where: { objectId: '{id}' } } },
  ],
  websocketConfirm: [{ op: 'connected' }, { op: 'subscribed', requestId: 1 }],
  websocketRefuse: [{ op: 'error' }, { op: 'unsubscribed', requestId: 1 }],
  fieldMap: { root: 'object', fields: { id: ['objectId', 'id'], updated_at: ['updatedAt', 'updated_at'] } },
};

export default parse;
