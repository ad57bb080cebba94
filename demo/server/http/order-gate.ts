import { createHash, timingSafeEqual } from 'node:crypto';
import type { Database } from '../database/database.js';
import type { Production } from '../production.js';
import { bearerToken, type Tokens } from '../tokens.js';

/** Who may place orders: `open` to everybody (the demo), or only with the restaurant's key or a staff member's token. */
export type OrderGate = (authorization: string | undefined) => Promise<boolean>;

/** The demo lets every visitor order, and play the payment. */
export const openToEverybody: OrderGate = () => Promise.resolve(true);

/** Production takes orders from the restaurant's till or shop, which has the key, and from its staff. */
export function createOrderGate(
  { ordersKey }: Production,
  database: Database,
  tokens: Tokens,
  restaurantId: string,
): OrderGate {
  return async (authorization) => {
    const sent = bearerToken(authorization);
    if (sent === undefined) return false;
    if (ordersKey !== undefined && isSame(sent, ordersKey)) return true;
    const { claims } = await tokens.check(sent);
    if (claims?.role !== 'authenticated' || typeof claims.sub !== 'string') return false;
    const { rows } = await database.as(claims, (query) =>
      query.query('select from public.staff where restaurant_id = $1', [restaurantId]),
    );
    return rows.length > 0;
  };
}

/** Compares in a time that says nothing of where the texts differ. */
function isSame(one: string, other: string): boolean {
  const [first, second] = [one, other].map((text) => createHash('sha256').update(text).digest());
  return first !== undefined && second !== undefined && timingSafeEqual(first, second);
}
