import type { OrderTransport } from '../transport.js';
import { fetchJson } from './fetch-json.js';

export interface PollingTransportOptions {
  /**
   * `https://…/{id}`; `{id}` is replaced by the encoded order id. `ost-attempt` is added to the query after an answer that
   * was older than what is known: a service worker of the page may answer from its store.
   */
  readonly url: string;
  readonly fetch?: typeof fetch | undefined;
}

/** Reads an order over HTTP. The tracker decides when and how often. */
export function pollingTransport({
  url: template,
  fetch = globalThis.fetch,
}: PollingTransportOptions): Required<Pick<OrderTransport, 'name' | 'read'>> {
  let last: { readonly key: string; readonly etag: string; readonly payload: unknown } | undefined;

  return {
    name: 'polling',
    async read({ orderId, token, attempt, signal }) {
      const address = template.replaceAll('{id}', encodeURIComponent(orderId));
      const url = attempt === undefined ? address : withAttempt(address, attempt);
      const headers: Record<string, string> = { Accept: 'application/json' };
      if (token !== undefined) headers.Authorization = `Bearer ${token}`;
      const key = JSON.stringify([url, token]);
      // To another origin, a header of ours would cost a second request that asks for permission. There the browser
      // sends the validators of its own cache; of answers to a token only if the server allows it to keep them.
      const isOwn = !isForeign(url);
      const known = isOwn && last?.key === key ? last : undefined;
      if (known) headers['If-None-Match'] = known.etag;
      const revalidates = !isOwn && token === undefined;
      const answer = await fetchJson({ url, fetch, signal, headers, revalidates, followsRedirects: true });
      if (answer.notModified) return known?.payload;
      const etag = answer.headers.get('etag');
      last = etag === null ? undefined : { key, etag, payload: answer.payload };
      return answer.payload;
    },
  };
}

function withAttempt(address: string, attempt: number): string {
  const [place = '', fragment] = address.split('#');
  const query = `${place}${place.includes('?') ? '&' : '?'}ost-attempt=${attempt}`;
  return fragment === undefined ? query : `${query}#${fragment}`;
}

function isForeign(url: string): boolean {
  const { location } = globalThis;
  return location === undefined || new URL(url, location.href).origin !== location.origin;
}
