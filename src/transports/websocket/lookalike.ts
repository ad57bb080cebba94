import { isRecord } from '../json.js';
import { htmlLike, resemblesOrder } from '../resembles-order.js';
import { wrongIn } from './refusal.js';

/** Protocols whose frames are no JSON, by how their first frames begin. */
const foreign: readonly (readonly [name: string, sign: RegExp])[] = [
  // "403 Forbidden" and "43:{" begin with such digits as well.
  ['socket.io', /^(?:0\{"sid"|4[0-6]$|4[0-6]\d*-?[/{[]|[236]$)/],
  ['SockJS', /^(?:[oh]$|[ac]\[)/],
  ['STOMP', /^(?:CONNECTED|MESSAGE|RECEIPT|ERROR)\r?\n/],
  ['NATS', /^(?:INFO \{|MSG \S|PING\r|PONG\r|-ERR ')/],
  ['Redis', /^(?:[+:-]\S.*|[*$]\d+)\r\n/],
  ['XMPP', /^<(?:open|stream|\?xml)/],
  ['an event stream', /^(?:data|event|id|retry):/],
  ['HTML', htmlLike],
];

/** The protocol that a frame without JSON looks like; `undefined` if it is like none that is known. */
export function foreignProtocol(data: string | ArrayBuffer, text: string | undefined): string | undefined {
  if (typeof data !== 'string' && isMqtt(new Uint8Array(data))) return 'MQTT';
  return text === undefined ? undefined : foreign.find(([, sign]) => sign.test(text))?.[0];
}

/** Subprotocols without JSON. Their servers may wait for a frame of their own, and say nothing before it. */
const subprotocol = /\b(mqtt|stomp|wamp|xmpp|amqp)/i;

/** The protocol without JSON that the page asks for by name. */
export function foreignSubprotocol(names: readonly string[] = []): string | undefined {
  return subprotocol.exec(names.join())?.[1]?.toUpperCase();
}

/** CONNACK, PUBLISH, SUBACK and PINGRESP, each with the length of what follows. */
function isMqtt(bytes: Uint8Array): boolean {
  const [first = 0, length = 0] = bytes;
  return [0x20, 0x30, 0x31, 0x32, 0x33, 0x90, 0xd0].includes(first) && (length > 127 || length === bytes.length - 2);
}

type Json = Readonly<Record<string, unknown>>;

const isText = (value: unknown, sign: RegExp): boolean => typeof value === 'string' && sign.test(value);
const setPreset = (name: string) => `set server-preset="${name}", or websocket-hello and websocket-confirm`;
const ownTransport = 'it needs a transport of its own, or poll-url';

/** Servers that send JSON, by the keys of their first messages. */
const known: readonly (readonly [name: string, remedy: string, fits: (message: Json) => boolean])[] = [
  ['Pusher', setPreset('pusher'), ({ event }) => isText(event, /^pusher(_internal)?:/)],
  ['Supabase Realtime', 'set supabase-url instead', ({ topic }) => isText(topic, /^realtime:/)],
  ['Phoenix', setPreset('phoenix'), ({ event }) => isText(event, /^phx_/)],
  [
    'ActionCable',
    setPreset('actioncable'),
    ({ type, message }) => isText(type, cable) || (type === 'ping' && message !== undefined),
  ],
  [
    'GraphQL',
    setPreset('graphql-ws'),
    ({ type }) => isText(type, /^(connection_(ack|error|keep_alive)|ka|next|complete)$/),
  ],
  [
    'Directus',
    setPreset('directus'),
    ({ type, status }) => isText(type, /^(auth|subscription|subscribe|items)$/) || status === 'error',
  ],
  ['Parse', setPreset('parse'), ({ op }) => isText(op, /^(connected|subscribed|error)$/)],
  ['JSON-RPC', 'send it what it expects by websocket-hello', ({ jsonrpc }) => jsonrpc !== undefined],
  [
    'Centrifugo',
    setPreset('centrifugo'),
    ({ connect, push, id, error }) =>
      isRecord(connect ?? push) || (id !== undefined && isRecord(error) && Number(error.code) > 0),
  ],
  [
    'SignalR',
    setPreset('signalr'),
    ({ type, C, error }) => typeof type === 'number' || C !== undefined || isText(error, /handshake/i),
  ],
  ['Ably', ownTransport, ({ action }) => typeof action === 'number'],
  ['Meteor', ownTransport, ({ msg, server_id }) => isText(msg, /^(connected|failed|ping)$/) || server_id !== undefined],
  ['Firebase', ownTransport, ({ t, d }) => isText(t, /^[cd]$/) && isRecord(d)],
  [
    'webdis',
    ownTransport,
    (message) => Object.entries(message).every(([key, item]) => /^[A-Z]{3,}$/.test(key) && Array.isArray(item)),
  ],
];
const cable = /^(welcome|confirm_subscription|reject_subscription|disconnect)$/;

/** The same for lists. */
const knownLists: readonly (readonly [name: string, remedy: string, fits: (list: readonly unknown[]) => boolean])[] = [
  [
    'Phoenix with the serializer of version 2',
    'end websocket-url with vsn=1.0.0, and set server-preset="phoenix"',
    (list) => list.length === 5 && typeof list[2] === 'string' && typeof list[3] === 'string' && isRecord(list[4]),
  ],
  [
    'WAMP',
    ownTransport,
    ([type, second]) => typeof type === 'number' && (Number.isInteger(second) || isRecord(second)),
  ],
];

/**
 * What a message looks like that cannot be read as this order, and what to do, without a full stop. `undefined`: it may be
 * a greeting.
 *
 * @param url where it has {id}, nothing about other orders is expected
 */
export function lookalike(message: unknown, orderId = '', url = ''): string | undefined {
  if (Array.isArray(message))
    return likeness(knownLists.find(([, , isOf]) => isOf(message))) ?? resemblesOrder(message, orderId, url);
  if (!isRecord(message) || Object.keys(message).length === 0) return undefined;
  const name = likeness(
    known.find(([, , isOf]) => isOf(message)),
    wrongIn(message, true),
  );
  if (name) return name;
  const order = resemblesOrder(message, orderId, url);
  if (order) return order;
  // Turbo Streams, over ActionCable and the like.
  if (Object.values(message).some((value) => isText(value, htmlLike)))
    return 'HTML in JSON, which is meant for a page: let the server send the order itself, or set poll-url';
  const wrong = wrongIn(message, false);
  return wrong && `a refusal, "${wrong}": check websocket-url, websocket-hello and the token`;
}

function likeness(row: readonly [name: string, remedy: string, ...unknown[]] | undefined, wrong?: string) {
  return row && `${row[0]}${wrong ? `, which says "${wrong}"` : ''}: ${row[1]}`;
}
