import type { ServerOptions } from '../server-options.js';

/**
 * Directus, over its WebSocket for REST. `websocket-channel` is the collection. Without a token nothing is said of one,
 * for instances whose WebSocket is public.
 *
 * From https://directus.io/docs/guides/realtime/subscriptions and /authentication
 */
const directus: ServerOptions = {
  websocketProtocol: 'plain',
  websocketChannel: 'orders',
  websocketHello: [
    { type: 'auth', access_token: '{token}' },
    { type: 'subscribe', collection: '{channel}', query: { fields: ['*'], filter: { id: { _eq: '{id}' } } } },
  ],
  websocketConfirm: [
    { type: 'auth', status: 'ok' },
    { type: 'subscription', event: 'init' },
  ],
  websocketRefuse: { status: 'error' },
  websocketHeartbeat: { send: { type: 'ping' }, answer: { type: 'pong' } },
  fieldMap: { root: 'data[0]' },
};

export default directus;
