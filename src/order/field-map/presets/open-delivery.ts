import type { FieldMap } from '../field-map.js';

/**
 * Open Delivery, Brazil's standard for orders, versions 1 and 2: the order, one event, or a list of polled events. Events
 * that do not change the order's status have no meaning here, nor has a refund, which may be for a part. An order for later
 * that was confirmed is scheduled, and its times are those at which it will be ready. Served at a table is not the end for a
 * guest who sits there. Version 2 writes amounts in cents, version 1 as decimals.
 *
 * Certainty: version 2 read in its specification, https://github.com/Abrasel-Nacional/opendelivery-v2
 * (`docs/reference/v2/orders.openapi.yaml`, 2.0.0-rc.2), version 1 in its list of changes there and in Keeta's documentation
 * of it, https://api-docs.mykeeta.com/apis/opendelivery; `PICKUP_AREA_ASSIGNED` and `CANCELLED_DENIED` of version 1 in other
 * people's code; Keeta's documentation has refunds of all or a part, after the end. In version 2 an order that was cancelled
 * may be concluded as well: a page that asks only then for the first time sees it as completed.
 */
const openDelivery: FieldMap = {
  root: ['order', 'events'],
  fields: {
    id: ['orderId', 'id', 'displayId'],
    number: 'displayId',
    status: [
      { path: 'status', statuses: { CONFIRMED: null } },
      'eventType',
      { path: 'lastEvent', statuses: { CONFIRMED: null } },
      // A confirmed order for later; of one that is not confirmed, it is not known whether the restaurant takes it.
      ...['timing.orderTiming', 'orderTiming'].map((path) => ({
        path,
        when: ['status', 'lastEvent'],
        statuses: { SCHEDULED: 'scheduled', '*': null } as const,
      })),
      'status',
      'lastEvent',
    ],
    table_label: ['fulfillment.indoor.identifier', 'indoor.table', 'indoor.place'],
    restaurant_name: 'merchant.name',
    placed_at: [{ path: 'createdAt', unless: 'eventType' }],
    estimated_ready_from: ['timing.schedule.scheduledDateTimeStart', 'schedule.scheduledDateTimeStart'],
    estimated_ready_to: [
      'timing.schedule.scheduledDateTimeEnd',
      'schedule.scheduledDateTimeEnd',
      'fulfillment.takeout.takeoutDateTime',
      'takeout.takeoutDateTime',
    ],
    estimated_arrival_to: [
      'fulfillment.delivery.estimatedDeliveryDateTime',
      'delivery.estimatedDeliveryDateTime',
      'delivery.deliveryDateTime',
    ],
    currency: 'total.orderAmount.currency',
    total_minor: [
      { path: 'total.orderAmount.value', when: 'fulfillment' },
      { path: 'total.orderAmount.value', scale: 'currency' },
    ],
    version: [],
  },
  statuses: {
    CREATED: 'pending',
    CONFIRMED: 'pending',
    PREPARATION_REQUESTED: null,
    RECOMMENDED_PREPARATION_START: null,
    PREPARING: 'preparing',
    READY: 'ready',
    READY_FOR_PICKUP: 'ready',
    PICKUP_AREA_ASSIGNED: null,
    PICKUP_ONGOING: null,
    RIDER_ARRIVED_AT_STORE: null,
    DISPATCHED: 'out_for_delivery',
    ORDER_COLLECTED: 'out_for_delivery',
    IN_DELIVERY: 'out_for_delivery',
    PICKED_UP: { status: { delivery: 'out_for_delivery', pickup: 'completed', dine_in: 'completed' } },
    DELIVERY_ONGOING: null,
    ARRIVED_AT_CUSTOMER: null,
    DELIVERED: { status: { dine_in: 'served', delivery: 'completed', pickup: 'completed', unknown: 'completed' } },
    CONCLUDED: 'completed',
    ORDER_CANCELLATION_REQUEST: null,
    CANCELLATION_REQUESTED: null,
    CANCELLATION_REQUEST_ACCEPTED: null,
    CANCELLATION_REQUEST_DENIED: null,
    CANCELLED: 'cancelled',
    CANCELLED_DENIED: null,
    USER_REFUND_REQUEST: null,
    REFUND_FAILED: null,
    REFUNDED: null,
  },
  fulfilments: ['fulfillment.orderType', 'orderType', 'type'].map((path) => ({
    path,
    words: { DELIVERY: 'delivery', TAKEOUT: 'pickup', INDOOR: 'dine_in' },
  })),
  items: { fields: { status: [] } },
};

export default openDelivery;
