import type { PayloadCase } from './payload-case.js';

export const enatega: readonly PayloadCase[] = [
  {
    title: 'a subscription to one’s orders',
    payload: {
      type: 'next',
      id: '1',
      payload: {
        data: {
          orderStatusChanged: {
            userId: 'u',
            origin: 'update',
            order: {
              _id: '65af',
              orderId: 'HG-17',
              orderStatus: 'PICKED',
              isPickedUp: false,
              restaurant: { _id: 'r', name: 'Harbour Grill' },
              items: [{ _id: 'i', title: 'Biryani', quantity: 2 }],
              preparationTime: '1795889700000',
              createdAt: '1795888800000',
              orderAmount: 18.5,
            },
          },
        },
      },
    },
    order: {
      id: '65af',
      status: 'out_for_delivery',
      number: 'HG-17',
      fulfilment: 'delivery',
      restaurantName: 'Harbour Grill',
      placedAt: '2026-11-28T18:00:00.000Z',
      estimatedReadyTo: '2026-11-28T18:15:00.000Z',
      items: [{ name: 'Biryani', quantity: 2, id: 'i' }],
    },
  },
  {
    title: 'a subscription to one order',
    payload: {
      data: {
        subscriptionOrder: {
          _id: '65af',
          orderStatus: 'ACCEPTED',
          rider: null,
          completionTime: '2026-11-28T18:40:00Z',
          preparationTime: '2026-11-28T18:25:00Z',
          isPickedUp: true,
        },
      },
    },
    order: { id: '65af', status: 'preparing', fulfilment: 'pickup', estimatedReadyTo: '2026-11-28T18:25:00.000Z' },
  },
  {
    title: 'a query',
    payload: {
      data: { order: { _id: '65af', orderId: 'HG-17', orderStatus: 'CANCELLEDBYREST', isPickedUp: true, items: [] } },
    },
    order: { id: '65af', status: 'cancelled', number: 'HG-17', fulfilment: 'pickup', items: [] },
  },
  {
    title: 'one of one’s orders, by its number',
    payload: {
      data: {
        orders: [
          { _id: '65ae', orderId: 'HG-16', orderStatus: 'DELIVERED' },
          { _id: '65af', orderId: 'HG-17', orderStatus: 'ASSIGNED', isPickedUp: false },
        ],
      },
    },
    orderId: 'HG-17',
    order: { id: 'HG-17', status: 'preparing', number: 'HG-17', fulfilment: 'delivery' },
  },
  {
    title: 'an order that the guest has collected',
    payload: { data: { subscriptionOrder: { _id: '65af', orderStatus: 'PICKED', isPickedUp: true } } },
    order: { id: '65af', status: 'completed', fulfilment: 'pickup' },
  },
  {
    title: 'a subscription with the rider’s estimate',
    payload: {
      data: {
        subscriptionOrder: {
          _id: '65af',
          orderStatus: 'PICKED',
          isPickedUp: false,
          eta: {
            readyAt: '2026-11-28T18:20:00Z',
            windowStartAt: '2026-11-28T18:35:00Z',
            windowEndAt: '2026-11-28T18:45:00Z',
          },
        },
      },
    },
    order: {
      id: '65af',
      status: 'out_for_delivery',
      fulfilment: 'delivery',
      estimatedReadyTo: '2026-11-28T18:20:00.000Z',
      estimatedArrivalFrom: '2026-11-28T18:35:00.000Z',
      estimatedArrivalTo: '2026-11-28T18:45:00.000Z',
    },
  },
  {
    title: 'the query of one order, which has times instead of a status',
    payload: {
      data: {
        order: {
          _id: '65af',
          orderId: 'HG-17',
          isPickedUp: false,
          acceptedAt: '1795888800000',
          pickedAt: null,
          deliveredAt: null,
          cancelledAt: null,
          items: [{ title: 'Biryani', quantity: 1 }],
        },
      },
    },
    order: {
      id: '65af',
      status: 'preparing',
      number: 'HG-17',
      fulfilment: 'delivery',
      items: [{ name: 'Biryani', quantity: 1 }],
    },
  },
  {
    title: 'when a delivery is complete',
    payload: {
      data: {
        orders: [
          {
            _id: '65af',
            orderId: 'HG-17',
            orderStatus: 'ASSIGNED',
            isPickedUp: false,
            preparationTime: '1795889700000',
            completionTime: '1795890600000',
          },
        ],
      },
    },
    order: {
      id: '65af',
      status: 'preparing',
      number: 'HG-17',
      fulfilment: 'delivery',
      estimatedReadyTo: '2026-11-28T18:15:00.000Z',
      estimatedArrivalTo: '2026-11-28T18:30:00.000Z',
    },
  },
  {
    title: 'a delivery that only its status shows to be one',
    payload: {
      data: {
        subscriptionOrder: { _id: '65af', orderStatus: 'PICKED', completionTime: '2026-11-28T18:40:00Z' },
      },
    },
    order: {
      id: '65af',
      status: 'out_for_delivery',
      fulfilment: 'delivery',
      estimatedArrivalTo: '2026-11-28T18:40:00.000Z',
    },
  },
];
