import type { FieldMap } from '../field-map.js';

/**
 * TastyIgniter: an order of its API (JSON:API, `?include=status`), and of its webhooks. The restaurant may rename its
 * statuses; their numbers are those of a new installation and count where the name is not sent. `order_date_time` and
 * `date_added` are in the restaurant's time and are not read.
 *
 * Certainty: read in its documentation and code, https://github.com/tastyigniter/ti-ext-api (`docs/orders.md`) and
 * https://github.com/tastyigniter/TastyIgniter (`app/system/database/records/statuses.json`, whose places are the
 * numbers).
 */
const tastyigniter: FieldMap = {
  root: ['data', 'order'],
  fields: {
    id: ['order_id', 'id', 'attributes.order_id', 'attributes.hash', 'hash'],
    number: ['order_id', 'attributes.order_id', 'id'],
    status: [
      'attributes.status.status_name',
      'status.status_name',
      'attributes.status_name',
      'status_name',
      ...['attributes.status_id', 'status_id'].map((path) => ({
        path,
        statuses: {
          // Not placed: the payment is not complete.
          0: null,
          1: 'pending',
          2: 'pending',
          3: 'preparing',
          4: { status: { delivery: 'out_for_delivery', unknown: 'out_for_delivery' } },
          5: 'completed',
          9: 'cancelled',
        } as const,
      })),
    ],
    updated_at: ['attributes.status_updated_at', 'status_updated_at'],
    currency: ['attributes.currency', 'currency'],
    total_minor: { path: ['attributes.order_total', 'order_total'], scale: 'currency' },
    version: [],
  },
  statuses: {
    Received: 'pending',
    Pending: 'pending',
    Preparation: 'preparing',
    Delivery: { status: { delivery: 'out_for_delivery', unknown: 'out_for_delivery' } },
    Completed: 'completed',
    Canceled: 'cancelled',
  },
  fulfilments: ['attributes.order_type', 'order_type'].map((path) => ({
    path,
    words: { delivery: 'delivery', collection: 'pickup' },
  })),
  items: {
    path: ['attributes.order_menus', 'order_menus', 'attributes.menus', 'menus'],
    fields: { id: 'order_menu_id', status: [] },
  },
};

export default tastyigniter;
