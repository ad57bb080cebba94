import { safeUrl } from '../safe-url.js';
import { expectOneOf, refuse, type TransportMaker } from '../transport-maker.js';
import { makeSupabase } from './make-supabase.js';
import type { SupabaseOptions } from './options.js';

/** Makes the transport for Supabase from the tracker's options. The CDN file without Supabase has `supabase-absent.ts` instead. */
export const supabaseMaker: TransportMaker<SupabaseOptions> = {
  needs: 'supabase-url and supabase-key',
  isConfigured: ({ supabase, supabaseUrl, supabaseKey }) => Boolean(supabase || supabaseUrl || supabaseKey),
  make(options, environment) {
    const { supabase, supabaseUrl, supabaseKey, supabaseChannel } = options;
    expectOneOf('supabase-channel', supabaseChannel, ['auto', 'broadcast', 'changes']);
    const checked = { ...options };
    if (!supabase) {
      if (!supabaseUrl || !supabaseKey) return refuse('supabase-url and supabase-key are both needed');
      if (isSecretKey(supabaseKey)) refuse(secretKey);
      checked.supabaseUrl = safeUrl('supabase-url', supabaseUrl, 'http', environment);
    }
    return makeSupabase(checked, environment);
  },
};

const secretKey =
  'supabase-key is a secret key: everybody can change all data with it. Revoke it, and set the publishable key';

/** Whether a key opens the whole project: a secret key, or the older JWT of the role `service_role`. */
function isSecretKey(key: string): boolean {
  if (key.startsWith('sb_secret_')) return true;
  const [, claims = ''] = key.split('.');
  try {
    const { role }: { role?: unknown } = JSON.parse(atob(claims.replace(/-/g, '+').replace(/_/g, '/')));
    return role === 'service_role';
  } catch {
    return false;
  }
}
