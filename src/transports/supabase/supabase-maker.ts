import { lazyTransport } from '../lazy-transport.js';
import { safeUrl } from '../safe-url.js';
import { expectOneOf, refuse, type TransportMaker } from '../transport-maker.js';
import type { SupabaseOptions } from './options.js';
import { loadSupabase, supabaseAtHand } from './supabase-loader.js';

/** Makes the transport for Supabase from the tracker's options. Its code is loaded at its first use. */
export const supabaseMaker: TransportMaker<SupabaseOptions> = {
  needs: 'supabase-url and supabase-key',
  isConfigured: ({ supabase, supabaseUrl, supabaseKey }) => Boolean(supabase || supabaseUrl || supabaseKey),
  make(options, environment) {
    const { supabase, supabaseUrl, supabaseKey, supabaseChannel } = options;
    expectOneOf('supabase-channel', supabaseChannel, ['auto', 'broadcast', 'changes']);
    const checked = { ...options };
    if (!supabase) {
      if (!supabaseUrl || !supabaseKey) return refuse('supabase-url and supabase-key are both needed');
      checked.supabaseUrl = safeUrl('supabase-url', supabaseUrl, 'http', environment);
    }
    // The first request must not wait for a task: the first drawing would come before it.
    const atHand = supabaseAtHand();
    if (atHand) return atHand.supabaseTransport(checked, environment);
    return lazyTransport({ name: 'supabase', traits: { authenticated: true } }, async () =>
      (await loadSupabase()).supabaseTransport(checked, environment),
    );
  },
};
