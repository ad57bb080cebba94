import { setTimeout as delay } from 'node:timers/promises';
import * as v from 'valibot';
import { bearerToken, type Tokens } from '../tokens.js';
import { authError } from './auth-error.js';
import { SignInGuard, type SignInLimits } from './sign-in-limits.js';
import { type StretchPassword, TooManyGuesses } from './stretch-password.js';

export interface AuthServices {
  /** `@supabase/lite`, which keeps users and sessions. */
  readonly lite: (request: Request) => Promise<Response>;
  readonly tokens: Tokens;
  readonly stretch: StretchPassword;
  readonly limits: SignInLimits;
  readonly now: () => number;
  /** The e-mails of accounts whose password is public. These accounts cannot be changed. */
  readonly sharedAccounts: readonly string[];
}

/** Answers requests to `/auth/v1`; `address` is what limits count by. */
export type AuthApi = (request: Request, address: string) => Promise<Response>;

const shortestPassword = 10;
const longestPassword = 200;
/** When to try again while too many sign in at once, in seconds. */
const busyFor = 3;
const credentialsSchema = v.object({
  email: v.pipe(v.string(), v.maxLength(254)),
  password: v.pipe(v.string(), v.maxLength(longestPassword)),
});

/**
 * What staff need of Supabase Auth: signing in and out, renewing a session, reading the user, changing the password.
 * Everything else is refused: the owner adds accounts, and there is no mail server that could send a code.
 */
export function createAuthApi(services: AuthServices): AuthApi {
  const { lite, now, limits } = services;
  const guard = new SignInGuard(limits, now);
  return async (request, address) => {
    const { pathname, searchParams } = new URL(request.url);
    switch (`${request.method} ${pathname.replace(/^\/auth\/v1/, '')}`) {
      case 'POST /token':
        if (searchParams.get('grant_type') === 'password') return signIn(services, guard, request, address);
        if (searchParams.get('grant_type') === 'refresh_token') return lite(request);
        return authError(400, 'invalid_credentials', 'unsupported_grant_type');
      case 'GET /user':
      case 'GET /settings':
      case 'GET /health':
        return lite(request);
      case 'POST /logout':
        return signOut(services, request);
      case 'PUT /user':
        return changePassword(services, request);
      case 'POST /signup':
        return authError(422, 'signup_disabled', 'Signups not allowed for this instance');
      case 'POST /otp':
      case 'POST /magiclink':
        return authError(422, 'otp_disabled', 'Signups not allowed for otp');
      case 'POST /recover':
      case 'POST /resend':
      case 'POST /verify':
      case 'GET /verify':
      case 'GET /reauthenticate':
        return authError(422, 'email_provider_disabled', 'This server sends no e-mails');
      default:
        return authError(404, 'not_found', 'This server does not have this part of Supabase Auth');
    }
  };
}

async function signIn(
  { lite, stretch, limits }: AuthServices,
  guard: SignInGuard,
  request: Request,
  address: string,
): Promise<Response> {
  const began = performance.now();
  const read = v.safeParse(credentialsSchema, await request.json().catch(() => undefined));
  if (!read.success) return authError(400, 'validation_failed', 'email and password are needed');
  const email = read.output.email.trim().toLowerCase();
  const limited = guard.attempt(email, address);
  if (limited) return tooMany(limited.retryAfter);
  const password = await unlessBusy(stretch(email, read.output.password));
  if (password === undefined) return tooMany(busyFor);
  const answer = await lite(withBody(request, { email, password }));
  if (answer.ok) guard.succeeded(email, address);
  else await delay(Math.max(0, limits.signInRefusalDelay - (performance.now() - began)));
  return answer;
}

/** Signing out of a shared account ends this one session, not those of everybody else. */
async function signOut({ lite, tokens, sharedAccounts }: AuthServices, request: Request): Promise<Response> {
  if (!sharedAccounts.includes(await emailOf(request, tokens))) return lite(request);
  const url = new URL(request.url);
  url.searchParams.set('scope', 'local');
  return lite(new Request(url, { method: 'POST', headers: request.headers }));
}

async function changePassword(services: AuthServices, request: Request): Promise<Response> {
  const { lite, tokens, stretch, sharedAccounts } = services;
  const email = await emailOf(request, tokens);
  if (email === '') return authError(401, 'no_authorization', 'A valid token is needed');
  if (sharedAccounts.includes(email)) {
    return authError(403, 'user_not_allowed', 'This account is shared by everybody and cannot be changed');
  }
  const read = v.safeParse(v.strictObject({ password: v.string() }), await readable(request));
  if (!read.success) return authError(422, 'validation_failed', 'Only the password can be changed');
  const problem = passwordProblem(read.output.password);
  if (problem !== undefined) return authError(422, 'weak_password', problem);
  const password = await unlessBusy(stretch(email, read.output.password));
  return password === undefined ? tooMany(busyFor) : lite(withBody(request, { password }));
}

/** `undefined` where too many others are signing in just now. */
async function unlessBusy(stretched: Promise<string>): Promise<string | undefined> {
  try {
    return await stretched;
  } catch (error) {
    if (error instanceof TooManyGuesses) return undefined;
    throw error;
  }
}

function tooMany(retryAfter: number): Response {
  return authError(429, 'over_request_rate_limit', 'Too many attempts to sign in', {
    'Retry-After': String(retryAfter),
  });
}

/** supabase-js sends keys with null beside what is asked for. */
async function readable(request: Request): Promise<unknown> {
  const body: unknown = await request.json().catch(() => undefined);
  if (!(body instanceof Object)) return body;
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null));
}

/** Why a new password is not accepted. */
export function passwordProblem(password: string): string | undefined {
  if (password.length >= shortestPassword && password.length <= longestPassword) return undefined;
  return `The password must have ${shortestPassword} to ${longestPassword} characters`;
}

/** The e-mail of a valid token; empty without one. */
async function emailOf(request: Request, tokens: Tokens): Promise<string> {
  const { claims } = await tokens.check(bearerToken(request.headers.get('authorization') ?? undefined) ?? '');
  return typeof claims?.email === 'string' ? claims.email.toLowerCase() : '';
}

function withBody({ url, method, headers }: Request, body: unknown): Request {
  const without = new Headers(headers);
  without.delete('content-length');
  return new Request(url, { method, headers: without, body: JSON.stringify(body) });
}
