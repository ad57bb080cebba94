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
    const [fetch, drop] = ahead(tokens.fetch.bind(tokens));
    return [{ ...input, tokens: { fetch } }, drop];
  }
  const { read } = transport;
  if (!read) return [input];
  const request = { orderId, token: token?.value, minVersion: undefined };
  const [first, drop] = ahead((signal) => read.call(transport, { ...request, signal }));
  return [
    { ...input, transport: { ...transport, read: (later) => first(later.signal, () => read.call(transport, later)) } },
    drop,
  ];
}

/** Asks now. The first call of what it returns gets the answer, the others ask by themselves. */
function ahead<Answer>(ask: (signal: AbortSignal) => Promise<Answer>) {
  const stopping = new AbortController();
  const stop = () => stopping.abort();
  let answer: Promise<Answer> | undefined = ask(stopping.signal);
  // Where nobody takes it, nobody hears of its failure either.
  answer.catch(() => {});
  const take = (signal: AbortSignal, askAnew = () => ask(signal)) => {
    const taken = answer;
    answer = undefined;
    if (!taken) return askAnew();
    signal.addEventListener('abort', stop);
    return taken;
  };
  const drop = () => {
    if (answer) stop();
    answer = undefined;
  };
  return [take, drop] as const;
}
