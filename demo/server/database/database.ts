import { mkdir } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import type { PGlite, Transaction } from '@electric-sql/pglite';
import { actAs, type Claims, DatabaseError } from './identity.js';
import { RestConnection } from './rest-connection.js';

export type Query = Pick<Transaction, 'query'>;

/**
 * PostgreSQL in this process. PGlite is one connection, so whoever uses it must have it alone: a transaction that
 * another request slipped into would run under the wrong role. Everything therefore goes through one queue.
 */
export class Database {
  /** For `@supabase/lite`; to be used inside `exclusively` only. */
  readonly connection: RestConnection;
  #last: Promise<unknown> = Promise.resolve();

  private constructor(connection: RestConnection) {
    this.connection = connection;
  }

  /** Opens the database in a folder, or in memory without one. */
  static async open(dataFolder?: string): Promise<Database> {
    if (dataFolder !== undefined) await mkdir(dataFolder, { recursive: true });
    const connection = new RestConnection(dataFolder);
    await connection.driver.waitReady;
    await connection.driver.exec(`set time zone 'UTC'`);
    return new Database(connection);
  }

  /** Waits for its turn, then has the connection alone. Not to be called from inside itself. */
  exclusively<T>(work: (postgres: PGlite) => Promise<T>): Promise<T> {
    const result = this.#last.then(() => work(this.connection.driver));
    // PGlite computes in this thread without a pause: between two jobs the network has its turn.
    this.#last = result.then(
      () => setImmediate(),
      () => setImmediate(),
    );
    return result;
  }

  /** Runs one transaction with every privilege: for the server's own work. */
  transaction<T>(work: (query: Query) => Promise<T>): Promise<T> {
    return this.exclusively((postgres) => postgres.transaction(work));
  }

  /** Runs one transaction as the bearer of these claims: PostgreSQL decides what it may see and do. */
  as<T>(claims: Claims, work: (query: Query) => Promise<T>): Promise<T> {
    return this.transaction(async (transaction) => {
      await actAs(transaction, claims);
      return work(transaction);
    });
  }

  /** Waits for the queue to empty and closes the database. */
  async close(): Promise<void> {
    await this.exclusively(() => this.connection.close());
  }
}

/** The SQLSTATE of an error that PostgreSQL raised; `undefined` for any other error. */
export function sqlState(error: unknown): string | undefined {
  if (error instanceof DatabaseError) return error.code;
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return undefined;
}
