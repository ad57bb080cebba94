import type { ServerOptions } from '../server-options.js';

/**
 * Channels of Phoenix: the URL ends with `/websocket?vsn=1.0.0`. `websocket-channel` is the topic.
 *
 * From https://hexdocs.pm/phoenix/writing_a_channels_client.html
 */
const phoenix: ServerOptions = {
  websocketProtocol: 'plain',
  websocketChannel: 'order:{id}',
  websocketHello: [{ topic: '{channel}', event: 'phx_join', payload: { token: '{token}' }, ref: '1', join_ref: '1' }],
  websocketConfirm: { event: 'phx_reply', topic: '{channel}', ref: '1', payload: { status: 'ok' } },
  websocketRefuse: [
    { event: 'phx_reply', topic: '{channel}', ref: '1', payload: { status: 'error' } },
    { event: 'phx_error', topic: '{channel}' },
    { event: 'phx_close', topic: '{channel}' },
  ],
  websocketHeartbeat: {
    send: { topic: 'phoenix', event: 'heartbeat', payload: {}, ref: 'heartbeat' },
    answer: { topic: 'phoenix', event: 'phx_reply', ref: 'heartbeat' },
  },
  fieldMap: { root: ['payload.order', 'payload'] },
};

export default phoenix;
