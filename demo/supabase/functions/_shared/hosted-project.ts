import { endpoint, type Handler, NotSetUp } from './endpoint.ts';
import type { KitDatabase } from './kit-database.ts';
import { restDatabase } from './rest-database.ts';

/** Reads one environment variable. */
export type ReadSetting = (name: string) => string | undefined;

/** Makes the handler at the first request. What is missing in the settings is told in the answer and in the log. */
export function whenSetUp(name: string, make: () => Handler | Promise<Handler>): Handler {
  let made: Promise<Handler> | undefined;
  return async (request, address) => {
    made ??= Promise.resolve().then(make);
    const handler = await made.catch((error: unknown) => endpoint(name, () => Promise.reject(error)));
    return handler(request, address);
  };
}

/** The database of the hosted project in which the function runs. Throws `NotSetUp`. */
export function hostedDatabase(setting: ReadSetting): KitDatabase {
  return restDatabase({
    url: needed(setting, 'SUPABASE_URL'),
    secretKey: hostedSecretKey(setting),
    publishableKey: keyOf(setting, 'SUPABASE_PUBLISHABLE_KEYS', 'SUPABASE_ANON_KEY'),
  });
}

/** The key that may do everything in the hosted project in which the function runs. Throws `NotSetUp`. */
export function hostedSecretKey(setting: ReadSetting): string {
  return keyOf(setting, 'SUPABASE_SECRET_KEYS', 'SUPABASE_SERVICE_ROLE_KEY');
}

/** A setting that must be there. Throws `NotSetUp`. */
export function needed(setting: ReadSetting, name: string): string {
  const value = setting(name)?.trim();
  if (!value) throw new NotSetUp(`The secret ${name} is missing: supabase secrets set ${name}=…`);
  return value;
}

/**
 * The address of the functions as others reach it, without a slash at the end: `NOTIFY_PUBLIC_URL`, which a hosted project
 * need not set. `undefined` if it is not known.
 */
export function functionsUrl(setting: ReadSetting): string | undefined {
  const project = setting('SUPABASE_URL')?.trim();
  const given = setting('NOTIFY_PUBLIC_URL')?.trim() || (project && `${project.replace(/\/+$/, '')}/functions/v1`);
  return given ? given.replace(/\/+$/, '') : undefined;
}

/** Supabase sets `keys` to JSON, `{"default": "sb_…"}`, and in older projects only `olderKey`. */
function keyOf(setting: ReadSetting, keys: string, olderKey: string): string {
  const named = namedKeys(setting(keys));
  const key = named.default ?? Object.values(named)[0] ?? setting(olderKey);
  if (typeof key !== 'string' || key === '') {
    throw new NotSetUp(`Neither ${keys} nor ${olderKey} is set; a hosted project sets them by itself.`);
  }
  return key;
}

function namedKeys(json: string | undefined): Readonly<Record<string, unknown>> {
  try {
    const read: unknown = JSON.parse(json ?? '{}');
    return typeof read === 'object' && read !== null ? { ...read } : {};
  } catch {
    return {};
  }
}

/**
 * The guest's link. `page` is the address of the page with the tracker, with `{id}` where the order's id belongs;
 * without it, `order_id` is added. Throws `NotSetUp` if it is no address.
 */
export function linkTo(page: string, { id, capability }: { readonly id: string; readonly capability: string }): string {
  const filled = page.replaceAll('{id}', id);
  if (!URL.canParse(filled)) throw new NotSetUp('TRACKING_PAGE must be the whole address of the page, with https://');
  const url = new URL(filled);
  if (filled === page) url.searchParams.set('order_id', id);
  url.hash = `track=${capability}`;
  return url.href;
}
