import { inspect } from 'node:util';
import { PgliteConnection } from '@supabase/lite/pglite';
import { actAs, type Claims } from './identity.js';

type WithContext = PgliteConnection['withContext'];
type Context = Parameters<WithContext>[0];
type RunQuery<T> = (database: PgliteConnection['kysely']) => Promise<T>;
type ContextOptions = Parameters<WithContext>[2];

/**
 * `@supabase/lite`'s connection to PGlite, with each request in a transaction of its caller's role. The original grants
 * every privilege on every table to its three known roles before the first request; here the migrations alone decide.
 */
export class RestConnection extends PgliteConnection {
  constructor(dataFolder?: string) {
    super({
      ...(dataFolder !== undefined && { url: dataFolder }),
      pgliteOptions: { parsers: { [timestamptz]: isoTime } },
    });
  }

  override withContext<T>(context: Context, run: RunQuery<T>, options?: ContextOptions): Promise<T> {
    if (options?.transaction) return run(options.transaction);
    return this.kysely.transaction().execute(async (transaction) => {
      // PGlite is one connection: what the driver runs here runs inside this transaction.
      await actAs(this.driver, claimsOf(context));
      if (options?.rpc) await this.#describeRequest(options.rpc);
      return run(transaction);
    });
  }

  override normalizeDbError(error: unknown): unknown {
    return error instanceof Error && 'severity' in error ? new RefusedByDatabase(error) : super.normalizeDbError(error);
  }

  /** The settings in which PostgREST tells a function about its request, and the function about its answer. */
  async #describeRequest({ method, path, readOnly, requestHeaders = {} }: NonNullable<RpcRequest>): Promise<void> {
    await this.driver.query(
      `select set_config('request.method', $1, true), set_config('request.path', $2, true),
              set_config('request.headers', $3, true), set_config('transaction_read_only', $4, true),
              set_config('response.status', '', true), set_config('response.headers', '', true)`,
      [method, path, JSON.stringify(requestHeaders), readOnly ? 'on' : 'off'],
    );
  }
}

/** PostgreSQL's number of the type. */
const timestamptz = 1184;

/** PostgREST's rendering of a time, which every browser can parse: `2026-11-22T15:24:48.966+00:00`. */
function isoTime(text: string): string {
  return text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00');
}

/** What is answered, and logged in one line: never the statement's values, which may be a guest's. */
class RefusedByDatabase {
  readonly code: string;
  readonly message: string;
  readonly detail: string | undefined;
  readonly hint: string | undefined;

  constructor(error: Error & { readonly code?: string; readonly detail?: string; readonly hint?: string }) {
    // PostgREST answers a broken rule (a check or a trigger's exception) with 400; here PT400 means the same.
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

/** The context of a request is `{auth: {uid, role, jwt}}`; without a token `jwt` is null. */
function claimsOf(context: Context): Claims {
  const auth = context?.auth as { readonly jwt?: Claims | null } | undefined;
  return auth?.jwt ?? { role: 'anon' };
}
