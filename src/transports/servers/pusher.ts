import type { ServerOptions } from '../server-options.js';

/**
 * Pusher Channels, and servers that speak its protocol 7: Soketi, Laravel Reverb. A private channel needs
 * `websocketAuthorize`.
 *
 * From https://pusher.com/docs/channels/library_auth_reference/pusher-websockets-protocol/
 */
/** Errors after which the protocol forbids to connect again: an unknown app, a wrong protocol, no right. */
const finalErrors = [4000, 4001, 4003, 4004, 4005, 4006, 4007, 4008, 4009];

const pusher: ServerOptions = {
  websocketProtocol: 'plain',
  websocketChannel: 'order.{id}',
  // The authorization of a private channel depends on the first message of the server.
  websocketHello: [null, { event: 'pusher:subscribe', data: { channel: '{channel}', auth: '{auth}' } }],
  websocketConfirm: [
    { event: 'pusher:connection_established' },
    { event: 'pusher_internal:subscription_succeeded', channel: '{channel}' },
  ],
  websocketRefuse: [
    { event: 'pusher_internal:subscription_error', channel: '{channel}' },
    { event: 'pusher:subscription_error', channel: '{channel}' },
    ...finalErrors.map((code) => ({ event: 'pusher:error', data: { code } })),
  ],
  websocketHeartbeat: { send: { event: 'pusher:ping' }, answer: { event: 'pusher:pong' } },
  fieldMap: { root: 'data' },
};

export default pusher;
