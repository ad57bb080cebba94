import { parseJson, sizeLimit } from '../json.js';
import { type Failure, type FailureKind, ReadError } from '../transport.js';

export interface JsonRequest {
  readonly url: string;
  readonly fetch: typeof fetch;
  readonly signal: AbortSignal;
  readonly headers: Readonly<Record<string, string>>;
  /** Present: the request is a POST. JSON. */
  readonly body?: string;
  /** Knows better than the status alone, from the JSON of an answer, why the server refused. */
  readonly explain?: (body: unknown) => Failure | undefined;
}

export interface JsonResponse {
  /** The body, read as JSON; `undefined` if the server answered 304. */
  readonly payload: unknown;
  readonly notModified: boolean;
  readonly headers: Headers;
}

/**
 * One request that trusts nothing: no cookies, no cache, no redirect, no referrer, at most 64 kB, JSON only. Every
 * failure is a `ReadError`. It keeps no time: the signal ends it, the reading of the body included.
 */
export async function fetchJson({ url, fetch, explain, ...init }: JsonRequest): Promise<JsonResponse> {
  const response = await answered(
    fetch(url, {
      ...init,
      method: init.body === undefined ? 'GET' : 'POST',
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
    }),
  );
  const { status, headers, ok } = response;
  const notModified = status === 304;
  if (notModified) {
    if ('If-None-Match' in init.headers) return { payload: undefined, notModified, headers };
    throw new ReadError({ kind: 'unreadable', reason: 'The server answered 304 unasked.' });
  }

  const isJson = /^[^;]*[/+]json\s*(;|$)/i.test(headers.get('content-type') ?? '');
  const isOfUse = isJson && (ok || explain !== undefined);
  if (!isOfUse) response.body?.cancel().catch(() => {});
  const payload = isOfUse ? parseJson((await answered(readText(response))) ?? '') : undefined;
  if (!ok) {
    const reason = `The server answered ${status}.`;
    const retryAfter = readRetryAfter(headers);
    throw new ReadError({
      ...(explain?.(payload) ?? { kind: kindOfStatus(status, isJson), reason }),
      ...(retryAfter !== undefined && { retryAfter }),
    });
  }
  if (payload !== undefined) return { payload, notModified, headers };
  // What is not even called JSON is a page of the network's own.
  throw new ReadError({ kind: isJson ? 'unreadable' : 'network', reason: 'The answer is no JSON of up to 64 kB.' });
}

/** A browser tells scripts nothing of why: no network, no route, a redirect, CORS, a content security policy. */
function answered<Result>(asking: Promise<Result>): Promise<Result> {
  return asking.catch(() => {
    throw new ReadError({ kind: 'network', reason: 'There was no answer, or none that this page may read.' });
  });
}

/** What a status means, as far as all servers agree on it. */
export function kindOfStatus(status: number, isJson: boolean): FailureKind {
  if (status === 401) return 'auth';
  if (status === 403) return 'forbidden';
  if (status === 404 || status === 410) return 'not-found';
  if (status === 429 || status === 503) return 'overload';
  // What a wrong URL or a wrong set-up gets; from a network's own page it would be no JSON.
  return isJson && [400, 405, 406, 415, 422].includes(status) ? 'config' : 'network';
}

/** Milliseconds to wait, at most an hour; `undefined` if the header is absent, unreadable here, or nonsense. */
function readRetryAfter(headers: Headers): number | undefined {
  const value = headers.get('retry-after') ?? '';
  const now = Date.parse(headers.get('date') ?? '') || Date.now();
  const wait = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now;
  return wait >= 0 ? Math.min(wait, 3_600_000) : undefined;
}

/** The body as text; `undefined` if it is too large, and then the rest is never fetched. */
async function readText({ body }: Response): Promise<string | undefined> {
  const reader = body?.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  for (;;) {
    const { done = true, value } = (await reader?.read()) ?? {};
    if (done) return text;
    size += value?.byteLength ?? 0;
    if (size > sizeLimit) break;
    text += decoder.decode(value, { stream: true });
  }
  reader?.cancel().catch(() => {});
  return undefined;
}
