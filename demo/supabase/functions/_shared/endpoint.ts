import { DatabaseRefusal, DatabaseUnavailable, isDiskFull, LeftToHost } from './kit-database.ts';

/**
 * Answers one request. `address` is the client's, where the host knows it better than the header `X-Forwarded-For`
 * does. It serves for limits only.
 */
export type Handler = (request: Request, address?: string) => Promise<Response>;

/** What a handler gets of a POST request. `body` is the parsed JSON, `undefined` if it is none. */
export interface Posted {
  readonly body: unknown;
  readonly headers: Headers;
  readonly address: string;
  readonly url: string;
}

/** The function lacks a setting. The message says which; it is for the owner, and holds no secret. */
export class NotSetUp extends Error {
  override readonly name = 'NotSetUp';
}

const largestBody = 64 * 1024;

const corsHeaders = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Methods': 'POST, OPTIONS',
  'Access-Control-Allow-Headers': 'Accept, Apikey, Authorization, Content-Type, Idempotency-Key, X-Client-Info',
  'Access-Control-Expose-Headers': 'Retry-After, Date',
  'Access-Control-Max-Age': '600',
};

/**
 * An endpoint that takes POST with a JSON body from pages of any origin. Answers OPTIONS, refuses other methods (405)
 * and bodies over 64 kB (413). What `answer` throws becomes 500, 503 while the database is away, or 507 while it can only
 * be read; the log gets the kind of the error and its code, never its values.
 */
export function endpoint(name: string, answer: (posted: Posted) => Promise<Response>): Handler {
  return async (request, address) => {
    const response = await answerTo(request, address).catch((error: unknown) => failure(name, error));
    for (const [header, value] of Object.entries(corsHeaders)) response.headers.set(header, value);
    response.headers.set('Cache-Control', 'no-store');
    return response;
  };

  async function answerTo(request: Request, address: string | undefined): Promise<Response> {
    if (request.method === 'OPTIONS') return new Response(null, { status: 204 });
    if (request.method !== 'POST') {
      return refusal(405, `Use POST; ${request.method} has no meaning here.`, { Allow: 'POST, OPTIONS' });
    }
    const text = await textOf(request);
    if (text === undefined) return refusal(413, 'The body is too large.');
    const { headers, url } = request;
    return answer({ body: parsed(text), headers, url, address: address ?? forwardedAddress(headers) });
  }
}

/** An error as JSON: `{"error": "…"}`. */
export function refusal(status: number, error: string, headers: Readonly<Record<string, string>> = {}): Response {
  return Response.json({ error }, { status, headers: { ...headers } });
}

/** 429 with the seconds to wait. */
export function tooMany(retryAfter: number): Response {
  return refusal(429, `Too many requests. Please try again in ${retryAfter} s.`, { 'Retry-After': `${retryAfter}` });
}

/** The token of an `Authorization: Bearer …` header. */
export function bearerToken(authorization: string | null | undefined): string | undefined {
  return /^\S+$/.exec(credentials(authorization ?? null, 'Bearer') ?? '')?.[0];
}

/** The credentials of an `Authorization: <scheme> …` header, however the scheme is written. */
export function credentials(authorization: string | null, scheme: string): string | undefined {
  const [given = '', ...rest] = authorization?.split(' ') ?? [];
  return given.toLowerCase() === scheme.toLowerCase() ? rest.join(' ').trim() : undefined;
}

/** Reads at most 64 kB, whatever the header `Content-Length` says; `undefined` if there is more. */
export async function textOf(request: Request): Promise<string | undefined> {
  if (Number(request.headers.get('Content-Length') ?? 0) > largestBody) return undefined;
  if (request.body === null) return '';
  const reader = request.body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    size += value.byteLength;
    if (size > largestBody) {
      await reader.cancel();
      return undefined;
    }
    text += decoder.decode(value, { stream: true });
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The first address of `X-Forwarded-For`. A client can write it, so no guest is ever locked out because of it. */
export function forwardedAddress(headers: Headers): string {
  return headers.get('X-Forwarded-For')?.split(',')[0]?.trim() ?? '';
}

/** What an endpoint answers when it has thrown. The log gets the kind of the error, never its values. */
export function failure(name: string, error: unknown): Response {
  if (error instanceof LeftToHost) throw error.cause;
  if (error instanceof NotSetUp) {
    console.error(`${name}: ${error.message}`);
    return refusal(500, `This function is not set up. ${error.message}`);
  }
  if (error instanceof DatabaseUnavailable) {
    console.error(`${name}: ${error.message}`);
    return refusal(503, 'The database does not answer. Please try again.', { 'Retry-After': '5' });
  }
  const kind = error instanceof Error ? error.name : typeof error;
  console.error(`${name} failed: ${kind}${error instanceof DatabaseRefusal ? ` ${error.code}` : ''}`);
  if (error instanceof DatabaseRefusal && isDiskFull(error.code)) {
    return refusal(507, 'The server has no room for this. Please try again later.', { 'Retry-After': '30' });
  }
  return refusal(500, 'Something went wrong on the server.');
}
