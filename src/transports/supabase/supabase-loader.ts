/** Loads the code for Supabase. The CDN file without Supabase has `supabase-absent.ts` instead. */
export const loadSupabase = (): Promise<typeof import('./supabase.js')> => import('./supabase.js');
