import type { FaultRunner } from './fault-runner.js';
import type { FollowedOrder } from './followed-order.js';
import type { HttpRequest } from './proxied-connection.js';
import type { WatchedPage } from './watched-page.js';

/** An HTTP response with CORS headers for any page. */
export function answer(status: string, body: string, headers: Readonly<Record<string, string>> = {}): string {
  const all = {
    'Content-Type': 'application/json',
    'Content-Length': `${Buffer.byteLength(body)}`,
    'Access-Control-Allow-Origin': '*',
    'Access-Control-Allow-Headers': '*, Authorization',
    'Access-Control-Expose-Headers': 'Retry-After, ETag, Age',
    Connection: 'close',
    ...headers,
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  return [`HTTP/1.1 ${status}`, ...lines, '', body].join('\r\n');
}

export function isRead({ method, path }: HttpRequest): boolean {
  return method !== 'OPTIONS' && /\/api\/orders\/|\/rest\/v1\//.test(path);
}

export function isTokenCall({ method, path }: HttpRequest): boolean {
  return method !== 'OPTIONS' && path.startsWith('/api/track');
}

/** The body of the back end's current answer to a read of the order. */
export async function currentBody({ transport, server }: FaultRunner, { id }: FollowedOrder): Promise<string> {
  const Authorization = `Bearer ${await server.tokens.signForGuest(id)}`;
  const isSupabase = transport === 'broadcast' || transport === 'changes';
  const response = isSupabase
    ? await fetch(`${server.url}/rest/v1/rpc/order_snapshot`, {
        method: 'POST',
        headers: { Authorization, apikey: server.secrets.publishableKey, 'Content-Type': 'application/json' },
        body: JSON.stringify({ order_id: id }),
      })
    : await fetch(`${server.url}/api/orders/${id}`, { headers: { Authorization } });
  return response.text();
}

/** Whether a frame of the server confirms that changes will arrive. */
export function isConfirmation({ transport }: FaultRunner, payload: Buffer): boolean {
  const words = { broadcast: '"system"', changes: '"system"', websocket: '"subscribed"', plain: '"pong"', polling: '' };
  return payload.includes(words[transport]);
}

/** Whether a frame of the server is a pushed change of the order, and not the answer to a request. */
export function isChange(payload: Buffer): boolean {
  return payload.includes('"version"') && !payload.includes('"snapshot":true');
}

/** The frame with which the server of this transport pushes an order. */
export function orderFrame({ runner, frames }: WatchedPage, order: object): string {
  const [joinRef, topic] = joinOf(frames);
  switch (runner.transport) {
    case 'broadcast':
      return JSON.stringify([joinRef, null, topic, 'broadcast', { type: 'broadcast', event: 'order', payload: order }]);
    case 'changes': {
      const data = { type: 'UPDATE', schema: 'public', table: 'orders', record: order, errors: null };
      return JSON.stringify([joinRef, null, topic, 'postgres_changes', { ids: [1], data }]);
    }
    case 'websocket':
      return JSON.stringify({ type: 'order', ref: refOf(frames), order });
    default:
      return JSON.stringify(order);
  }
}

/** The frames with which the server of this transport ends the channel and leaves the socket open. */
export function endOfChannel({ runner, frames }: WatchedPage, message: string, code: number): readonly string[] {
  if (runner.transport === 'websocket') {
    return [JSON.stringify({ type: 'closed', ref: refOf(frames), code, reason: message })];
  }
  const [joinRef, topic] = joinOf(frames);
  return [
    JSON.stringify([joinRef, null, topic, 'system', { status: 'error', extension: 'system', message, channel: '' }]),
    JSON.stringify([joinRef, joinRef, topic, 'phx_close', {}]),
  ];
}

/** The join ref and the topic of the newest join that the page sent. */
function joinOf(frames: readonly string[]): readonly [unknown, unknown] {
  const join = frames
    .map((text) => JSON.parse(text) as unknown)
    .findLast((frame) => Array.isArray(frame) && frame[3] === 'phx_join') as readonly unknown[] | undefined;
  return [join?.[0], join?.[2]];
}

function refOf(frames: readonly string[]): string | undefined {
  return frames
    .map((text) => JSON.parse(text) as { type?: string; ref?: string })
    .findLast(({ type }) => type === 'subscribe')?.ref;
}
