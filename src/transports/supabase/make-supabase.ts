import { lazyTransport } from '../lazy-transport.js';
import type { OrderTransport, Subject } from '../transport.js';
import type { TransportEnvironment } from '../transport-maker.js';
import type { SupabaseOptions } from './options.js';

/** Makes the transport from options that were checked. */
export type MakeSupabase = (
  options: SupabaseOptions & { readonly subject?: Subject | undefined },
  environment: TransportEnvironment,
) => OrderTransport;

/**
 * Its code is loaded at its first use. In order-status-tracker-supabase.js it is at hand, so that the first request need
 * not wait for a task: the first drawing would come before it.
 */
export const makeSupabase: MakeSupabase = (options, environment) =>
  lazyTransport({ name: 'supabase', traits: { authenticated: true } }, async () =>
    (await import('./supabase.js')).supabaseTransport(options, environment),
  );
