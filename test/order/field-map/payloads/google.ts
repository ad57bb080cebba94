import type { PayloadCase } from './payload-case.js';

export const google: readonly PayloadCase[] = [
  {
    title: 'an update with an interval',
    payload: {
      isInSandbox: true,
      customPushMessage: {
        orderUpdate: {
          actionOrderId: 'g-1',
          orderState: { state: 'CONFIRMED', label: 'The restaurant has your order' },
          receipt: { userVisibleOrderId: 'A7' },
          updateTime: '2026-11-28T18:05:00Z',
          infoExtension: {
            '@type': 'type.googleapis.com/google.actions.v2.orders.FoodOrderUpdateExtension',
            estimatedFulfillmentTimeIso8601: '2026-11-28T18:20:00Z/PT10M',
          },
        },
      },
    },
    order: {
      id: 'g-1',
      status: 'pending',
      updatedAt: '2026-11-28T18:05:00.000Z',
      number: 'A7',
      estimatedReadyFrom: '2026-11-28T18:20:00.000Z',
      estimatedReadyTo: '2026-11-28T18:30:00.000Z',
    },
  },
  {
    title: 'an order on its way',
    payload: {
      customPushMessage: {
        orderUpdate: {
          actionOrderId: 'g-1',
          orderState: { state: 'IN_TRANSIT', label: 'On its way' },
          updateTime: '2026-11-28T18:05:00Z',
        },
      },
    },
    order: { id: 'g-1', status: 'out_for_delivery', updatedAt: '2026-11-28T18:05:00.000Z', fulfilment: 'delivery' },
  },
  {
    title: 'a rejected order',
    payload: {
      customPushMessage: {
        orderUpdate: {
          actionOrderId: 'g-2',
          orderState: { state: 'REJECTED', label: 'Rejected' },
          rejectionInfo: { type: 'UNKNOWN', reason: 'The kitchen is closed' },
          updateTime: '2026-11-28T18:05:00Z',
        },
      },
    },
    order: { id: 'g-2', status: 'rejected', updatedAt: '2026-11-28T18:05:00.000Z', reason: 'The kitchen is closed' },
  },
  {
    title: 'when an order on its way arrives',
    payload: {
      customPushMessage: {
        orderUpdate: {
          actionOrderId: 'g-1',
          orderState: { state: 'IN_TRANSIT' },
          infoExtension: { estimatedFulfillmentTimeIso8601: '2026-11-28T18:20:00Z/2026-11-28T18:40:00Z' },
        },
      },
    },
    order: {
      id: 'g-1',
      status: 'out_for_delivery',
      fulfilment: 'delivery',
      estimatedArrivalFrom: '2026-11-28T18:20:00.000Z',
      estimatedArrivalTo: '2026-11-28T18:40:00.000Z',
    },
  },
  {
    title: 'an order to collect, with one time',
    payload: {
      customPushMessage: {
        orderUpdate: {
          actionOrderId: 'g-1',
          orderState: { state: 'READY_FOR_PICKUP' },
          infoExtension: { estimatedFulfillmentTimeIso8601: '2026-11-28T18:20:00+01:00' },
        },
      },
    },
    order: {
      id: 'g-1',
      status: 'ready',
      fulfilment: 'pickup',
      estimatedReadyTo: '2026-11-28T17:20:00.000Z',
    },
  },
];
