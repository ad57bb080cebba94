import { isBoard } from './board.js';
import { toWire } from './merge-order.js';
import type { Order } from './order.js';

/** Everything that is shown of an order, or of a board, in our wire shape. */
export function toWholeWire(order: Order): Readonly<Record<string, unknown>> {
  const wire = {
    ...toWire(order),
    status: order.unmappedStatus ?? order.status,
    restaurant_name: order.restaurantName,
    table_label: order.tableLabel,
    pickup_code: order.pickupCode,
    reason: order.reason,
    total_minor: order.totalMinor,
    currency: order.currency,
  };
  if (!isBoard(order)) return wire;
  const orders = order.orders.map(({ id, number, status, updatedAt }) => ({
    id,
    number,
    status,
    updated_at: updatedAt,
  }));
  return { ...wire, status: undefined, items: undefined, orders, left_out: order.leftOut };
}
