import { hashCapability } from './capability.ts';
import { endpoint, type Handler, refusal, tooMany } from './endpoint.ts';
import type { KitDatabase } from './kit-database.ts';
import { type LinkTokens, linkTokenLifetime } from './link-tokens.ts';
import { openLink, readLink } from './open-link.ts';
import { type Rate, RateLimit } from './rate-limit.ts';

export interface TrackLimits {
  readonly exchangesPerLink: Rate;
  /** Failed exchanges from one IP address. */
  readonly failedExchangesPerAddress: Rate;
}

/** A link may be open on several phones at one table. */
export const defaultTrackLimits: TrackLimits = {
  exchangesPerLink: { burst: 10, perMinute: 10 },
  failedExchangesPerAddress: { burst: 10, perMinute: 10 },
};

export interface TrackServices {
  readonly database: KitDatabase;
  readonly tokens: LinkTokens;
  /** Milliseconds, for the limits. */
  readonly now: () => number;
  readonly limits: TrackLimits;
}

/**
 * Exchanges the secret of a link for a token: `{order_id, capability}` or `{restaurant_id, capability}` gives
 * `{access_token, token_type, expires_in, share?, read_only?}`. 404 for a link that never was, 410 for one that ended.
 *
 * The limits are those of this process. A hosted project runs several, so there they slow down a flood and are no
 * protection against guessing; that is the length of the secret.
 */
export function createTrack({ database, tokens, now, limits }: TrackServices): Handler {
  const exchanges = new RateLimit(limits.exchangesPerLink, now);
  const failedExchanges = new RateLimit(limits.failedExchangesPerAddress, now);

  return endpoint('track', async ({ body, address }) => {
    const link = readLink(body);
    if (!link) return refusal(400, 'capability and either order_id or restaurant_id are needed.');
    const limited = exchanges.take(hashCapability(link.capability));
    if (limited) return tooMany(limited.retryAfter);

    const opened = await openLink(database, tokens, link);
    switch (opened) {
      case 'expired':
        return refusal(410, 'This link has expired.');
      case 'unknown': {
        // Only failures count per address, so that an attacker cannot lock out guests who share the address.
        const guessing = failedExchanges.take(address);
        return guessing ? tooMany(guessing.retryAfter) : refusal(404, 'This link does not work.');
      }
      default:
        return Response.json({ ...opened, token_type: 'bearer', expires_in: linkTokenLifetime });
    }
  });
}
