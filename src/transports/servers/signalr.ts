import type { ServerOptions } from '../server-options.js';

/**
 * SignalR of ASP.NET Core, over its JSON protocol, without negotiation. `websocket-channel` is the method of the hub that
 * follows an order; it gets the id. The hub sends the order as the first argument of any method.
 *
 * From https://github.com/dotnet/aspnetcore/blob/main/src/SignalR/docs/specs/HubProtocol.md
 */
const signalr: ServerOptions = {
  websocketProtocol: 'plain',
  websocketChannel: 'Follow',
  websocketHello: [
    '{"protocol":"json","version":1}\u001e',
    '{"type":1,"invocationId":"1","target":"{channel}","arguments":["{id}"]}\u001e',
  ],
  websocketConfirm: ['{}', { type: 3, invocationId: '1' }],
  websocketRefuse: { type: 3, invocationId: '1', error: '*' },
  websocketHeartbeat: { alive: { type: 6 }, reply: '{"type":6}\u001e', seconds: 15 },
  fieldMap: { root: 'arguments[0]' },
};

export default signalr;
