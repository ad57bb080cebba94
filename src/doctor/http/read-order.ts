import { createTransport } from '../../transports/create-transport.js';
import { type Failure, ReadError } from '../../transports/transport.js';
import type { CheckContext } from '../check-context.js';
import { type Exchange, pageFetch } from '../page/page-fetch.js';
import { withTimeLimit } from '../page/time-limit.js';
import type { Setup } from '../setup.js';

/** Who reads which order. */
export interface Reader {
  readonly orderId: string;
  readonly token: string | undefined;
}

/** One read by the tracker's own transport: what it asked, what came back, and what the tracker makes of it. */
export interface ObservedRead {
  /** The last request of it, which is the only one as a rule, with all redirects on the way. */
  readonly exchange: Exchange;
  readonly payload?: unknown;
  readonly failure?: Failure;
}

/** Reads once. Every failure becomes part of what is returned. @throws ReadError where the options cannot work */
export async function readOrder(
  { setup: { options, origin }, world: { fetch, limits, timers } }: CheckContext,
  { orderId, token }: Reader,
): Promise<ObservedRead> {
  const exchanges: Exchange[] = [];
  const record = (exchange: Exchange) => void exchanges.push(exchange);
  const transport = createTransport(options, {
    base: origin,
    secure: false,
    fetch: pageFetch({ fetch, origin, enforces: false, record }),
  });
  const outcome = await settled(() =>
    withTimeLimit(timers, limits.answer, async (signal) =>
      transport.read?.({ orderId, token, minVersion: undefined, signal }),
    ),
  );
  const last = exchanges.at(-1);
  // Only a transport that cannot read asks nothing.
  if (!last) throw new ReadError({ kind: 'config', reason: outcome.failure?.reason ?? 'Nothing can be read.' });
  const [{ url } = last] = exchanges;
  const hops = exchanges.flatMap((exchange) => exchange.hops);
  const corsFaults = exchanges.flatMap((exchange) => exchange.corsFaults);
  return { exchange: { ...last, url, hops, corsFaults }, ...outcome };
}

async function settled(
  read: () => Promise<unknown> | undefined,
): Promise<{ readonly payload?: unknown; readonly failure?: Failure }> {
  try {
    return { payload: await read() };
  } catch (error) {
    return { failure: error instanceof ReadError ? error : { kind: 'network', reason: String(error) } };
  }
}

/** Whether it is about the one order that was asked for, so that another id could be asked for as well. */
export function namesOrder({ options }: Setup): boolean {
  const { pollUrl, pollBody, pollHeaders, supabaseUrl } = options;
  if (!pollUrl) return Boolean(supabaseUrl);
  return pollUrl.includes('{id}') || JSON.stringify([pollBody, pollHeaders]).includes('{id}');
}
