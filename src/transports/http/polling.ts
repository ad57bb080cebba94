import type { OrderTransport } from '../transport.js';
import { fetchJson } from './fetch-json.js';

export interface PollingTransportOptions {
  /** `https://…/{id}`; `{id}` is replaced by the encoded order id, and nothing is added. */
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
    async read({ orderId, token, signal }) {
      const url = template.replaceAll('{id}', encodeURIComponent(orderId));
      const headers: Record<string, string> = { Accept: 'application/json' };
      if (token !== undefined) headers.Authorization = `Bearer ${token}`;
      const key = JSON.stringify([url, token]);
      // To another origin, a header of ours would cost a second request that asks for permission. There the browser
      // sends the validators of its own cache; of answers to a token only if the server allows it to keep them.
      const isOwn = !isForeign(url);
      const known = isOwn && last?.key === key ? last : undefined;
      if (known) headers['If-None-Match'] = known.etag;
      const revalidates = !isOwn && token === undefined;
      const answer = await fetchJson({ url, fetch, signal, headers, revalidates });
      if (answer.notModified) return known?.payload;
      const etag = answer.headers.get('etag');
      last = etag === null ? undefined : { key, etag, payload: answer.payload };
      return answer.payload;
    },
  };
}

function isForeign(url: string): boolean {
  const { location } = globalThis;
  return location === undefined || new URL(url, location.href).origin !== location.origin;
}
