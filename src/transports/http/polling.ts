import { type OrderTransport, ReadError } from '../transport.js';
import { fetchJson, type JsonResponse } from './fetch-json.js';

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
  /** Whether this endpoint allows `If-None-Match` from a page of another origin. */
  let allowsValidators = true;

  return {
    name: 'polling',
    async read({ orderId, token, signal }) {
      const url = template.replaceAll('{id}', encodeURIComponent(orderId));
      const headers: Record<string, string> = { Accept: 'application/json' };
      if (token !== undefined) headers.Authorization = `Bearer ${token}`;
      // A header of ours would make this a request that asks for permission first, with a second request each time. The
      // browser asks for none when it sends the validators of its own cache.
      else if (isForeign(url)) return (await fetchJson({ url, fetch, signal, headers, revalidates: true })).payload;
      const key = JSON.stringify([url, token]);
      const known = allowsValidators && last?.key === key ? last : undefined;

      let answer: JsonResponse;
      if (known === undefined) answer = await fetchJson({ url, fetch, signal, headers });
      else {
        try {
          answer = await fetchJson({ url, fetch, signal, headers: { ...headers, 'If-None-Match': known.etag } });
        } catch (error) {
          if (!(error instanceof ReadError && error.kind === 'network') || signal.aborted || !isForeign(url))
            throw error;
          // `If-None-Match` makes a cross-origin request ask for permission, which this endpoint may not give. If this
          // second request fails as well, the next read sends one request again.
          last = undefined;
          answer = await fetchJson({ url, fetch, signal, headers });
          allowsValidators = false;
        }
      }
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
