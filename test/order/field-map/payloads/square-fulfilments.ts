import type { PayloadCase } from './payload-case.js';

export const squareFulfilments: readonly PayloadCase[] = [
  {
    title: 'a fulfilment that took the place of a cancelled one',
    payload: {
      order: {
        id: 'sq-7',
        state: 'OPEN',
        version: 5,
        fulfillments: [
          {
            uid: 'a',
            type: 'PICKUP',
            state: 'CANCELED',
            pickup_details: { cancel_reason: 'By van instead' },
          },
          {
            uid: 'b',
            type: 'DELIVERY',
            state: 'RESERVED',
            delivery_details: { deliver_at: '2026-11-28T19:00:00Z', delivery_window_duration: 'PT30M' },
          },
        ],
      },
    },
    order: {
      id: 'sq-7',
      status: 'preparing',
      version: 5,
      fulfilment: 'delivery',
      estimatedArrivalFrom: '2026-11-28T19:00:00.000Z',
      estimatedArrivalTo: '2026-11-28T19:30:00.000Z',
    },
  },
  {
    title: 'a fulfilment that goes on before one that was cancelled',
    payload: {
      order: {
        id: 'sq-8',
        state: 'OPEN',
        fulfillments: [
          { type: 'PICKUP', state: 'PREPARED' },
          { type: 'PICKUP', state: 'CANCELED' },
        ],
      },
    },
    order: { id: 'sq-8', status: 'ready', fulfilment: 'pickup' },
  },
  {
    title: 'a cancelled order whose fulfilment was left as it was',
    payload: {
      order: {
        id: 'sq-9',
        state: 'CANCELED',
        fulfillments: [{ type: 'PICKUP', state: 'PROPOSED' }],
      },
    },
    order: { id: 'sq-9', status: 'cancelled', fulfilment: 'pickup' },
  },
];
