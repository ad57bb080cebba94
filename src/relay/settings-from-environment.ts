import { nearest } from '../order/nearest.js';
import { parseText } from './parse-text.js';
import type { ApiToken } from './provider.js';
import type { ProviderSettings } from './providers/index.js';
import type { RelayOptions } from './relay.js';

type Environment = (name: string) => string | undefined;

/**
 * The settings that stand in variables, as Edge Functions and servers have them. A provider is configured by its secret:
 * `RELAY_SQUARE_SECRET`, `RELAY_UBER_DIRECT_SECRET`; two of them with a blank between while a secret is exchanged. The guide
 * lists all variables. Throws if none is set, or one that has to be JSON is not.
 */
export function settingsFromEnvironment(read: Environment): Omit<RelayOptions, 'store'> {
  const restaurant = read('RELAY_RESTAURANT');
  const publicUrl = read('RELAY_PUBLIC_URL');
  const reconcileSecret = read('RELAY_RECONCILE_SECRET');
  const providers = Object.fromEntries(
    Object.entries(readers).flatMap(([name, readSettings]) => {
      const prefix = prefixOf(name);
      const own = (key: string) => read(`${prefix}${key}`) || undefined;
      const settings = readSettings(own);
      return settings ? [[name, { ...settings, ...common(own, prefix) }]] : [];
    }),
  ) as ProviderSettings;
  if (Object.keys(providers).length === 0) {
    throw new Error('No provider is configured: set RELAY_<PROVIDER>_SECRET, such as RELAY_SQUARE_SECRET.');
  }
  return {
    providers,
    ...(restaurant && { restaurant }),
    ...(publicUrl && { publicUrl }),
    ...(reconcileSecret && { reconcileSecret }),
  };
}

/**
 * What is wrong with variables that begin with `RELAY_` and that nothing reads: a misspelt `RELAY_TOAST_RESTARANTS` would
 * otherwise send every order to one restaurant without a word.
 *
 * @param names of all variables that have a value; others than those of the relay are passed over
 */
export function unknownSettings(names: Iterable<string>): string[] {
  const known = ['RELAY_RESTAURANT', 'RELAY_PUBLIC_URL', 'RELAY_RECONCILE_SECRET'];
  for (const [name, readSettings] of Object.entries(readers)) {
    const prefix = prefixOf(name);
    const note = (key: string) => {
      known.push(`${prefix}${key}`);
      return '{}';
    };
    readSettings(note);
    common(note, prefix);
  }
  const unknown = [...names].filter((name) => name.startsWith('RELAY_') && !known.includes(name));
  return unknown.map((name) => {
    const meant = nearest(name, known);
    return `${name} is no setting of the relay. ${meant ? `Is ${meant} meant?` : 'The guide lists them.'}`;
  });
}

function prefixOf(provider: string): string {
  return `RELAY_${provider.toUpperCase().replaceAll('-', '_')}_`;
}

/**
 * `RELAY_TOAST_RESTAURANTS={"<location>": "<restaurant>"}` for several restaurants,
 * `RELAY_WOOCOMMERCE_STATUSES={"ready-to-collect": "ready"}` for words of a shop's own.
 */
function common(read: Environment, prefix: string): object {
  const [restaurant, statuses] = ['RESTAURANTS', 'STATUSES'].map((name) => jsonIn(read(name), `${prefix}${name}`));
  const url = read('URL');
  return { ...(restaurant && { restaurant }), ...(statuses && { statuses }), ...(url && { url }) };
}

function jsonIn(text: string | undefined, name: string): object | undefined {
  if (text === undefined) return undefined;
  const value = parseText(text);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  throw new Error(`${name} must be a JSON object, such as {"a": "b"}.`);
}

function shared(read: Environment, readBack?: (token: ApiToken) => object | undefined): object | undefined {
  const secret = read('SECRET')?.split(/\s+/).filter(Boolean);
  const token = read('API_TOKEN');
  const back = token === undefined ? undefined : readBack?.(token);
  return secret?.length ? { secret, ...(back && { readBack: back }) } : undefined;
}

const readers: { readonly [Name in keyof ProviderSettings]-?: (read: Environment) => object | undefined } = {
  deliverect: (read) => shared(read, (token) => ({ token, ...baseUrl(read) })),
  doordash: (read) => {
    const [authorization, user, password] = [read('AUTHORIZATION'), read('USER'), read('PASSWORD')];
    const [developerId, keyId, signingSecret] = [read('DEVELOPER_ID'), read('KEY_ID'), read('SIGNING_SECRET')];
    const readBack = developerId && keyId && signingSecret && { developerId, keyId, signingSecret };
    if (authorization === undefined && password === undefined) return undefined;
    return {
      ...(authorization && { authorization }),
      ...(user && { user }),
      ...(password && { password }),
      ...(readBack && { readBack }),
    };
  },
  ifood: (read) => shared(read, (token) => ({ token, ...baseUrl(read) })),
  'open-delivery': (read) => shared(read, (token) => (read('API_URL') ? { token, ...baseUrl(read) } : undefined)),
  shopify: (read) => shared(read, (token) => (read('API_URL') ? { token, shopUrl: read('API_URL') } : undefined)),
  square: (read) => shared(read, (token) => ({ token, ...baseUrl(read) })),
  standard: (read) => shared(read),
  toast: (read) =>
    shared(read, (token) =>
      read('API_URL') && read('RESTAURANT_GUID')
        ? { token, ...baseUrl(read), restaurantGuid: read('RESTAURANT_GUID') }
        : undefined,
    ),
  'uber-direct': (read) =>
    shared(read, (token) =>
      read('CUSTOMER_ID') ? { token, ...baseUrl(read), customerId: read('CUSTOMER_ID') } : undefined,
    ),
  ucp: (read) => {
    const profiles = read('PROFILES')?.split(/\s+/).filter(Boolean);
    return profiles?.length ? { profiles } : undefined;
  },
  woocommerce: (read) => {
    const [shopUrl, consumerKey, consumerSecret] = [read('API_URL'), read('CONSUMER_KEY'), read('CONSUMER_SECRET')];
    const settings = shared(read);
    const readBack = shopUrl && consumerKey && consumerSecret && { shopUrl, consumerKey, consumerSecret };
    return settings && { ...settings, ...(readBack && { readBack }) };
  },
};

function baseUrl(read: Environment): object {
  const url = read('API_URL');
  return url ? { baseUrl: url } : {};
}
