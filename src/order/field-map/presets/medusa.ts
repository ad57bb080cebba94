import type { FieldMap, StatusMap } from '../field-map.js';

/** The words of Medusa Eats' deliveries. */
export const deliveryWords: StatusMap = {
  pending: 'pending',
  restaurant_declined: 'rejected',
  restaurant_accepted: 'pending',
  pickup_claimed: 'pending',
  restaurant_preparing: 'preparing',
  ready_for_pickup: 'ready',
  in_transit: 'out_for_delivery',
  delivered: 'completed',
};

/**
 * Medusa: the order of the store API (`GET /store/orders/{id}`), version 2 or 1, and the deliveries of Medusa Eats. A
 * fulfilment that was created is packed, so it counts as ready. `payment_status` says nothing about the meal, unless all the
 * money went back. Version 2 writes amounts as decimals, version 1 in the smallest unit; the title of its lines may be that
 * of the variant, so the product's comes first.
 *
 * Certainty: Medusa Eats read in its code, https://github.com/medusajs/medusa-eats
 * (`backend/src/modules/delivery/types/common.ts`, `backend/src/api/store/deliveries/[id]/route.ts`), the order of version 2
 * in https://github.com/medusajs/medusa (`packages/core/types/src/http/order/common.ts`,
 * `packages/core-flows/src/definition/cart/utils/prepare-line-item-data.ts`); the order's statuses in
 * https://docs.medusajs.com/v1/references/entities/enums/entities.OrderStatus; the wrappers and version 1 are from memory of
 * https://docs.medusajs.com/api/store#orders.
 */
const medusa: FieldMap = {
  root: ['delivery', 'order', 'deliveries', 'orders', 'data.delivery', 'data.order', 'data'],
  fields: {
    id: ['id', 'order.id', 'order_id', 'display_id'],
    number: ['display_id', 'order.display_id'],
    status: [
      { path: 'delivery_status', statuses: deliveryWords },
      {
        path: 'status',
        statuses: { canceled: 'cancelled', '*': null },
      },
      { path: 'payment_status', statuses: { refunded: 'refunded', '*': null } },
      { path: 'status', statuses: { completed: 'completed', '*': null } },
      'fulfillment_status',
      { path: 'status', statuses: { pending: 'pending' } },
    ],
    restaurant_name: 'restaurant.name',
    placed_at: 'created_at',
    estimated_arrival_to: 'eta',
    currency: ['currency_code', 'order.currency_code'],
    reason: [],
    total_minor: [
      { path: 'total', when: 'object' },
      { path: 'total', scale: 'currency' },
    ],
    version: [],
  },
  statuses: {
    not_fulfilled: 'pending',
    partially_fulfilled: 'preparing',
    fulfilled: 'ready',
    partially_shipped: 'out_for_delivery',
    shipped: 'out_for_delivery',
    partially_delivered: 'out_for_delivery',
    delivered: 'completed',
    canceled: null,
    partially_returned: 'completed',
    returned: 'refunded',
    archived: null,
    draft: null,
    requires_action: { onHold: true },
  },
  fulfilments: [{ path: 'delivery_status', words: { '*': 'delivery' } }],
  items: { path: ['items', 'order.items', 'cart.items'], fields: { name: ['product_title', 'title'], status: [] } },
};

export default medusa;
