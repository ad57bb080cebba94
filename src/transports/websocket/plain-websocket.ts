import { isChatter as saysNothing } from '../chatter.js';
import { isRecord } from '../json.js';
import { openSocket } from '../socket/open-socket.js';
import type { ConnectRequest, Failure, LiveConnection, TransportSink } from '../transport.js';
import { foreignProtocol, foreignSubprotocol } from './lookalike.js';
import { fill, fits, isLogin, isOnlyLogin, type Message, mentions } from './message-template.js';
import { type PlainOptions, urlFor } from './plain-options.js';
import { provenBy } from './proof.js';
import { closingOf, complaintOf, refusalOf } from './refusal.js';
import { splitFrame, textOf } from './split-frame.js';

export { lookalike } from './lookalike.js';

/** Of a list of messages, each comes by itself as well. */
export function isChatter(message: unknown): boolean {
  return Array.isArray(message) ? message.every(isRecord) : saysNothing(message);
}

/** Follows one order on any server that pushes JSON, over a socket of its own. */
export function followByPlain(options: PlainOptions, request: ConnectRequest, sink: TransportSink): LiveConnection {
  const { hello = [], heartbeat = {}, confirm, refuse, subprotocol, channel, authorize, WebSocket } = options;
  const { unconfirmed = [] } = options;
  const { orderId } = request;
  let token = request.token;
  let auth: string | undefined;
  let sent = 0;
  let isConfirmed = false;
  let hasEnded = false;
  let hasRead = false;
  /** Whether anything came since the subscription stood. What ends it before was late to refuse it. */
  let hasBrought = false;
  let isAsking = false;
  let questions = 0;
  let answers = 0;
  /** What the server last found wrong, before the subscription stood. */
  let complaint: string | undefined;
  /** Frames that come while one is read that the browser hands over as a `Blob`. */
  let reading: Promise<void> | undefined;

  // Parameters of the URL are words as well: `?applicationId=…`.
  const entries = [...new URL(options.url).searchParams].map(([name, value]) => [`{${name}}`, value]);
  const parameters = Object.fromEntries(entries) as Record<string, string>;

  const words = () => {
    const known = { ...parameters, '{id}': orderId, '{token}': token || undefined, '{auth}': auth };
    return { ...known, '{channel}': String(fill(channel ?? '{id}', known)) };
  };
  const filled = (message: unknown) => fill(message, words());
  const isOne = (message: Message, template: unknown) => fits(message, template, words());
  const isOneOf = (message: Message, templates: unknown) =>
    (Array.isArray(templates) ? templates : [templates]).some((template) => isOne(message, template));

  const protocols = String(filled(subprotocol ?? '')).match(/[^\s,]+/g) ?? undefined;
  const socket = openSocket(
    { url: urlFor(options.url, request), protocols, WebSocket },
    {
      opened() {
        sink.opened();
        const name = foreignSubprotocol(protocols);
        if (name) endAsForeign(name);
        else greet();
      },
      received(data, raw) {
        if (reading || raw instanceof Blob) reading = readLater(raw instanceof Blob ? raw : data, reading);
        else receive(data);
      },
      lost: (failure, closing) => end(hasBrought ? failure : closingOf(failure, complaint, closing, [token, auth])),
    },
  );

  function end(failure: Failure) {
    if (hasEnded) return;
    close();
    sink.lost(failure);
  }

  function close() {
    hasEnded = true;
    socket.close();
  }

  async function readLater(data: string | ArrayBuffer | Blob | undefined, before: Promise<void> | undefined) {
    await before;
    const read = data instanceof Blob ? await data.arrayBuffer().catch(() => undefined) : data;
    if (!hasEnded) receive(read);
  }

  function receive(data: string | ArrayBuffer | undefined) {
    const text = data === undefined ? undefined : textOf(data);
    const messages = text === undefined ? [] : splitFrame(text);
    for (const message of messages) {
      if (hasEnded) return;
      hear(message, data ?? message.text);
    }
    if (messages.length === 0 && !isForeign(data, text)) sink.received(undefined);
  }

  function hear(message: Message, data: string | ArrayBuffer) {
    const { value } = message;
    const { send, answer, alive } = heartbeat;
    if (typeof value === 'object') hasRead = true;
    if (isOneOf(message, refuse))
      return end(refusalOf(value, [token, auth], hasBrought, [orderId, words()['{channel}']]));
    if (!isConfirmed) complaint = complaintOf(value, [token, auth]) ?? complaint;
    const isAwaited = greetingAnswered(message);
    if (!isConfirmed) unconfirmed[0] ??= value;
    if (isOne(message, answer)) showLife();
    else if (isOne(message, send)) reply(answer);
    else if (isOne(message, alive)) hint();
    // What confirms may hold the order as well.
    else if (isAwaited && !hasMore(value)) sink.alive();
    else if (typeof value === 'object' || !isForeign(data, message.text)) {
      hasBrought = isConfirmed;
      sink.received(value);
    }
  }

  /** Whether there is anything beside what was waited for. */
  function hasMore(value: unknown): boolean {
    const templates: readonly unknown[] = Array.isArray(confirm) ? confirm : [confirm];
    const known = templates.flatMap((template) => Object.keys(Object(template)));
    return typeof value === 'object' && Object.keys(value ?? {}).some((key) => !known.includes(key));
  }

  /** Goes on with the greeting where this message was waited for. Returns whether it was. */
  function greetingAnswered(message: Message): boolean {
    const isGreeted = sent === hello.length;
    const awaited = Array.isArray(confirm) ? confirm[sent - 1] : isGreeted ? confirm : undefined;
    // Servers with a login drop messages that arrive before they have checked it, so the next one waits for a message.
    const isAwaited = awaited == null ? !isGreeted : isOne(message, awaited);
    if (!isAwaited) return false;
    if (!isGreeted) greet(message.value);
    else if (!isConfirmed) {
      isConfirmed = true;
      sink.confirmed();
    }
    return awaited != null;
  }

  /** Sends messages up to the next one that waits for an answer of the server. */
  function greet(welcome?: unknown) {
    if (isAsking) return;
    while (sent < hello.length) {
      const message = hello[sent];
      if (auth === undefined && authorize && mentions(message, '{auth}')) return void askForAuth(authorize, welcome);
      sent++;
      if (isOnlyLogin(message) && !token) continue;
      if (message !== null) socket.send(filled(message));
      const waits = Array.isArray(confirm) ? confirm[sent - 1] != null : isLogin(message);
      if (waits && sent < hello.length) return;
    }
    probe();
  }

  async function askForAuth(authorize: NonNullable<PlainOptions['authorize']>, welcome: unknown) {
    isAsking = true;
    const proof = await provenBy(() => authorize({ welcome, channel: words()['{channel}'], orderId, token }));
    if (hasEnded) return;
    if (typeof proof !== 'string') return end(proof);
    isAsking = false;
    auth = proof;
    greet(welcome);
  }

  /** Ends a connection that speaks a protocol without JSON. Where a text is a template, the page knows about it. */
  function isForeign(data: string | ArrayBuffer | undefined, text: string | undefined): boolean {
    const isExpected = [confirm, heartbeat.answer, heartbeat.alive, heartbeat.send]
      .flat()
      .some((one) => typeof one === 'string');
    const name = hasRead || isExpected || data === undefined ? undefined : foreignProtocol(data, text);
    if (name) endAsForeign(name);
    return name !== undefined;
  }

  function endAsForeign(name: string) {
    end({
      kind: 'unreadable',
      reason: `The WebSocket speaks ${name}, not JSON: it needs a transport of its own, or poll-url.`,
    });
  }

  /** Answers come in the order of the questions: one to an earlier question does not answer the last one. */
  function showLife() {
    // An answer of the greeting may look like that of a question which is still to come.
    answers = Math.min(answers + 1, questions);
    if (answers === questions) sink.alive();
  }

  function reply(answer: unknown) {
    if (answer !== undefined) socket.send(filled(answer));
    hint();
  }

  /** An unasked message may have waited while the page slept, so it counts only where the server answers no question. */
  function hint() {
    const { send, answer, reply: own } = heartbeat;
    if (own !== undefined) socket.send(filled(own));
    if (send === undefined || answer === undefined) showLife();
  }

  function probe() {
    // Before the login the server may drop it.
    if (heartbeat.send === undefined || sent < hello.length) return;
    questions++;
    socket.send(filled(heartbeat.send));
  }

  return {
    probe,
    renewToken(renewed) {
      token = renewed;
      for (const message of hello.filter(isLogin)) socket.send(filled(message));
    },
    close,
  };
}
