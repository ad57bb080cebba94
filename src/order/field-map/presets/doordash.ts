import type { FieldMap } from '../field-map.js';

/**
 * DoorDash: Drive's webhooks of today and classic ones, the delivery itself, and the Marketplace's webhooks about
 * deliveries. It covers only the courier, so no word means ready: a dasher at the restaurant may wait for the meal. A
 * delivery that was cancelled or returned does not end the order: another courier may be sent, so it is delayed.
 *
 * Certainty: event names read in DoorDash's documentation,
 * https://developer.doordash.com/en-US/docs/drive/reference/webhooks and
 * https://developer.doordash.com/en-US/docs/drive_classic/reference/webhooks; the key of the event's name, the
 * estimated times, the words of the delivery itself and the Marketplace's events in a third party's copy,
 * https://github.com/api-evangelist/doordash (`json-schema/`, `asyncapi/`). DoorDash may have further words.
 */
const doordash: FieldMap = {
  fields: {
    id: ['external_delivery_id', 'order_id', 'id'],
    status: ['event_name', 'event_type', 'event', 'delivery_status', 'status'],
    estimated_arrival_to: ['dropoff_time_estimated', 'estimated_delivery_time'],
    reason: 'cancellation_reason',
    total_minor: 'order_value',
    version: [],
  },
  constants: { fulfilment: 'delivery' },
  statuses: {
    DASHER_CONFIRMED: 'preparing',
    DASHER_ENROUTE_TO_PICKUP: 'preparing',
    DASHER_CONFIRMED_PICKUP_ARRIVAL: 'preparing',
    DASHER_PICKED_UP: 'out_for_delivery',
    DASHER_ENROUTE_TO_DROPOFF: 'out_for_delivery',
    DASHER_CONFIRMED_DROPOFF_ARRIVAL: 'out_for_delivery',
    DASHER_DROPPED_OFF: 'completed',
    DELIVERY_CANCELLED: { delayed: true },
    DELIVERY_RETURN_INITIALIZED: { delayed: true },
    DASHER_ENROUTE_TO_RETURN: { delayed: true },
    DASHER_CONFIRMED_RETURN_ARRIVAL: { delayed: true },
    DELIVERY_RETURNED: { delayed: true },
    DELIVERY_BATCHED: null,
    DELIVERY_CREATED: 'preparing',
    DELIVERY_CONFIRMED: 'preparing',
    DASHER_CONFIRMED_STORE_ARRIVAL: 'preparing',
    DASHER_CONFIRMED_CONSUMER_ARRIVAL: 'out_for_delivery',
    DELIVERY_ATTEMPTED: { delayed: true },
    DELIVERY_REFUNDED: 'refunded',
    DRIVER_BATCHED: null,
    DASHER_AT_STORE: 'preparing',
    DASHER_AT_CUSTOMER: 'out_for_delivery',
    DASHER_DELIVERED: 'completed',
    QUOTE: null,
    CREATED: 'preparing',
    CONFIRMED: 'preparing',
    ENROUTE_TO_PICKUP: 'preparing',
    ARRIVED_AT_PICKUP: 'preparing',
    PICKED_UP: 'out_for_delivery',
    ENROUTE_TO_DROPOFF: 'out_for_delivery',
    ARRIVED_AT_DROPOFF: 'out_for_delivery',
    DELIVERED: 'completed',
    CANCELLED: { delayed: true },
    ENROUTE_TO_RETURN: { delayed: true },
    ARRIVED_AT_RETURN: { delayed: true },
    RETURNED: { delayed: true },
  },
  items: { fields: { status: [] } },
};

export default doordash;
