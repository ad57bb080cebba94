/** Loads the code for Supabase. The CDN file without Supabase has `supabase-absent.ts` instead. */
export const loadSupabase = (): Promise<typeof import('./supabase.js')> => import('./supabase.js');

/** The code itself where the file holds it, as order-status-tracker-supabase.js does: then nothing waits for it. */
export const supabaseAtHand = (): Pick<typeof import('./supabase.js'), 'supabaseTransport'> | undefined => undefined;
