import type { Database } from '../database/database.js';
import { log } from '../log.js';

/** The pause between two looks, in milliseconds. */
const lookEvery = 2_000;

/** Looks after orders that nobody answers, and sends answers to guests' questions. On hosted projects pg_cron does it. */
export class StaffWatch {
  readonly #database: Database;
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> | undefined;

  constructor(database: Database) {
    this.#database = database;
  }

  start(): void {
    this.#timer = setInterval(() => this.#lookSafely(), lookEvery);
    this.#timer.unref();
  }

  /** Waits for a look that has begun. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#looking;
  }

  /** In one transaction: what is due, and what comes of it. */
  async look(): Promise<void> {
    if (await this.#database.isReadOnly()) return;
    await this.#database.transaction((query) =>
      query.query('select private.check_unanswered(private.clock()), private.send_answers(private.clock())'),
    );
  }

  /** A look that takes longer than the pause is not overtaken. */
  #lookSafely(): void {
    this.#looking ??= this.look()
      .catch((error: unknown) => log.error('Orders that wait for an answer could not be looked after.', error))
      .finally(() => {
        this.#looking = undefined;
      });
  }
}
