import { parseJson, sizeLimit } from './json.js';
import { type ConnectionLoss, type LossKind, ReadError } from './transport.js';

export interface GuardedRequest {
  readonly url: string;
  readonly fetch: typeof fetch;
  readonly signal: AbortSignal;
  readonly headers: Readonly<Record<string, string>>;
  /** Present: the request is a POST. JSON. */
  readonly body?: string | undefined;
  /** Knows better than the status alone why the server refused. */
  readonly explain?: ((status: number, body: unknown) => ConnectionLoss | undefined) | undefined;
}

export interface GuardedAnswer {
  /** The body, read as JSON; `undefined` if the server answered 304. */
  readonly payload: unknown;
  readonly notModified: boolean;
  readonly headers: Headers;
}

/**
 * One request that trusts nothing: no cookies, no cache, no redirect, no referrer, at most 64 kB, JSON only. Every
 * failure is a `ReadError`. It keeps no time: the signal ends it, the reading of the body included.
 */
export async function guardedRead({ url, fetch, explain, ...init }: GuardedRequest): Promise<GuardedAnswer> {
  let response: Response;
  try {
    response = await fetch(url, {
      ...init,
      method: init.body === undefined ? 'GET' : 'POST',
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
    } as RequestInit);
  } catch {
    // A browser tells scripts nothing of why: no network, no route, a redirect, CORS, a content security policy.
    throw new ReadError({ kind: 'network', reason: 'The request got no answer that this page may read.' });
  }
  const { status, headers } = response;
  const notModified = status === 304;
  if (notModified) return { payload: undefined, notModified, headers };

  const isJson = /^[^;]*[/+]json\s*(;|$)/i.test(headers.get('content-type') ?? '');
  if (!response.ok) {
    const body = isJson && explain !== undefined ? parseJson(await readText(response)) : discard(response);
    const kind = kindOfStatus(status, isJson);
    const loss = explain?.(status, body) ?? { kind, reason: `The server answered ${status}.` };
    const retryAfter = readRetryAfter(headers);
    throw new ReadError(retryAfter === undefined ? loss : { ...loss, retryAfter });
  }
  if (!isJson) {
    discard(response);
    throw new ReadError({ kind: 'network', reason: `The answer is no JSON: a page of the network's own?` });
  }
  const payload = parseJson(await readText(response));
  if (payload === undefined) throw new ReadError({ kind: 'unreadable', reason: 'The answer is no valid JSON.' });
  return { payload, notModified, headers };
}

function kindOfStatus(status: number, isJson: boolean): LossKind {
  if (status === 401) return 'auth';
  if (status === 403) return 'forbidden';
  if (status === 404 || status === 410) return 'not-found';
  if (status === 429 || status === 503) return 'overload';
  // What a wrong URL or a wrong set-up gets; from a network's own page it would be no JSON.
  return [400, 405, 406, 415, 422].includes(status) && isJson ? 'config' : 'network';
}

/** Milliseconds to wait, at most an hour; `undefined` if the header is absent, unreadable here, or nonsense. */
export function readRetryAfter(headers: Headers): number | undefined {
  const value = headers.get('retry-after')?.trim() ?? '';
  const now = Date.parse(headers.get('date') ?? '') || Date.now();
  const wait = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now;
  return wait >= 0 ? Math.min(wait, 3_600_000) : undefined;
}

async function readText(response: Response): Promise<string> {
  const reader = response.body?.getReader();
  if (reader === undefined) return '';
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return text + decoder.decode();
      size += value.byteLength;
      if (size > sizeLimit) break;
      text += decoder.decode(value, { stream: true });
    }
  } catch {
    throw new ReadError({ kind: 'network', reason: 'The answer broke off.' });
  }
  reader.cancel().catch(() => {});
  throw new ReadError({ kind: 'unreadable', reason: 'The answer is larger than 64 kB.' });
}

function discard({ body }: Response): void {
  body?.cancel().catch(() => {});
}
