import type { ReservedSql } from 'postgres';
import { log } from '../log.js';
import type { Connection, Engine, Session } from './engine.js';
import { DatabaseUnavailable } from './identity.js';
import { ServerConnection } from './rest-connections.js';

/** The database of `DATABASE_URL` cannot be used. The message says why and what to do. */
export class DatabaseUnusable extends Error {
  override readonly name = 'DatabaseUnusable';
}

/** The key of the advisory lock that one server holds for as long as it works on a database. */
const lockKey = 7_151_812;
/** How often the lock is looked after, in milliseconds: it ends with its connection. */
const checkLockEvery = 5000;

/** A PostgreSQL server of its own. Each piece of work gets a connection from the pool. */
export class ServerEngine implements Engine {
  readonly restConnection: ServerConnection;
  readonly #lock: ServerConnection;
  readonly #ended: (() => void) | undefined;
  #lockTimer: NodeJS.Timeout | undefined;
  #waiting = 0;

  private constructor(url: string, ended: (() => void) | undefined) {
    this.restConnection = new ServerConnection(url);
    this.#lock = new ServerConnection(url, 1);
    this.#ended = ended;
  }

  /**
   * Connects, and makes sure that no other server works on this database: two would take each other's changes from the
   * outbox. Rejects with `DatabaseUnusable`.
   *
   * @param ended called if another server has taken over after an interruption; without it there is no lock, as a
   * command needs none
   */
  static async open(url: string, ended?: () => void): Promise<ServerEngine> {
    const engine = ServerEngine.#of(url, ended);
    try {
      if (ended && !(await engine.#holdsLock())) {
        throw new DatabaseUnusable(
          'Another server works on the database of DATABASE_URL. Stop that one, or use another database.',
        );
      }
      await engine.#checkRights();
    } catch (error) {
      await engine.close();
      if (error instanceof DatabaseUnusable) throw error;
      log.error('The database of DATABASE_URL could not be opened.', error);
      throw new DatabaseUnusable(
        'The database of DATABASE_URL cannot be reached, or refuses this user. Check host, port, user, password and database name.',
      );
    }
    if (ended) engine.#lockTimer = setInterval(() => void engine.#keepLock(), checkLockEvery);
    return engine;
  }

  /** The driver reads the address before it connects, and throws for one that it cannot read. */
  static #of(url: string, ended: (() => void) | undefined): ServerEngine {
    try {
      return new ServerEngine(url, ended);
    } catch {
      throw new DatabaseUnusable(
        'DATABASE_URL cannot be read. In its user and password write % as %25, @ as %40, / as %2F, # as %23 and ? as %3F.',
      );
    }
  }

  get waiting(): number {
    return this.#waiting;
  }

  async run<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
    this.#waiting += 1;
    const reserved = await this.restConnection.driver
      .reserve()
      .catch((error: unknown) => {
        throw isOfConnection(error) ? new DatabaseUnavailable() : error;
      })
      .finally(() => {
        this.#waiting -= 1;
      });
    try {
      return await work(connectionOf(reserved));
    } catch (error) {
      throw isOfConnection(error) ? new DatabaseUnavailable() : error;
    } finally {
      reserved.release();
    }
  }

  /** The pool gives every request a connection of its own. */
  serve<T>(work: () => Promise<T>): Promise<T> {
    return work();
  }

  async listen(channel: string, heard: () => void): Promise<() => Promise<void>> {
    // The last argument is called at every connection, also after an interruption.
    const { unlisten } = await this.restConnection.driver.listen(channel, heard, heard);
    return unlisten;
  }

  /** A server that cannot write says so itself. */
  isReadOnly(): Promise<boolean> {
    return Promise.resolve(false);
  }

  /** A server has autovacuum. */
  async vacuum(): Promise<void> {}

  async close(): Promise<void> {
    clearInterval(this.#lockTimer);
    await Promise.all([this.restConnection.driver, this.#lock.driver].map((sql) => sql.end({ timeout: 5 })));
  }

  async #holdsLock(): Promise<boolean> {
    const [row] = await this.#lock.driver.unsafe<{ held: boolean }[]>(
      `select exists (
         select from pg_locks where locktype = 'advisory' and pid = pg_backend_pid() and objid = ${lockKey}
       ) or pg_try_advisory_lock(${lockKey}) as held`,
    );
    return row?.held ?? false;
  }

  async #keepLock(): Promise<void> {
    // While the database cannot be reached, nobody else can take it over either.
    const isOurs = await this.#holdsLock().catch(() => true);
    if (isOurs) return;
    clearInterval(this.#lockTimer);
    log.error('Another server has taken over the database: this one ends.');
    this.#ended?.();
  }

  async #checkRights(): Promise<void> {
    const [row] = await this.#lock.driver.unsafe<{ may: boolean; version: number }[]>(
      `select rolsuper as may, current_setting('server_version_num')::int as version from pg_roles
       where rolname = current_user`,
    );
    if (!row?.may) {
      throw new DatabaseUnusable(
        'The user of DATABASE_URL must be a superuser: it creates roles that bypass policies.',
      );
    }
    if (row.version < 150_000) throw new DatabaseUnusable('DATABASE_URL must be a PostgreSQL 15 or newer.');
  }
}

function connectionOf(reserved: ReservedSql): Connection {
  const session: Session = {
    async query<Row>(sql: string, parameters: unknown[] = []) {
      const rows = await reserved.unsafe(sql, parameters.map(asParameter), { prepare: true });
      return { rows: [...rows] as unknown as Row[] };
    },
    exec: (sql) => reserved.unsafe(sql).simple(),
  };
  return {
    ...session,
    async transaction(work) {
      await session.exec('begin');
      try {
        const result = await work(session);
        await session.exec('commit');
        return result;
      } catch (error) {
        await session.exec('rollback');
        throw error;
      }
    },
  };
}

type Parameter = string | number | boolean | null;

/** Lists are arrays of PostgreSQL; other objects are JSON. */
function asParameter(value: unknown): Parameter | Parameter[] {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (value === null || value === undefined) return null;
  return Array.isArray(value) ? value.map((one) => asParameter(one) as Parameter) : JSON.stringify(value);
}

/** Errors of `postgres` and of the network: they have a code that is no SQLSTATE. */
function isOfConnection(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return false;
  // 57P: the server shuts down or starts; 08: the connection failed; 53300: it has too many.
  return !/^[0-9A-Z]{5}$/.test(error.code) || /^(57P|08)/.test(error.code) || error.code === '53300';
}
