import type { FieldMap } from '../field-map.js';

/**
 * Saleor: an order by GraphQL, and in webhooks (with a subscription query, or the older list). Saleor has no word for
 * "ready" and none for "under way"; a fulfilled order has left the kitchen's hands. Payment (`chargeStatus`,
 * `paymentStatus`) says nothing about the meal, unless all the money went back.
 *
 * Certainty: words read in Saleor's documentation, https://docs.saleor.io/api-reference/orders/enums/order-status and
 * https://docs.saleor.io/developer/order/order-status, those of payment in
 * https://docs.saleor.io/api-reference/payments/enums/payment-charge-status-enum; fields are from memory of
 * https://docs.saleor.io/api-reference/orders/objects/order.
 */
const saleor: FieldMap = {
  root: [
    'data.order',
    'data.orderByToken',
    'data.orders.edges[*].node',
    'data.me.orders.edges[*].node',
    'data.event.order',
    'event.order',
    'fulfillment.order',
    'order',
  ],
  fields: {
    id: ['id', 'number', 'token', 'original'],
    number: 'number',
    status: [
      { path: 'status', statuses: { CANCELED: 'cancelled', '*': null } },
      { path: 'paymentStatus', statuses: { FULLY_REFUNDED: 'refunded', '*': null } },
      'status',
    ],
    placed_at: ['created', 'created_at'],
    updated_at: ['updatedAt', 'updated_at'],
    currency: ['total.gross.currency', 'total.currency', 'currency'],
    total_minor: { path: ['total.gross.amount', 'total_gross_amount'], scale: 'currency' },
    version: [],
  },
  times: 'utc',
  statuses: {
    DRAFT: null,
    UNCONFIRMED: 'pending',
    UNFULFILLED: 'preparing',
    PARTIALLY_FULFILLED: 'preparing',
    FULFILLED: 'completed',
    PARTIALLY_RETURNED: 'completed',
    RETURNED: 'refunded',
    CANCELED: 'cancelled',
    EXPIRED: 'cancelled',
  },
  fulfilments: [
    { path: 'deliveryMethod.__typename', words: { Warehouse: 'pickup', ShippingMethod: 'delivery' } },
    ...['collectionPointName', 'collection_point_name'].map((path) => ({ path, words: { '*': 'pickup' } as const })),
    ...['shippingMethodName', 'shipping_method_name'].map((path) => ({ path, words: { '*': 'delivery' } as const })),
  ],
  items: { path: 'lines', fields: { name: ['productName', 'product_name', 'variantName'], status: [] } },
};

export default saleor;
