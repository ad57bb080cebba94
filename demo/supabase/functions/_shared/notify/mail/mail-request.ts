import type { SendResult } from '../sender.ts';

/** What a vendor has answered. */
export interface MailAnswer {
  readonly status: number;
  /** The parsed JSON; an empty object if it is none. */
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers: Headers;
}

/** Codes of Node for a connection that never was. Deno says it in the message of the cause. */
const unreached = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT'];
const longestWait = 3600;

/** Asks a vendor once. Follows no redirect, with which key and mail would go elsewhere. Never rejects. */
export async function askMailVendor(
  fetch: typeof globalThis.fetch,
  request: Request | string,
  init?: RequestInit,
): Promise<MailAnswer | SendResult> {
  try {
    const response = await fetch(request, { ...init, redirect: 'manual' });
    const text = await response.text();
    return { status: response.status, body: jsonOf(text), headers: response.headers };
  } catch (error) {
    return neverConnected(error)
      ? { outcome: 'not-sent', reason: 'the vendor could not be reached' }
      : { outcome: 'unknown', reason: 'the vendor’s answer was lost' };
  }
}

export function isMailAnswer(answer: MailAnswer | SendResult): answer is MailAnswer {
  return 'status' in answer;
}

/** What an answer without meaning of its own says. `code` is a word of the vendor's documentation, never a message. */
export function resultOfStatus({ status, headers }: MailAnswer, code: string | number = ''): SendResult {
  const named = code === '' ? `HTTP ${status}` : `HTTP ${status}, ${code}`;
  if (status === 429)
    return { outcome: 'not-sent', reason: `the vendor limits the rate (${named})`, ...waitIn(headers) };
  if (status === 503) return { outcome: 'not-sent', reason: `the vendor is away (${named})`, ...waitIn(headers) };
  if (status >= 500 || status === 408) return { outcome: 'unknown', reason: `the vendor failed (${named})` };
  if (status === 401 || status === 403)
    return { outcome: 'refused', reason: `the vendor refuses our account (${named})` };
  if (status >= 400) return { outcome: 'refused', reason: `the vendor refuses the mail (${named})` };
  if (status >= 300) return { outcome: 'refused', reason: `the vendor’s address leads elsewhere (${named})` };
  return { outcome: 'unknown', reason: `the vendor’s answer cannot be read (${named})` };
}

function waitIn(headers: Headers): { readonly retryAfter?: number } {
  const seconds = Number(headers.get('Retry-After') ?? headers.get('ratelimit-reset') ?? Number.NaN);
  return seconds >= 0 && seconds <= longestWait ? { retryAfter: Math.ceil(seconds) } : {};
}

function neverConnected(error: unknown): boolean {
  const cause: unknown = error instanceof Error ? error.cause : undefined;
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : undefined;
  const said = error instanceof Error ? `${error.message} ${cause instanceof Error ? cause.message : ''}` : '';
  return unreached.some((known) => known === code) || /client error \(Connect\)|dns error/.test(said);
}

function jsonOf(text: string): Readonly<Record<string, unknown>> {
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === 'object' && read !== null ? { ...read } : {};
  } catch {
    return {};
  }
}
