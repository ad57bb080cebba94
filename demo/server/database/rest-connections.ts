import { PGlite } from '@electric-sql/pglite';
import { PgliteConnection } from '@supabase/lite/pglite';
import { PostgresConnection } from '@supabase/lite/postgres';
import { CompiledQuery } from 'kysely';
import type { Query } from './engine.js';
import { actAs, type Claims } from './identity.js';

type WithContext = PgliteConnection['withContext'];
type Context = Parameters<WithContext>[0];
type RunQuery<T> = (database: PgliteConnection['kysely']) => Promise<T>;
type ContextOptions = Parameters<WithContext>[2];

/** The OIDs of PostgreSQL's types `timestamptz`, `json` and `jsonb`. */
const timestamptz = 1184;
const json = 114;
const jsonb = 3802;

/**
 * A start writes zeros to all of PostgreSQL's buffers. Its usual 128 MB cost 100 MB of memory and half of the time until the
 * database is open; a restaurant's orders need an eighth of them.
 */
const startParams = [...PGlite.defaultStartParams, '-c', 'shared_buffers=16MB'];

/**
 * `@supabase/lite`'s connection to PGlite. It runs each request in a transaction with the caller's role. The original
 * class grants every privilege on every table to its three roles before the first request. Here only the migrations
 * grant privileges.
 */
export class EmbeddedConnection extends PgliteConnection {
  /** @param emptyCluster what PGlite dumped of a new database: loading it is faster than making one */
  constructor(dataFolder?: string, emptyCluster?: Blob) {
    super({
      ...(dataFolder !== undefined && { url: dataFolder }),
      pgliteOptions: {
        startParams,
        parsers: { [timestamptz]: isoTime },
        ...(emptyCluster && dataFolder === undefined && { loadDataDir: emptyCluster }),
      },
    });
  }

  override withContext<T>(context: Context, run: RunQuery<T>, options?: ContextOptions): Promise<T> {
    return runAs(this.kysely, context, run, options);
  }

  override normalizeDbError(error: unknown): unknown {
    return isRefusal(error) ? new RefusedByDatabase(error) : super.normalizeDbError(error);
  }
}

/** The same for a PostgreSQL server, with the pool of `postgres`. */
export class ServerConnection extends PostgresConnection {
  constructor(url: string, connections = 10) {
    // As PGlite does: a text that is sent as JSON is JSON already.
    const serialize = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));
    const parse = (text: string): unknown => JSON.parse(text);
    super({
      url,
      postgresOptions: {
        max: connections,
        connect_timeout: 10,
        // The default prints notices, which may quote values.
        onnotice: () => undefined,
        connection: { application_name: 'order-status-tracker' },
        types: {
          timestamptz: { to: timestamptz, from: [timestamptz], serialize: (text: unknown) => text, parse: isoTime },
          json: { to: json, from: [json], serialize, parse },
          jsonb: { to: jsonb, from: [jsonb], serialize, parse },
        },
      },
    });
  }

  override withContext<T>(context: Context, run: RunQuery<T>, options?: ContextOptions): Promise<T> {
    return runAs(this.kysely, context, run, options);
  }

  override normalizeDbError(error: unknown): unknown {
    return isRefusal(error) ? new RefusedByDatabase(error) : super.normalizeDbError(error);
  }
}

async function runAs<T>(
  database: PgliteConnection['kysely'],
  context: Context,
  run: RunQuery<T>,
  options: ContextOptions,
): Promise<T> {
  if (options?.transaction) return run(options.transaction);
  return database.transaction().execute(async (transaction) => {
    const query = queryOf(transaction);
    await actAs(query, claimsOf(context));
    if (options?.rpc) await describeRequest(query, options.rpc);
    return run(transaction);
  });
}

function queryOf(database: Pick<PgliteConnection['kysely'], 'executeQuery'>): Query {
  return {
    async query<Row>(sql: string, parameters: unknown[] = []) {
      const { rows } = await database.executeQuery<Row>({
        ...CompiledQuery.raw(sql, parameters),
      } as CompiledQuery<Row>);
      return { rows };
    },
  };
}

type RpcRequest = NonNullable<NonNullable<ContextOptions>['rpc']>;

/** Sets the settings that PostgREST offers to a function: those with the request, and those for its response. */
async function describeRequest(
  query: Query,
  { method, path, readOnly, requestHeaders = {} }: RpcRequest,
): Promise<void> {
  await query.query(
    `select set_config('request.method', $1, true), set_config('request.path', $2, true),
            set_config('request.headers', $3, true), set_config('transaction_read_only', $4, true),
            set_config('response.status', '', true), set_config('response.headers', '', true)`,
    [method, path, JSON.stringify(requestHeaders), readOnly ? 'on' : 'off'],
  );
}

/** Formats a time as PostgREST does. Every browser can parse it: `2026-11-22T15:24:48.966+00:00`. */
function isoTime(text: string): string {
  return text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00');
}

interface Refusal extends Error {
  readonly code?: string;
  readonly detail?: string;
  readonly hint?: string;
}

function isRefusal(error: unknown): error is Refusal {
  return error instanceof Error && 'severity' in error;
}

/** The error in the response. It is no `Error`: of what a request was refused for, the log has the status alone. */
class RefusedByDatabase {
  readonly code: string;
  readonly message: string;
  readonly detail: string | undefined;
  readonly hint: string | undefined;

  constructor(error: Refusal) {
    // PostgREST answers a failed check or a trigger's exception with 400. `@supabase/lite` does so for the code PT400.
    this.code = error.code === '23514' || error.code === 'P0001' ? 'PT400' : (error.code ?? 'XX000');
    this.message = error.message;
    this.detail = error.detail;
    this.hint = error.hint;
  }
}

/** Reads the claims from the context of a request, `{auth: {uid, role, jwt}}`. Without a token `jwt` is null. */
function claimsOf(context: Context): Claims {
  const auth = context?.auth as { readonly jwt?: Claims | null } | undefined;
  return auth?.jwt ?? { role: 'anon' };
}
