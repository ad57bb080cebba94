import type { ServerOptions } from '../server-options.js';

/**
 * Centrifugo from version 4 on, over its JSON protocol. The server pings, and its client cannot: a question for the
 * presence of the channel is answered in any case, with an error where presence is off.
 *
 * From https://centrifugal.dev/docs/transports/client_protocol
 */
const centrifugo: ServerOptions = {
  websocketProtocol: 'plain',
  websocketChannel: 'order:{id}',
  websocketHello: [
    { id: 1, connect: { token: '{token}' } },
    { id: 2, subscribe: { channel: '{channel}' } },
  ],
  websocketConfirm: [
    { id: 1, connect: '*' },
    { id: 2, subscribe: '*' },
  ],
  websocketRefuse: [{ id: 1, error: '*' }, { id: 2, error: '*' }, { push: { unsubscribe: '*' } }],
  websocketHeartbeat: {
    send: { id: 3, presence_stats: { channel: '{channel}' } },
    answer: { id: 3 },
    alive: '{}',
    reply: '{}',
  },
  fieldMap: { root: 'push.pub.data' },
};

export default centrifugo;
