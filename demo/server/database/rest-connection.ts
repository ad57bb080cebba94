import { inspect } from 'node:util';
import { PgliteConnection } from '@supabase/lite/pglite';
import { actAs, type Claims } from './identity.js';

type WithContext = PgliteConnection['withContext'];
type Context = Parameters<WithContext>[0];
type RunQuery<T> = (database: PgliteConnection['kysely']) => Promise<T>;
type ContextOptions = Parameters<WithContext>[2];

/**
 * `@supabase/lite`'s connection to PGlite. It runs each request in a transaction with the caller's role. The original
 * class grants every privilege on every table to its three roles before the first request. Here only the migrations
 * grant privileges.
 */
export class RestConnection extends PgliteConnection {
  /** @param emptyCluster what PGlite dumped of a new database: loading it is faster than making one */
  constructor(dataFolder?: string, emptyCluster?: Blob) {
    super({
      ...(dataFolder !== undefined && { url: dataFolder }),
      pgliteOptions: {
        parsers: { [timestamptz]: isoTime },
        ...(emptyCluster && dataFolder === undefined && { loadDataDir: emptyCluster }),
      },
    });
  }

  override withContext<T>(context: Context, run: RunQuery<T>, options?: ContextOptions): Promise<T> {
    if (options?.transaction) return run(options.transaction);
    return this.kysely.transaction().execute(async (transaction) => {
      // PGlite has one connection, so the driver's statements run inside this transaction.
      await actAs(this.driver, claimsOf(context));
      if (options?.rpc) await this.#describeRequest(options.rpc);
      return run(transaction);
    });
  }

  override normalizeDbError(error: unknown): unknown {
    return error instanceof Error && 'severity' in error ? new RefusedByDatabase(error) : super.normalizeDbError(error);
  }

  /** Sets the settings that PostgREST offers to a function: those with the request, and those for its response. */
  async #describeRequest({ method, path, readOnly, requestHeaders = {} }: NonNullable<RpcRequest>): Promise<void> {
    await this.driver.query(
      `select set_config('request.method', $1, true), set_config('request.path', $2, true),
              set_config('request.headers', $3, true), set_config('transaction_read_only', $4, true),
              set_config('response.status', '', true), set_config('response.headers', '', true)`,
      [method, path, JSON.stringify(requestHeaders), readOnly ? 'on' : 'off'],
    );
  }
}

/** The OID of PostgreSQL's type `timestamptz`. */
const timestamptz = 1184;

/** Formats a time as PostgREST does. Every browser can parse it: `2026-11-22T15:24:48.966+00:00`. */
function isoTime(text: string): string {
  return text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00');
}

/** The error in the response and in the log (one line). It never contains the statement's values: they may be personal. */
class RefusedByDatabase {
  readonly code: string;
  readonly message: string;
  readonly detail: string | undefined;
  readonly hint: string | undefined;

  constructor(error: Error & { readonly code?: string; readonly detail?: string; readonly hint?: string }) {
    // PostgREST answers a failed check or a trigger's exception with 400. `@supabase/lite` does so for the code PT400.
    this.code = error.code === '23514' || error.code === 'P0001' ? 'PT400' : (error.code ?? 'XX000');
    this.message = error.message;
    this.detail = error.detail;
    this.hint = error.hint;
  }

  [inspect.custom](): string {
    return `REST request refused: ${this.code} ${this.message}`;
  }
}

type RpcRequest = NonNullable<ContextOptions>['rpc'];

/** Reads the claims from the context of a request, `{auth: {uid, role, jwt}}`. Without a token `jwt` is null. */
function claimsOf(context: Context): Claims {
  const auth = context?.auth as { readonly jwt?: Claims | null } | undefined;
  return auth?.jwt ?? { role: 'anon' };
}
