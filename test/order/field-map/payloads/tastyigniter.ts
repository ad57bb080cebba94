import type { PayloadCase } from './payload-case.js';

export const tastyigniter: readonly PayloadCase[] = [
  {
    title: 'an order of the API, with its status',
    payload: {
      data: [
        {
          type: 'orders',
          id: '7',
          attributes: {
            order_type: 'delivery',
            order_date_time: '2026-11-28 19:13:00',
            order_total: '15.0449',
            currency: 'GBP',
            status_id: 4,
            status_updated_at: '2026-11-28T18:05:00.000000Z',
            status: { status_id: 4, status_name: 'Delivery' },
            order_menus: [{ order_menu_id: 1, name: 'Jollof rice', quantity: 2 }],
          },
          relationships: {},
        },
      ],
      included: [],
    },
    order: {
      id: '7',
      status: 'out_for_delivery',
      updatedAt: '2026-11-28T18:05:00.000Z',
      number: '7',
      fulfilment: 'delivery',
      items: [{ name: 'Jollof rice', quantity: 2, id: '1' }],
      totalMinor: 1504,
      currency: 'GBP',
    },
  },
  {
    title: 'an order without the name of its status',
    payload: {
      data: {
        type: 'orders',
        id: '8',
        attributes: { order_type: 'collection', order_total: 9.5, currency: 'GBP', status_id: 3 },
      },
    },
    order: { id: '8', status: 'preparing', number: '8', fulfilment: 'pickup', totalMinor: 950, currency: 'GBP' },
  },
  {
    title: 'a webhook',
    payload: {
      action: 'updated',
      order: {
        order_id: 9,
        hash: 'h9',
        order_type: 'collection',
        status_id: 5,
        status: { status_name: 'Completed' },
        order_total: '12.0000',
        currency: 'EUR',
      },
    },
    order: { id: '9', status: 'completed', number: '9', fulfilment: 'pickup', totalMinor: 1200, currency: 'EUR' },
  },
  {
    title: 'a number of a status that the restaurant has added',
    payload: { data: { id: '10', attributes: { status_id: 17 } } },
    order: { id: '10', number: '10', unmappedStatus: '17' },
  },
  {
    title: 'an order that is not placed',
    payload: {
      data: [
        {
          type: 'orders',
          id: '11',
          attributes: { order_type: 'delivery', status_id: 0, processed: false },
        },
      ],
    },
    order: { id: '11', number: '11', fulfilment: 'delivery' },
  },
];
