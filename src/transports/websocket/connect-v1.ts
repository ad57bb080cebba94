import type { OrderTransport } from '../transport.js';
import { followByV1, type V1Options } from './order-status-v1.js';
import { urlFor } from './plain-options.js';

/** How to connect by order-status.v1. The files for CDNs with Supabase have connect-v1-later.ts in the place of this module. */
export function connectByV1(url: string, options: Omit<V1Options, 'url'>): NonNullable<OrderTransport['connect']> {
  return (request, sink) => followByV1({ url: urlFor(url, request), ...options }, request, sink);
}
