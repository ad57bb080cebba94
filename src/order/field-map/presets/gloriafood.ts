import type { FieldMap } from '../field-map.js';

/**
 * GloriaFood (GlobalFood): an accepted order, pushed or polled (`orders`). The restaurant's app says when the order is
 * promised, and nothing later: an order is never ready and never completed here.
 *
 * Certainty: read in its documentation, https://github.com/GlobalFood/integration_docs (`accepted_orders/README.md`,
 * `accepted_orders/payload/json/`).
 */
const gloriafood: FieldMap = {
  root: ['orders', 'order'],
  fields: {
    number: 'id',
    status: [
      { path: 'status', statuses: { accepted: null } },
      { path: 'for_later', statuses: { true: 'scheduled', false: null } },
      'status',
    ],
    placed_at: 'accepted_at',
    reason: [],
    total_minor: { path: 'total_price', scale: 'currency' },
    version: [],
  },
  promised: 'fulfill_at',
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
      words: { pickup: 'pickup', delivery: 'delivery', dine_in: 'dine_in', order_ahead: 'dine_in' },
    },
  ],
  items: { fields: { status: [] }, only: { path: 'type', words: ['item'] } },
};

export default gloriafood;
