import { stringify } from '../../environment/stringify.js';
import { isRecord, parseJson } from '../json.js';
import { openSocket, type SocketOptions } from '../socket/open-socket.js';
import type { ConnectRequest, LiveConnection, TransportSink } from '../transport.js';

/**
 * How a server with a protocol of its own gives signs of life. A frame matches a message if it has its keys with its
 * values; other keys do not matter.
 *
 * - Pusher, Reverb, Soketi: `{ send: { event: 'pusher:ping' }, answer: { event: 'pusher:pong' } }`
 * - Directus: `{ send: { type: 'ping' }, answer: { type: 'pong' } }`
 * - ActionCable: `{ answer: { type: 'confirm_subscription' }, alive: { type: 'ping' }, seconds: 3 }`
 */
export interface WebSocketHeartbeat {
  /** The message that asks the server for a sign of life. If the server sends it, `answer` is sent back. */
  readonly send?: unknown;
  /** The message that answers. The first one also confirms that changes will arrive. */
  readonly answer?: unknown;
  /** A message that is only a sign of life. */
  readonly alive?: unknown;
  /** Seconds between two `alive` messages. With at most 5, `send` is not needed. */
  readonly seconds?: number;
}

export interface PlainOptions extends SocketOptions {
  /** Messages to send on opening, in this order; `{id}` and `{token}` in them are filled in. */
  readonly hello?: readonly unknown[] | undefined;
  readonly heartbeat?: WebSocketHeartbeat | undefined;
}

/** Follows one order on any server that pushes JSON, over a socket of its own. */
export function followByPlain(
  { hello = [], heartbeat = {}, ...options }: PlainOptions,
  { orderId, token }: ConnectRequest,
  sink: TransportSink,
): LiveConnection {
  let fresh = token ?? '';
  const filled = (message: unknown) => fill(message, { '{id}': orderId, '{token}': fresh });
  const greetings = [...hello];
  let greeted = false;
  let confirmed = false;
  let questions = 0;
  let answers = 0;

  const socket = openSocket(options, {
    opened() {
      sink.opened();
      greet();
      if (heartbeat.answer === undefined) confirm();
    },
    received(data) {
      const frame = typeof data === 'string' ? unwrap(parseJson(data)) : undefined;
      const { send, answer, alive } = heartbeat;
      if (matches(frame, answer)) confirm();
      else if (matches(frame, send)) reply(answer);
      else if (matches(frame, alive)) hint();
      else sink.received(frame);
      if (!greeted) greet();
    },
    lost: (failure) => sink.lost(failure),
  });

  // Servers with a login drop messages that arrive before they have checked it, so the next one waits for a frame.
  function greet() {
    for (let message = greetings.shift(); message !== undefined; message = greetings.shift()) {
      socket.send(filled(message));
      if (isLogin(message) && greetings.length > 0) return;
    }
    greeted = true;
    if (heartbeat.answer !== undefined) probe();
  }

  function confirm() {
    if (confirmed) return showLife();
    confirmed = true;
    answers = Math.min(questions, 1);
    sink.confirmed();
  }

  /** Answers come in the order of the questions: one to an earlier question does not answer the last one. */
  function showLife() {
    answers++;
    if (answers >= questions) sink.alive();
  }

  function reply(answer: unknown) {
    if (answer !== undefined) socket.send(filled(answer));
    hint();
  }

  /** An unasked message may have waited while the page slept, so it counts only where the server answers no question. */
  function hint() {
    if (heartbeat.send === undefined || heartbeat.answer === undefined) showLife();
  }

  function probe() {
    // Before the login the server may drop it.
    if (heartbeat.send === undefined || !greeted) return;
    questions++;
    socket.send(filled(heartbeat.send));
  }

  /** Whether a frame has the keys of a template with its values. */
  function matches(frame: unknown, template: unknown): boolean {
    return template !== undefined && frame !== undefined && contains(frame, unwrap(filled(template)));
  }

  return {
    probe,
    renewToken(renewed) {
      fresh = renewed;
      for (const message of hello.filter(isLogin)) socket.send(filled(message));
    },
    close: () => socket.close(),
  };
}

/** Whether a message is a login: it has the token and no order id, and may be repeated with a newer token. */
function isLogin(message: unknown): boolean {
  const text = stringify(message);
  return text.includes('{token}') && !text.includes('{id}');
}

/** Fills in placeholders, also in JSON within a string. */
function fill(value: unknown, words: Readonly<Record<string, string>>): unknown {
  if (typeof value === 'string') {
    const inner = parseInner(value);
    if (inner !== undefined) return stringify(fill(inner, words));
    return value.replace(/\{id\}|\{token\}/g, (word) => words[word] ?? word);
  }
  if (Array.isArray(value)) return value.map((item) => fill(item, words));
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fill(item, words)]));
}

/** Parses JSON within strings of a message, such as Pusher's `data` and ActionCable's `identifier`. */
function unwrap(message: unknown): unknown {
  if (!isRecord(message)) return message;
  return Object.fromEntries(
    Object.entries(message).map(([key, item]) => [key, (typeof item === 'string' && parseInner(item)) || item]),
  );
}

function parseInner(text: string): object | undefined {
  const inner = /^\s*[{[]/.test(text) ? parseJson(text) : undefined;
  return typeof inner === 'object' && inner !== null ? inner : undefined;
}

function contains(value: unknown, template: unknown): boolean {
  if (typeof template !== 'object' || template === null) return value === template;
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(template).every(([key, item]) => contains(Reflect.get(value, key), item));
}
