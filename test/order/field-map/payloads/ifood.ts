import type { PayloadCase } from './payload-case.js';

export const ifood: readonly PayloadCase[] = [
  {
    title: 'an event',
    payload: {
      id: 'b03392c5-61dd-47c4-a503-bce3109c96c8',
      code: 'CFM',
      fullCode: 'CONFIRMED',
      orderId: 'ord-1',
      merchantId: 'm-1',
      createdAt: '2026-11-28T18:05:00.295Z',
      salesChannel: 'IFOOD',
      metadata: { CLIENT_ID: 'c-1' },
    },
    order: { id: 'ord-1', status: 'pending', updatedAt: '2026-11-28T18:05:00.295Z' },
  },
  {
    title: 'an event with the order in it',
    payload: {
      id: 'evt_125',
      code: 'SEPARATION_ENDED',
      fullCode: 'PREPARATION_ENDED',
      orderId: 'ord-2',
      createdAt: '2026-11-28T18:15:00Z',
      metadata: {
        id: 'ord-2',
        status: 'READY_TO_PICKUP',
        orderType: 'TAKEOUT',
        items: [{ id: 'i', name: 'Burger', quantity: 1 }],
      },
    },
    order: {
      id: 'ord-2',
      status: 'ready',
      updatedAt: '2026-11-28T18:15:00.000Z',
      fulfilment: 'pickup',
      items: [{ id: 'i', name: 'Burger', quantity: 1 }],
    },
  },
  {
    title: 'that a guest has taken the order away',
    payload: { id: 'e', code: 'DSP', fullCode: 'DISPATCHED', orderId: 'ord-3', metadata: { orderType: 'TAKEOUT' } },
    order: { id: 'ord-3', status: 'completed', fulfilment: 'pickup' },
  },
  {
    title: 'an order by REST',
    payload: {
      id: 'ord-4',
      displayId: '6789',
      status: 'CONFIRMED',
      orderType: 'DELIVERY',
      createdAt: '2026-11-28T18:00:00Z',
      merchant: { id: 'm-1', name: 'Aurora' },
      customer: { name: 'Bo' },
      items: [{ id: 'i', name: 'Pizza', quantity: 2, price: 20.5 }],
      total: { orderAmount: 41 },
      payments: { methods: [{ currency: 'BRL', value: 41 }] },
    },
    order: {
      id: 'ord-4',
      number: '6789',
      status: 'pending',
      fulfilment: 'delivery',
      restaurantName: 'Aurora',
      placedAt: '2026-11-28T18:00:00.000Z',
      items: [{ id: 'i', name: 'Pizza', quantity: 2 }],
      totalMinor: 4100,
      currency: 'BRL',
    },
  },
  {
    title: 'a heartbeat, which is about no order',
    payload: { code: 'KEEPALIVE', fullCode: 'KEEPALIVE', id: 'a38ba215' },
    orderId: 'ord-1',
    order: undefined,
  },
];
