import { safeUrl } from '../safe-url.js';
import { expectOneOf, refuse, type TransportMaker } from '../transport-maker.js';
import { type WebSocketHeartbeat, webSocketTransport } from './websocket.js';

/** The tracker's options for a WebSocket. */
export interface WebSocketOptions {
  /** `wss://…`; `{id}` is replaced by the encoded order id. */
  websocketUrl?: string | undefined;
  /** `order-status.v1` (default) or `plain`: any server that pushes JSON. */
  websocketProtocol?: 'order-status.v1' | 'plain' | undefined;
  /** For `plain`: messages to send on opening; `{id}` and `{token}` are filled in. */
  websocketHello?: readonly unknown[] | undefined;
  /** For `plain`: how to ask that server for a sign of life. */
  websocketHeartbeat?: WebSocketHeartbeat | undefined;
}

/** Makes the transport for a WebSocket from the tracker's options. */
export const webSocketMaker: TransportMaker<WebSocketOptions> = {
  needs: 'websocket-url',
  isConfigured: ({ websocketUrl }) => Boolean(websocketUrl),
  make(options, environment) {
    const { websocketUrl, websocketProtocol: protocol, websocketHello: hello, websocketHeartbeat: heartbeat } = options;
    if (!websocketUrl) return refuse('websocket-url is missing');
    expectOneOf('websocket-protocol', protocol, ['order-status.v1', 'plain']);
    if (hello && !Array.isArray(hello)) return refuse('websocket-hello has to be a list of messages');
    return webSocketTransport({
      url: safeUrl('websocket-url', websocketUrl, 'ws', environment),
      subject: options.subject,
      // An empty attribute counts as absent.
      protocol: protocol || undefined,
      hello: hello || undefined,
      heartbeat: heartbeat ?? undefined,
      WebSocket: environment.WebSocket,
    });
  },
};
