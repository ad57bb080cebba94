import type { FieldMap } from '../field-map.js';

/** A time is a text, or an object with its milliseconds. */
const times = (path: string) => [`${path}.millis`, path];
const deliveryTimes = times('fulfillment_info.delivery_info.estimated_delivery_time');
const pickupTimes = times('fulfillment_info.pickup_info.estimated_pickup_time');
/** What only a delivery by Grubhub itself has. */
const managed = times('fulfillment_info.delivery_info.managed_delivery_estimated_pickup');

/**
 * Grubhub: the order itself, and its webhooks about orders and deliveries.
 *
 * Certainty: **not verified**. The order and its words are from a third party's copy of Grubhub's own API description,
 * https://github.com/api-evangelist/grubhub (`json-schema/grubhub-posorder-schema.json`); the webhooks from that party's
 * own model of them (`asyncapi/grubhub-order-events-asyncapi.yml`, `json-schema/grubhub-deliverystatuspayload-schema.json`).
 * Grubhub says of `DINER_CONFIRMABLE` and `DELIVERY_CONFIRMABLE` nothing that guests could be told. `when_for` of a delivery
 * by Grubhub itself is not when it arrives, and is not read there.
 */
const grubhub: FieldMap = {
  root: ['order', 'orders'],
  fields: {
    id: ['order_uuid', 'uuid', 'external_order_id', 'delivery_id', 'id'],
    number: 'order_number',
    status: [
      'new_status',
      { path: 'event_type', statuses: { ORDER_CANCELLED: 'cancelled', NEW_ORDER: 'pending', '*': null } },
      'status',
    ],
    placed_at: ['placed_at', 'time_placed.millis', 'time_placed'],
    updated_at: ['updated_at.millis', 'updated_at', 'timestamp.millis', 'timestamp', 'cancelled_at'],
    estimated_arrival_to: 'dropoff_eta',
    total_minor: [
      'charges.diner_total',
      'charges.diner_grand_total',
      'charges.grand_total',
      { path: 'totals.total', scale: 2 },
    ],
    version: [],
  },
  constants: { currency: 'USD' },
  promised: [...deliveryTimes, { path: 'when_for', unless: managed }, ...pickupTimes],
  statuses: {
    ANTICIPATED: 'scheduled',
    RESTAURANT_CONFIRMABLE: 'pending',
    DINER_CONFIRMABLE: null,
    DELIVERY_CONFIRMABLE: null,
    POS_VALIDATING: 'pending',
    POS_VALIDATED: 'pending',
    POS_VALIDATION_REJECTED: 'rejected',
    CONFIRMED: 'preparing',
    IN_PROGRESS: 'preparing',
    PICKUP_READY: 'ready',
    READY_FOR_PICKUP: 'ready',
    READY: 'ready',
    DRIVER_EN_ROUTE_TO_PICKUP: null,
    ARRIVED_AT_PICKUP: null,
    PICKED_UP: 'out_for_delivery',
    OUT_FOR_DELIVERY: 'out_for_delivery',
    ARRIVED_AT_DROPOFF: 'out_for_delivery',
    DELIVERED: 'completed',
    FULFILLED: 'completed',
    COMPLETED: 'completed',
    REJECTED: 'rejected',
    CANCELLED: 'cancelled',
    UNKNOWN: null,
  },
  fulfilments: [
    { path: 'fulfillment_type', words: { DELIVERY: 'delivery', PICKUP: 'pickup' } },
    { path: 'event_type', words: { DELIVERY_STATUS_UPDATE: 'delivery' } },
    { path: 'fulfillment_info.delivery_info', words: { '*': 'delivery' } },
    { path: 'fulfillment_info.pickup_info', words: { '*': 'pickup' } },
  ],
  items: {
    path: ['items', 'charges.line_groups[*].lines', 'charges.lines'],
    fields: { id: ['item_id', 'line_uuid', 'line_id', 'id'], status: [] },
  },
};

export default grubhub;
