import type { FieldMap } from '../field-map.js';

/**
 * DoorDash Drive, today's and classic webhooks, and the delivery itself. A dasher at the restaurant counts as ready.
 *
 * Certainty: event names read in DoorDash's documentation,
 * https://developer.doordash.com/en-US/docs/drive/reference/webhooks and
 * https://developer.doordash.com/en-US/docs/drive_classic/reference/webhooks; the key of the event's name, the
 * estimated times and the words of the delivery itself in a third party's copy.
 */
const doordash: FieldMap = {
  fields: {
    id: 'external_delivery_id',
    status: ['event_name', 'event_type', 'event', 'delivery_status', 'status'],
    estimated_arrival_to: 'dropoff_time_estimated',
    reason: 'cancellation_reason',
    version: [],
  },
  statuses: {
    DASHER_CONFIRMED: 'preparing',
    DASHER_CONFIRMED_PICKUP_ARRIVAL: 'ready',
    DASHER_PICKED_UP: 'out_for_delivery',
    DASHER_CONFIRMED_DROPOFF_ARRIVAL: 'out_for_delivery',
    DASHER_DROPPED_OFF: 'completed',
    DELIVERY_CANCELLED: 'cancelled',
    DELIVERY_RETURN_INITIALIZED: 'failed',
    DASHER_CONFIRMED_RETURN_ARRIVAL: 'failed',
    DELIVERY_RETURNED: 'failed',
    DELIVERY_CREATED: 'preparing',
    DASHER_CONFIRMED_STORE_ARRIVAL: 'ready',
    DASHER_CONFIRMED_CONSUMER_ARRIVAL: 'out_for_delivery',
    DELIVERY_ATTEMPTED: { delayed: true },
    DELIVERY_REFUNDED: 'refunded',
    DRIVER_BATCHED: null,
    CREATED: 'preparing',
    CONFIRMED: 'preparing',
    ENROUTE_TO_PICKUP: 'preparing',
    ARRIVED_AT_PICKUP: 'ready',
    PICKED_UP: 'out_for_delivery',
    ENROUTE_TO_DROPOFF: 'out_for_delivery',
    ARRIVED_AT_DROPOFF: 'out_for_delivery',
    DELIVERED: 'completed',
    CANCELLED: 'cancelled',
    RETURNED: 'failed',
  },
};

export default doordash;
