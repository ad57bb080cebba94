import type { PayloadCase } from './payload-case.js';

export const medusa: readonly PayloadCase[] = [
  {
    title: 'a delivery of Medusa Eats',
    payload: {
      delivery: {
        id: 'del_01',
        delivery_status: 'in_transit',
        eta: '2026-11-28T18:40:00Z',
        created_at: '2026-11-28T18:05:00Z',
        restaurant: { name: 'Harbour Grill' },
        order: {
          id: 'order_01',
          display_id: 12,
          currency_code: 'eur',
          items: [{ id: 'item_1', title: 'Falafel', quantity: 2 }],
        },
      },
    },
    order: {
      id: 'del_01',
      status: 'out_for_delivery',
      number: '12',
      fulfilment: 'delivery',
      restaurantName: 'Harbour Grill',
      placedAt: '2026-11-28T18:05:00.000Z',
      estimatedArrivalTo: '2026-11-28T18:40:00.000Z',
      items: [{ name: 'Falafel', quantity: 2, id: 'item_1' }],
      currency: 'EUR',
    },
  },
  {
    title: 'the same by the order’s id',
    payload: {
      delivery: { id: 'del_01', delivery_status: 'restaurant_declined', order: { id: 'order_01', display_id: 12 } },
    },
    orderId: 'order_01',
    order: { id: 'order_01', status: 'rejected', number: '12', fulfilment: 'delivery' },
  },
  {
    title: 'an order of version 2',
    payload: {
      order: {
        id: 'order_02',
        display_id: 13,
        status: 'pending',
        payment_status: 'captured',
        fulfillment_status: 'not_fulfilled',
        currency_code: 'eur',
        total: 39.9,
        created_at: '2026-11-28T18:05:00Z',
        items: [{ id: 'i', title: 'Bowl', quantity: 1 }],
        summary: {},
      },
    },
    order: {
      id: 'order_02',
      status: 'pending',
      number: '13',
      placedAt: '2026-11-28T18:05:00.000Z',
      items: [{ name: 'Bowl', quantity: 1, id: 'i' }],
      totalMinor: 3990,
      currency: 'EUR',
    },
  },
  {
    title: 'an order of version 1',
    payload: {
      order: {
        object: 'order',
        id: 'order_03',
        display_id: 14,
        status: 'pending',
        payment_status: 'captured',
        fulfillment_status: 'shipped',
        currency_code: 'usd',
        total: 3990,
        items: [],
      },
    },
    order: {
      id: 'order_03',
      status: 'out_for_delivery',
      number: '14',
      fulfilment: 'delivery',
      items: [],
      totalMinor: 3990,
      currency: 'USD',
    },
  },
  {
    title: 'a cancelled order',
    payload: {
      order: { id: 'order_04', status: 'canceled', fulfillment_status: 'canceled', payment_status: 'refunded' },
    },
    order: { id: 'order_04', status: 'cancelled' },
  },
  {
    title: 'an order whose fulfilment was cancelled',
    payload: { order: { id: 'order_05', status: 'pending', fulfillment_status: 'canceled' } },
    order: { id: 'order_05', status: 'pending' },
  },
  {
    title: 'an order whose money went back',
    payload: {
      order: {
        id: 'order_06',
        status: 'pending',
        payment_status: 'refunded',
        fulfillment_status: 'not_fulfilled',
      },
    },
    order: { id: 'order_06', status: 'refunded' },
  },
  {
    title: 'lines that are named after their variants',
    payload: {
      order: {
        id: 'order_07',
        status: 'pending',
        fulfillment_status: 'fulfilled',
        currency_code: 'jpy',
        total: 1200,
        items: [
          {
            id: 'i',
            title: 'Large',
            subtitle: 'Bowl',
            product_title: 'Bowl',
            variant_title: 'Large',
            quantity: 2,
          },
        ],
      },
    },
    order: {
      id: 'order_07',
      status: 'ready',
      items: [{ name: 'Bowl', quantity: 2, id: 'i' }],
      totalMinor: 1200,
      currency: 'JPY',
    },
  },
];
