import type { FieldMap, StatusMap } from '../field-map.js';

const words: StatusMap = {
  pending: 'pending',
  'on-hold': { onHold: true },
  processing: 'preparing',
  completed: 'completed',
  cancelled: 'cancelled',
  refunded: 'refunded',
  failed: 'failed',
  draft: null,
  'checkout-draft': null,
  'auto-draft': null,
  new: null,
  trash: null,
};

/**
 * WooCommerce: the answer of `GET /wp-json/wc/store/v1/order/{id}?key=…&billing_email=…`, which a guest's browser may
 * request, and the order of the REST API (`/wp-json/wc/v3/orders/{id}`) and of webhooks. WooCommerce has no word for
 * "ready"; shops add their own (`ready-to-collect`): map those in your own field map. Names are HTML. Times without
 * `_gmt` are the shop's own and are not read; the Store API tells none. It tells billing and shipping addresses, of which
 * nothing is read here, and the amounts in the smallest unit that the shop shows. demo/guides/woocommerce.md says how key
 * and e-mail come into the address.
 *
 * Certainty: read in WooCommerce's documentation and, of the Store API, in its source,
 * https://developer.woocommerce.com/docs/apis/store-api/resources-endpoints/order and
 * https://woocommerce.github.io/code-reference/classes/Automattic-WooCommerce-Enums-OrderStatus.html; the REST fields
 * are from memory of https://woocommerce.github.io/woocommerce-rest-api-docs/#order-properties.
 */
const woocommerce: FieldMap = {
  root: ['order', 'orders'],
  fields: {
    id: ['id', 'number', 'order_key'],
    number: ['number', 'id'],
    placed_at: 'date_created_gmt',
    updated_at: 'date_modified_gmt',
    currency: ['totals.currency_code', 'currency'],
    total_minor: [
      { path: 'totals.total_price', decimals: 'totals.currency_minor_unit', scale: 'currency' },
      { path: 'total', scale: 'currency' },
    ],
    version: [],
    reason: [],
  },
  times: 'utc',
  texts: 'html',
  statuses: {
    ...words,
    ...Object.fromEntries(Object.entries(words).map(([word, meaning]) => [`wc-${word}`, meaning])),
  },
  fulfilments: [
    {
      path: 'shipping_lines[0].method_id',
      words: {
        local_pickup: 'pickup',
        pickup_location: 'pickup',
        flat_rate: 'delivery',
        free_shipping: 'delivery',
      },
    },
  ],
  items: { path: ['line_items', 'items'], fields: { status: [] } },
};

export default woocommerce;
