import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createClientAddress } from './http/client-address.js';
import { checkProduction, type Production, ProductionRefused } from './production.js';
import { readOwnRelay } from './relay/own-relay.js';

/** An invalid flag, command or environment variable. The message says which are valid. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export type Command =
  | { readonly name: 'serve' }
  | { readonly name: 'board-link' }
  | { readonly name: 'add-staff' | 'remove-staff'; readonly email: string };

/** What the command line and the environment say. An empty variable counts as not set. */
export interface Settings {
  readonly command: Command;
  readonly port: number;
  readonly host: string | undefined;
  readonly dataFolder: string | undefined;
  readonly databaseUrl: string | undefined;
  readonly trustedProxies: readonly string[];
  readonly production: Production | undefined;
  /** Where `/metrics` is served, never on the public port. */
  readonly metricsPort: number | undefined;
  readonly metricsHost: string | undefined;
  /** The password for `add-staff`. Without it one is made. */
  readonly staffPassword: string | undefined;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Throws `UsageError` or `ProductionRefused`. */
export function readSettings(words: readonly string[], env: Environment): Settings {
  const { flags, command } = readCommandLine(words);
  const production = flags.production || isProduction(env) ? readProduction(env) : undefined;
  if (!production && command.name === 'serve') refuseDemo(env);
  const databaseUrl = readSecret(env, 'DATABASE_URL');
  const dataFolder = flags.data;
  if (dataFolder !== undefined && databaseUrl !== undefined) {
    throw new UsageError('--data keeps the database in a folder, DATABASE_URL on a server: give one of the two.');
  }
  if (dataFolder === '') throw new UsageError('--data needs the path of a folder: --data ./orders');
  if (databaseUrl !== undefined && !/^postgres(ql)?:\/\//.test(databaseUrl)) {
    throw new UsageError('DATABASE_URL must begin with postgres://, for example postgres://user@localhost/orders');
  }
  const isKept = dataFolder !== undefined || databaseUrl !== undefined;
  if (production && !isKept) {
    throw new ProductionRefused('Production needs a database that stays: --data <folder>, or DATABASE_URL.');
  }
  if (command.name !== 'serve' && !isKept) {
    throw new UsageError(`${command.name} needs the database of the server: --data <folder>, or DATABASE_URL.`);
  }
  return {
    command,
    port: readPort(env, 'PORT') ?? 8080,
    host: env.HOST || undefined,
    dataFolder,
    databaseUrl,
    trustedProxies: readProxies(env.TRUSTED_PROXIES ?? ''),
    production,
    metricsPort: readPort(env, 'METRICS_PORT'),
    metricsHost: env.METRICS_HOST || undefined,
    staffPassword: readSecret(env, 'STAFF_PASSWORD'),
  };
}

function readCommandLine(words: readonly string[]) {
  const usage =
    'The server knows the flags --data <folder>, which keeps the database there, and --production; and the commands ' +
    'add-staff <email>, remove-staff <email> and board-link. PORT and HOST are variables.';
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      options: { data: { type: 'string' }, production: { type: 'boolean' } },
      allowPositionals: true,
    });
    return { flags: values, command: readCommand(positionals, usage) };
  } catch (error) {
    throw error instanceof UsageError ? error : new UsageError(usage);
  }
}

function readCommand([name = 'serve', email, ...more]: readonly string[], usage: string): Command {
  if (more.length > 0) throw new UsageError(usage);
  switch (name) {
    case 'serve':
    case 'board-link':
      if (email !== undefined) throw new UsageError(usage);
      return { name };
    case 'add-staff':
    case 'remove-staff':
      if (email === undefined || !/^[^\s@]+@[^\s@]+$/.test(email)) {
        throw new UsageError(`${name} needs an e-mail address: ${name} kitchen@example.com`);
      }
      return { name, email };
    default:
      throw new UsageError(usage);
  }
}

/** Whatever else is meant by another word, it is not the demo, whose passwords everybody knows. */
function isProduction({ PRODUCTION: word = '' }: Environment): boolean {
  if (word === '1') return true;
  if (word === '' || word === '0') return false;
  throw new UsageError(`PRODUCTION is 1, or it is left out for the demo; it is "${word}".`);
}

/** Throws for a variable that only a restaurant's own server has: with it, the demo is not what was meant. */
function refuseDemo(env: Environment): void {
  const own = Object.keys(env).find((name) => /^(ORDER_KEY|PAYMENT_WEBHOOK_SECRET|RELAY_\w+)$/.test(name) && env[name]);
  if (own)
    throw new UsageError(
      `${own} is set, but without PRODUCTION=1 this is the demo, with passwords that everybody knows. Set PRODUCTION=1, or take ${own} away.`,
    );
}

function readProduction(env: Environment): Production {
  if (env.ORDERS_KEY || env.ORDERS_KEY_FILE) {
    throw new ProductionRefused('ORDERS_KEY is now ORDER_KEY, and begins with order_key_: give the till such a key.');
  }
  const production = {
    publicOrigin: (env.PUBLIC_ORIGIN ?? '').replace(/\/$/, ''),
    restaurantName: env.RESTAURANT_NAME ?? '',
    orderKey: readSecret(env, 'ORDER_KEY'),
    paymentSecret: readSecret(env, 'PAYMENT_WEBHOOK_SECRET'),
  };
  checkProduction(production);
  return { ...production, relay: readOwnRelay(env, production.publicOrigin) };
}

function readProxies(text: string): readonly string[] {
  const proxies = text.split(/[\s,]+/).filter(Boolean);
  try {
    createClientAddress(proxies);
    return proxies;
  } catch {
    throw new UsageError(
      'TRUSTED_PROXIES must be addresses or ranges, for example TRUSTED_PROXIES="127.0.0.1 10.0.0.0/8", or loopback.',
    );
  }
}

function readPort(env: Environment, name: string): number | undefined {
  const text = env[name];
  if (!text) return undefined;
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) throw new UsageError(`${name} must be a whole number from 0 to 65535.`);
  return port;
}

/** A secret, from the variable itself or from the file that `<name>_FILE` names, as containers get theirs. */
function readSecret(env: Environment, name: string): string | undefined {
  const file = env[`${name}_FILE`];
  if (!file) return env[name] || undefined;
  try {
    return readFileSync(file, 'utf8').trim() || undefined;
  } catch {
    throw new UsageError(`${name}_FILE names a file that cannot be read: ${file}`);
  }
}
