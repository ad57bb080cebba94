import type { IAppConfig } from '@supabase/lite';

/** What a statement answers. */
export interface Rows<Row> {
  readonly rows: Row[];
}

/** Runs single statements. PGlite, its transactions, and our connection to a PostgreSQL server all have this method. */
export interface Query {
  query<Row>(sql: string, parameters?: unknown[]): Promise<Rows<Row>>;
}

/** A connection, or a transaction on it. */
export interface Session extends Query {
  /** Runs several statements without parameters. */
  exec(sql: string): Promise<unknown>;
}

/** A connection that nobody else uses meanwhile. */
export interface Connection extends Session {
  /** Commits when `work` resolves, and rolls back when it rejects. */
  transaction<T>(work: (session: Session) => Promise<T>): Promise<T>;
}

/** The PostgreSQL that the server works on: in this process (PGlite), or a server of its own. */
export interface Engine {
  /** How `@supabase/lite` reaches this database. Only use it inside `serve`. */
  readonly restConnection: Awaited<IAppConfig['connection']>;
  /** Runs `work` with a connection of its own. */
  run<T>(work: (connection: Connection) => Promise<T>): Promise<T>;
  /** Runs `work`, which uses `restConnection`. */
  serve<T>(work: () => Promise<T>): Promise<T>;
  /** Calls `heard` at every notification, and once whenever notifications may have been missed. */
  listen(channel: string, heard: () => void): Promise<() => Promise<void>>;
  /** How many pieces of work wait for a connection. */
  readonly waiting: number;
  /** Whether nothing can be written now, because the disk is full. */
  isReadOnly(): Promise<boolean>;
  /** Frees the space of deleted rows, where the database does not do that by itself. */
  vacuum(): Promise<void>;
  close(): Promise<void>;
}
