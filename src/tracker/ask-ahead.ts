import type { ReadRequest } from '../transports/transport.js';
import type { TrackerInput } from './chart/chart.types.js';

/**
 * Sends the chart's first request before the chart is built, which takes a slow phone a tenth of a second: for a token
 * where one has to be fetched, else for the order. The chart takes the answer as that of its own first request.
 *
 * Not where the page brings the order or a way of its own to get it, nor where the chart may wait: hidden, offline, or
 * with a token that may have expired.
 *
 * @returns the input for the chart, and what to call once it has started: what it did not ask for by then is dropped
 */
export function askAhead(input: TrackerInput): readonly [TrackerInput, (() => void)?] {
  const { transport, tokens, orderId, environment, hasOwnAccess, initial } = input;
  const { visible, online } = environment.page;
  const token = tokens?.initial;
  if (!visible || !online || hasOwnAccess || initial != null || (token && tokens?.fetch)) return [input];
  if (tokens?.fetch) {
    const { fetch } = tokens;
    const ask = (signal: AbortSignal) => fetch.call(tokens, signal);
    const [first, drop] = ahead(ask);
    return [{ ...input, tokens: { fetch: (signal) => first(signal) ?? ask(signal) } }, drop];
  }
  const { read } = transport;
  if (!read) return [input];
  const ask = (request: ReadRequest) => read.call(transport, request);
  const [first, drop] = ahead((signal) => ask({ orderId, token: token?.value, minVersion: undefined, signal }));
  return [{ ...input, transport: { ...transport, read: (request) => first(request.signal) ?? ask(request) } }, drop];
}

/** Asks now. Who calls the first function first gets the answer; the second one ends the request, unless it was taken. */
function ahead<Answer>(ask: (signal: AbortSignal) => Promise<Answer>) {
  const stopping = new AbortController();
  const stop = () => stopping.abort();
  let answer: Promise<Answer> | undefined = ask(stopping.signal);
  // If the chart does not take it, its failure must not become an unhandled rejection.
  answer.catch(() => {});
  const take = (signal: AbortSignal) => {
    const taken = answer;
    answer = undefined;
    signal.addEventListener('abort', stop);
    return taken;
  };
  const drop = () => {
    if (answer) stop();
    answer = undefined;
  };
  return [take, drop] as const;
}
