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
 * request. WooCommerce has no word for "ready"; shops add their own (`ready-to-collect`): map those in your own field
 * map.
 *
 * Certainty: read in WooCommerce's documentation,
 * https://developer.woocommerce.com/docs/apis/store-api/resources-endpoints/order and
 * https://woocommerce.github.io/code-reference/classes/Automattic-WooCommerce-Enums-OrderStatus.html.
 */
const woocommerce: FieldMap = {
  fields: {
    number: ['number', 'id'],
    total_minor: 'totals.total_price',
    currency: 'totals.currency_code',
    version: [],
    reason: [],
  },
  statuses: {
    ...words,
    ...Object.fromEntries(Object.entries(words).map(([word, meaning]) => [`wc-${word}`, meaning])),
  },
  items: { fields: { status: [] } },
};

export default woocommerce;
