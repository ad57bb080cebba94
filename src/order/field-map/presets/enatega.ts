import type { FieldMap } from '../field-map.js';
import { deliveryWords } from './medusa.js';

const picked = { status: { delivery: 'out_for_delivery', pickup: 'completed', unknown: 'out_for_delivery' } } as const;

/**
 * The open-source back end Enatega: its queries, and its subscriptions as GraphQL sends them (`data`, or `payload.data`
 * in a frame of graphql-ws). Deliveries of Medusa Eats are understood as well. The query of one order has no status: the
 * newest time that it has says how far it is. `completionTime` is when the guest has the order.
 *
 * Certainty: read in its code, https://github.com/enatega/food-delivery-multivendor
 * (`enatega-multivendor-app/src/apollo/queries.js`, `…/subscriptions.js`); the words of the riders' and restaurants' side in
 * the same. What `completionTime` means is inferred from its name and from `preparationTime` beside it.
 */
const enatega: FieldMap = {
  root: ['payload.data', 'data']
    .flatMap((data) => [
      `${data}.orderStatusChanged.order`,
      `${data}.orderStatusChanged.rawOrder`,
      `${data}.subscriptionOrder`,
      `${data}.subscriptionOrderTracking`,
      `${data}.subscribePlaceOrder.order`,
      `${data}.subscriptionZoneOrders.order`,
      `${data}.order`,
      `${data}.orders`,
      `${data}.getUsersActiveOrders`,
    ])
    .concat('orderStatusChanged.order', 'subscriptionOrder', 'order', 'orders', 'delivery'),
  fields: {
    id: ['_id', 'id', 'orderId', 'order_id'],
    number: 'orderId',
    status: [
      'orderStatus',
      'order_status',
      'delivery_status',
      'status',
      { path: 'cancelledAt', statuses: { '*': 'cancelled' } },
      { path: 'deliveredAt', statuses: { '*': 'completed' } },
      { path: 'pickedAt', statuses: { '*': picked } },
      { path: 'acceptedAt', statuses: { '*': 'preparing' } },
    ],
    restaurant_name: 'restaurant.name',
    placed_at: ['createdAt', 'created_at'],
    updated_at: ['updatedAt', 'updated_at'],
    estimated_ready_to: ['eta.readyAt', 'preparationTime'],
    estimated_arrival_from: 'eta.windowStartAt',
    estimated_arrival_to: ['eta.windowEndAt', 'eta.estimatedArrivalAt', 'eta'],
    reason: [],
    total_minor: { path: 'orderAmount', scale: 'currency' },
    version: [],
  },
  promised: 'completionTime',
  statuses: {
    ...deliveryWords,
    PENDING: 'pending',
    ACCEPTED: 'preparing',
    ASSIGNED: 'preparing',
    PICKED: picked,
    DELIVERED: 'completed',
    COMPLETED: 'completed',
    CANCELLED: 'cancelled',
    CANCELLEDBYREST: 'cancelled',
  },
  fulfilments: [
    { path: 'isPickedUp', words: { true: 'pickup', false: 'delivery' } },
    { path: 'delivery_status', words: { '*': 'delivery' } },
  ],
  items: {
    path: ['items', 'order.items'],
    fields: { id: ['_id', 'id'], name: ['product_title', 'title', 'name'], status: [] },
  },
};

export default enatega;
