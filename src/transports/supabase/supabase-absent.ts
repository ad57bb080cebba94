import { ReadError } from '../transport.js';

/** Replaces `supabase-loader.ts` in the CDN file without Supabase. */
export const loadSupabase = (): Promise<typeof import('./supabase.js')> =>
  Promise.reject(
    new ReadError({
      kind: 'config',
      reason:
        'This file has no Supabase in it: use order-status-tracker-supabase.js instead of order-status-tracker.js, ' +
        'or import "order-status-tracker/define" from npm.',
    }),
  );

export const supabaseAtHand = (): undefined => undefined;
