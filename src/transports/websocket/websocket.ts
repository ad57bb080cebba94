import { CodePart } from '../../environment/code-part.js';
import { connectBy } from '../lazy-transport.js';
import type { OrderTransport, Subject } from '../transport.js';
import { followByV1 } from './order-status-v1.js';
import type { WebSocketHeartbeat } from './plain-websocket.js';

export type { WebSocketHeartbeat } from './plain-websocket.js';

/** Only for servers that do not speak our protocol. */
export const plainCode = new CodePart(() => import('./plain-websocket.js'));

export interface WebSocketTransportOptions {
  /** `wss://…`; `{id}` is replaced by the encoded order id. */
  readonly url: string;
  /** `order-status.v1` (default, see PROTOCOL.md) or `plain`: any server that pushes JSON. */
  readonly protocol?: 'order-status.v1' | 'plain' | undefined;
  /** For `plain`: messages to send on opening; `{id}` and `{token}` are filled in. */
  readonly hello?: readonly unknown[] | undefined;
  /** For `plain`: how that server gives signs of life. */
  readonly heartbeat?: WebSocketHeartbeat | undefined;
  /** What to subscribe to with `order-status.v1`. Default `order`. */
  readonly subject?: Subject | undefined;
  readonly WebSocket?: typeof WebSocket | undefined;
}

/** Follows an order over a WebSocket. */
export function webSocketTransport({
  url,
  protocol = 'order-status.v1',
  hello,
  heartbeat,
  subject,
  WebSocket = globalThis.WebSocket,
}: WebSocketTransportOptions): OrderTransport {
  const urlFor = (orderId: string) => url.replaceAll('{id}', encodeURIComponent(orderId));
  const name = 'websocket';
  if (protocol === 'order-status.v1') {
    return {
      name,
      connect: (request, sink) => followByV1({ url: urlFor(request.orderId), WebSocket, subject }, request, sink),
    };
  }
  return {
    name,
    traits: { authenticated: false, answersProbes: answersProbes(heartbeat) },
    connect: connectBy(plainCode, ({ followByPlain }, request, sink) =>
      followByPlain({ url: urlFor(request.orderId), WebSocket, hello, heartbeat }, request, sink),
    ),
  };
}

/** Whether such a server gives a sign of life within the 5 s of a probe. */
function answersProbes({ send, alive, seconds }: WebSocketHeartbeat = {}): boolean {
  return send !== undefined || (alive !== undefined && seconds !== undefined && seconds <= 5);
}
