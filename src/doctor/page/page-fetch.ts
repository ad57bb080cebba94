import { answerFault, type CorsFault, type CorsRequest, needsPreflight, preflightFault } from './cors.js';
import { type Unreachable, unreachable } from './reach.js';

/** One request of a page, and everything that came back. */
export interface Exchange {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly isForeign: boolean;
  /** The addresses that it was redirected to. */
  readonly hops: string[];
  readonly corsFaults: CorsFault[];
  /** What came of the body, as it came. */
  readonly chunks: { readonly at: number; readonly text: string }[];
  readonly startedAt: number;
  answer?: { readonly status: number; readonly headers: Headers; readonly at: number };
  unreachable?: Unreachable;
}

export interface PageFetchOptions {
  readonly fetch: typeof fetch;
  /** The page's. */
  readonly origin: string;
  /** Whether an answer that browsers keep from the page is kept here too. */
  readonly enforces: boolean;
  readonly record?: ((exchange: Exchange) => void) | undefined;
}

/** More redirects than these are followed by nobody. */
export const mostHops = 5;

/** What came of the body, as text. */
export function bodyOf({ chunks }: Exchange): string {
  return chunks.map(({ text }) => text).join('');
}

/** `fetch` as a page of that origin has it: with its `Origin`, with preflights, and with the rules of CORS. */
export function pageFetch({ fetch, origin, enforces, record }: PageFetchOptions): typeof globalThis.fetch {
  return async (input, init = {}) => {
    const url = new URL(String(input instanceof Request ? input.url : input)).href;
    const headers = Object.fromEntries(new Headers(init.headers));
    const method = (init.method ?? 'GET').toUpperCase();
    const isForeign = new URL(url).origin !== origin;
    const request: CorsRequest = { origin, method, headers, hasCredentials: init.credentials === 'include' };
    const exchange: Exchange = {
      url,
      method,
      headers,
      isForeign,
      hops: [],
      corsFaults: [],
      chunks: [],
      startedAt: performance.now(),
    };
    record?.(exchange);
    try {
      if (isForeign && needsPreflight(request)) await askForPermission(exchange, request, fetch, init.signal);
      const sent = { ...init, headers: { ...headers, ...(isForeign || method !== 'GET' ? { Origin: origin } : {}) } };
      const response = await follow(exchange, sent, fetch);
      exchange.answer = { status: response.status, headers: response.headers, at: performance.now() };
      const fault = isForeign ? answerFault(request, response.headers) : undefined;
      if (fault) exchange.corsFaults.push(fault);
      if (enforces && exchange.corsFaults.length > 0) throw new TypeError('Kept from the page.');
      return asPageSees(response, exchange, init.redirect);
    } catch (error) {
      if (exchange.answer === undefined) exchange.unreachable = unreachable(error);
      throw error;
    }
  };
}

async function askForPermission(
  exchange: Exchange,
  request: CorsRequest,
  fetch: typeof globalThis.fetch,
  signal: AbortSignal | null | undefined,
): Promise<void> {
  const names = Object.keys(request.headers).sort().join(',');
  const answer = await fetch(exchange.url, {
    method: 'OPTIONS',
    redirect: 'manual',
    headers: {
      Origin: request.origin,
      'Access-Control-Request-Method': request.method,
      ...(names && { 'Access-Control-Request-Headers': names }),
    },
    ...(signal && { signal }),
  });
  await answer.body?.cancel().catch(() => {});
  const fault = preflightFault(request, answer.status, answer.headers);
  if (fault) exchange.corsFaults.push(fault);
}

/** Follows redirects as far as the request allows it, and notes them. */
async function follow(exchange: Exchange, init: RequestInit, fetch: typeof globalThis.fetch): Promise<Response> {
  let url = exchange.url;
  for (;;) {
    const response = await fetch(url, { ...init, redirect: 'manual' });
    const place = response.headers.get('location');
    if (place === null || response.status < 300 || response.status > 399 || response.status === 304) return response;
    url = new URL(place, url).href;
    exchange.hops.push(url);
    if (init.redirect !== 'follow' || exchange.hops.length > mostHops) return response;
    await response.body?.cancel().catch(() => {});
  }
}

/** The answer as a browser hands it to the page, with its body noted on its way. */
function asPageSees(response: Response, exchange: Exchange, redirect: RequestInit['redirect']): Response {
  const { status, headers } = response;
  if (status >= 300 && status < 400 && exchange.hops.length > 0) {
    response.body?.cancel().catch(() => {});
    // Such an answer has no status that a page may see.
    if (redirect === 'manual') return withFields(new Response(null), { type: 'opaqueredirect', status: 0, ok: false });
    throw new TypeError('A redirect that is not followed.');
  }
  const body = [204, 205, 304].includes(status) ? null : (response.body?.pipeThrough(noting(exchange)) ?? null);
  const place = exchange.hops.at(-1);
  return withFields(new Response(body, { status, headers }), {
    url: place ?? exchange.url,
    redirected: place !== undefined,
  });
}

function withFields(response: Response, fields: Readonly<Record<string, unknown>>): Response {
  for (const [name, value] of Object.entries(fields)) Object.defineProperty(response, name, { value });
  return response;
}

function noting({ chunks }: Exchange): TransformStream<Uint8Array, Uint8Array> {
  const decoder = new TextDecoder();
  return new TransformStream({
    transform(chunk, controller) {
      chunks.push({ at: performance.now(), text: decoder.decode(chunk, { stream: true }) });
      controller.enqueue(chunk);
    },
  });
}
