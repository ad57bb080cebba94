import { RefusedEvent } from '../../../src/relay/provider-event.js';
import { appliedIn, isRefusal, parametersOf, quietOrdersIn } from '../../../src/relay/stores/supabase-store.js';
import type { ProviderEvent, RelayStore } from '../../../src/relay.js';
import type { Database } from '../database/database.js';

/** Stores the relay's events in the demo's own database, with the role that a server has on a hosted project. */
export function databaseStore(database: Database): RelayStore {
  return {
    async apply(event: ProviderEvent) {
      const [restaurant, provider, externalId, eventId, occurredAt, patch] = Object.values(parametersOf(event));
      const answering = database.as({ role: 'service_role' }, (query) =>
        query.query<{ answer: unknown }>('select public.apply_provider_event($1, $2, $3, $4, $5, $6) as answer', [
          restaurant,
          provider,
          externalId,
          eventId,
          occurredAt,
          JSON.stringify(patch),
        ]),
      );
      const { rows } = await answering.catch((error: unknown) => {
        const { code } = Object(error) as { code?: unknown };
        throw isRefusal(code) ? new RefusedEvent(`The database refused it (${code}).`) : error;
      });
      return appliedIn(rows[0]?.answer);
    },
    async quietOrders(providers, quietSeconds) {
      const { rows } = await database.as({ role: 'service_role' }, (query) =>
        query.query('select * from public.quiet_provider_orders($1, $2, 50)', [providers, `${quietSeconds} s`]),
      );
      return quietOrdersIn(rows);
    },
  };
}
