import { mkdir } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import type { PGlite, Transaction } from '@electric-sql/pglite';
import { actAs, type Claims, DatabaseError } from './identity.js';
import { RestConnection } from './rest-connection.js';

export type Query = Pick<Transaction, 'query'>;

/**
 * PostgreSQL in this process. PGlite has one connection. If two requests used it at the same time, one of them would
 * run in the other's transaction, under the wrong role. Therefore all work goes through one queue.
 */
export class Database {
  /** The connection that `@supabase/lite` uses. Only use it inside `exclusively`. */
  readonly connection: RestConnection;
  #last: Promise<unknown> = Promise.resolve();

  private constructor(connection: RestConnection) {
    this.connection = connection;
  }

  /** Opens the database in a folder. Without a folder the database is in memory. */
  static async open(dataFolder?: string, emptyCluster?: Blob): Promise<Database> {
    if (dataFolder !== undefined) await mkdir(dataFolder, { recursive: true });
    const connection = new RestConnection(dataFolder, emptyCluster);
    await connection.driver.waitReady;
    await connection.driver.exec(`set time zone 'UTC'`);
    return new Database(connection);
  }

  /** Waits in the queue, then runs `work` alone on the connection. A nested call would wait forever. */
  exclusively<T>(work: (postgres: PGlite) => Promise<T>): Promise<T> {
    const result = this.#last.then(() => work(this.connection.driver));
    // PGlite blocks this thread while it computes. `setImmediate` lets network events run between two jobs.
    this.#last = result.then(
      () => setImmediate(),
      () => setImmediate(),
    );
    return result;
  }

  /** Runs one transaction with all privileges, for the server's own work. */
  transaction<T>(work: (query: Query) => Promise<T>): Promise<T> {
    return this.exclusively((postgres) => postgres.transaction(work));
  }

  /** Runs one transaction with the role and claims of a token. PostgreSQL's policies then apply to it. */
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
