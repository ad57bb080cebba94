import type { Failure } from '../../transports/transport.js';
import type { Token, TrackerContext } from './chart.types.js';
import { type Changes, soonestRead, wantedPause } from './tracker.context.js';

/*
 * What the chart remembers of its token, as pure functions of its context.
 */

/** Timers that run longer fire at once. */
const longestTimer = 2 ** 31 - 1;

/** Whether the token in hand may be used: it has not outlived itself and was not refused. */
export function hasUsableToken(context: TrackerContext): boolean {
  const { token, refusedToken } = context;
  return token !== undefined && token.value !== refusedToken && !hasStaleToken(context);
}

/**
 * Whether the token in hand has outlived itself, by a clock that sleep cannot stop. A token that cannot be replaced is
 * used until the back end refuses it: when it was made is not known here.
 */
export function hasStaleToken({ input, token, tokenAt, now }: TrackerContext): boolean {
  return input.tokens?.fetch !== undefined && token?.lifetime !== undefined && now() - tokenAt >= token.lifetime;
}

export function holdToken(context: TrackerContext, token: Token): Changes {
  const tokenAt = context.now();
  return { token, tokenAt, tokenFailures: 0, isTokenPaused: false, readNotBefore: soonestRead(context) };
}

/** Milliseconds until the token is renewed: at 80 % of its life. */
export function tokenRenewalPause({ token, tokenAt, now }: TrackerContext): number {
  const lifetime = token?.lifetime ?? Number.POSITIVE_INFINITY;
  return Math.max(0, Math.min(longestTimer, tokenAt + lifetime * 0.8 - now()));
}

/** The token could not be had; the next try is due 10 to 12 s after this one began: at most six a minute. */
export function failToken(context: TrackerContext, { kind, retryAfter }: Failure): Changes {
  const { tokenFailures, tokenAskedAt, now, input } = context;
  const doublings = kind === 'overload' ? Math.min(tokenFailures, 3) : 0;
  const random = input.environment.random();
  const usual = tokenAskedAt + Math.min(60_000, 10_000 * 2 ** doublings) + random * 2_000;
  const allowed = retryAfter === undefined ? now() : now() + retryAfter + random * 5_000;
  return {
    tokenFailures: tokenFailures + 1,
    tokenNotBefore: Math.max(usual, allowed),
    isTokenPaused: retryAfter !== undefined,
  };
}

/** After a wake there is no reason to wait any longer, unless the token endpoint asked for it. */
export function hurryToken({ tokenAskedAt, tokenNotBefore, isTokenPaused, now }: TrackerContext): Changes {
  return isTokenPaused ? {} : { tokenNotBefore: Math.min(tokenNotBefore, Math.max(now(), tokenAskedAt + wantedPause)) };
}

/** Milliseconds until a token is asked for again. */
export function tokenRetryPause({ tokenNotBefore, now }: TrackerContext): number {
  return Math.max(0, tokenNotBefore - now());
}
