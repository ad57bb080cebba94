import { parseJson, sizeLimit } from '../json.js';
import { type Failure, type FailureKind, ReadError } from '../transport.js';

export interface JsonRequest {
  readonly url: string;
  readonly fetch: typeof fetch;
  readonly signal: AbortSignal;
  readonly headers: Readonly<Record<string, string>>;
  /** Default: POST with a body, else GET. */
  readonly method?: string | undefined;
  readonly body?: string | undefined;
  /** Default `omit`: no cookies. */
  readonly credentials?: RequestCredentials | undefined;
  /** Default `error`. With `follow`, the answer of another origin is refused all the same. */
  readonly redirect?: RequestRedirect;
  /** `same-origin` keeps the browser from following a redirect to another origin. Default `cors`. */
  readonly mode?: RequestMode;
  /**
   * Whether the browser's cache may keep the answer, and sends its `ETag` by itself the next time: the server is asked
   * each time in any case. Default: nothing is kept.
   */
  readonly revalidates?: boolean;
  /** What the answers of this server mean, where they differ from those of others. */
  readonly rules?: AnswerRules;
}

/** How the answers of one kind of server are read. The defaults are those of an endpoint that serves orders. */
export interface AnswerRules {
  /** The server's name at the beginning of reasons. Default: "The server". */
  readonly server?: string;
  /**
   * Whether JSON counts under any content type. Then a broken answer cannot be told from a page of the network's own,
   * and both are `network`. Default: false.
   */
  readonly anyContentType?: boolean;
  /** What the status of a refused answer means. */
  readonly kindOfStatus?: (status: number, isJson: boolean) => FailureKind;
  /** Why the server refused, from the JSON of its answer; `undefined` where the status says more. */
  readonly explain?: (body: unknown) => Failure | undefined;
}

type CompleteRules = Required<Omit<AnswerRules, 'explain'>> & Pick<AnswerRules, 'explain'>;

export interface JsonResponse {
  /** The body, read as JSON; `undefined` if the server answered 304. */
  readonly payload: unknown;
  readonly notModified: boolean;
  readonly headers: Headers;
}

/**
 * The one way to a back end by HTTP: no cookies, no redirect, no referrer, no stored answer without asking the server, at
 * most 64 kB after decompression, JSON only. Every failure is a `ReadError`. There is no time limit here: the signal ends the request and its body.
 */
export async function fetchJson({ rules: own, ...request }: JsonRequest): Promise<JsonResponse> {
  const rules = { ...orderEndpoint, ...own };
  try {
    return await ask(request, rules);
  } catch (error) {
    if (error instanceof ReadError) throw error;
    // A browser does not tell scripts why: no network, no route, a redirect, CORS, a content security policy.
    throw new ReadError({
      kind: 'network',
      reason: `${rules.server} gave no answer, or none that this page may read.`,
    });
  }
}

async function ask(
  { url, fetch, revalidates = false, body, ...init }: JsonRequest,
  { server, anyContentType, kindOfStatus, explain }: CompleteRules,
): Promise<JsonResponse> {
  const response = await fetch(url, {
    redirect: 'error',
    ...init,
    method: init.method ?? (body === undefined ? 'GET' : 'POST'),
    ...(body !== undefined && { body }),
    credentials: init.credentials ?? 'omit',
    cache: revalidates ? 'no-cache' : 'no-store',
    referrerPolicy: 'no-referrer',
  });
  if (response.redirected && new URL(response.url).origin !== new URL(url, response.url).origin) {
    response.body?.cancel().catch(() => {});
    throw new ReadError({ kind: 'network', reason: `${server} redirected to another origin.` });
  }
  const { status, headers, ok } = response;
  const notModified = status === 304;
  if (notModified && 'If-None-Match' in init.headers) return { payload: undefined, notModified, headers };

  const type = headers.get('content-type') ?? '';
  const isJson = !anyContentType && /^[^;]*[/+]json\s*(;|$)/i.test(type);
  const isReadable = ok || ((isJson || anyContentType) && explain !== undefined);
  if (!isReadable) response.body?.cancel().catch(() => {});
  const text = isReadable ? await readText(response, init.signal) : undefined;
  // Frameworks send JSON under any label: what begins as JSON is read.
  const payload = isJson || anyContentType || /^\s*[[{]/.test(text ?? '') ? parseJson(text ?? '') : undefined;
  if (!ok) {
    const retryAfter = readRetryAfter(headers);
    throw new ReadError({
      ...(explain?.(payload) ?? { kind: kindOfStatus(status, isJson), reason: `${server} answered ${status}.` }),
      ...(retryAfter !== undefined && { retryAfter }),
    });
  }
  if (payload !== undefined) return { payload, notModified, headers };
  // An answer under another content type is a page of the network's own, for example of a captive portal.
  const kind = isJson ? 'unreadable' : 'network';
  const reason = `${server} answered, but not with JSON of up to 64 kB.`;
  const hint = `${reason} Its content type is "${type}": check that the URL leads to the data of the order, not to a page.`;
  throw new ReadError({ kind, reason, hint });
}

const orderEndpoint: CompleteRules = {
  server: 'The server',
  anyContentType: false,
  kindOfStatus(status, isJson) {
    if (status === 401) return 'auth';
    if (status === 403) return 'forbidden';
    if (status === 404 || status === 410) return 'not-found';
    if (isOverload(status)) return 'overload';
    // "Not modified", to a request that did not ask for changes only.
    if (status === 304) return 'unreadable';
    // The statuses of a wrong URL or a wrong set-up. A page of the network's own has them too, but not as JSON.
    return isJson && [400, 405, 406, 415, 422].includes(status) ? 'config' : 'network';
  },
};

/** Whether a status says that the server has too much to do. */
export function isOverload(status: number): boolean {
  return status === 429 || status === 503;
}

/** Milliseconds to wait, at most an hour; `undefined` if the header is absent, in the past, or unreadable. */
function readRetryAfter(headers: Headers): number | undefined {
  const value = headers.get('retry-after');
  const now = parseDate(headers.get('date')) || Date.now();
  const wait = /^\d+$/.test(value ?? '') ? Number(value) * 1000 : parseDate(value) - now;
  return wait >= 0 ? Math.min(wait, 3_600_000) : undefined;
}

/** Milliseconds since 1970, or NaN. Some browsers read "1.5" as a date, so a date must have a time of day. */
function parseDate(text: string | null): number {
  return text && /\d:\d\d:\d\d/.test(text) ? Date.parse(text) : Number.NaN;
}

/** The body as text; `undefined` if it is too large, and then the rest is never fetched. */
async function readText({ body }: Response, signal: AbortSignal): Promise<string | undefined> {
  const reader = body?.getReader();
  // It ends a pending `read`, also where the body comes from a `fetch` that ignores its signal.
  const stop = () => reader?.cancel().catch(() => {});
  signal.addEventListener('abort', stop);
  if (signal.aborted) stop();
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  try {
    for (;;) {
      const { done = true, value } = (await reader?.read()) ?? {};
      if (signal.aborted) throw new Error();
      if (done) return text + decoder.decode();
      size += value?.byteLength ?? 0;
      if (size > sizeLimit) break;
      text += decoder.decode(value, { stream: true });
    }
  } finally {
    signal.removeEventListener('abort', stop);
  }
  stop();
  return undefined;
}
