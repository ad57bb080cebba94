import type { Database } from './database/database.js';
import type { Claims } from './database/identity.js';

/** An order in the wire shape, as `private.order_wire` makes it. */
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

/** The numbers of a restaurant's open orders, as `private.board_wire` makes them. */
export interface WireBoard {
  readonly id: string;
  readonly version: number;
  readonly epoch: string;
}

/** What clients follow: an order, or the board of a restaurant. Also the first part of its topic. */
export interface Followed {
  readonly subject: 'order' | 'board';
  readonly id: string;
}

/** Reads that have not had their turn yet. */
const waiting = new WeakMap<Database, Map<string, Promise<WireOrder | WireBoard | undefined>>>();

/**
 * The order or board, if PostgreSQL lets this bearer see it. `undefined` tells nothing about whether it exists. Who asks
 * while the same question still waits for its turn gets its answer, which is no older than the asking: after a restart
 * the phones of a table, and the two questions of each, are one read.
 */
export async function readFollowed(
  database: Database,
  claims: Claims,
  { subject, id }: Followed,
): Promise<WireOrder | WireBoard | undefined> {
  if (!isOrderId(id) || !canRead(claims)) return undefined;
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
  // A turn that never came must not be waited for by others.
  answer.catch(() => asked.delete(question));
  return answer;
}

const snapshots = {
  order: 'select public.order_snapshot($1) as wire',
  board: 'select public.board_snapshot($1) as wire',
} as const;

/** Only these roles may call the snapshot functions; for any other there is nothing. */
function canRead({ role }: Claims): boolean {
  return role === 'tracker' || role === 'authenticated';
}
