import { safeUrl } from '../safe-url.js';
import { expectOneOf, refuse, type TransportMaker } from '../transport-maker.js';
import { type AuthorizeRequest, type WebSocketHeartbeat, webSocketTransport } from './websocket.js';

/** The tracker's options for a WebSocket. */
export interface WebSocketOptions {
  /** `wss://…`; `{id}` and `{token}` are replaced, encoded. */
  websocketUrl?: string | undefined;
  /** `order-status.v1` (default) or `plain`: any server that pushes JSON. */
  websocketProtocol?: 'order-status.v1' | 'plain' | undefined;
  /** For `plain`: the subprotocols that the server wants, separated by commas. */
  websocketSubprotocol?: string | undefined;
  /** For `plain`: messages to send on opening; `{id}`, `{token}` and `{channel}` are filled in. */
  websocketHello?: readonly unknown[] | undefined;
  /**
   * For `plain`: what the server says once the subscription stands. A list has one template for each message of
   * `websocketHello`, and the next message waits for it. Default: the first message that is about the order.
   */
  websocketConfirm?: unknown;
  /** For `plain`: what the server says when it refuses or ends the subscription; a list has several. */
  websocketRefuse?: unknown;
  /** For `plain`: how that server gives signs of life: the ping and its answer, or what it sends by itself and wants back. */
  websocketHeartbeat?: WebSocketHeartbeat | undefined;
  /** For `plain`: the channel, topic, collection or query of the order, `{channel}` in the messages. Default `{id}`. */
  websocketChannel?: string | undefined;
  /** For `plain`: proves that this page may subscribe. What it returns is `{auth}` in the messages. */
  websocketAuthorize?: ((request: AuthorizeRequest) => Promise<string> | string) | undefined;
}

/** Makes the transport for a WebSocket from the tracker's options. */
export const webSocketMaker: TransportMaker<WebSocketOptions> = {
  needs: 'websocket-url',
  isConfigured: ({ websocketUrl }) => Boolean(websocketUrl),
  make(options, environment) {
    const { websocketUrl, websocketProtocol: protocol, websocketHello: hello } = options;
    if (!websocketUrl) return refuse('websocket-url is missing');
    expectOneOf('websocket-protocol', protocol, ['order-status.v1', 'plain']);
    if (hello && !Array.isArray(hello)) return refuse('websocket-hello has to be a list of messages');
    return webSocketTransport({
      url: safeUrl('websocket-url', websocketUrl, 'ws', environment),
      subject: options.subject,
      // An empty attribute counts as absent.
      protocol: protocol || undefined,
      subprotocol: options.websocketSubprotocol,
      hello: hello || undefined,
      confirm: options.websocketConfirm,
      refuse: options.websocketRefuse,
      heartbeat: options.websocketHeartbeat ?? undefined,
      channel: options.websocketChannel || undefined,
      authorize: options.websocketAuthorize,
      WebSocket: environment.WebSocket,
    });
  },
};
