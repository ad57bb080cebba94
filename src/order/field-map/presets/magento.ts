import type { FieldMap } from '../field-map.js';

/**
 * Magento (Adobe Commerce): the order of a guest by GraphQL (`guestOrder`, `guestOrderByToken`), and the order of the
 * REST API, alone or found by a search. GraphQL gives the status as a label of the shop's language: other languages than
 * English and a shop's own statuses need a field map. `order_date` may be in the shop's time or in UTC and is not read.
 *
 * Certainty: queries read in Adobe's documentation,
 * https://adobedocs.github.io/commerce-webapi/graphql/schema/orders/queries/guest-order; codes and REST fields in a
 * third party's copy, https://github.com/api-evangelist/magento (`json-schema/magento-order-schema.json`).
 */
const magento: FieldMap = {
  root: [
    'data.guestOrder',
    'data.guestOrderByToken',
    'data.customer.orders.items',
    'guestOrder',
    'guestOrderByToken',
    'order',
    // A search: elsewhere, `items` are the lines.
    { path: 'items', when: ['search_criteria', 'total_count'] },
  ],
  fields: {
    id: ['number', 'increment_id', 'id', 'entity_id', 'token'],
    number: ['number', 'increment_id'],
    status: ['state', 'status'],
    placed_at: 'created_at',
    updated_at: 'updated_at',
    currency: ['total.grand_total.currency', 'order_currency_code'],
    total_minor: { path: ['total.grand_total.value', 'grand_total'], scale: 'currency' },
    version: [],
  },
  times: 'utc',
  statuses: {
    new: 'pending',
    pending: 'pending',
    pending_payment: 'pending',
    pending_paypal: 'pending',
    payment_review: 'pending',
    processing: 'preparing',
    complete: 'completed',
    closed: 'refunded',
    canceled: 'cancelled',
    holded: { onHold: true },
    'on hold': { onHold: true },
    fraud: { onHold: true },
    'suspected fraud': { onHold: true },
    paypal_reversed: { onHold: true },
    paypal_canceled_reversal: { onHold: true },
  },
  fulfilments: [
    {
      path: 'extension_attributes.shipping_assignments[0].shipping.method',
      words: {
        instore_pickup: 'pickup',
        flatrate_flatrate: 'delivery',
        freeshipping_freeshipping: 'delivery',
        tablerate_bestway: 'delivery',
      },
    },
    { path: 'extension_attributes.pickup_location_code', words: { '*': 'pickup' } },
  ],
  items: {
    fields: {
      id: ['id', 'item_id'],
      name: ['product_name', 'name'],
      quantity: ['quantity_ordered', 'qty_ordered'],
      status: [],
    },
    // A chosen variant is a line of its own below the product.
    only: { path: 'parent_item_id', words: [] },
  },
};

export default magento;
