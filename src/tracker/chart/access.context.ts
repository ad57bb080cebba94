import type { Failure } from '../../transports/transport.js';
import type { AccessSlice, At, Changes } from './chart.context.js';
import type { Token, TrackerInput } from './chart.types.js';
import { isDenial } from './denial-policy.js';
import { signalPause, soonestRead } from './reads.context.js';

/** How many replaced tokens are remembered, so that a late message that quotes one is not logged as it is. */
const keptTokens = 10;
/** Timers that run longer fire at once, ms. */
const longestTimer = 2 ** 31 - 1;

export function initialAccess({ tokens }: TrackerInput, at: number): AccessSlice {
  return {
    token: tokens?.initial,
    tokenAt: at,
    deniedToken: undefined,
    askedAt: at,
    failures: 0,
    failure: undefined,
    notBefore: at,
    isPausedByServer: false,
    formerTokens: [],
  };
}

/** Whether a token is needed: the page gave one, a function that fetches one, or a token endpoint. */
export function wantsToken({ context: { input } }: At): boolean {
  return input.tokens !== undefined;
}

/** Whether the link can only read; `undefined` until a token that is needed has said so. */
export function isReadOnly(at: At): boolean | undefined {
  return wantsToken(at) ? at.context.access.token?.isReadOnly : false;
}

/** Whether a token can be replaced. One that the page gave, and nothing else, is used until the back end denies it. */
export function canFetchToken({ context: { input } }: At): boolean {
  return input.tokens?.fetch !== undefined;
}

/** Whether the token in hand may be used: it has not expired and was not denied. */
export function hasUsableToken(at: At): boolean {
  const { token, deniedToken } = at.context.access;
  return token !== undefined && token.value !== deniedToken && !hasStaleToken(at);
}

/**
 * Whether the token in hand has expired, by a clock that sleep cannot stop. Of a token that cannot be replaced that is
 * not known: nobody says how old it was when the page gave it.
 */
export function hasStaleToken(at: At): boolean {
  const { access, now } = at.context;
  const { token, tokenAt } = access;
  return canFetchToken(at) && token?.lifetime !== undefined && now() - tokenAt >= token.lifetime;
}

export function noteTokenAsked({ context: { access, now } }: At): Changes {
  return { access: { ...access, askedAt: now() } };
}

export function holdToken(at: At, token: Token): Changes {
  const { access, reads, now } = at.context;
  const former = access.token && access.token.value !== token.value ? [access.token.value] : [];
  const formerTokens = [...access.formerTokens, ...former].slice(-keptTokens);
  return {
    access: {
      ...access,
      formerTokens,
      token,
      tokenAt: now(),
      failures: 0,
      failure: undefined,
      isPausedByServer: false,
    },
    reads: { ...reads, notBefore: soonestRead(at) },
  };
}

/** Where another token can be fetched, the one in hand is not tried twice. */
export function dropToken(at: At): Changes {
  return canFetchToken(at) ? { access: { ...at.context.access, token: undefined } } : {};
}

export function noteTokenDenied({ context: { access } }: At): Changes {
  return { access: { ...access, deniedToken: access.token?.value } };
}

/** No token came; the next try is due 10 to 12 s after this one began: at most six a minute. */
export function noteTokenFailed({ context: { access, now, input } }: At, failure: Failure): Changes {
  const { kind, retryAfter } = failure;
  // A denial with `Retry-After` is no request to slow down.
  const isPausedByServer = retryAfter !== undefined && !isDenial(failure);
  const doublings = kind === 'overload' ? Math.min(access.failures, 3) : 0;
  const random = input.environment.random();
  const usual = access.askedAt + Math.min(60_000, 10_000 * 2 ** doublings) + random * 2_000;
  const allowed = isPausedByServer ? now() + retryAfter + random * 5_000 : now();
  return {
    access: {
      ...access,
      failures: access.failures + 1,
      failure,
      notBefore: Math.max(usual, allowed),
      isPausedByServer,
    },
  };
}

/** After a wake the backoff ends, unless the token endpoint asked for it. */
export function shortenTokenRetry({ context: { access, now } }: At): Changes {
  if (access.isPausedByServer) return {};
  const soonest = Math.max(now(), access.askedAt + signalPause);
  return { access: { ...access, notBefore: Math.min(access.notBefore, soonest) } };
}

/** Milliseconds until the token is renewed: at 80 % of its life. */
export function tokenRenewal({ context: { access, now } }: At): number {
  const lifetime = access.token?.lifetime ?? Number.POSITIVE_INFINITY;
  return Math.max(0, Math.min(longestTimer, access.tokenAt + lifetime * 0.8 - now()));
}

/** Milliseconds until a token is asked for again. */
export function tokenRetry({ context: { access, now } }: At): number {
  return Math.max(0, access.notBefore - now());
}
