import { setImmediate } from 'node:timers/promises';
import { log } from '../log.js';
import { type DataFolder, DataFolderUnusable, ensureCluster, openDataFolder, whyNotOpened } from './data-folder.js';
import { DiskSpace } from './disk-space.js';
import type { Connection, Engine } from './engine.js';
import { DatabaseUnavailable } from './identity.js';
import { EmbeddedConnection } from './rest-connections.js';

/**
 * PostgreSQL in this process. PGlite has one connection. If two requests used it at the same time, one of them would
 * run in the other's transaction, under the wrong role. Therefore all work goes through one queue.
 */
export class EmbeddedEngine implements Engine {
  readonly restConnection: EmbeddedConnection;
  readonly #folder: DataFolder | undefined;
  readonly #disk: DiskSpace | undefined;
  readonly #ended: () => void;
  #isReadOnly = false;
  #hasFailed = false;
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  private constructor(restConnection: EmbeddedConnection, ended: () => void, folder?: DataFolder) {
    this.restConnection = restConnection;
    this.#ended = ended;
    this.#folder = folder;
    this.#disk = folder && new DiskSpace(folder.cluster);
  }

  /** Opens the database in memory. */
  static async inMemory(emptyCluster: Blob | undefined, ended: () => void): Promise<EmbeddedEngine> {
    return new EmbeddedEngine(await connect(new EmbeddedConnection(undefined, emptyCluster)), ended);
  }

  /** Opens the database of a data folder; a new folder gets one. Rejects with `DataFolderUnusable`. */
  static async inFolder(path: string, ended: () => void): Promise<EmbeddedEngine> {
    const folder = await openDataFolder(path);
    try {
      if (await new DiskSpace(path).isFull()) {
        throw new DataFolderUnusable(`The disk of the data folder ${path} is full. Make room, then start again.`);
      }
      await ensureCluster(folder, async (unfinished) => {
        const built = await connect(new EmbeddedConnection(unfinished));
        await built.close();
      });
      return new EmbeddedEngine(await connect(new EmbeddedConnection(folder.cluster)), ended, folder);
    } catch (error) {
      await folder.release();
      if (error instanceof DataFolderUnusable) throw error;
      log.error('The database could not be opened.', error);
      throw await whyNotOpened(path);
    }
  }

  get waiting(): number {
    return this.#waiting;
  }

  /** Waits in the queue, then runs `work` alone on the connection. A nested call would wait forever. */
  run<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
    return this.serve(() => work(this.restConnection.driver));
  }

  serve<T>(work: () => Promise<T>): Promise<T> {
    this.#waiting += 1;
    const result = this.#last.then(async () => {
      this.#waiting -= 1;
      if (this.#hasFailed) throw new DatabaseUnavailable();
      await this.#watchDisk();
      return work().catch((error: unknown) => this.#judge(error));
    });
    // PGlite blocks this thread while it computes. `setImmediate` lets network events run between two jobs.
    this.#last = result.then(
      () => setImmediate(),
      () => setImmediate(),
    );
    return result;
  }

  async listen(channel: string, heard: () => void): Promise<() => Promise<void>> {
    const stop = await this.run(() => this.restConnection.driver.listen(channel, heard));
    return () => this.run(() => stop());
  }

  async isReadOnly(): Promise<boolean> {
    return (await this.#disk?.isFull()) ?? false;
  }

  /** PGlite has no autovacuum: without this, rows that were deleted or changed keep their space for ever. */
  async vacuum(): Promise<void> {
    if (!this.#isReadOnly) await this.run((connection) => connection.exec('vacuum (analyze)'));
  }

  async close(): Promise<void> {
    await this.#last;
    try {
      if (!this.#hasFailed) await this.restConnection.close();
    } finally {
      await this.#folder?.release();
    }
  }

  /** While the disk is full the database can only be read: guests go on seeing their orders. */
  async #watchDisk(): Promise<void> {
    if (!this.#disk) return;
    const isFull = await this.#disk.isFull();
    if (isFull === this.#isReadOnly) return;
    this.#isReadOnly = isFull;
    await this.restConnection.driver.exec(`set default_transaction_read_only = ${isFull ? 'on' : 'off'}`);
    if (isFull) log.error('The disk is full: orders can be read, and nothing is written until there is room.');
    else log.info('The disk has room again: everything works.');
  }

  /** An error without an SQLSTATE may be the end of PGlite itself. Then every later call would fail or hang. */
  async #judge(error: unknown): Promise<never> {
    const isOfWebAssembly = error instanceof WebAssembly.RuntimeError || isOfFileSystem(error);
    if (isOfWebAssembly && !this.#hasFailed) {
      this.#hasFailed = true;
      log.error('The database has failed. Nothing that was answered is lost; the server must start again.', error);
      this.#ended();
    }
    throw this.#hasFailed ? new DatabaseUnavailable() : error;
  }
}

/** Emscripten's file system throws these, with a number where Node has a code. */
function isOfFileSystem(error: unknown): boolean {
  return error instanceof Object && 'errno' in error && typeof error.errno === 'number' && !('syscall' in error);
}

async function connect(connection: EmbeddedConnection): Promise<EmbeddedConnection> {
  await connection.driver.waitReady;
  await connection.driver.exec(`set time zone 'UTC'`);
  return connection;
}
