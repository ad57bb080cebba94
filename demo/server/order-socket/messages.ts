import * as v from 'valibot';

const ref = v.pipe(v.string(), v.minLength(1), v.maxLength(64));
const token = v.pipe(v.string(), v.maxLength(8192));

/** The messages that a client may send; see src/transports/websocket/PROTOCOL.md. */
const clientMessageSchema = v.variant('type', [
  v.object({
    type: v.literal('subscribe'),
    ref,
    /** Either an order or the board of a restaurant. */
    order_id: v.optional(v.pipe(v.string(), v.maxLength(200))),
    restaurant_id: v.optional(v.pipe(v.string(), v.maxLength(200))),
    token: v.optional(v.nullable(token)),
  }),
  v.object({ type: v.literal('snapshot'), ref, min_version: v.optional(v.nullable(v.number())) }),
  v.object({ type: v.literal('token'), ref, token }),
  v.object({ type: v.literal('unsubscribe'), ref }),
  v.object({ type: v.literal('ping') }),
]);
export type ClientMessage = v.InferOutput<typeof clientMessageSchema>;

const knownTypes: ReadonlySet<string> = new Set(['subscribe', 'snapshot', 'token', 'unsubscribe', 'ping']);

/** Reads a frame. An unknown message type gives `undefined`; any other unreadable frame gives an `error`. */
export function readClientMessage(text: string): ClientMessage | undefined | { readonly error: string } {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { error: 'not JSON' };
  }
  const type: unknown = typeof json === 'object' && json !== null && 'type' in json ? json.type : undefined;
  if (typeof type !== 'string') return { error: 'no type' };
  if (!knownTypes.has(type)) return undefined;
  const message = v.safeParse(clientMessageSchema, json);
  return message.success ? message.output : { error: `not a message of the type ${type}` };
}

/** The codes of `closed` messages and of the socket's close frame. */
export const closeCodes = {
  normal: 1000,
  unsupportedProtocol: 4400,
  unauthorized: 4401,
  forbidden: 4403,
  notFound: 4404,
  tooMany: 4429,
} as const;

export type ServerMessage =
  | { readonly type: 'subscribed'; readonly ref: string }
  | { readonly type: 'order'; readonly ref: string; readonly order: unknown; readonly snapshot?: true }
  | { readonly type: 'board'; readonly ref: string; readonly board: unknown; readonly snapshot?: true }
  | { readonly type: 'closed'; readonly ref: string; readonly code: number; readonly reason: string }
  | { readonly type: 'pong' }
  | { readonly type: 'error'; readonly reason: string };
