import type { ServerOptions } from '../server-options.js';

/**
 * LiveQuery of Parse Server. `websocket-channel` is the class. The application id is a parameter of the URL:
 * `wss://example.com/parse?applicationId=myApp`. The server knows no ping, so a second subscription, to nothing, is renewed
 * instead: that is answered each time.
 *
 * From https://github.com/parse-community/parse-server/wiki/Parse-LiveQuery-Protocol-Specification
 */
const nothing = { className: '{channel}', where: { objectId: 'ping' } };

const parse: ServerOptions = {
  websocketProtocol: 'plain',
  websocketChannel: 'Order',
  websocketHello: [
    { op: 'connect', applicationId: '{applicationId}', sessionToken: '{token}' },
    { op: 'subscribe', requestId: 2, query: nothing },
    { op: 'subscribe', requestId: 1, query: { className: '{channel}', where: { objectId: '{id}' } } },
  ],
  websocketConfirm: [{ op: 'connected' }, { op: 'subscribed', requestId: 2 }, { op: 'subscribed', requestId: 1 }],
  // Not every error: renewing twice at a time is one.
  websocketRefuse: [
    { op: 'error', reconnect: false },
    { op: 'error', requestId: 1 },
    { op: 'error', code: 1 },
    { op: 'error', code: 4 },
    { op: 'unsubscribed', requestId: 1 },
  ],
  websocketHeartbeat: {
    send: { op: 'update', requestId: 2, query: nothing },
    answer: { op: 'subscribed', requestId: 2 },
  },
  fieldMap: { root: 'object', fields: { id: ['objectId', 'id'], updated_at: ['updatedAt', 'updated_at'] } },
};

export default parse;
