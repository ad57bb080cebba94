import { databaseStore } from '../../demo/server/relay/database-store.js';
import type { DemoServer } from '../../demo/server/server.js';
import type { Applied, ProviderPatch, StoredFields } from '../../src/relay.js';
import { restaurant } from './play.js';

export type Status = NonNullable<StoredFields['status']>;

/** What a provider says, told by its time in minutes. */
export interface Saying {
  readonly provider?: string;
  readonly externalId: string;
  readonly minute: number;
  readonly fields: StoredFields;
  readonly sequence?: number;
  readonly epoch?: string;
  readonly dated?: boolean;
  readonly courier?: boolean;
  readonly reference?: string;
  readonly eventId?: string;
  readonly restaurantId?: string;
  readonly unmapped?: string;
}

/** Has a provider say something to the database. */
export async function say(server: DemoServer, saying: Saying): Promise<Applied> {
  const { provider = 'toast', externalId, minute, fields, restaurantId = restaurant, eventId, ...more } = saying;
  const patch: ProviderPatch = { fields, may_create: provider !== 'doordash', ...more };
  const occurredAt = new Date(Date.parse('2026-11-30T10:00:00Z') + minute * 60_000).toISOString();
  const event = { restaurantId, provider, externalId, occurredAt, patch, ...(eventId && { eventId }) };
  return databaseStore(server.database).apply(event);
}

/** Asks the database with all privileges. */
export async function rowsOf(
  server: DemoServer,
  sql: string,
  values: readonly unknown[],
): Promise<readonly Record<string, unknown>[]> {
  const { rows } = await server.database.transaction((query) => query.query<Record<string, unknown>>(sql, [...values]));
  return rows;
}
