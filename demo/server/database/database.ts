import { EmbeddedEngine } from './embedded-engine.js';
import type { Connection, Engine, Query } from './engine.js';
import { actAs, type Claims, DatabaseError } from './identity.js';
import { ServerEngine } from './server-engine.js';

export type { Query };

/** Where the database is. Without a folder and a server it is in memory. */
export interface DatabasePlace {
  readonly dataFolder?: string | undefined;
  /** `postgres://…` of a PostgreSQL server. */
  readonly databaseUrl?: string | undefined;
  /** A dump of a database without a restaurant, to begin with in memory: that starts faster. */
  readonly emptyCluster?: Blob | undefined;
  /** Called when the database has failed, or another server has taken it over: this process cannot go on. */
  readonly ended?: (() => void) | undefined;
  /** Whether this is a command that works on the database of `databaseUrl` beside its server. */
  readonly isCommand?: boolean | undefined;
}

/** The orders' database: PGlite in this process, or a PostgreSQL server. */
export class Database {
  readonly #engine: Engine;

  private constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** Rejects with `DataFolderUnusable` or `DatabaseUnusable`. */
  static async open(place: DatabasePlace = {}): Promise<Database> {
    const { dataFolder, databaseUrl, emptyCluster, ended = () => undefined, isCommand = false } = place;
    if (databaseUrl !== undefined) {
      return new Database(await ServerEngine.open(databaseUrl, isCommand ? undefined : ended));
    }
    if (dataFolder !== undefined) return new Database(await EmbeddedEngine.inFolder(dataFolder, ended));
    return new Database(await EmbeddedEngine.inMemory(emptyCluster, ended));
  }

  /** The connection that `@supabase/lite` uses. Only use it inside `serveRest`. */
  get restConnection(): Engine['restConnection'] {
    return this.#engine.restConnection;
  }

  /** How many pieces of work wait for a connection. */
  get waiting(): number {
    return this.#engine.waiting;
  }

  /** Runs `work`, which uses `restConnection`. */
  serveRest<T>(work: () => Promise<T>): Promise<T> {
    return this.#engine.serve(work);
  }

  /**
   * Waits for a connection, then runs `work` alone on it. A nested call may wait forever. Rejects with `DatabaseError`
   * for what PostgreSQL refuses, and with `DatabaseUnavailable`.
   */
  async exclusively<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
    try {
      return await this.#engine.run(work);
    } catch (error) {
      throw withoutValues(error);
    }
  }

  /** Runs one transaction with all privileges, for the server's own work. */
  transaction<T>(work: (query: Query) => Promise<T>): Promise<T> {
    return this.exclusively((connection) => connection.transaction(work));
  }

  /** Runs one transaction with the role and claims of a token. PostgreSQL's policies then apply to it. */
  as<T>(claims: Claims, work: (query: Query) => Promise<T>): Promise<T> {
    return this.transaction(async (transaction) => {
      await actAs(transaction, claims);
      return work(transaction);
    });
  }

  /** Calls `heard` at every notification, and once whenever notifications may have been missed. */
  listen(channel: string, heard: () => void): Promise<() => Promise<void>> {
    return this.#engine.listen(channel, heard);
  }

  /** Whether nothing can be written now, because the disk is full. */
  isReadOnly(): Promise<boolean> {
    return this.#engine.isReadOnly();
  }

  /** Frees the space of deleted rows, where the database does not do that by itself. */
  vacuum(): Promise<void> {
    return this.#engine.vacuum();
  }

  /** Waits for work that has begun, and closes the database. */
  close(): Promise<void> {
    return this.#engine.close();
  }
}

/** The SQLSTATE of an error that PostgreSQL raised; `undefined` for any other error. */
export function sqlState(error: unknown): string | undefined {
  if (error instanceof DatabaseError) return error.code;
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return undefined;
}

/** The driver's errors carry the statement and its parameters, which would stand in every log that prints them. */
function withoutValues(error: unknown): unknown {
  const isOfPostgres =
    error instanceof Error && 'severity' in error && 'code' in error && !(error instanceof DatabaseError);
  return isOfPostgres ? new DatabaseError(String(error.code), error.message) : error;
}
