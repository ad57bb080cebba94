import { Hono } from 'hono';
import { createRelay, settingsFromEnvironment } from '../../../src/relay.js';
import type { Database } from '../database/database.js';
import { databaseStore } from './database-store.js';

export interface OwnRelayServices {
  readonly database: Database;
  readonly now: () => number;
  readonly restaurantId: string;
  /** Default: those of the process. */
  readonly variables?: Readonly<Record<string, string | undefined>>;
}

/**
 * The relay of a restaurant's own server at `/functions/v1/relay/<provider>`: providers are configured by variables, such
 * as `RELAY_SQUARE_SECRET`. Without any of them there is no relay. `POST …/reconcile` reads quiet orders back, for whoever
 * has `RELAY_RECONCILE_SECRET`: let a timer call it every minute or two.
 *
 * Throws if a variable is wrong, so that the server does not start with it.
 */
export function createOwnRelay({ database, now, restaurantId, variables = process.env }: OwnRelayServices): Hono {
  const site = new Hono();
  if (!Object.keys(variables).some((name) => name.startsWith('RELAY_'))) return site;
  const settings = settingsFromEnvironment((name) => variables[name] || undefined);
  const relay = createRelay({ restaurant: restaurantId, ...settings, store: databaseStore(database), now });
  site.all('/functions/v1/relay/:provider', (context) => relay(context.req.raw));
  return site;
}
