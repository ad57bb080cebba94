import * as v from 'valibot';
import type { Database } from '../database/database.js';
import type { Claims } from '../database/identity.js';
import { isOrderId } from '../orders.js';

const ratingSchema = v.object({ rating: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(5)) });

/** The result of a rating. `too-early`: the order is neither served nor completed. */
export type RatingResult = 'kept' | 'unreadable' | 'unknown' | 'too-early';

/** Stores a guest's rating of the order that the token is for. A second rating of the same order is ignored. */
export async function rateOrder(
  database: Database,
  claims: Claims,
  orderId: string,
  body: unknown,
): Promise<RatingResult> {
  if (claims.role !== 'tracker' || claims.order_id !== orderId || !isOrderId(orderId)) return 'unknown';
  const read = v.safeParse(ratingSchema, body);
  if (!read.success) return 'unreadable';
  const { rows } = await database.as(claims, (query) =>
    query.query<{ kept: boolean }>('select public.rate_order($1, $2) as kept', [orderId, read.output.rating]),
  );
  return rows[0]?.kept ? 'kept' : 'too-early';
}
