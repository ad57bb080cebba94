import { log } from '../log.js';
import type { Database } from './database.js';

/** How long a broadcast is kept, in hours. Supabase drops the partitions of `realtime.messages` after the same time. */
const keptHours = 72;
/** The pause between two cleanings, in milliseconds. */
const cleanEvery = 60 * 60 * 1000;

/** Keeps the database from growing with what nobody reads any more. */
export class Janitor {
  readonly #database: Database;
  #timer: NodeJS.Timeout | undefined;
  #cleaning: Promise<void> = Promise.resolve();

  constructor(database: Database) {
    this.#database = database;
  }

  /** Cleans now and once an hour. */
  start(): void {
    this.#timer = setInterval(() => this.#cleanSafely(), cleanEvery);
    this.#timer.unref();
    this.#cleanSafely();
  }

  /** Waits for a cleaning that has begun. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#cleaning;
  }

  /** Deletes old broadcasts and what was left in the outbox for longer than a client waits, and frees their space. */
  async clean(): Promise<void> {
    await this.#database.transaction(async (query) => {
      await query.query(
        `delete from realtime.messages where inserted_at < now() at time zone 'utc' - make_interval(hours => $1)`,
        [keptHours],
      );
      await query.query(`delete from realtime.outbox where written_at < now() - interval '1 hour'`);
    });
    await this.#database.vacuum();
  }

  #cleanSafely(): void {
    this.#cleaning = this.clean().catch((error: unknown) => log.error('Old messages could not be deleted.', error));
  }
}
