import type { PayloadCase } from './payload-case.js';

export const lightspeed: readonly PayloadCase[] = [
  {
    title: 'an order that the till has accepted',
    payload: {
      status: 'SUCCESS',
      ikentooAccountId: '2114502594134196',
      ikentooAccountIdentifier: 'A123080.14',
      thirdPartyReference: 'REF11',
      type: 'ORDER',
    },
    order: { id: 'REF11', status: 'preparing' },
  },
  {
    title: 'an order that is ready',
    payload: {
      thirdPartyReference: 'REF11',
      businessLocationId: 247158188015618,
      status: 'READY_FOR_PICKUP',
      account: {
        clientCount: 2,
        uuid: '5a81c7f4',
        openDate: '2026-11-28T18:00:00.265+0000',
        paidAmount: '4.00',
        name: 'Order NZVV',
      },
      type: 'ORDER',
    },
    order: { id: 'REF11', status: 'ready', number: 'Order NZVV', placedAt: '2026-11-28T18:00:00.265Z' },
  },
  {
    title: 'a payment',
    payload: {
      thirdPartyReference: 'REF11',
      businessLocationId: 1,
      status: 'SUCCESS',
      ikentooAccountIdentifier: 'A123080.14',
      type: 'PAYMENT',
    },
    order: { id: 'REF11' },
  },
  {
    title: 'an order that failed',
    payload: { reason: 'The item is sold out', thirdPartyReference: 'REF12', status: 'FAILURE', type: 'ORDER' },
    order: { id: 'REF12', status: 'failed', reason: 'The item is sold out' },
  },
  {
    title: 'an account that was closed',
    payload: { thirdPartyReference: 'REF11', status: 'CLOSED', type: 'ORDER' },
    order: { id: 'REF11', status: 'completed', statusSource: 'estimated' },
  },
  {
    title: 'an order that was delivered',
    payload: { thirdPartyReference: 'REF11', businessLocationId: 1, status: 'DELIVERED', type: 'ORDER' },
    order: { id: 'REF11', status: 'completed' },
  },
  {
    title: 'that the restaurant takes orders, which is not about one',
    payload: {
      businessLocationId: 1,
      status: 'READY',
      type: 'ORDER_API',
      lastUpdatedAt: '2026-11-28T18:05:00Z',
    },
    orderId: 'REF11',
    order: undefined,
  },
  {
    title: 'an order with the lines of its account',
    payload: {
      thirdPartyReference: 'REF13',
      status: 'IN_DELIVERY',
      type: 'ORDER',
      account: {
        name: 'ORDER A1C2E',
        tableNumber: 2,
        openDate: '2026-11-28T18:00:00Z',
        paidAmount: 100,
        currentAmount: 110,
        salesEntries: [
          {
            id: 1,
            uuid: 'u1',
            itemName: 'Burger',
            quantity: 1,
            active: true,
            modifiers: [{ name: 'Rare', quantity: 1 }],
            subLineItems: [{ uuid: 'u3', itemName: 'Extra cheese', quantity: 1, active: true }],
          },
          { id: 2, uuid: 'u2', itemName: 'Soda', quantity: 2, active: false },
        ],
      },
    },
    order: {
      id: 'REF13',
      status: 'out_for_delivery',
      number: 'ORDER A1C2E',
      fulfilment: 'delivery',
      tableLabel: '2',
      placedAt: '2026-11-28T18:00:00.000Z',
      items: [{ name: 'Burger', quantity: 1, id: 'u1' }],
    },
  },
];
