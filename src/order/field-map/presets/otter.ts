import type { FieldMap } from '../field-map.js';

/**
 * Otter orders. `PICKED_UP` of an order means that the guest or a courier has it, so it has no meaning until the
 * delivery has a status of its own.
 *
 * Certainty: **not verified**. From a third party's copy of the order's schema,
 * https://github.com/api-evangelist/otter (`json-schema/public-api-order-schema.json`); the place of the delivery's
 * status is a guess.
 */
const otter: FieldMap = {
  fields: {
    status: [
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
      'status',
    ],
    fulfilment: 'fulfillmentInfo.fulfillmentMode',
    table_label: 'fulfillmentInfo.tableIdentifier',
    estimated_ready_to: ['fulfillmentInfo.estimatedPickupTime', 'fulfillmentInfo.pickupTime'],
    estimated_arrival_to: 'fulfillmentInfo.deliveryTime',
    version: [],
  },
  statuses: {
    NEW_ORDER: 'pending',
    CONFIRMED: 'preparing',
    ORDER_ACCEPTED: 'preparing',
    PREPARED: 'ready',
    ORDER_READY_TO_PICKUP: 'ready',
    PICKED_UP: null,
    ORDER_HANDED_OFF: null,
    FULFILLED: 'completed',
    ORDER_FULFILLED: 'completed',
    CANCELED: 'cancelled',
    REJECTED: 'rejected',
    UNKNOWN: null,
  },
  items: { fields: { status: [] } },
};

export default otter;
