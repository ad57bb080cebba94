import type { FieldMap } from '../field-map.js';

/** An order of the Marketplace stands alone, or in the message about it. */
const both = (path: string) => [path, `order.${path}`];

/**
 * DoorDash: Drive's webhooks of today and classic ones, the delivery itself, and the Marketplace's webhooks about orders,
 * dashers and cancellations. Drive covers only the courier, so no word of it means ready: a dasher at the restaurant may wait
 * for the meal. A delivery that was cancelled or returned does not end the order: another courier may be sent, so it is
 * delayed. So is one that is brought back, or abandoned. A refund may be for a part, and does not change the status. An order
 * of the Marketplace that was cancelled has ended. Its message about that has no word for it: it is the one with `is_asap` and
 * nothing else of the order. Of `dropoff` no page says whether it is before or after the guest has the meal, so it does not
 * end the order. Why a delivery was cancelled is a code, and is not shown.
 *
 * Certainty: read in DoorDash's documentation, event names of Drive in
 * https://developer.doordash.com/en-US/docs/drive/reference/webhooks and
 * https://developer.doordash.com/en-US/docs/drive_classic/reference/webhooks, the Marketplace's order, its envelope, the
 * dasher's status and the cancellation in https://developer.doordash.com/en-US/docs/marketplace/reference/sample_order,
 * `…/marketplace/overview/getting_started/create_webhook_subscription_getting_started`,
 * `…/marketplace/how_to/dasher_status_webhooks` and `…/marketplace/how_to/order_cancellation_webhook`; the key of the
 * event's name, the estimated times, the words of the delivery and of the order in a third party's copy,
 * https://github.com/api-evangelist/doordash (`json-schema/`, `asyncapi/`). DoorDash may have further words.
 */
const doordash: FieldMap = {
  fields: {
    id: [
      'external_delivery_id',
      'order_id',
      'external_order_id',
      'client_order_id',
      'order.id',
      'id',
      'order.external_reference_id',
      'external_reference_id',
    ],
    number: both('delivery_short_code'),
    status: [
      'event_name',
      'event_type',
      'event.type',
      { path: 'event', unless: 'event.type' },
      'dasher_status',
      'delivery_status',
      { path: 'status', when: ['store_id', 'categories'], statuses: { cancelled: 'cancelled' } },
      ...both('status'),
      {
        path: 'is_asap',
        unless: ['dasher', 'dasher_status', 'event', 'categories', 'items', 'order', 'status'],
        statuses: { '*': 'cancelled' },
      },
    ],
    placed_at: { path: 'created_at', when: ['external_reference_id', 'store_id'] },
    updated_at: ['updated_at', { path: 'created_at', when: 'dasher_status' }],
    estimated_ready_to: both('estimated_pickup_time'),
    estimated_arrival_to: ['dropoff_time_estimated', 'estimated_delivery_time'],
    reason: [],
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
    DELIVERY_PENDING_RETURN: { delayed: true },
    DASHER_DROPPED_OFF_RETURN: { delayed: true },
    RETURN_DELIVERY_CANCELLED: { delayed: true },
    DELIVERY_ABANDONED: { delayed: true },
    DELIVERY_REFUNDED: null,
    DELIVERY_POST_TIP_RECEIVED: null,
    DASHER_SUPPLIED_PARKING_DETAILS: null,
    DRIVER_BATCHED: null,
    ARRIVING_AT_STORE: 'preparing',
    ARRIVED_AT_STORE: 'preparing',
    DASHER_OUT_FOR_DELIVERY: 'out_for_delivery',
    DROPOFF: 'out_for_delivery',
    DASHER_AT_STORE: 'preparing',
    DASHER_AT_CUSTOMER: 'out_for_delivery',
    DASHER_DELIVERED: 'completed',
    NEW_ORDER: 'pending',
    OrderCreate: 'pending',
    ORDER_CANCELLED: 'cancelled',
    PENDING: 'pending',
    BEING_PREPARED: 'preparing',
    READY_FOR_PICKUP: 'ready',
    QUOTE: null,
    CREATED: 'preparing',
    CONFIRMED: 'preparing',
    ENROUTE_TO_PICKUP: 'preparing',
    ARRIVED_AT_PICKUP: 'preparing',
    PICKED_UP: { status: { delivery: 'out_for_delivery', pickup: 'completed' } },
    ENROUTE_TO_DROPOFF: 'out_for_delivery',
    ARRIVED_AT_DROPOFF: 'out_for_delivery',
    DELIVERED: 'completed',
    CANCELLED: { delayed: true },
    ENROUTE_TO_RETURN: { delayed: true },
    ARRIVED_AT_RETURN: { delayed: true },
    RETURNED: { delayed: true },
  },
  fulfilments: both('is_pickup').map((path) => ({ path, words: { true: 'pickup', false: 'delivery' } })),
  items: {
    path: [...both('items'), ...both('categories[*].items')],
    fields: { id: ['id', 'line_item_id', 'merchant_supplied_id'], status: [] },
  },
};

export default doordash;
