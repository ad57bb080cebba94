import type { PayloadCase } from './payload-case.js';

export const square: readonly PayloadCase[] = [
  {
    title: 'an order for pickup, in preparation',
    payload: {
      order: {
        id: 'sq-1',
        location_id: 'L1',
        state: 'OPEN',
        version: 4,
        ticket_name: 'Ann 12',
        created_at: '2026-11-28T18:00:00Z',
        updated_at: '2026-11-28T18:04:00.5Z',
        fulfillments: [
          {
            uid: 'f1',
            type: 'PICKUP',
            state: 'RESERVED',
            pickup_details: {
              recipient: { display_name: 'Ann' },
              schedule_type: 'ASAP',
              pickup_at: '2026-11-28T18:20:00Z',
              pickup_window_duration: 'PT10M',
              accepted_at: '2026-11-28T18:01:00Z',
            },
          },
        ],
        line_items: [
          { uid: 'l1', name: 'Tomato soup', quantity: '2', base_price_money: { amount: 450, currency: 'EUR' } },
        ],
        total_money: { amount: 900, currency: 'EUR' },
      },
    },
    order: {
      id: 'sq-1',
      status: 'preparing',
      version: 4,
      updatedAt: '2026-11-28T18:04:00.500Z',
      number: 'Ann 12',
      fulfilment: 'pickup',
      placedAt: '2026-11-28T18:00:00.000Z',
      estimatedReadyFrom: '2026-11-28T18:20:00.000Z',
      estimatedReadyTo: '2026-11-28T18:30:00.000Z',
      items: [{ name: 'Tomato soup', quantity: 2, id: 'l1' }],
      totalMinor: 900,
      currency: 'EUR',
    },
  },
  {
    title: 'the webhook about a fulfilment',
    payload: {
      merchant_id: 'M',
      type: 'order.fulfillment.updated',
      event_id: 'e1',
      created_at: '2026-11-28T18:05:00Z',
      data: {
        type: 'order_fulfillment_updated',
        id: 'sq-1',
        object: {
          order_fulfillment_updated: {
            created_at: '2026-11-28T18:00:00Z',
            updated_at: '2026-11-28T18:05:00Z',
            fulfillment_update: [{ fulfillment_uid: 'f1', old_state: 'RESERVED', new_state: 'PREPARED' }],
            location_id: 'L1',
            order_id: 'sq-1',
            state: 'OPEN',
            version: 5,
          },
        },
      },
    },
    order: {
      id: 'sq-1',
      status: 'ready',
      version: 5,
      updatedAt: '2026-11-28T18:05:00.000Z',
      placedAt: '2026-11-28T18:00:00.000Z',
    },
  },
  {
    title: 'an open order without fulfilment',
    payload: {
      order: {
        id: 'sq-2',
        state: 'OPEN',
        version: 1,
        line_items: [{ uid: 'l1', name: 'Coffee', quantity: '1' }],
        total_money: { amount: 300, currency: 'USD' },
      },
    },
    order: {
      id: 'sq-2',
      status: 'pending',
      version: 1,
      items: [{ name: 'Coffee', quantity: 1, id: 'l1' }],
      totalMinor: 300,
      currency: 'USD',
    },
  },
  {
    title: 'a paid order without fulfilment: nobody says that the guest has it',
    payload: {
      order: {
        id: 'sq-2',
        state: 'COMPLETED',
        version: 3,
        tenders: [{ id: 't', type: 'CARD' }],
        total_money: { amount: 300, currency: 'USD' },
      },
    },
    order: { id: 'sq-2', version: 3, totalMinor: 300, currency: 'USD' },
  },
  {
    title: 'a paid order whose fulfilment has not begun',
    payload: {
      order: {
        id: 'sq-3',
        state: 'OPEN',
        version: 2,
        tenders: [{ id: 't' }],
        fulfillments: [
          {
            type: 'DELIVERY',
            state: 'PROPOSED',
            delivery_details: { schedule_type: 'SCHEDULED', deliver_at: '2026-11-28T19:30:00Z', cancel_reason: null },
          },
        ],
      },
    },
    order: {
      id: 'sq-3',
      status: 'pending',
      version: 2,
      fulfilment: 'delivery',
      estimatedArrivalFrom: '2026-11-28T19:30:00.000Z',
      estimatedArrivalTo: '2026-11-28T19:30:00.000Z',
      reason: null,
    },
  },
  {
    title: 'a cancelled delivery',
    payload: {
      order: {
        id: 'sq-3',
        state: 'CANCELED',
        version: 6,
        fulfillments: [
          { type: 'DELIVERY', state: 'CANCELED', delivery_details: { cancel_reason: 'No driver tonight' } },
        ],
      },
    },
    order: { id: 'sq-3', status: 'cancelled', version: 6, fulfilment: 'delivery', reason: 'No driver tonight' },
  },
  {
    title: 'the webhook about an order: it may be far ahead',
    payload: {
      type: 'order.updated',
      event_id: 'e2',
      data: {
        type: 'order_updated',
        id: 'sq-1',
        object: {
          order_updated: {
            created_at: '2026-11-28T18:00:00Z',
            updated_at: '2026-11-28T18:05:00Z',
            location_id: 'L1',
            order_id: 'sq-1',
            state: 'OPEN',
            version: 6,
          },
        },
      },
    },
    order: { id: 'sq-1', version: 6, updatedAt: '2026-11-28T18:05:00.000Z', placedAt: '2026-11-28T18:00:00.000Z' },
  },
  {
    title: 'the webhook about a new order',
    payload: {
      type: 'order.created',
      event_id: 'e0',
      data: {
        type: 'order_created',
        object: {
          order_created: {
            created_at: '2026-11-28T18:00:00Z',
            location_id: 'L1',
            order_id: 'sq-5',
            state: 'OPEN',
            version: 1,
          },
        },
      },
    },
    order: {
      id: 'sq-5',
      status: 'pending',
      version: 1,
      updatedAt: '2026-11-28T18:00:00.000Z',
      placedAt: '2026-11-28T18:00:00.000Z',
    },
  },
  {
    title: 'the webhook about a new order that is paid',
    payload: {
      type: 'order.created',
      event_id: 'e0',
      data: {
        type: 'order_created',
        object: {
          order_created: { created_at: '2026-11-28T18:00:00Z', order_id: 'sq-6', state: 'COMPLETED', version: 2 },
        },
      },
    },
    order: { id: 'sq-6', version: 2, updatedAt: '2026-11-28T18:00:00.000Z', placedAt: '2026-11-28T18:00:00.000Z' },
  },
  {
    title: 'the webhook about a paid order',
    payload: {
      type: 'order.updated',
      event_id: 'e4',
      data: {
        type: 'order_updated',
        object: {
          order_updated: { updated_at: '2026-11-28T18:05:00Z', order_id: 'sq-2', state: 'COMPLETED', version: 8 },
        },
      },
    },
    order: { id: 'sq-2', version: 8, updatedAt: '2026-11-28T18:05:00.000Z' },
  },
  {
    title: 'the webhook about a cancelled order',
    payload: {
      type: 'order.updated',
      event_id: 'e3',
      data: { type: 'order_updated', object: { order_updated: { order_id: 'sq-1', state: 'CANCELED', version: 7 } } },
    },
    order: { id: 'sq-1', status: 'cancelled', version: 7 },
  },
  {
    title: 'the order that is followed, of a search',
    payload: {
      orders: [
        { id: 'other', state: 'OPEN', version: 9 },
        { id: 'sq-4', state: 'OPEN', version: 2, fulfillments: [{ type: 'SHIPMENT', state: 'PREPARED' }] },
      ],
    },
    orderId: 'sq-4',
    order: { id: 'sq-4', status: 'ready', version: 2, fulfilment: 'delivery' },
  },
];
