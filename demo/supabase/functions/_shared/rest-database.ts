import { NotSetUp } from './endpoint.ts';
import {
  DatabaseRefusal,
  DatabaseUnavailable,
  type KitArguments,
  type KitDatabase,
  type KitFunction,
} from './kit-database.ts';

export interface RestDatabaseOptions {
  /** The project's address: `https://<project>.supabase.co`. */
  readonly url: string;
  /** A secret key (`sb_secret_…`), or the older `service_role` key. It leaves this process only to `url`. */
  readonly secretKey: string;
  /** The publishable key, or the older `anon` key: goes with the tokens of users. */
  readonly publishableKey: string;
  /** Default: the global `fetch`. */
  readonly fetch?: typeof globalThis.fetch;
  /** Milliseconds until a call that is not answered counts as failed. Default 10 s. */
  readonly timeout?: number;
}

/** Calls the functions of the migrations through the REST API of a Supabase project. */
export function restDatabase(options: RestDatabaseOptions): KitDatabase {
  const { url, secretKey, publishableKey, fetch = globalThis.fetch, timeout = 10_000 } = options;

  async function call(
    apikey: string,
    bearer: string | undefined,
    name: KitFunction,
    args: KitArguments,
  ): Promise<readonly unknown[]> {
    const response = await fetch(new URL(`/rest/v1/rpc/${name}`, url), {
      method: 'POST',
      headers: {
        apikey,
        'Content-Type': 'application/json',
        ...(bearer !== undefined && { Authorization: `Bearer ${bearer}` }),
      },
      body: JSON.stringify(args),
      // A redirect would carry the key to another host.
      redirect: 'error',
      signal: AbortSignal.timeout(timeout),
    }).catch((error: unknown) => {
      throw new DatabaseUnavailable(`${name} got no answer (${error instanceof Error ? error.name : 'unknown'}).`);
    });
    const answer: unknown = await response.json().catch(() => undefined);
    if (response.ok) return Array.isArray(answer) ? answer : [answer];
    if (response.status >= 500 && !hasCode(answer))
      throw new DatabaseUnavailable(`${name} got HTTP ${response.status}.`);
    if (hasCode(answer)) throw new DatabaseRefusal(answer.code, answer.message);
    if (response.status !== 401 && response.status !== 403) {
      throw new DatabaseUnavailable(`${name} got HTTP ${response.status}.`);
    }
    // The gateway before the API refused what it was shown: the user's token if there was one, else our key.
    if (apikey === publishableKey) throw new DatabaseRefusal('PGRST301', 'The token was refused.');
    throw new NotSetUp(`The project refused its secret key (HTTP ${response.status}).`);
  }

  return {
    // A secret key is no JWT and must not be a bearer token; the older key is one.
    call: (name, args) => call(secretKey, secretKey.startsWith('eyJ') ? secretKey : undefined, name, args),
    callAs: (token, name, args) => call(publishableKey, token, name, args),
  };
}

function hasCode(answer: unknown): answer is { readonly code: string; readonly message: string } {
  return (
    typeof answer === 'object' &&
    answer !== null &&
    'code' in answer &&
    typeof answer.code === 'string' &&
    'message' in answer &&
    typeof answer.message === 'string'
  );
}
