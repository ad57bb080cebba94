import type { ApiLimits } from './http/api.js';
import type { OrderEndpointLimits } from './order-socket/endpoint.js';
import type { RealtimeLimits } from './realtime/realtime-socket.js';

/** Every figure that protects the server, in one place; tests change single ones. */
export interface Limits extends ApiLimits, RealtimeLimits, OrderEndpointLimits {
  /** WebSockets of `order-status.v1` that one token may have. */
  readonly maximumSocketsPerToken: number;
}

export const defaultLimits: Limits = {
  // One read a second with room for a burst: a link may be open on every phone of a table.
  readsPerLink: { burst: 5, perMinute: 60 },
  refusedReadsPerAddress: { burst: 60, perMinute: 60 },
  exchangesPerLink: { burst: 10, perMinute: 10 },
  failedExchangesPerAddress: { burst: 10, perMinute: 10 },
  allowedOrigins: undefined,
  maximumSocketsPerToken: 5,
  maximumSocketsPerAddress: 5000,
  maximumSubscriptions: 1000,
  // These three are the real Realtime server's.
  joinErrorDelay: 5000,
  connectErrorDelay: 2000,
  idleTimeout: 60_000,
  maximumChannels: 100,
};
