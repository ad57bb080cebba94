import { defaultNotifyLimits } from '../supabase/functions/_shared/notify/notify.js';
import { defaultWithdrawLimits } from '../supabase/functions/_shared/notify/withdraw.js';
import type { SignInLimits } from './auth/sign-in-limits.js';
import type { ApiLimits } from './http/api.js';
import type { OrderEndpointLimits } from './order-socket/endpoint.js';
import type { ChangeLimits } from './realtime/postgres-changes.js';
import type { RealtimeLimits } from './realtime/realtime-socket.js';

/** All limits that protect the server. Tests override single limits. */
export interface Limits extends ApiLimits, RealtimeLimits, ChangeLimits, OrderEndpointLimits, SignInLimits {
  /** The `order-status.v1` sockets that one token may use at the same time. */
  readonly maximumSocketsPerToken: number;
  /** How long the port of a server that ends stays open, for what is on its way already, in milliseconds. */
  readonly closingGrace: number;
}

export const defaultLimits: Limits = {
  ...defaultNotifyLimits,
  ...defaultWithdrawLimits,
  // One read a second, with a burst: a link may be open on several phones at one table.
  readsPerLink: { burst: 5, perMinute: 60 },
  refusedReadsPerAddress: { burst: 60, perMinute: 60 },
  exchangesPerLink: { burst: 10, perMinute: 10 },
  failedExchangesPerAddress: { burst: 10, perMinute: 10 },
  refusedOrdersPerAddress: { burst: 10, perMinute: 10 },
  signInsPerAddress: { burst: 20, perMinute: 10 },
  signInsPerAccountAndAddress: { burst: 10, perMinute: 5 },
  signInsPerAccount: { burst: 100, perMinute: 50 },
  signInRefusalDelay: 300,
  allowedOrigins: undefined,
  maximumSocketsPerToken: 5,
  closingGrace: 300,
  maximumSocketsPerAddress: 5000,
  maximumSubscriptions: 1000,
  // The next values are those of the real Realtime server. For two of them it waits 1 to 3 s, and 5 to 10 s.
  joinErrorDelay: 5000,
  connectErrorDelay: 2000,
  idleTimeout: 60_000,
  maximumChannels: 100,
  maximumPayload: 3_000_000,
  resubscribeDelay: 1000,
  changesRetryDelay: 5000,
  maximumUnread: 16_000_000,
  allowsPublicSending: true,
  tellsUnreadableChanges: true,
  // These are those of Supabase's larger plans: 2,000 guests of one evening come back within seconds.
  maximumUsers: 10_000,
  maximumJoinsPerSecond: 2500,
  maximumEventsPerSecond: 2500,
};
