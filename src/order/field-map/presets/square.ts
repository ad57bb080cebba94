import type { FieldMap, StatusMap } from '../field-map.js';

/** A fulfilment that ended so may have been replaced by another one. */
const ended: StatusMap = { CANCELED: null, FAILED: null };

/** While another fulfilment goes on, one that is done ends no order. */
const done: StatusMap = { ...ended, COMPLETED: null };

const change = 'data.object.order_fulfillment_updated';
const newState = `${change}.fulfillment_update[-1].new_state`;

/**
 * Square Orders: the order of `GET /v2/orders/{id}`, and the webhooks `order.created`, `order.updated` and
 * `order.fulfillment.updated`. Unless the order was cancelled, its own state counts only where there is no fulfilment:
 * Square completes such an order when it is paid, so its `COMPLETED` says nothing about the meal. In webhooks about the
 * order alone, `OPEN` says nothing either: the fulfilment may be far ahead. Of several fulfilments the last one counts, and
 * one that goes on before one that is done (the first two and the last two are looked at). That one of them is done says
 * nothing in the webhook about it while the order is open.
 *
 * Certainty: read in Square's documentation and API description,
 * https://developer.squareup.com/docs/orders-api/fulfillments,
 * https://developer.squareup.com/reference/square/objects/OrderState and https://github.com/square/connect-api-specification
 * (`api.json`).
 */
const square: FieldMap = {
  root: ['order', 'orders'],
  fields: {
    id: [
      'id',
      `${change}.order_id`,
      'data.object.order_updated.order_id',
      'data.object.order_created.order_id',
      'reference_id',
    ],
    status: [
      { path: newState, statuses: done },
      { path: `${change}.state`, statuses: { OPEN: {}, '*': null } },
      newState,
      { path: 'state', statuses: { CANCELED: 'cancelled', '*': null } },
      ...[-1, -2, 0, 1].map((index) => ({ path: `fulfillments[${index}].state`, statuses: done })),
      ...[-1, 0].map((index) => ({ path: `fulfillments[${index}].state`, statuses: ended })),
      'fulfillments[-1].state',
      { path: 'data.object.order_created.state', statuses: { OPEN: 'pending', COMPLETED: null } },
      { path: 'data.object.order_updated.state', statuses: { OPEN: null, COMPLETED: null } },
      { path: 'state', statuses: { OPEN: 'pending', COMPLETED: null } },
    ],
    version: ['version', `${change}.version`, 'data.object.order_updated.version', 'data.object.order_created.version'],
    updated_at: [
      'updated_at',
      `${change}.updated_at`,
      'data.object.order_updated.updated_at',
      'data.object.order_created.created_at',
    ],
    number: 'ticket_name',
    placed_at: [
      `${change}.created_at`,
      'data.object.order_updated.created_at',
      'data.object.order_created.created_at',
      'created_at',
    ],
    reason: ['fulfillments[-1].pickup_details.cancel_reason', 'fulfillments[-1].delivery_details.cancel_reason'],
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
  },
  fulfilments: [
    {
      path: 'fulfillments[-1].type',
      words: { PICKUP: 'pickup', DELIVERY: 'delivery', SHIPMENT: 'delivery', DINE_IN: 'dine_in' },
    },
  ],
  items: { path: 'line_items', fields: { id: 'uid', status: [] } },
  window: {
    start: 'fulfillments[-1].pickup_details.pickup_at',
    duration: 'fulfillments[-1].pickup_details.pickup_window_duration',
  },
  arrival: {
    start: 'fulfillments[-1].delivery_details.deliver_at',
    duration: 'fulfillments[-1].delivery_details.delivery_window_duration',
  },
};

export default square;
