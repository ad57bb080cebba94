import type { FieldMap } from '../field-map.js';

/**
 * Square Orders: the order of `GET /v2/orders/{id}`, and the webhooks `order.fulfillment.updated` and `order.updated`.
 * The order's own state counts only where there is no fulfilment. An order that Square completes by itself
 * (`auto_complete_duration`) looks like one that staff completed.
 *
 * Certainty: read in Square's documentation and API description,
 * https://developer.squareup.com/docs/orders-api/fulfillments and
 * https://github.com/square/connect-api-specification (`api.json`).
 */
const square: FieldMap = {
  root: ['data.object.order_fulfillment_updated', 'data.object.order_updated', 'order'],
  fields: {
    id: ['id', 'order_id'],
    status: ['fulfillment_update[-1].new_state', 'fulfillments[0].state', 'state'],
    fulfilment: 'fulfillments[0].type',
    number: 'ticket_name',
    placed_at: 'created_at',
    reason: ['fulfillments[0].pickup_details.cancel_reason', 'fulfillments[0].delivery_details.cancel_reason'],
    total_minor: 'total_money.amount',
    currency: 'total_money.currency',
  },
  statuses: {
    PROPOSED: 'pending',
    RESERVED: 'preparing',
    PREPARED: 'ready',
    COMPLETED: 'completed',
    CANCELED: 'cancelled',
    FAILED: 'failed',
    DRAFT: null,
    OPEN: null,
  },
  items: { path: 'line_items', fields: { id: 'uid', status: [] } },
  window: {
    start: 'fulfillments[0].pickup_details.pickup_at',
    duration: 'fulfillments[0].pickup_details.pickup_window_duration',
  },
};

export default square;
