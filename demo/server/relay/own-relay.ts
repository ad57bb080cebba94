import { Hono } from 'hono';
import {
  createRelay,
  type RelayNews,
  type RelayOptions,
  settingsFromEnvironment,
  unknownSettings,
} from '../../../src/relay.js';
import type { Database } from '../database/database.js';
import { log } from '../log.js';
import { ProductionRefused } from '../production.js';
import { databaseStore } from './database-store.js';

/** What the variables of a restaurant's own server say of its relay. */
export type OwnRelaySettings = Omit<RelayOptions, 'store'>;

export interface OwnRelayServices {
  readonly database: Database;
  readonly now: () => number;
  readonly restaurantId: string;
  /** Without them there is no relay. */
  readonly relay: OwnRelaySettings | undefined;
}

const path = '/functions/v1/relay';

/**
 * Reads the variables that configure providers, such as `RELAY_SQUARE_SECRET`; `undefined` if none is set. Providers know
 * the relay below `publicOrigin`, unless `RELAY_PUBLIC_URL` says otherwise. Throws `ProductionRefused` for a wrong one.
 */
export function readOwnRelay(
  variables: Readonly<Record<string, string | undefined>>,
  publicOrigin: string,
): OwnRelaySettings | undefined {
  const set = Object.keys(variables).filter((name) => name.startsWith('RELAY_') && variables[name]);
  if (set.length === 0) return undefined;
  const [unknown] = unknownSettings(set);
  if (unknown) throw new ProductionRefused(unknown);
  checkAddresses(variables);
  try {
    const settings = {
      publicUrl: `${publicOrigin}${path}`,
      ...settingsFromEnvironment((name) => variables[name] || undefined),
    };
    // The relay checks what its providers need when it is made: here, before anything has begun.
    createRelay({ restaurant: 'any', ...settings, store: unused });
    return settings;
  } catch (error) {
    throw new ProductionRefused(error instanceof Error ? error.message : String(error));
  }
}

function checkAddresses(variables: Readonly<Record<string, string | undefined>>): void {
  for (const [name, value] of Object.entries(variables)) {
    if (/^RELAY_\w*URL$/.test(name) && value && !/^https?:\/\//.test(URL.canParse(value) ? value : '')) {
      throw new ProductionRefused(`${name} must be a whole address, such as https://orders.example.com${path}`);
    }
  }
}

const unused: RelayOptions['store'] = {
  apply: () => Promise.reject(new Error('This store is never used.')),
  quietOrders: () => Promise.reject(new Error('This store is never used.')),
};

/**
 * The relay of a restaurant's own server at `/functions/v1/relay/<provider>`. `POST …/reconcile` reads quiet orders back, for
 * whoever has `RELAY_RECONCILE_SECRET`: let a timer call it every minute or two.
 */
export function createOwnRelay({ database, now, restaurantId, relay: settings }: OwnRelayServices): Hono {
  const site = new Hono();
  if (settings === undefined) return site;
  const relay = createRelay({ restaurant: restaurantId, onNews, ...settings, store: databaseStore(database), now });
  site.all(`${path}/:provider`, (context) => relay(context.req.raw));
  return site;
}

/** News as a line of the server's log. It holds no values of guests. */
function onNews({ kind, provider, ...more }: RelayNews): void {
  const [detail = ''] = Object.values(more);
  log.warn(`relay: ${kind}`, { provider, detail: detail.slice(0, 200) });
}
