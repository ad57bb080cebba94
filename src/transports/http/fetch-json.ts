import { isRecord, parseJson, sizeLimit } from '../json.js';
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
  readonly credentials?: 'include' | 'omit' | 'same-origin' | undefined;
  /**
   * How redirects within the origin of `url` are followed: `follow`, by the browser; `find`, where the request carries what
   * only this server may know: a request without any of it finds the place. Default: a redirect is a failure. An answer of
   * another origin is refused always.
   */
  readonly redirects?: 'follow' | 'find' | undefined;
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
  /** What the status of a refused answer means; `isJson`: whether the application can have written it. */
  readonly kindOfStatus?: (status: number, isJson: boolean) => FailureKind;
  /** Why the server refused, from the JSON of its answer; `undefined` where the status says more. */
  readonly explain?: (body: unknown, status: number) => Failure | undefined;
}

type CompleteRules = Required<AnswerRules>;

export interface JsonResponse {
  /** The body, read as JSON; `undefined` if the server answered 304. */
  readonly payload: unknown;
  readonly notModified: boolean;
  readonly headers: Headers;
}

/**
 * The one way to a back end by HTTP: no cookies but those that `credentials` asks for, no redirect to another origin, no
 * referrer, no stored answer without asking the server, at most 64 kB after decompression, JSON only. Every failure is a
 * `ReadError`. There is no time limit here: the signal ends the request and its body.
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
  { url, fetch, revalidates = false, redirects, method, body, credentials = 'omit', ...init }: JsonRequest,
  rules: CompleteRules,
): Promise<JsonResponse> {
  const { server } = rules;
  const usual: RequestInit = {
    signal: init.signal,
    cache: revalidates ? 'no-cache' : 'no-store',
    referrerPolicy: 'no-referrer',
  };
  const request = (address: string, redirect: RequestRedirect) =>
    fetch(address, {
      ...usual,
      headers: init.headers,
      method: method ?? (body === undefined ? 'GET' : 'POST'),
      ...(body !== undefined && { body }),
      credentials,
      redirect,
    });
  const find = () => fetch(url, { ...usual, credentials: 'omit', redirect: 'follow' });
  const response = await withinOrigin(url, server, redirects ?? 'error', request, find);
  const { status, headers, ok } = response;
  const notModified = status === 304;
  if (notModified && 'If-None-Match' in init.headers) return { payload: undefined, notModified, headers };

  if (!ok) throw new ReadError(await failureOfRefusal(response, init.signal, rules));
  const { payload, isJson, found } = await readJson(response, init.signal, rules);
  if (payload !== undefined) return { payload, notModified, headers };
  // An answer under another content type is a page of the network's own, for example of a captive portal.
  const kind = isJson ? 'unreadable' : 'network';
  throw new ReadError({ kind, reason: `${server} answered no JSON of up to 64 kB.`, found });
}

/** Why a server refused, by its status and the JSON of its answer. Rejects where the answer breaks off. */
export async function failureOfRefusal(
  response: Response,
  signal: AbortSignal,
  rules: CompleteRules = orderEndpoint,
): Promise<Failure> {
  const { status, headers } = response;
  const { payload, found } = await readJson(response, signal, rules);
  const { server, kindOfStatus, explain } = rules;
  const retryAfter = readRetryAfter(headers);
  const refusal = { kind: kindOfStatus(status, payload !== undefined), reason: `${server} answered ${status}.` };
  return {
    ...((payload === undefined ? undefined : explain(payload, status)) ?? refusal),
    ...(retryAfter !== undefined && { retryAfter }),
    ...(status === 304 && { found }),
  };
}

/** The body, read as JSON; `undefined` if it is none. */
async function readJson(response: Response, signal: AbortSignal, { anyContentType, server }: CompleteRules) {
  const type = response.headers.get('content-type') ?? '';
  const isJson = !anyContentType && /^[^;]*[/+]json\s*(;|$)/i.test(type);
  // Frameworks send JSON under any label: what begins as JSON is read.
  const reading = readText(response, signal, !isJson && !anyContentType, charsetOf(type));
  const { text, isWhole } = await reading.catch(() => {
    const reason = `${server} answered ${response.status}, then broke off.`;
    throw new ReadError({ kind: 'network', reason });
  });
  const found = { type, start: text, isWhole };
  return { payload: isWhole ? parseJson(text) : undefined, isJson, found };
}

/**
 * The answer of the place that an address leads to, within its origin.
 *
 * @param redirects `find`: the request carries what only this server may know, so one without it finds the place first
 * @param find makes the request that finds the place
 * @throws ReadError if the answer came from another origin than that of `url`
 */
