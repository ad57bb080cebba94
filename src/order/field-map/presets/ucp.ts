import type { FieldMap } from '../field-map.js';

/**
 * Universal Commerce Protocol: the order of the order capability, and of its webhook. The newest event of its fulfilment
 * counts; before the first one, that its lines are processed. A business may use words of its own: they stay unmapped. The
 * relay leaves out events that are about a part of the dishes. Money that goes back (`adjustments`) does not change the
 * status: it may be for one dish.
 *
 * Certainty: read in the specification, https://ucp.dev/2026-08-25/specification/shopping/order and
 * https://ucp.dev/2026-01-23/specification/order. The words of events are its examples; `ready_for_pickup`, `preparing` and
 * `out_for_delivery` are guesses at what restaurants will write.
 */
const ucp: FieldMap = {
  root: 'order',
  fields: {
    id: ['id', 'checkout_id'],
    number: 'label',
    status: [
      'fulfillment.events[-1].type',
      ...['line_items[0].status', 'line_items[-1].status'].map((path) => ({
        path,
        statuses: { processing: 'pending', partial: 'pending', fulfilled: null, removed: null } as const,
      })),
    ],
    updated_at: ['created_time', 'updated_at'],
    placed_at: [],
    total_minor: [],
    reason: [],
    version: [],
  },
  statuses: {
    processing: 'preparing',
    preparing: 'preparing',
    ready_for_pickup: 'ready',
    shipped: 'out_for_delivery',
    in_transit: 'out_for_delivery',
    out_for_delivery: 'out_for_delivery',
    delivered: 'completed',
    failed_attempt: { delayed: true },
    canceled: 'cancelled',
    undeliverable: 'failed',
    returned_to_sender: 'failed',
  },
  fulfilments: {
    path: 'fulfillment.expectations[0].method_type',
    words: { pickup: 'pickup', shipping: 'delivery', delivery: 'delivery' },
  },
  items: {
    path: 'line_items',
    fields: { name: ['item.title', 'title'], quantity: ['quantity.total', 'quantity'], status: [] },
  },
};

export default ucp;
