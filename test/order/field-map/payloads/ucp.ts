import type { PayloadCase } from './payload-case.js';

const lines = [
  {
    id: 'li_1',
    item: { id: 'p1', title: 'Lasagne', price: 3000 },
    quantity: { total: 3, fulfilled: 0 },
    status: 'processing',
  },
];

export const ucp: readonly PayloadCase[] = [
  {
    title: 'an order that was placed',
    payload: {
      ucp: { version: '2026-08-25' },
      id: 'order_abc123',
      label: '17',
      checkout_id: 'checkout_xyz789',
      line_items: lines,
      fulfillment: {
        expectations: [{ id: 'exp_1', method_type: 'pickup', line_items: [{ id: 'li_1', quantity: 3 }] }],
      },
      currency: 'EUR',
      totals: [{ type: 'total', amount: 9000 }],
      event_id: 'evt_123',
      created_time: '2026-11-28T18:00:00Z',
    },
    order: {
      id: 'order_abc123',
      number: '17',
      status: 'pending',
      fulfilment: 'pickup',
      updatedAt: '2026-11-28T18:00:00.000Z',
      items: [{ id: 'li_1', name: 'Lasagne', quantity: 3 }],
      currency: 'EUR',
    },
  },
  {
    title: 'the newest event of its fulfilment',
    payload: {
      id: 'order_abc123',
      line_items: lines,
      fulfillment: {
        expectations: [{ method_type: 'shipping' }],
        events: [
          { id: 'e1', occurred_at: '2026-11-28T18:05:00Z', type: 'processing' },
          { id: 'e2', occurred_at: '2026-11-28T18:30:00Z', type: 'shipped' },
        ],
      },
    },
    order: {
      id: 'order_abc123',
      status: 'out_for_delivery',
      fulfilment: 'delivery',
      items: [{ id: 'li_1', name: 'Lasagne', quantity: 3 }],
    },
  },
  {
    title: 'a word of the business itself',
    payload: { id: 'o', line_items: [], fulfillment: { events: [{ type: 'wrapped_in_foil' }] } },
    order: { id: 'o', unmappedStatus: 'wrapped_in_foil', items: [] },
  },
  {
    title: 'a courier who found nobody',
    payload: { id: 'o', line_items: [], fulfillment: { events: [{ type: 'failed_attempt' }] } },
    order: { id: 'o', delayed: true, items: [] },
  },
  {
    title: 'a dish that was taken out',
    payload: {
      id: 'o',
      line_items: [
        {
          id: 'a',
          item: { title: 'Soup' },
          quantity: { total: 0, original: 1 },
          status: 'removed',
        },
        { id: 'b', item: { title: 'Pie' }, quantity: { total: 1 }, status: 'processing' },
      ],
    },
    order: { id: 'o', status: 'pending', items: [{ name: 'Pie', quantity: 1, id: 'b' }] },
  },
];
