import type { ConnectRequest } from '../transport.js';

/**
 * How a server with a protocol of its own gives signs of life. A message fits if it has these keys with these values;
 * other keys do not matter. A text is sent, and fits, as it is.
 *
 * - Pusher, Reverb, Soketi: `{ send: { event: 'pusher:ping' }, answer: { event: 'pusher:pong' } }`
 * - Directus: `{ send: { type: 'ping' }, answer: { type: 'pong' } }`
 * - ActionCable: `{ alive: { type: 'ping' }, seconds: 3 }`
 */
export interface WebSocketHeartbeat {
  /** The message that asks the server for a sign of life. If the server sends it, `answer` is sent back. */
  readonly send?: unknown;
  /** The message that answers. */
  readonly answer?: unknown;
  /** A message that is only a sign of life. */
  readonly alive?: unknown;
  /** What is sent back to each `alive`, if the server wants that. */
  readonly reply?: unknown;
  /** Seconds between two `alive` messages. With at most 5, `send` is not needed. */
  readonly seconds?: number;
}

/** What a hook is told that proves to the server that this page may subscribe. */
export interface AuthorizeRequest {
  /** The message of the server that came before: Pusher's `data.socket_id` is in it. */
  readonly welcome: unknown;
  readonly channel: string;
  readonly orderId: string;
  readonly token: string | undefined;
}

/** How to talk to a server that does not speak order-status.v1. In all messages, placeholders are filled in. */
export interface PlainOptions {
  /** `wss://…`; `{id}` and `{token}` are replaced, encoded. */
  readonly url: string;
  /** Names, separated by commas. */
  readonly subprotocol?: string | undefined;
  /** Messages to send on opening, in this order. `null` sends nothing and only waits for its `confirm`. */
  readonly hello?: readonly unknown[] | undefined;
  /** What says that the subscription stands; a list has one for each message of `hello`, and the next one waits for it. */
  readonly confirm?: unknown;
  /** What says that the subscription was refused, or ended; a list has several. */
  readonly refuse?: unknown;
  readonly heartbeat?: WebSocketHeartbeat | undefined;
  /** What `{channel}` stands for. Default `{id}`. */
  readonly channel?: string | undefined;
  /** What `{auth}` stands for. It is left out without this. */
  readonly authorize?: ((request: AuthorizeRequest) => Promise<string> | string) | undefined;
  /** Takes the first message that comes before a confirmation. */
  readonly unconfirmed?: unknown[];
  readonly WebSocket: typeof WebSocket | undefined;
}

/** The URL for this order. */
export function urlFor(url: string, { orderId, token = '' }: ConnectRequest): string {
  return url.replace(/\{(id|token)\}/g, (_, name) => encodeURIComponent(name === 'id' ? orderId : token));
}
