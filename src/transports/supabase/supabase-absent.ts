import { connectLater } from '../lazy-transport.js';
import { type OrderTransport, ReadError } from '../transport.js';
import type { TransportMaker } from '../transport-maker.js';
import type { SupabaseOptions } from './options.js';

const reason =
  'This file has no Supabase in it: use order-status-tracker-supabase.js instead of order-status-tracker.js, ' +
  'or import "order-status-tracker/define" from npm.';
const refused = () => Promise.reject<OrderTransport>(new ReadError({ kind: 'config', reason }));

/** Replaces `supabase-maker.ts` in the CDN file without Supabase. With `poll-url`, orders are polled all the same. */
export const supabaseMaker: TransportMaker<SupabaseOptions> = {
  needs: 'supabase-url and supabase-key',
  isConfigured: ({ supabase, supabaseUrl, supabaseKey }) => Boolean(supabase || supabaseUrl || supabaseKey),
  make: () => ({
    name: 'supabase',
    connect: (request, sink) => connectLater(refused(), request, sink),
    read: refused,
  }),
};
