import { isRecord } from '../json.js';

/** Protocols whose frames are no JSON, by how their first frames begin. */
const foreign: readonly (readonly [name: string, sign: RegExp])[] = [
  ['socket.io', /^(?:0\{"sid"|4[0-6]|[236]$)/],
  ['SockJS', /^(?:[oh]$|[ac]\[)/],
  ['STOMP', /^(?:CONNECTED|MESSAGE|RECEIPT|ERROR)\r?\n/],
  ['NATS', /^(?:INFO \{|MSG \S|PING\r|PONG\r|\+OK\r|-ERR )/],
  ['Redis', /^(?:[+:-]\S.*|[*$]\d+)\r\n/],
  ['XMPP', /^<(?:open|stream|\?xml)/],
  ['an event stream', /^(?:data|event|id|retry):/],
  ['HTML', /^\s*<(?:!doctype|html)/i],
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

/** Servers that send JSON, by the keys of their first messages. The key is the server preset, if there is one. */
const known: readonly (readonly [name: string, preset: string | undefined, fits: (message: Json) => boolean])[] = [
  ['Pusher', 'pusher', ({ event }) => isText(event, /^pusher(_internal)?:/)],
  ['Phoenix', 'phoenix', ({ event }) => isText(event, /^phx_/)],
  [
    'ActionCable',
    'actioncable',
    ({ type, message }) => isText(type, cable) || (type === 'ping' && message !== undefined),
  ],
  ['GraphQL', 'graphql-ws', ({ type }) => isText(type, /^(connection_(ack|error|keep_alive)|ka|next|complete)$/)],
  [
    'Directus',
    'directus',
    ({ type, status }) => isText(type, /^(auth|subscription|subscribe|items)$/) || status === 'error',
  ],
  ['Parse', 'parse', ({ op }) => isText(op, /^(connected|subscribed|error)$/)],
  [
    'Centrifugo',
    'centrifugo',
    ({ connect, push, id, error }) => isRecord(connect ?? push) || (id !== undefined && isRecord(error)),
  ],
  [
    'SignalR',
    'signalr',
    ({ type, C, error }) => typeof type === 'number' || C !== undefined || isText(error, /handshake/i),
  ],
  ['Ably', undefined, ({ action }) => typeof action === 'number'],
  [
    'webdis',
    undefined,
    (message) => Object.entries(message).every(([key, item]) => /^[A-Z]{3,}$/.test(key) && Array.isArray(item)),
  ],
];
const cable = /^(welcome|confirm_subscription|reject_subscription|disconnect)$/;

/** What a JSON message that nobody can read looks like, and what to set, without a full stop. */
export function lookalike(message: unknown): string | undefined {
  if (!isRecord(message) || Object.keys(message).length === 0) return undefined;
  const [name, preset] = known.find(([, , isOf]) => isOf(message)) ?? [];
  if (name === undefined) return undefined;
  return preset ? `${name}: set server-preset="${preset}", or websocket-hello and websocket-confirm` : name;
}