export async function withinOrigin(
  url: string,
  server: string,
  redirects: 'follow' | 'find' | 'error',
  request: (address: string, redirect: RequestRedirect) => Promise<Response>,
  find: () => Promise<Response>,
): Promise<Response> {
  const first = await request(url, redirects === 'find' ? 'manual' : redirects);
  // Node shows a redirect that it does not follow as it is.
  const isRedirect = first.type === 'opaqueredirect' || /^30[1-378]/.test(`${first.status}`);
  const place = isRedirect ? await find() : first;
  checkOrigin(url, place, server);
  if (!isRedirect) return first;
  place.body?.cancel().catch(() => {});
  return request(place.url, 'error');
}

/** @throws ReadError if the answer came from another origin than that of `url` */
function checkOrigin(url: string, { redirected, url: place, body }: Response, server: string): void {
  if (!redirected || new URL(place).origin === new URL(url, globalThis.location?.href).origin) return;
  body?.cancel().catch(() => {});
  throw new ReadError({ kind: 'network', reason: `${server} redirected to another origin.` });
}

const orderEndpoint: CompleteRules = {
  server: 'The server',
  anyContentType: false,
  kindOfStatus,
  explain: refusalOf,
};

/** What the status of a refused answer means; `isJson`: whether the application can have written it. */
export function kindOfStatus(status: number, isJson: boolean): FailureKind {
  if (isOverload(status)) return 'overload';
  // "Not modified", to a request that did not ask for changes only.
  if (status === 304) return 'unreadable';
  // Proxies, firewalls, login walls and captive portals refuse too, with pages and without a word.
  if (!isJson) return 'network';
  if (status === 401) return 'auth';
  if (status === 403) return 'forbidden';
  if (status === 404 || status === 410) return 'not-found';
  // The statuses of a wrong URL or a wrong set-up.
  return [400, 405, 406, 415, 422].includes(status) ? 'config' : 'network';
}

/** The words of PROTOCOL.md for `error`, and the status that each goes with. */
const documentedErrors: Readonly<Record<string, number>> = { unauthorized: 401, forbidden: 403, 'not-found': 404 };

/** What the JSON of a refusal tells beyond its status: whether the application wrote it, or what stands before it. */
export function refusalOf(body: unknown, status: number): Failure | undefined {
  const kind = kindOfStatus(status, true);
  if (!['auth', 'forbidden', 'not-found'].includes(kind)) return undefined;
  const { error, message, detail, title, code, statusCode } = isRecord(body) ? body : {};
  if (documentedErrors[String(error)] === (status === 410 ? 404 : status)) return undefined;
  const isAboutOrder = [error, message, detail, title].some(
    // A router names the path, "Cannot GET /order/42", and a firewall writes "in order to" as well.
    (text) => typeof text === 'string' && /(?:^|[^\w/.-])order\b(?![/.]\w|-[a-z]| to\b)/i.test(text),
  );
  if (isAboutOrder) return undefined;
  // A hosting platform repeats its status as a number: {"code":404,"message":"Application not found"}.
  const isPlatform = [code, statusCode, isRecord(error) && error.code].some((value) => Number(value) === status);
  const reason = `The server answered ${status}.`;
  return isPlatform ? { kind: 'network', reason } : { kind, reason, isVague: true };
}

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
  return text && /\d:\d\d:\d\d/.test(text) ? +new Date(text) : Number.NaN;
}

function charsetOf(type: string): string | undefined {
  return /charset="?([\w-]+)/i.exec(type)?.[1];
}

/** `undefined` where the label is that of UTF-8, or of no encoding that the browser knows. */
function decoderOf(charset = 'utf-8'): TextDecoder | undefined {
  try {
    const decoder = new TextDecoder(charset);
    return decoder.encoding === 'utf-8' ? undefined : decoder;
  } catch {
    return undefined;
  }
}

/**
 * The body as text, as far as it is read: if it is too large, the rest is never fetched.
 *
 * @param sniffs whether the same holds for a text that does not begin as an object or a list does
 * @param charset as labelled: JSON is UTF-8 under any label, and only what is not is read by that
 */
async function readText(response: Response, signal: AbortSignal, sniffs: boolean, charset: string | undefined) {
  const reader = response.body?.getReader();
  // Nothing came, or the `fetch` is another one than the browser's, without streams.
  if (!reader) {
    const text = await response.text();
    return { text, isWhole: text.length <= sizeLimit };
  }
  // It ends a pending `read`, also where the body comes from a `fetch` that ignores its signal.
  const stop = () => reader.cancel().catch(() => {});
  signal.addEventListener('abort', stop);
  if (signal.aborted) stop();
  const decoder = new TextDecoder();
  const labelled = decoderOf(charset);
  let text = '';
  let other = '';
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (signal.aborted) throw new Error();
      text += decoder.decode(value, { stream: !done });
      other += labelled?.decode(value, { stream: !done }) ?? '';
      if (done) return { text: labelled && text.includes('\ufffd') ? other : text, isWhole: true };
      size += value?.byteLength ?? 0;
      if (size > sizeLimit || (sniffs && /^\s*[^\s[{]/.test(text))) break;
    }
  } finally {
    signal.removeEventListener('abort', stop);
  }
  stop();
  return { text, isWhole: false };
}
