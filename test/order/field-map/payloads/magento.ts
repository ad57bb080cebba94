import type { PayloadCase } from './payload-case.js';

export const magento: readonly PayloadCase[] = [
  {
    title: 'the order of a guest',
    payload: {
      data: {
        guestOrder: {
          status: 'Processing',
          state: 'PROCESSING',
          order_date: '2026-11-28 18:00:00',
          number: '000000001',
          token: 'tok',
          items: [{ id: 'MQ==', product_name: 'Tagliatelle', product_sku: 'p', quantity_ordered: 2 }],
          total: { grand_total: { value: 31.8, currency: 'EUR' } },
        },
      },
    },
    order: {
      id: '000000001',
      status: 'preparing',
      number: '000000001',
      items: [{ name: 'Tagliatelle', quantity: 2, id: 'MQ==' }],
      totalMinor: 3180,
      currency: 'EUR',
    },
  },
  {
    title: 'the same by token',
    payload: {
      data: { guestOrderByToken: { status: 'On Hold', number: '000000001', billing_address: { firstname: 'Guest' } } },
    },
    order: { id: '000000001', number: '000000001', onHold: true },
  },
  {
    title: 'a search of the REST API',
    payload: {
      items: [
        { entity_id: 11, increment_id: '000000011', state: 'complete', items: [] },
        {
          entity_id: 12,
          increment_id: '000000012',
          state: 'new',
          items: [{ item_id: 1, name: 'Pizza', qty_ordered: 1 }],
        },
      ],
      search_criteria: { filter_groups: [] },
      total_count: 2,
    },
    orderId: '000000012',
    order: {
      id: '000000012',
      status: 'pending',
      number: '000000012',
      items: [{ name: 'Pizza', quantity: 1, id: '1' }],
    },
  },
  {
    title: 'an order of the REST API',
    payload: {
      entity_id: 12,
      increment_id: '000000012',
      state: 'complete',
      status: 'complete',
      created_at: '2026-11-28 18:00:00',
      updated_at: '2026-11-28 18:30:00',
      grand_total: 25.5,
      order_currency_code: 'USD',
      items: [
        { item_id: 1, name: 'Pizza', qty_ordered: 1 },
        { item_id: 2, parent_item_id: 1, name: 'Pizza, large', qty_ordered: 1 },
      ],
      extension_attributes: { shipping_assignments: [{ shipping: { method: 'flatrate_flatrate' } }] },
    },
    orderId: '12',
    order: {
      id: '12',
      status: 'completed',
      updatedAt: '2026-11-28T18:30:00.000Z',
      number: '000000012',
      fulfilment: 'delivery',
      placedAt: '2026-11-28T18:00:00.000Z',
      items: [{ name: 'Pizza', quantity: 1, id: '1' }],
      totalMinor: 2550,
      currency: 'USD',
    },
  },
  {
    title: 'a status of the shop with a state of Magento',
    payload: { data: { guestOrder: { status: 'In the oven', state: 'processing', number: '000000002' } } },
    order: { id: '000000002', status: 'preparing', number: '000000002' },
  },
  {
    title: 'a status in another language',
    payload: { data: { guestOrder: { status: 'In Bearbeitung', number: '000000003' } } },
    order: { id: '000000003', number: '000000003', unmappedStatus: 'In Bearbeitung' },
  },
  {
    title: 'an order that is collected in a store',
    payload: {
      entity_id: 13,
      increment_id: '000000013',
      state: 'processing',
      extension_attributes: { pickup_location_code: 'harbour' },
    },
    order: { id: '000000013', status: 'preparing', number: '000000013', fulfilment: 'pickup' },
  },
];
