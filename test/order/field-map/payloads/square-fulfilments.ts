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
  {
    title: 'one that was collected while another one goes on',
    payload: { order: { id: 'sq-10', state: 'OPEN', fulfillments: [{ state: 'RESERVED' }, { state: 'COMPLETED' }] } },
    order: { id: 'sq-10', status: 'preparing' },
  },
  {
    title: 'one between two that were collected',
    payload: {
      order: {
        id: 'sq-10',
        state: 'OPEN',
        fulfillments: [{ state: 'COMPLETED' }, { state: 'PREPARED' }, { state: 'COMPLETED' }],
      },
    },
    order: { id: 'sq-10', status: 'ready' },
  },
  {
    title: 'one that was collected beside one that was cancelled',
    payload: { order: { id: 'sq-10', state: 'OPEN', fulfillments: [{ state: 'COMPLETED' }, { state: 'CANCELED' }] } },
    order: { id: 'sq-10', status: 'completed' },
  },
  ...(['COMPLETED', 'CANCELED', 'FAILED'] as const).map((new_state) => ({
    title: `the webhook about a fulfilment that is ${new_state}, of an order that goes on`,
    payload: {
      data: {
        object: {
          order_fulfillment_updated: {
            order_id: 'sq-10',
            state: 'OPEN',
            version: 5,
            fulfillment_update: [{ new_state }],
          },
        },
      },
    },
    order: { id: 'sq-10', version: 5 },
  })),
  {
    title: 'the webhook about the fulfilment with which the order ends',
    payload: {
      data: {
        object: {
          order_fulfillment_updated: {
            order_id: 'sq-10',
            state: 'COMPLETED',
            version: 6,
            fulfillment_update: [{ new_state: 'COMPLETED' }],
          },
        },
      },
    },
    order: { id: 'sq-10', status: 'completed', version: 6 },
  },
];
