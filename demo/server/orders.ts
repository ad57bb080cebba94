import type { Database } from './database/database.js';
import type { Claims } from './database/identity.js';

/** An order in the wire format, as `private.order_wire` builds it. */
export interface WireOrder {
  readonly id: string;
  readonly status: string;
  readonly version: number;
  readonly epoch: string;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export function isOrderId(text: string): boolean {
  return uuid.test(text);
}

/** A board (the numbers of a restaurant's open orders), as `private.board_wire` builds it. */
export interface WireBoard {
  readonly id: string;
  readonly version: number;
  readonly epoch: string;
}

/** What a client follows: an order, or the board of a restaurant. `subject` is also the first part of its topic. */
export interface Followed {
  readonly subject: 'order' | 'board';
  readonly id: string;
}

/** Reads that still wait in the database's queue. */
const waiting = new WeakMap<Database, Map<string, Promise<WireOrder | WireBoard | undefined>>>();

/**
 * Reads the order or board, if PostgreSQL lets this token see it. `undefined` does not say whether it exists. Equal
 * reads that wait in the queue at the same time share one query. Its answer is not older than any of these requests.
 * After a restart, all reads by the phones of one table are one query.
 */
export async function readFollowed(
  database: Database,
  claims: Claims,
  { subject, id }: Followed,
): Promise<WireOrder | WireBoard | undefined> {
  if (!isOrderId(id) || !readers[subject].includes(String(claims.role))) return undefined;
  const asked = waiting.get(database) ?? new Map<string, Promise<WireOrder | WireBoard | undefined>>();
  waiting.set(database, asked);
  const question = JSON.stringify([subject, id, claims]);
  const answer =
    asked.get(question) ??
    database.as(claims, async (query) => {
      asked.delete(question);
      const { rows } = await query.query<{ wire: WireOrder | WireBoard | null }>(snapshots[subject], [id]);
      return rows[0]?.wire ?? undefined;
    });
  asked.set(question, answer);
  // Without this, later requests would wait for a failed read.
  answer.catch(() => asked.delete(question));
  return answer;
}

const snapshots = {
  order: 'select public.order_snapshot($1) as wire',
  board: 'select public.board_snapshot($1) as wire',
} as const;

/** The roles that may call the snapshot functions. A shared link shows an order, and no board. */
const readers: Readonly<Record<Followed['subject'], readonly string[]>> = {
  order: ['tracker', 'viewer', 'authenticated'],
  board: ['tracker', 'authenticated'],
};
