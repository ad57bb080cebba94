import { parseText } from '../parse-text.js';
import {
  type Applied,
  type ProviderEvent,
  type ProviderOrder,
  RefusedEvent,
  type RelayStore,
} from '../provider-event.js';

export interface SupabaseStoreOptions {
  /** `https://project.supabase.co`. */
  readonly url: string;
  /** A secret key (`sb_secret_…`) or the service role's. Never in a page. */
  readonly serviceKey: string;
  readonly fetch?: typeof fetch;
}

/** How long the database may take, in ms: some providers wait for 2 s. */
const timeout = 8000;

/** Stores events in the kit's database, through the REST API. */
export function supabaseStore({
  url,
  serviceKey,
  fetch: ask = fetch.bind(globalThis),
}: SupabaseStoreOptions): RelayStore {
  const call = async (name: string, parameters: object): Promise<unknown> => {
    const response = await ask(`${url.replace(/\/$/, '')}/rest/v1/rpc/${name}`, {
      method: 'POST',
      headers: {
        apikey: serviceKey,
        // New secret keys are no JWT and go into `apikey` alone.
        ...(!serviceKey.startsWith('sb_') && { Authorization: `Bearer ${serviceKey}` }),
        'Content-Type': 'application/json',
      },
      body: JSON.stringify(parameters),
      signal: AbortSignal.timeout(timeout),
    });
    const answer = parseText(await response.text());
    if (!response.ok) {
      const code = codeIn(answer);
      const reason = `The database answered ${response.status}${code && ` (${code})`} to ${name}.`;
      throw isRefusal(code) ? new RefusedEvent(reason) : new Error(reason);
    }
    return answer;
  };

  return {
    apply: async (event) => appliedIn(await call('apply_provider_event', parametersOf(event))),
    quietOrders: async (names, quietSeconds) =>
      quietOrdersIn(await call('quiet_provider_orders', { providers: names, quiet: `${quietSeconds} s`, most: 50 })),
  };
}

/** The parameters of `apply_provider_event`, by name. */
export function parametersOf({
  restaurantId,
  provider,
  externalId,
  eventId,
  occurredAt,
  patch,
}: ProviderEvent): object {
  return {
    restaurant_id: restaurantId,
    provider,
    external_id: externalId,
    event_id: eventId ?? null,
    occurred_at: occurredAt ?? null,
    patch,
  };
}

/** What `apply_provider_event` returned. */
export function appliedIn(answer: unknown): Applied {
  const { outcome, order_id: orderId } = Object(answer) as { outcome?: unknown; order_id?: unknown };
  if (typeof outcome !== 'string') throw new Error('The database has no answer of apply_provider_event.');
  return { outcome: outcome as Applied['outcome'], ...(typeof orderId === 'string' && { orderId }) };
}

/** What `quiet_provider_orders` returned. */
export function quietOrdersIn(rows: unknown): readonly ProviderOrder[] {
  return (Array.isArray(rows) ? rows : []).map((row: Record<string, string>) => ({
    restaurantId: row.restaurant_id ?? '',
    provider: row.provider ?? '',
    externalId: row.external_id ?? '',
  }));
}

/** The database's code for what is wrong. Its message may hold values. */
function codeIn(answer: unknown): string {
  const { code } = Object(answer) as { code?: unknown };
  return typeof code === 'string' ? code.slice(0, 20) : '';
}

/**
 * Whether a code of PostgreSQL says that the values themselves are wrong: they would be the same the next time. A
 * restaurant that does not exist (23503) is a mistake in the settings, which can be put right.
 */
export function isRefusal(code: unknown): boolean {
  return typeof code === 'string' && /^(22|23502|23514)/.test(code);
}
