import { CodePart } from '../../environment/code-part.js';
import { connectBy } from '../lazy-transport.js';
import type { OrderTransport, Subject } from '../transport.js';
import { followByV1 } from './order-status-v1.js';
import { type PlainOptions, urlFor, type WebSocketHeartbeat } from './plain-options.js';

export type { AuthorizeRequest, WebSocketHeartbeat } from './plain-options.js';

/** Only for servers that do not speak our protocol. */
export const plainCode = new CodePart(() => import('./plain-websocket.js'));

export interface WebSocketTransportOptions extends Omit<PlainOptions, 'WebSocket'> {
  /** `order-status.v1` (default, see PROTOCOL.md) or `plain`: any server that pushes JSON. */
  readonly protocol?: 'order-status.v1' | 'plain' | undefined;
  /** What to subscribe to with `order-status.v1`. Default `order`. */
  readonly subject?: Subject | undefined;
  readonly WebSocket?: typeof WebSocket | undefined;
}

/** Follows an order over a WebSocket. */
export function webSocketTransport({
  protocol = 'order-status.v1',
  subject,
  WebSocket = globalThis.WebSocket,
  ...plain
}: WebSocketTransportOptions): OrderTransport {
  const name = 'websocket';
  if (protocol === 'order-status.v1') {
    return {
      name,
      traits: { isChatter: () => false },
      connect: (request, sink) => followByV1({ url: urlFor(plain.url, request), WebSocket, subject }, request, sink),
    };
  }
  const { hello = [], confirm, heartbeat } = plain;
  const unconfirmed: unknown[] = [];
  return {
    name,
    traits: {
      authenticated: false,
      answersProbes: answersProbes(heartbeat),
      confirmsByOrder: (Array.isArray(confirm) ? confirm[hello.length - 1] : confirm) == null || 'late',
      unconfirmed,
      lookalike: (message, id) => plainCode.code?.lookalike(message, id, plain.url),
      isChatter: (message) => plainCode.code?.isChatter(message) ?? true,
    },
    connect: connectBy(plainCode, ({ followByPlain }, request, sink) =>
      followByPlain({ ...plain, unconfirmed, WebSocket }, request, sink),
    ),
  };
}

/** Whether such a server gives a sign of life within the 5 s of a probe. */
function answersProbes({ send, alive, seconds }: WebSocketHeartbeat = {}): boolean {
  return send !== undefined || (alive !== undefined && seconds !== undefined && seconds <= 5);
}
