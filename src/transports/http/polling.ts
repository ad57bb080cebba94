import { stringify } from '../../environment/stringify.js';
import type { OrderTransport } from '../transport.js';
import { fetchJson } from './fetch-json.js';

export interface PollingTransportOptions {
  /**
   * `https://…/{id}`; `{id}` is replaced by the encoded order id. `ost-attempt` is added to the query after an answer that
   * was older than what is known: a service worker of the page may answer from its store.
   */
  readonly url: string;
  readonly fetch?: typeof fetch | undefined;
  /** Default: POST with a body, else GET. */
  readonly method?: string | undefined;
  /** Further headers; `{id}` and `{token}` in them are filled in. Those with `{token}` are left out without a token. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** What is sent, as JSON; `{id}` and `{token}` in its texts are filled in. */
  readonly body?: unknown;
  /** Whether cookies are sent: `omit` (default), `same-origin`, `include`. */
  readonly credentials?: 'include' | 'omit' | 'same-origin' | undefined;
}

/** Reads an order over HTTP. The tracker decides when and how often. */
export function pollingTransport({
  url: template,
  fetch = globalThis.fetch,
  method,
  headers: ownHeaders = {},
  body: ownBody,
  credentials,
}: PollingTransportOptions): Required<Pick<OrderTransport, 'name' | 'read'>> {
  let last: { readonly key: string; readonly etag: string; readonly payload: unknown } | undefined;

  return {
    name: 'polling',
    async read({ orderId, token, attempt, signal }) {
      const address = template.replaceAll('{id}', encodeURIComponent(orderId));
      const url = attempt === undefined ? address : withAttempt(address, attempt);
      const fill = (text: unknown) => `${text}`.replaceAll('{id}', orderId).replaceAll('{token}', token ?? '');
      const filled = (part: unknown) => (typeof part === 'string' ? fill(part) : part);
      const body = ownBody == null ? undefined : stringify(ownBody, filled);
      const headers: Record<string, string> = { Accept: 'application/json' };
      if (token !== undefined) headers.Authorization = `Bearer ${token}`;
      if (body) headers['Content-Type'] = 'application/json';
      for (const [name, value] of Object.entries(ownHeaders)) {
        if (token === undefined && String(value).includes('{token}')) continue;
        const same = Object.keys(headers).find((known) => known.toLowerCase() === name.toLowerCase());
        headers[same ?? name] = fill(value);
      }
      const key = JSON.stringify([url, token]);
      // To another origin, a header of ours would cost a second request that asks for permission. There the browser
      // sends the validators of its own cache; of answers to a token only if the server allows it to keep them.
      const isOwn = !isForeign(url);
      const known = isOwn && !body && last?.key === key ? last : undefined;
      if (known) headers['If-None-Match'] = known.etag;
      // A redirect must not take along what only this server may know.
      const isOpen = token === undefined && !body && !credentials && Object.keys(ownHeaders).length === 0;
      const answer = await fetchJson({
        url,
        fetch,
        signal,
        headers,
        method,
        body,
        credentials,
        revalidates: !isOwn && isOpen,
        redirects: isOpen ? 'follow' : 'find',
      });
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
