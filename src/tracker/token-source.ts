import { safeUrl } from '../transports/safe-url.js';
import { type Failure, idNames, ReadError, type Subject } from '../transports/transport.js';
import type { Token, TokenSource } from './chart/chart.types.js';

export interface TokenSourceOptions {
  readonly accessToken?: string | undefined;
  readonly getAccessToken?: (() => Promise<string | undefined>) | undefined;
  readonly tokenUrl?: string | undefined;
  readonly capability?: string | undefined;
  readonly orderId: string;
  readonly subject?: Subject | undefined;
  readonly fetch: typeof fetch;
}

/**
 * Decides where the tokens of one order come from; `undefined` where none are wanted.
 *
 * @throws ReadError of kind `config` for a URL that must not be used
 */
export function tokenSource(options: TokenSourceOptions): TokenSource | undefined {
  const { accessToken, getAccessToken, tokenUrl, capability } = options;
  const initial = accessToken ? { value: accessToken, lifetime: lifetimeOf(accessToken) } : undefined;
  if (getAccessToken) {
    return {
      initial,
      async fetch() {
        const value = await getAccessToken().catch((cause: unknown) => {
          throw cause instanceof ReadError
            ? cause
            : new ReadError({ kind: 'network', reason: 'getAccessToken() failed' });
        });
        if (!value) throw new ReadError({ kind: 'auth', reason: 'getAccessToken() gave no token' });
        return { value, lifetime: lifetimeOf(value) };
      },
    };
  }
  const exchangeUrl = tokenUrl ? safeUrl('token-url', tokenUrl, 'http') : undefined;
  if (exchangeUrl && capability) {
    return { initial, fetch: (signal) => exchange({ ...options, tokenUrl: exchangeUrl, capability }, signal) };
  }
  return initial && { initial };
}

interface Exchange {
  readonly tokenUrl: string;
  readonly capability: string;
  readonly orderId: string;
  readonly subject?: Subject | undefined;
  readonly fetch: typeof fetch;
}

/** Exchanges the secret of a tracking link for a short token. The secret travels in the body, never in an address. */
async function exchange(
  { tokenUrl, capability, orderId, subject = 'order', fetch }: Exchange,
  signal: AbortSignal,
): Promise<Token> {
  const response = await fetch(tokenUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ [idNames[subject]]: orderId, capability }),
    cache: 'no-store',
    credentials: 'omit',
    redirect: 'error',
    referrerPolicy: 'no-referrer',
    signal,
  }).catch(() => {
    throw new ReadError({ kind: 'network', reason: 'the token endpoint could not be reached' });
  });
  if (!response.ok) throw new ReadError(refusal(response));
  const body: unknown = await response.json().catch(() => undefined);
  const value = body && typeof body === 'object' && 'access_token' in body ? body.access_token : undefined;
  if (typeof value !== 'string' || !value) {
    throw new ReadError({ kind: 'network', reason: 'the token endpoint answered without an access_token' });
  }
  return { value, lifetime: lifetimeOf(value) };
}

function refusal({ status, headers }: Response): Failure {
  const reason = `the token endpoint answered ${status}`;
  const seconds = Number(headers.get('retry-after') ?? Number.NaN);
  const retryAfter = seconds >= 0 ? Math.min(seconds, 3_600) * 1_000 : undefined;
  if (status === 429) return { kind: 'overload', reason, retryAfter };
  // An unknown, withdrawn or expired link: another try with the same secret cannot help.
  if (status >= 400 && status < 500 && status !== 408) return { kind: 'forbidden', reason };
  return { kind: 'network', reason, retryAfter };
}

/**
 * How long a JWT lasts, ms: `exp` − `iat`, so that a wrong clock of the device's does not matter. `undefined` for
 * tokens that are no JWT or do not say.
 */
export function lifetimeOf(token: string): number | undefined {
  try {
    const [, body = ''] = token.split('.');
    const { exp, iat }: { exp?: unknown; iat?: unknown } = JSON.parse(atob(body.replace(/-/g, '+').replace(/_/g, '/')));
    return typeof exp === 'number' && typeof iat === 'number' && exp > iat ? (exp - iat) * 1_000 : undefined;
  } catch {
    return undefined;
  }
}
