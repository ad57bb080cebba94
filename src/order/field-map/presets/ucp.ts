import type { FieldMap, StatusMeaning } from '../field-map.js';

/** Of what the guest collects it says nothing: at most that it is on its way to where that is. */
const onTheWay: StatusMeaning = { status: { delivery: 'out_for_delivery', unknown: 'out_for_delivery' } };

/**
 * Universal Commerce Protocol: the order of the order capability, and of its webhook. The newest event of its fulfilment
 * counts; before the first one, that its lines are processed. `picked_up` is by the guest, or by a courier. A business may
 * use words of its own: they stay unmapped. The relay leaves out events that are about a part of the dishes. Money that goes
 * back (`adjustments`) does not change the status: it may be for one dish.
 *
 * Certainty: read in the specification, https://ucp.dev/2026-08-25/specification/shopping/order and
 * https://ucp.dev/2026-01-23/specification/order. The words of events are its examples; `ready_for_pickup`, `preparing`,
 * `out_for_delivery`, `picked_up` and `attempted_delivery` are guesses at what restaurants will write.
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
        unless: 'fulfillment.events[0]',
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
    shipped: onTheWay,
    in_transit: onTheWay,
    out_for_delivery: onTheWay,
    picked_up: { status: { delivery: 'out_for_delivery', pickup: 'completed', dine_in: 'completed' } },
    delivered: 'completed',
    failed_attempt: { delayed: true },
    attempted_delivery: { delayed: true },
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
