import type { ServerOptions } from '../server-options.js';

/**
 * ActionCable of Ruby on Rails, and AnyCable. `websocket-channel` is the class of the channel, which gets the order's id
 * as the parameter `id`.
 *
 * From https://docs.anycable.io/misc/action_cable_protocol and Rails' own client.
 */
const identifier = '{"channel":"{channel}","id":"{id}"}';

const actioncable: ServerOptions = {
  websocketProtocol: 'plain',
  websocketSubprotocol: 'actioncable-v1-json',
  websocketChannel: 'OrderChannel',
  websocketHello: [null, { command: 'subscribe', identifier }],
  websocketConfirm: [{ type: 'welcome' }, { type: 'confirm_subscription', identifier }],
  websocketRefuse: [
    { type: 'reject_subscription', identifier },
    { type: 'disconnect', reason: 'unauthorized' },
  ],
  websocketHeartbeat: { alive: { type: 'ping' }, seconds: 3 },
  fieldMap: { root: 'message' },
};

export default actioncable;
