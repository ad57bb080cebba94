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

/** Who wants to know what was committed. Each is awaited, so that everybody sees the order of the commits. */
export interface CommitListener {
  broadcast?(message: BroadcastMessage): void | Promise<void>;
  changed?(change: RowChange): void | Promise<void>;
}

type Entry =
  | { readonly kind: 'broadcast'; readonly content: BroadcastMessage }
  | { readonly kind: 'change'; readonly content: RowChange };

/**
 * Tells listeners what was committed, in the order of the commits. Triggers fill `realtime.outbox` and notify; a
 * transaction that is rolled back leaves nothing there.
 */
export class CommittedFeed {
  readonly #database: Database;
  readonly #listeners = new Set<CommitListener>();
  #reading: Promise<void> | undefined;
  #more = false;
  #stop: (() => Promise<void>) | undefined;

  constructor(database: Database) {
    this.#database = database;
  }

  listen(listener: CommitListener): void {
    this.#listeners.add(listener);
  }

  /** What was committed while no server ran concerns nobody any more. */
  async start(): Promise<void> {
    await this.#database.exclusively(async (postgres) => {
      await postgres.query('delete from realtime.outbox');
      const stop = await postgres.listen('realtime_outbox', () => this.#wake());
      this.#stop = () => this.#database.exclusively(() => stop());
    });
  }

  async stop(): Promise<void> {
    await this.#stop?.();
    await this.#reading;
    this.#listeners.clear();
  }

  #wake(): void {
    this.#more = true;
    this.#reading ??= this.#readAll().finally(() => {
      this.#reading = undefined;
    });
  }

  async #readAll(): Promise<void> {
    while (this.#more) {
      this.#more = false;
      for (const entry of await this.#take()) {
        for (const listener of this.#listeners) {
          // One listener's failure must not cost the others their message.
          await tell(listener, entry).catch((error: unknown) =>
            console.error('A live change was not passed on:', error),
          );
        }
      }
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
