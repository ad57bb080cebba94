import type { ServerOptions } from '../server-options.js';

/**
 * GraphQL subscriptions over the protocol `graphql-transport-ws`: Apollo, Hasura, Yoga, Mercurius. `websocket-channel` is
 * the query; it gets the variable `id`.
 *
 * That the subscription stands is said by nothing. The pong to a ping that follows it comes after a refusal of the query.
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
  ],
  websocketConfirm: [{ type: 'connection_ack' }, { type: 'pong' }],
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
