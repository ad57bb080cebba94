/** Brings the code for Supabase. The CDN file without Supabase has `supabase-absent.ts` in this one's place. */
export const loadSupabase = (): Promise<typeof import('./supabase.js')> => import('./supabase.js');
