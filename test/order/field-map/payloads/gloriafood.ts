import type { PayloadCase } from './payload-case.js';

export const gloriafood: readonly PayloadCase[] = [
  {
    title: 'an accepted order for delivery',
    payload: {
      count: 1,
      orders: [
        {
          id: 6819,
          total_price: 41.14,
          currency: 'EUR',
          type: 'delivery',
          status: 'accepted',
          missed_reason: null,
          restaurant_name: 'Pronto',
          accepted_at: '2026-11-28T18:00:00.000Z',
          fulfill_at: '2026-11-28T18:55:00.000Z',
          updated_at: '2026-11-28T18:05:00Z',
          for_later: false,
          client_first_name: 'John',
          items: [
            { id: 1, name: 'DELIVERY_FEE', quantity: 1, type: 'delivery_fee' },
            { id: 2, name: 'Pizza Margherita', quantity: 2, type: 'item' },
            { id: 3, name: 'TIP', quantity: 1, type: 'tip' },
          ],
        },
      ],
    },
    order: {
      id: '6819',
      status: 'preparing',
      updatedAt: '2026-11-28T18:05:00.000Z',
      number: '6819',
      fulfilment: 'delivery',
      restaurantName: 'Pronto',
      placedAt: '2026-11-28T18:00:00.000Z',
      estimatedArrivalTo: '2026-11-28T18:55:00.000Z',
      items: [{ name: 'Pizza Margherita', quantity: 2, id: '2' }],
      totalMinor: 4114,
      currency: 'EUR',
    },
  },
  {
    title: 'an order for later',
    payload: {
      count: 1,
      orders: [
        {
          id: 6820,
          type: 'pickup',
          status: 'accepted',
          for_later: true,
          fulfill_at: '2026-11-29T12:00:00.000Z',
          currency: 'USD',
          total_price: 12,
        },
      ],
    },
    order: {
      id: '6820',
      status: 'scheduled',
      number: '6820',
      fulfilment: 'pickup',
      estimatedReadyTo: '2026-11-29T12:00:00.000Z',
      totalMinor: 1200,
      currency: 'USD',
    },
  },
  {
    title: 'a missed order',
    payload: { id: 6821, type: 'pickup', status: 'timed_out', missed_reason: 'NO_CONNECTION' },
    order: { id: '6821', status: 'rejected', number: '6821', fulfilment: 'pickup' },
  },
  {
    title: 'the order that is followed, of several',
    payload: {
      count: 2,
      orders: [
        { id: 1, status: 'pending', type: 'dine_in' },
        { id: 2, status: 'canceled', type: 'dine_in' },
      ],
    },
    orderId: '2',
    order: { id: '2', status: 'cancelled', number: '2', fulfilment: 'dine_in' },
  },
];
