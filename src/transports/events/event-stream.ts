import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { stringify } from '../../environment/stringify.js';
import { isChatter } from '../chatter.js';
import { withinOrigin } from '../http/fetch-json.js';
import { isRecord, parseJson, sizeLimit } from '../json.js';
import { type ConnectRequest, type Failure, type LiveConnection, ReadError, type TransportSink } from '../transport.js';
import { urlFor } from '../websocket/plain-options.js';
import type { EventsTransportOptions, StreamMemory } from './events-options.js';
import { errorOf, failureOfAnswer, failureOfHtml, lookalike } from './stream-failure.js';

export { isChatter, lookalike };

/** The longest pause before the next connection that a server may ask for with `retry:`, ms. */
const longestRetry = 300_000;
/** Events that are only a sign of life, in the words of servers that do not send comments for it. */
const signOfLife = /^(ping|heart-?beat|keep-?alive|open|connected)$/i;

export interface StreamOptions extends EventsTransportOptions {
  readonly fetch: typeof fetch;
  readonly memory: StreamMemory;
}

/** Follows one order over one stream, until it ends. */
export function followByEvents(
  { url: template, hello, fetch, memory }: StreamOptions,
  request: ConnectRequest,
  sink: TransportSink,
): LiveConnection {
  const url = urlFor(template, request);
  const { orderId } = request;
  const looksStrange = (payload: unknown) => lookalike(payload, orderId, template) !== undefined;
  const ended = new AbortController();
  const { signal } = ended;
  let { token } = request;
  let isConfirmed = false;
  let hasBrought = false;
  /** Whether something came that cannot be read as an order. */
  let isStrange = false;
  let retryAfter: number | undefined;

  function end(failure: Failure) {
    if (signal.aborted) return;
    ended.abort();
    sink.lost({ ...(retryAfter !== undefined && { retryAfter }), ...failure });
  }

  const parser = createParser({
    maxBufferSize: 4 * sizeLimit,
    onComment: showLife,
    onEvent: (event) => signal.aborted || hear(event),
    onRetry: (milliseconds) => {
      retryAfter = Math.min(milliseconds, longestRetry);
    },
    onError: ({ type, line }) => {
      if (type === 'max-buffer-size-exceeded') end({ kind: 'unreadable', reason: 'An event is larger than 64 kB.' });
      // JSON or HTML without `data:` before it.
      else if (/^\s*[[{<]/.test(line ?? '')) {
        isStrange = true;
        sink.received(undefined);
      }
    },
  });

  function hear(message: EventSourceMessage) {
    const { id, event = 'message', data } = message;
    if (id !== undefined) memory.lastIds.set(url, id);
    const payload = parseJson(data);
    const error = errorOf(message, payload, token, hasBrought) ?? (hasBrought ? undefined : failureOfHtml(data));
    if (error) return end(error);
    if (event === hello?.after) void greet(payload);
    else if (signOfLife.test(event)) showLife();
    else {
      hasBrought = true;
      isStrange ||= (data !== '' && payload === undefined) || looksStrange(payload);
      // An event without data may say that there is something to read.
      sink.received(data === '' ? {} : payload);
    }
  }

  /** Comments and heartbeats show that nothing on the way holds the stream back, but not that its events can be read. */
  function showLife() {
    if (!isConfirmed && !hello && !isStrange) {
      isConfirmed = true;
      sink.confirmed();
    }
    sink.alive();
  }

  async function greet(welcome: unknown) {
    const words = { ...(isRecord(welcome) && welcome), id: request.orderId, token: token ?? '' };
    // Within JSON: quotes in a word do not end its text.
    const body = stringify(hello?.send).replace(/\{(\w+)\}/g, (placeholder, name) => {
      const word: unknown = Reflect.get(words, name);
      return word === undefined ? placeholder : stringify(String(word)).slice(1, -1);
    });
    const answer = await ask({ method: 'POST', body, headers: { 'Content-Type': 'application/json' } });
    if (!answer || signal.aborted) return;
    if (!answer.ok) return end(await failureOfAnswer(answer, signal));
    answer.body?.cancel().catch(() => {});
    isConfirmed = true;
    sink.confirmed();
  }

  async function ask({ headers, ...init }: RequestInit): Promise<Response | undefined> {
    const usual = { cache: 'no-store', credentials: 'omit', referrerPolicy: 'no-referrer', signal } as const;
    const access = token !== undefined && { Authorization: `Bearer ${token}` };
    try {
      return await withinOrigin(
        url,
        'The server',
        init.body ? 'error' : access ? 'find' : 'follow',
        (address, redirect) => fetch(address, { ...usual, ...init, headers: { ...headers, ...access }, redirect }),
        () => fetch(url, { ...usual, redirect: 'follow' }),
      );
    } catch (error) {
      const unknown = {
        kind: 'network',
        reason: 'The server gave no answer, or none that this page may read.',
      } as const;
      end(
        error instanceof ReadError
          ? { ...error, hint: `${error.reason} Let events-url lead to the last address.` }
          : unknown,
      );
      return undefined;
    }
  }

  async function follow() {
    const lastId = memory.omitsId ? undefined : memory.lastIds.get(url);
    const headers = { Accept: 'text/event-stream', ...(lastId && { 'Last-Event-ID': lastId }) };
    const response = await ask({ headers });
    if (!response) {
      // Another origin may not allow the header. Without it the stream opens, and a read brings what was missed.
      memory.omitsId = lastId !== undefined && isForeign(url);
      return;
    }
    if (signal.aborted) return;
    const isStream = /^text\/event-stream\b/i.test(response.headers.get('content-type') ?? '');
    if (!response.ok || !isStream) return end(await failureOfAnswer(response, signal));
    sink.opened();
    await read(response);
    memory.empty += hasBrought ? Number.NEGATIVE_INFINITY : 1;
    const reason = 'The server ended the stream.';
    end({ kind: 'server-closing', reason, ...(memory.empty > 2 && { hint: reason }) });
  }

  async function read({ body }: Response) {
    const reader = body?.getReader();
    // It ends a pending `read`, also where the body comes from a `fetch` that ignores its signal.
    signal.addEventListener('abort', () => reader?.cancel().catch(() => {}));
    const decoder = new TextDecoder();
    let endsLine = false;
    try {
      for (;;) {
        const { done = true, value } = (await reader?.read()) ?? {};
        if (done || signal.aborted) return;
        const text = decoder.decode(value, { stream: true });
        // A line may end with \r alone. The parser would wait for the \n that may follow it.
        const chunk = endsLine && text.startsWith('\n') ? text.slice(1) : text;
        endsLine = text === '' ? endsLine : text.endsWith('\r');
        parser.feed(endsLine && chunk ? `${chunk}\n` : chunk);
      }
    } catch {
      end({ kind: 'network', reason: 'The stream broke.' });
    }
  }

  queueMicrotask(() => {
    if (!signal.aborted) void follow();
  });

  return {
    // A stream has one direction: nothing can be asked.
    probe() {},
    renewToken(renewed) {
      token = renewed;
    },
    close: () => ended.abort(),
  };
}

function isForeign(url: string): boolean {
  const { location } = globalThis;
  return location !== undefined && new URL(url, location.href).origin !== location.origin;
}
