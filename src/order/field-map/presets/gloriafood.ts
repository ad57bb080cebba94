import type { FieldMap } from '../field-map.js';

/**
 * GloriaFood (GlobalFood): an accepted order, pushed or polled (`orders`), of both versions. The restaurant's app says when
 * the order is promised and, in its newer version, that it is ready (`ready`); an order is never completed here.
 *
 * Certainty: read in its documentation, https://github.com/GlobalFood/integration_docs (`accepted_orders/README.md`,
 * `accepted_orders/payload/json/`, `accepted_orders/version_1/`). That an accepted reservation of a table is not prepared
 * until then is inferred.
 */
const gloriafood: FieldMap = {
  root: ['orders', 'order'],
  fields: {
    number: 'id',
    status: [
      { path: 'status', statuses: { accepted: null } },
      { path: 'ready', statuses: { true: 'ready', false: null } },
      { path: 'type', statuses: { table_reservation: 'scheduled', '*': null } },
      { path: 'for_later', statuses: { true: 'scheduled', false: null } },
      'status',
    ],
    placed_at: ['created_at', 'accepted_at'],
    table_label: 'table_number',
    reason: [],
    total_minor: { path: 'total_price', scale: 'currency' },
    version: [],
  },
  promised: ['fulfill_at', 'fulfill_time'],
  statuses: {
    pending: 'pending',
    accepted: 'preparing',
    rejected: 'rejected',
    timed_out: 'rejected',
    missed: 'rejected',
    canceled: 'cancelled',
  },
  fulfilments: [
    {
      path: 'type',
      words: {
        pickup: 'pickup',
        delivery: 'delivery',
        dine_in: 'dine_in',
        order_ahead: 'dine_in',
        table_reservation: 'dine_in',
      },
    },
  ],
  items: { fields: { status: [] }, only: { path: 'type', words: ['item'] } },
};

export default gloriafood;
