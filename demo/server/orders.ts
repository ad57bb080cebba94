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

/** Reads that have not had their turn yet. */
const waiting = new WeakMap<Database, Map<string, Promise<WireOrder | undefined>>>();

/**
 * The order, if PostgreSQL lets this bearer see it. `undefined` tells nothing about whether it exists. Who asks while
 * the same question still waits for its turn gets its answer, which is no older than the asking: after a restart the
 * phones of a table, and the two questions of each, are one read.
 */
export async function readOrder(database: Database, claims: Claims, orderId: string): Promise<WireOrder | undefined> {
  if (!isOrderId(orderId) || !canReadOrders(claims)) return undefined;
  const asked = waiting.get(database) ?? new Map<string, Promise<WireOrder | undefined>>();
  waiting.set(database, asked);
  const question = JSON.stringify([orderId, claims]);
  const answer =
    asked.get(question) ??
    database.as(claims, async (query) => {
      asked.delete(question);
      const sql = 'select public.order_snapshot($1) as wire';
      const { rows } = await query.query<{ wire: WireOrder | null }>(sql, [orderId]);
      return rows[0]?.wire ?? undefined;
    });
  asked.set(question, answer);
  // A turn that never came must not be waited for by others.
  answer.catch(() => asked.delete(question));
  return answer;
}

/** Only these roles may call `order_snapshot`; for any other there is no order. */
function canReadOrders({ role }: Claims): boolean {
  return role === 'tracker' || role === 'authenticated';
}
