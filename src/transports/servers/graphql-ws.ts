import type { ServerOptions } from '../server-options.js';

/**
 * GraphQL subscriptions over the protocol `graphql-transport-ws`: Apollo, Hasura, Yoga, Mercurius. `websocket-channel` is
 * the query; it gets the variable `id`.
 *
 * That the subscription stands is said by nothing. Servers answer a ping while they still look at the query (graphql-ws 6,
 * Mercurius 16), and have refused it by the time of a second one, which is sent after the first answer.
 *
 * From https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md
 */
const graphqlWs: ServerOptions = {
  websocketProtocol: 'plain',
  websocketSubprotocol: 'graphql-transport-ws',
  websocketChannel: 'subscription ($id: ID!) { order(id: $id) { id status version } }',
  websocketHello: [
    { type: 'connection_init', payload: { Authorization: 'Bearer {token}' } },
    { id: 'order', type: 'subscribe', payload: { query: '{channel}', variables: { id: '{id}' } } },
    { type: 'ping' },
    null,
  ],
  websocketConfirm: [{ type: 'connection_ack' }, null, { type: 'pong' }, { type: 'pong' }],
  websocketRefuse: [
    { type: 'connection_error' },
    { type: 'error', id: 'order' },
    { type: 'complete', id: 'order' },
    { type: 'next', id: 'order', payload: { errors: '*' } },
  ],
  websocketHeartbeat: { send: { type: 'ping' }, answer: { type: 'pong' } },
  fieldMap: { root: 'payload.data.order' },
};

export default graphqlWs;
