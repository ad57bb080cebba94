import * as v from 'valibot';
import type { Database } from '../database/database.js';
import type { Claims } from '../database/identity.js';
import { isOrderId } from '../orders.js';

const messageSchema = v.object({ message: v.picklist(['on_my_way', 'here', 'got_it', 'question']) });

/**
 * What became of a message. `untimely`: an order of that kind, or in that status, has no such message; `often`: it was
 * asked too often.
 */
export type MessageResult = 'kept' | 'unreadable' | 'unknown' | 'untimely' | 'often';

/** Stores what a guest tells the kitchen about the order that the token is for. The same message again is ignored. */
export async function tellKitchen(
  database: Database,
  claims: Claims,
  orderId: string,
  body: unknown,
): Promise<MessageResult> {
  if (claims.role !== 'tracker' || claims.order_id !== orderId || !isOrderId(orderId)) return 'unknown';
  const read = v.safeParse(messageSchema, body);
  if (!read.success) return 'unreadable';
  if (read.output.message === 'question') return askKitchen(database, claims, orderId);
  const { rows } = await database.as(claims, (query) =>
    query.query<{ kept: boolean }>('select public.tell_kitchen($1, $2) as kept', [orderId, read.output.message]),
  );
  return rows[0]?.kept ? 'kept' : 'untimely';
}

async function askKitchen(database: Database, claims: Claims, orderId: string): Promise<MessageResult> {
  const { rows } = await database.as(claims, (query) =>
    query.query<{ answer: 'asked' | 'ended' | 'often' | 'unknown' }>('select public.ask_kitchen($1) as answer', [
      orderId,
    ]),
  );
  const answer = rows[0]?.answer ?? 'unknown';
  return answer === 'asked' ? 'kept' : answer === 'ended' ? 'untimely' : answer;
}
