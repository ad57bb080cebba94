import type { PayloadCase } from './payload-case.js';

export const toast: readonly PayloadCase[] = [
  {
    title: 'the webhook about the kitchen',
    payload: {
      timestamp: '2026-11-28T18:05:00.000+0000',
      eventCategory: 'guest_order_fulfillment_status',
      eventType: 'guest_order_status',
      guid: 'event',
      details: {
        restaurantGuid: 'r',
        orderGuid: 'to-1',
        guestOrderStatus: 'READY_FOR_PICKUP',
        lastUpdated: '2026-11-28T18:05:00.000+0000',
      },
    },
    order: { id: 'to-1', status: 'ready', updatedAt: '2026-11-28T18:05:00.000Z' },
  },
  {
    title: 'an order with two checks and a voided line',
    payload: {
      guid: 'to-1',
      entityType: 'Order',
      openedDate: '2026-11-28T18:00:00.000+0000',
      modifiedDate: '2026-11-28T18:03:00.000+0000',
      estimatedFulfillmentDate: '2026-11-28T18:25:00.000+0000',
      approvalStatus: 'APPROVED',
      guestOrderStatus: 'IN_PREPARATION',
      voided: false,
      diningOption: { guid: 'd', behavior: 'TAKE_OUT' },
      table: null,
      deliveryInfo: null,
      checks: [
        {
          guid: 'c1',
          displayNumber: '42',
          paymentStatus: 'CLOSED',
          selections: [
            { guid: 's1', displayName: 'Burger', quantity: 1, voided: false, fulfillmentStatus: 'SENT' },
            { guid: 's2', displayName: 'Fries', quantity: 1, voided: true, fulfillmentStatus: 'NEW' },
          ],
        },
        {
          guid: 'c2',
          displayNumber: '43',
          selections: [{ guid: 's3', displayName: 'Lemonade', quantity: 2, voided: false, fulfillmentStatus: 'READY' }],
        },
      ],
    },
    order: {
      id: 'to-1',
      status: 'preparing',
      updatedAt: '2026-11-28T18:03:00.000Z',
      number: '42',
      fulfilment: 'pickup',
      placedAt: '2026-11-28T18:00:00.000Z',
      estimatedReadyTo: '2026-11-28T18:25:00.000Z',
      items: [
        { name: 'Burger', quantity: 1, id: 's1', status: 'preparing' },
        { name: 'Lemonade', quantity: 2, id: 's3', status: 'ready' },
      ],
    },
  },
  {
    title: 'the webhook about an order out for delivery',
    payload: {
      eventType: 'order_updated',
      eventCategory: 'order_updated',
      details: {
        restaurantGuid: 'r',
        appliedDate: '2026-11-28T18:05:00Z',
        order: {
          guid: 'to-2',
          approvalStatus: 'APPROVED',
          guestOrderStatus: 'CLOSED',
          voided: false,
          deliveryInfo: { deliveryState: 'PICKED_UP', address1: 'secret' },
          promisedDate: '2026-11-28T18:40:00.000+0000',
          checks: [{ displayNumber: '7', selections: [] }],
        },
      },
    },
    order: {
      id: 'to-2',
      status: 'out_for_delivery',
      number: '7',
      fulfilment: 'delivery',
      estimatedArrivalTo: '2026-11-28T18:40:00.000Z',
      items: [],
    },
  },
  {
    title: 'an order that waits for approval',
    payload: {
      guid: 'to-3',
      approvalStatus: 'NEEDS_APPROVAL',
      guestOrderStatus: 'RECEIVED',
      table: { guid: 't' },
      checks: [{ selections: [{ displayName: 'Tea', quantity: 1 }] }],
    },
    order: { id: 'to-3', status: 'pending', fulfilment: 'dine_in', items: [{ name: 'Tea', quantity: 1 }] },
  },
  {
    title: 'a voided order',
    payload: { guid: 'to-4', voided: true, guestOrderStatus: 'IN_PREPARATION', checks: [] },
    order: { id: 'to-4', status: 'cancelled', items: [] },
  },
  {
    title: 'a delivery, whose times are those of its arrival',
    payload: {
      guid: 'to-5',
      approvalStatus: 'APPROVED',
      guestOrderStatus: 'READY_FOR_PICKUP',
      voided: false,
      deliveryInfo: { address1: 'x', deliveryState: 'PENDING', dispatchedDate: null },
      estimatedFulfillmentDate: '2026-11-28T18:40:00.000+0000',
      checks: [
        {
          displayNumber: '12',
          selections: [
            {
              guid: 'a',
              displayName: 'Pad Thai',
              quantity: 2,
              voided: false,
              modifiers: [{ displayName: 'Tofu' }],
            },
          ],
        },
      ],
    },
    order: {
      id: 'to-5',
      status: 'ready',
      number: '12',
      fulfilment: 'delivery',
      estimatedArrivalTo: '2026-11-28T18:40:00.000Z',
      items: [{ name: 'Pad Thai', quantity: 2, id: 'a' }],
    },
  },
  {
    title: 'an order whose first check was voided',
    payload: {
      guid: 'to-6',
      guestOrderStatus: 'IN_PREPARATION',
      voided: false,
      checks: [
        {
          displayNumber: '1',
          voided: true,
          voidDate: '2026-11-28T18:05:00.000+0000',
          selections: [{ displayName: 'Soda', quantity: 1, voided: true }],
        },
        {
          displayNumber: '2',
          voided: false,
          selections: [{ displayName: 'Soup', quantity: 1, voided: false }],
        },
      ],
    },
    order: { id: 'to-6', status: 'preparing', number: '2', items: [{ name: 'Soup', quantity: 1 }] },
  },
  {
    title: 'an order whose lines do not say that they are not voided',
    payload: {
      guid: 'g9',
      openedDate: '2026-11-28T18:00:00.000+0000',
      modifiedDate: '2026-11-28T18:04:00.000+0000',
      approvalStatus: 'APPROVED',
      source: 'API',
      diningOption: { guid: 'd', behavior: 'TAKE_OUT' },
      estimatedFulfillmentDate: '2026-11-28T18:20:00.000+0000',
      checks: [
        {
          guid: 'c',
          displayNumber: '27',
          paymentStatus: 'PAID',
          totalAmount: 21.5,
          selections: [
            {
              guid: 's1',
              displayName: 'Fries',
              quantity: 2,
              fulfillmentStatus: 'SENT',
              modifiers: [{ guid: 'm', displayName: 'Mayo', quantity: 1 }],
            },
          ],
        },
      ],
    },
    order: {
      id: 'g9',
      updatedAt: '2026-11-28T18:04:00.000Z',
      number: '27',
      fulfilment: 'pickup',
      placedAt: '2026-11-28T18:00:00.000Z',
      estimatedReadyTo: '2026-11-28T18:20:00.000Z',
      items: [{ name: 'Fries', quantity: 2, id: 's1', status: 'preparing' }],
    },
  },
  {
    title: 'an order whose first check was taken out',
    payload: {
      guid: 'g10',
      guestOrderStatus: 'RECEIVED',
      checks: [
        {
          displayNumber: '27',
          deleted: true,
          deletedDate: '2026-11-28T18:02:00.000+0000',
          selections: [{ guid: 's1', displayName: 'Fries', quantity: 1, voided: false }],
        },
        {
          displayNumber: '28',
          deletedDate: null,
          voidDate: null,
          selections: [{ guid: 's2', displayName: 'Fries', quantity: 1, voided: false }],
        },
      ],
    },
    order: {
      id: 'g10',
      status: 'pending',
      number: '28',
      items: [{ name: 'Fries', quantity: 1, id: 's2' }],
    },
  },
];
