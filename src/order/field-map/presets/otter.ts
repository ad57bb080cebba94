import type { FieldMap } from '../field-map.js';

/** A webhook's order stands in it; its kind, time and the order's id stand around it. */
const both = (path: string) => [`metadata.payload.${path}`, path];

/**
 * Otter: an order, a guest's orders, and the webhooks about orders and deliveries. Some of those have nothing but the order's
 * id: what happened stands in their name. That a restaurant wants to cancel, or that its till refused the order, does not
 * end it. `PICKED_UP` of an order means that the guest or a courier has it: which, says the fulfilment mode. A delivery that
 * is cancelled can be requested again. An order for a fixed time that was confirmed is scheduled.
 *
 * Certainty: **not verified** with Otter. From a third party's copy of its API description,
 * https://github.com/api-evangelist/otter (`json-schema/public-api-order-schema.json`,
 * `…-order-external-identifiers-schema.json`, `…-order-total-schema.json`, `…-fulfillment-info-schema.json`,
 * `…-delivery-status-schema.json`, `…-delivery-status-update-event-schema.json`, `…-event-notification-schema.json`,
 * `openapi/otter-manager-orders-webhooks-api-openapi.yml`) and https://github.com/api-evangelist/cloudkitchens
 * (`openapi/cloudkitchens-orders-webhooks-api-openapi.yml`: the status history).
 */
const otter: FieldMap = {
  root: ['order', 'orders'],
  fields: {
    id: [
      ...both('externalIdentifiers.id'),
      ...both('orderId'),
      'metadata.resourceId',
      'id',
      ...both('externalIdentifiers.friendlyId'),
    ],
    number: [...both('externalIdentifiers.friendlyId'), 'number'],
    status: [
      ...both('fulfillmentInfo.courierStatus').map((path) => ({
        path,
        statuses: {
          COURIER_ASSIGNED: null,
          COURIER_ON_ROUTE_TO_PICKUP: null,
          COURIER_ARRIVED: null,
          COURIER_PICKED_UP_FOOD: 'out_for_delivery',
          COURIER_COMPLETED: 'completed',
        } as const,
      })),
      ...both('deliveryStatus').map((path) => ({
        path,
        statuses: {
          REQUESTED: null,
          ALLOCATED: null,
          ARRIVED_AT_PICKUP: null,
          PICKED_UP: 'out_for_delivery',
          ARRIVED_AT_DROP_OFF: 'out_for_delivery',
          COMPLETED: 'completed',
          CANCELED: null,
        } as const,
      })),
      // An event about the delivery alone names who delivers: its words mean the delivery, not the order.
      ...both('provider').map((path) => ({ path, statuses: { '*': {} } })),
      ...both('status').map((path) => ({ path, statuses: { CONFIRMED: null } })),
      ...both('fulfillmentInfo.schedulingType').map((path) => ({
        path,
        statuses: { FIXED_TIME: 'scheduled', '*': null } as const,
      })),
      ...both('status'),
      'orderStatus',
      ...both('orderStatusHistory[-1].status'),
      {
        path: 'eventType',
        statuses: {
          'orders.confirm': 'preparing',
          'orders.order_ready': 'ready',
          'orders.order_handed_off': {
            status: { delivery: 'out_for_delivery', pickup: 'completed', dine_in: 'completed' },
          },
          'orders.order_fulfilled': 'completed',
          '*': null,
        },
      },
    ],
    table_label: both('fulfillmentInfo.tableIdentifier'),
    placed_at: both('orderedAt'),
    updated_at: [...both('updatedTime'), 'updated_at', ...both('orderStatusHistory[-1].eventTime'), 'eventTime'],
    estimated_ready_to: [
      ...both('fulfillmentInfo.estimatedPickupTime'),
      ...both('fulfillmentInfo.pickupTime'),
      ...both('estimatedPickupTime'),
      'pickupTime',
    ],
    estimated_arrival_to: [...both('fulfillmentInfo.deliveryTime'), ...both('estimatedDeliveryTime')],
    currency: both('currencyCode'),
    total_minor: {
      path: [...both('orderTotal.total'), { path: 'orderTotal', unless: 'orderTotal.subtotal' }],
      scale: 'currency',
    },
    reason: [],
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
    ...both('fulfillmentInfo.fulfillmentMode').map((path) => ({
      path,
      words: {
        DELIVERY: 'delivery',
        RESTAURANT_DELIVERY: 'delivery',
        PICKUP: 'pickup',
        DRIVE_THROUGH: 'pickup',
        DINE_IN: 'dine_in',
      } as const,
    })),
    ...both('provider').map((path) => ({ path, words: { '*': 'delivery' } as const })),
    ...both('deliveryStatus').map((path) => ({ path, words: { '*': 'delivery' } as const })),
  ],
  items: { path: both('items'), fields: { id: ['lineItemId', 'id'], status: [] } },
};

export default otter;
