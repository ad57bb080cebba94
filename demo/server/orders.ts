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

/** The order, if PostgreSQL lets this bearer see it. `undefined` tells nothing about whether it exists. */
export async function readOrder(database: Database, claims: Claims, orderId: string): Promise<WireOrder | undefined> {
  if (!isOrderId(orderId) || !canReadOrders(claims)) return undefined;
  const { rows } = await database.as(claims, (query) =>
    query.query<{ wire: WireOrder | null }>('select public.order_snapshot($1) as wire', [orderId]),
  );
  return rows[0]?.wire ?? undefined;
}

/** Only these roles may call `order_snapshot`; for any other there is no order. */
function canReadOrders({ role }: Claims): boolean {
  return role === 'tracker' || role === 'authenticated';
}
