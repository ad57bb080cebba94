import { createSeldomLog, log } from '../log.js';
import type { Database } from './database.js';

/** A message that `realtime.send` wrote. */
export interface BroadcastMessage {
  readonly id: string;
  readonly topic: string;
  readonly event: string;
  readonly private: boolean;
  readonly payload: unknown;
}

export type Row = Readonly<Record<string, unknown>>;

/** A change to a row of a table in the publication `supabase_realtime`. */
export interface RowChange {
  readonly schema: string;
  readonly table: string;
  readonly type: 'INSERT' | 'UPDATE' | 'DELETE';
  readonly commit_timestamp: string;
  readonly record: Row | null;
  /** The primary key, or the whole old row where the replica identity is full. */
  readonly old_record: Row | null;
}

/** Receives committed messages and changes. Each call is awaited, so every listener sees them in the order of commit. */
export interface CommitListener {
  broadcast?(message: BroadcastMessage): void | Promise<void>;
  changed?(change: RowChange): void | Promise<void>;
}

type Entry =
  | { readonly kind: 'broadcast'; readonly content: BroadcastMessage }
  | { readonly kind: 'change'; readonly content: RowChange };

/** The pause before the outbox is read again after an error, in milliseconds. */
const retryDelay = 1000;

/**
 * Passes committed messages and changes to its listeners, in the order of the commits. Triggers write them to
 * `realtime.outbox` and notify this process. A transaction that is rolled back writes nothing.
 */
export class CommittedFeed {
  readonly #database: Database;
  readonly #listeners = new Set<CommitListener>();
  readonly #sayTrouble = createSeldomLog(() => performance.now());
  #reading: Promise<void> | undefined;
  #more = false;
  #stop: (() => Promise<void>) | undefined;
  #retry: NodeJS.Timeout | undefined;
  #hasStopped = false;

  constructor(database: Database) {
    this.#database = database;
  }

  listen(listener: CommitListener): void {
    this.#listeners.add(listener);
  }

  /** Starts to listen. Entries that were written while no server ran are deleted: no client was connected. */
  async start(): Promise<void> {
    await this.#database.exclusively((connection) => connection.query('delete from realtime.outbox'));
    this.#stop = await this.#database.listen('realtime_outbox', () => this.#wake());
  }

  async stop(): Promise<void> {
    this.#hasStopped = true;
    clearTimeout(this.#retry);
    await this.#stop?.();
    await this.#reading;
    this.#listeners.clear();
  }

  #wake(): void {
    if (this.#hasStopped) return;
    this.#more = true;
    this.#reading ??= this.#readAll().finally(() => {
      this.#reading = undefined;
    });
  }

  async #readAll(): Promise<void> {
    while (this.#more) {
      this.#more = false;
      try {
        for (const entry of await this.#take()) await this.#tellAll(entry);
      } catch (error) {
        // The entries are still in the outbox.
        this.#sayTrouble('Live changes could not be read; they are tried again.', error);
        this.#retry = setTimeout(() => this.#wake(), retryDelay);
        return;
      }
    }
  }

  async #tellAll(entry: Entry): Promise<void> {
    for (const listener of this.#listeners) {
      // The other listeners still get the message when one listener fails.
      await tell(listener, entry).catch((error: unknown) => log.error('A live change was not passed on.', error));
    }
  }

  async #take(): Promise<readonly Entry[]> {
    const { rows } = await this.#database.transaction((query) =>
      query.query<Entry>(
        `with taken as (delete from realtime.outbox returning position, kind, content)
         select kind, content from taken order by position`,
      ),
    );
    return rows;
  }
}

async function tell(listener: CommitListener, entry: Entry): Promise<void> {
  if (entry.kind === 'broadcast') await listener.broadcast?.(entry.content);
  else await listener.changed?.(entry.content);
}
