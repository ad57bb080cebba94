/** Providers' webhooks in, the tracker out. For servers and Edge Functions: no page imports it. */

export type {
  Applied,
  Outcome,
  ProviderEvent,
  ProviderOrder,
  ProviderPatch,
  RelayStore,
  StoredFields,
  StoredItem,
} from './relay/provider-event.js';
export { RefusedEvent } from './relay/provider-event.js';
export type { ProviderName, ProviderSettings } from './relay/providers/index.js';
export { createRelay, type Relay, type RelayOptions } from './relay/relay.js';
export type { RelayNews } from './relay/relay-news.js';
export { settingsFromEnvironment, unknownSettings } from './relay/settings-from-environment.js';
export { type SupabaseStoreOptions, supabaseStore } from './relay/stores/supabase-store.js';
