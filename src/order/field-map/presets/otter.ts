import type { FieldMap } from '../field-map.js';

/**
 * Otter orders, and its webhooks about orders and deliveries. `PICKED_UP` of an order means that the guest or a courier
 * has it: which, says the fulfilment mode. A delivery that is cancelled can be requested again.
 *
 * Certainty: **not verified**. From a third party's copy of Otter's API description,
 * https://github.com/api-evangelist/otter (`json-schema/public-api-order-schema.json`,
 * `…-order-external-identifiers-schema.json`, `…-fulfillment-info-schema.json`, `…-delivery-status-schema.json`,
 * `…-delivery-status-update-event-schema.json`, `…-order-status-event-structure.json`, `…-event-notification-schema.json`);
 * that a webhook's order stands in `metadata.payload` is from memory.
 */
const otter: FieldMap = {
  root: ['metadata.payload', 'order', 'orders'],
  fields: {
    id: ['externalIdentifiers.id', 'orderId', 'id', 'externalIdentifiers.friendlyId'],
    number: ['externalIdentifiers.friendlyId', 'number'],
    status: [
      {
        path: 'fulfillmentInfo.courierStatus',
        statuses: {
          COURIER_ASSIGNED: null,
          COURIER_ON_ROUTE_TO_PICKUP: null,
          COURIER_ARRIVED: null,
          COURIER_PICKED_UP_FOOD: 'out_for_delivery',
          COURIER_COMPLETED: 'completed',
        },
      },
      {
        path: 'deliveryStatus',
        statuses: {
          REQUESTED: null,
          ALLOCATED: null,
          ARRIVED_AT_PICKUP: null,
          PICKED_UP: 'out_for_delivery',
          ARRIVED_AT_DROP_OFF: 'out_for_delivery',
          COMPLETED: 'completed',
          CANCELED: null,
        },
      },
      // An event about the delivery alone names who delivers: its words mean the delivery, not the order.
      {
        path: 'provider',
        statuses: { '*': {} },
      },
      'status',
      'orderStatus',
      'orderStatusHistory[-1].status',
    ],
    table_label: 'fulfillmentInfo.tableIdentifier',
    placed_at: 'orderedAt',
    updated_at: ['updatedTime', 'updated_at'],
    estimated_ready_to: [
      'fulfillmentInfo.estimatedPickupTime',
      'fulfillmentInfo.pickupTime',
      'estimatedPickupTime',
      'pickupTime',
    ],
    estimated_arrival_to: ['fulfillmentInfo.deliveryTime', 'estimatedDeliveryTime'],
    currency: 'currencyCode',
    total_minor: { path: 'orderTotal', scale: 'currency' },
    version: [],
  },
  times: 'utc',
  statuses: {
    NEW_ORDER: 'pending',
    CONFIRMED: 'preparing',
    ORDER_ACCEPTED: 'preparing',
    PREPARED: 'ready',
    ORDER_READY_TO_PICKUP: 'ready',
    PICKED_UP: { status: { delivery: 'out_for_delivery', pickup: 'completed', dine_in: 'completed' } },
    ORDER_HANDED_OFF: { status: { delivery: 'out_for_delivery', pickup: 'completed', dine_in: 'completed' } },
    FULFILLED: 'completed',
    ORDER_FULFILLED: 'completed',
    CANCELED: 'cancelled',
    REJECTED: 'rejected',
    UNKNOWN: null,
  },
  fulfilments: [
    {
      path: 'fulfillmentInfo.fulfillmentMode',
      words: {
        DELIVERY: 'delivery',
        RESTAURANT_DELIVERY: 'delivery',
        PICKUP: 'pickup',
        DRIVE_THROUGH: 'pickup',
        DINE_IN: 'dine_in',
      },
    },
    { path: 'provider', words: { '*': 'delivery' } },
    { path: 'deliveryStatus', words: { '*': 'delivery' } },
  ],
  items: { fields: { id: ['lineItemId', 'id'], status: [] } },
};

export default otter;
