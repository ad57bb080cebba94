import { stringify } from '../environment/stringify.js';
import { type AnswerRules, fetchJson, isOverload } from '../transports/http/fetch-json.js';
import { safeUrl } from '../transports/safe-url.js';
import { idNames, ReadError, type Subject } from '../transports/transport.js';
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
 * Where the tokens of one order come from; `undefined` where the order needs none.
 *
 * @throws ReadError of kind `config` for a URL that must not be used
 */
export function tokenSource(options: TokenSourceOptions): TokenSource | undefined {
  const { accessToken, getAccessToken, tokenUrl, capability } = options;
  const initial = accessToken ? tokenOf(accessToken) : undefined;
  if (getAccessToken) {
    return {
      initial,
      async fetch() {
        let value: string | undefined;
        try {
          value = await getAccessToken();
        } catch (cause) {
          if (cause instanceof ReadError) throw cause;
          // What is that long without a blank may be a token.
          const reason = `The function getAccessToken failed: ${String(cause).replace(/\S{25,}/g, '…')}`;
          throw new ReadError({ kind: 'network', reason, hint: reason });
        }
        if (!value) throw new ReadError({ kind: 'auth', reason: 'The function getAccessToken gave no token.' });
        return tokenOf(value);
      },
    };
  }
  const exchangeUrl = tokenUrl ? safeUrl('token-url', tokenUrl, 'http') : undefined;
  if (exchangeUrl && capability) {
    return { initial, fetch: (signal) => exchange({ ...options, tokenUrl: exchangeUrl, capability }, signal) };
  }
  return initial && { initial };
}

/**
 * Whether the page has a token endpoint and nothing to exchange there, as when a tracking link is opened again from the
 * browser's history. The back end is asked all the same: it may show the order to everybody.
 */
export function lacksLink({ accessToken, getAccessToken, tokenUrl, capability }: TokenSourceOptions): boolean {
  return Boolean(tokenUrl) && !(capability || accessToken || getAccessToken);
}

interface Exchange {
  readonly tokenUrl: string;
  readonly capability: string;
  readonly orderId: string;
  readonly subject?: Subject | undefined;
  readonly fetch: typeof fetch;
}

/** Exchanges the secret of a tracking link for a short-lived token. The secret is in the body, never in an address. */
async function exchange(
  { tokenUrl, capability, orderId, subject = 'order', fetch }: Exchange,
  signal: AbortSignal,
): Promise<Token> {
  const { payload } = await fetchJson({
    url: tokenUrl,
    fetch,
    signal,
    headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
    body: stringify({ [idNames[subject]]: orderId, capability }),
    rules: tokenEndpoint,
  });
  const { access_token: value, read_only, share }: Answer = Object(payload);
  if (typeof value !== 'string' || !value || value.length > longestToken) {
    throw new ReadError({
      kind: 'network',
      reason: 'The token endpoint answered without an access_token of up to 8 kB.',
    });
  }
  if (typeof share === 'string' && share !== capability) shares.set(orderId + capability, share);
  return tokenOf(value, read_only);
}

/** What the token endpoint may say; of a foreign one it may be anything. */
interface Answer {
  readonly access_token?: unknown;
  readonly read_only?: unknown;
  readonly share?: unknown;
}

/** The read-only capabilities that token endpoints gave. They are kept here, where no other script can read them. */
const shares = new Map<string, string>();

/**
 * The capability that can only read this order, for a link that others get; `undefined` where the token endpoint gave
 * none (yet).
 *
 * @param capability the guest's own, which was exchanged
 */
export function shareCapability(orderId: string, capability: string): string | undefined {
  return shares.get(orderId + capability);
}

const tokenEndpoint: AnswerRules = {
  server: 'The token endpoint',
  // Small functions on a server often send JSON under the default of their platform: text/plain, text/html or nothing.
  anyContentType: true,
  kindOfStatus(status, isJson) {
    if (isOverload(status)) return 'overload';
    // The link is unknown, withdrawn or expired. A firewall or a proxy refuses too, but not with JSON.
    return isJson && status >= 400 && status < 500 && status !== 408 ? 'forbidden' : 'network';
  },
  // Another endpoint may say the same in other words: a link is asked for again all the same, if rarely.
  explain: () => undefined,
};

/** A longer token would be refused by any back end, as a header. */
const longestToken = 8_192;
/** A shorter life counts as this one, s: no token is asked for more often than six times a minute. */
const shortestLife = 15;

/**
 * A token with what its claims say of it; a token that is no JWT says nothing.
 *
 * @param isReadOnly what the token endpoint says of it, beside the token
 */
export function tokenOf(value: string, isReadOnly?: unknown): Token {
  let claims: Claims = {};
  try {
    const [, body = ''] = value.split('.');
    claims = Object(JSON.parse(atob(body.replace(/-/g, '+').replace(/_/g, '/'))));
  } catch {
    // Not a JWT.
  }
  // `exp` − `iat`, so that a wrong clock of the device does not matter.
  const seconds = Number(claims.exp) - Number(claims.iat);
  return {
    value,
    lifetime: seconds > 0 ? Math.max(seconds, shortestLife) * 1_000 : undefined,
    issuedAt: typeof claims.iat === 'number' ? claims.iat * 1_000 : undefined,
    isReadOnly: Boolean(isReadOnly || claims.read_only),
  };
}

interface Claims {
  readonly exp?: unknown;
  readonly iat?: unknown;
  readonly read_only?: unknown;
}
