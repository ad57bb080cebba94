import type { FieldMap } from '../field-map.js';

/**
 * The open-source back ends Enatega and Medusa Eats.
 *
 * Certainty: read in their code.
 */
const enatega: FieldMap = {
  root: ['data.order', 'order'],
  fields: {
    id: ['_id', 'id'],
    number: 'orderId',
    status: ['orderStatus', 'order_status', 'status'],
    estimated_ready_to: 'preparationTime',
    placed_at: ['createdAt', 'created_at'],
    updated_at: ['updatedAt', 'updated_at'],
    reason: [],
    version: [],
  },
  statuses: {
    PENDING: 'pending',
    ACCEPTED: 'preparing',
    ASSIGNED: 'preparing',
    PICKED: 'out_for_delivery',
    DELIVERED: 'completed',
    COMPLETED: 'completed',
    CANCELLED: 'cancelled',
    CANCELLEDBYREST: 'cancelled',
    restaurant_declined: 'rejected',
    restaurant_accepted: 'pending',
    pickup_claimed: 'pending',
    restaurant_preparing: 'preparing',
    ready_for_pickup: 'ready',
    in_transit: 'out_for_delivery',
  },
  items: { fields: { id: ['_id', 'id'], name: ['title', 'name'], status: [] } },
};

export default enatega;
