import type { Row, RowChange } from '../database/committed-feed.js';
import type { Database, Query } from '../database/database.js';
import { actAs, type Claims } from '../database/identity.js';
import { type AcceptedBinding, type Column, columnsOf, isAskedFor } from './bindings.js';
import { nameOf } from './outages.js';

/** A channel that receives changes to rows. */
export interface ChangeSubscriber {
  readonly claims: Claims;
  readonly bindings: readonly AcceptedBinding[];
  changed(payload: ChangePayload): void;
}

/** The payload of a `postgres_changes` message. */
export interface ChangePayload {
  readonly data: Row;
  readonly ids: readonly number[];
}

/** What the token may read of a change: these columns; nothing, with an error (`unauthorized`); or nothing, silently. */
type Reading = readonly Column[] | 'unauthorized' | 'hidden';

/** The part of the server's limits that `PostgresChanges` reads. */
export interface ChangeLimits {
  /**
   * Whether a change is sent, without its row, to a role without the privilege to read the table. Supabase sends it:
   * anybody with the publishable key can then count the orders of an evening.
   */
  readonly tellsUnreadableChanges: boolean;
}

/**
 * Sends changed rows to subscribers. Each gets only what PostgreSQL lets its role read: the columns by privilege, the
 * row by row level security. A DELETE goes to every subscriber that asked for it, with the primary key alone.
 */
export class PostgresChanges {
  readonly #database: Database;
  readonly #limits: ChangeLimits;
  readonly #subscribers = new Set<ChangeSubscriber>();

  constructor(database: Database, limits: ChangeLimits) {
    this.#database = database;
    this.#limits = limits;
  }

  add(subscriber: ChangeSubscriber): void {
    this.#subscribers.add(subscriber);
  }

  remove(subscriber: ChangeSubscriber): void {
    this.#subscribers.delete(subscriber);
  }

  async changed(change: RowChange): Promise<void> {
    const readings = new Map<string, Promise<Reading>>();
    for (const subscriber of this.#subscribers) {
      const asked = subscriber.bindings.filter((binding) => isAskedFor(binding, change));
      if (asked.length === 0) continue;
      // Subscribers with the same claims may read the same, so PostgreSQL is asked once for all of them.
      const identity = JSON.stringify(subscriber.claims);
      const reading = readings.get(identity) ?? this.#readSafely(change, subscriber.claims);
      readings.set(identity, reading);
      const data = dataFor(change, await reading, asked);
      // The channel may have closed during the query.
      if (data && this.#subscribers.has(subscriber)) subscriber.changed({ data, ids: asked.map(({ id }) => id) });
    }
  }

  /** What cannot be read is hidden from those who asked, and from nobody else. */
  async #readSafely(change: RowChange, claims: Claims): Promise<Reading> {
    try {
      return await this.#read(change, claims);
    } catch (error) {
      console.error(`A change could not be read for a subscriber: ${nameOf(error)}`);
      return 'hidden';
    }
  }

  #read(change: RowChange, claims: Claims): Promise<Reading> {
    return this.#database.transaction(async (query) => {
      const columns = await columnsOf(query, change.schema, change.table, String(claims.role));
      const keys = columns.filter(({ isKey }) => isKey);
      if (!keys.every(({ isReadable }) => isReadable)) {
        return this.#limits.tellsUnreadableChanges ? 'unauthorized' : 'hidden';
      }
      if (change.type !== 'DELETE' && !(await isVisible(query, change, keys, claims))) return 'hidden';
      return columns.filter(({ isReadable }) => isReadable);
    });
  }
}

async function isVisible(query: Query, change: RowChange, keys: readonly Column[], claims: Claims): Promise<boolean> {
  await actAs(query, claims);
  const conditions = keys.map(
    ({ name, castType }) => `${quoted(name)} = ($1::jsonb ->> ${literal(name)})::${castType}`,
  );
  const { rows } = await query.query(
    `select from ${quoted(change.schema)}.${quoted(change.table)} where ${conditions.join(' and ')}`,
    [JSON.stringify(change.record)],
  );
  return rows.length > 0;
}

function quoted(identifier: string): string {
  return `"${identifier.replaceAll('"', '""')}"`;
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function dataFor(change: RowChange, reading: Reading, asked: readonly AcceptedBinding[]): Row | undefined {
  if (reading === 'hidden') return undefined;
  const { schema, table, type, commit_timestamp, record, old_record } = change;
  if (reading === 'unauthorized') {
    const nothing = { record: {}, columns: [], errors: ['Error 401: Unauthorized'] };
    return { table, type, ...nothing, schema, commit_timestamp: null, old_record: {} };
  }
  const wanted = asked.every(({ select }) => select) ? new Set(asked.flatMap(({ select }) => select)) : undefined;
  const columns = reading.filter(({ name, isKey }) => isKey || wanted === undefined || wanted.has(name));
  const readable = new Set(columns.map(({ name }) => name));
  return {
    table,
    type,
    ...(record && { record: pick(record, readable) }),
    columns: columns.map((column) => ({ name: column.name, type: column.type })),
    errors: null,
    schema,
    commit_timestamp,
    ...(old_record && { old_record: pick(old_record, readable) }),
  };
}

function pick(row: Row, names: ReadonlySet<string>): Row {
  return Object.fromEntries(Object.entries(row).filter(([name]) => names.has(name)));
}
