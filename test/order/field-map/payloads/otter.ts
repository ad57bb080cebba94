import type { PayloadCase } from './payload-case.js';

export const otter: readonly PayloadCase[] = [
  {
    title: 'an order for delivery that the courier has',
    payload: {
      externalIdentifiers: { id: '69f60a06', friendlyId: 'ABCDE', source: 'web' },
      currencyCode: 'EUR',
      status: 'PICKED_UP',
      orderedAt: '2026-11-28T18:00:00Z',
      items: [{ id: 'i1', lineItemId: 'li1', name: 'Juicy burger', quantity: 1 }],
      fulfillmentInfo: {
        fulfillmentMode: 'RESTAURANT_DELIVERY',
        deliveryTime: '2026-11-28T18:40:00Z',
        pickupTime: '2026-11-28T18:20:00Z',
        schedulingType: 'ASAP',
      },
    },
    order: {
      id: '69f60a06',
      status: 'out_for_delivery',
      number: 'ABCDE',
      fulfilment: 'delivery',
      placedAt: '2026-11-28T18:00:00.000Z',
      estimatedReadyTo: '2026-11-28T18:20:00.000Z',
      estimatedArrivalTo: '2026-11-28T18:40:00.000Z',
      items: [{ name: 'Juicy burger', quantity: 1, id: 'li1' }],
      currency: 'EUR',
    },
  },
  {
    title: 'the webhook about a new order at a table',
    payload: {
      eventId: 'e',
      eventTime: '2026-11-28T18:05:00Z',
      eventType: 'orders.new_order',
      metadata: {
        storeId: 's',
        resourceId: '69f60a07',
        payload: {
          externalIdentifiers: { id: '69f60a07', friendlyId: 'R7' },
          currencyCode: 'EUR',
          status: 'NEW_ORDER',
          fulfillmentInfo: { fulfillmentMode: 'DINE_IN', tableIdentifier: 'R-45' },
        },
      },
    },
    order: {
      id: '69f60a07',
      status: 'pending',
      number: 'R7',
      fulfilment: 'dine_in',
      tableLabel: 'R-45',
      currency: 'EUR',
    },
  },
  {
    title: 'an order that the guest has collected',
    payload: {
      id: '69f60a08',
      status: 'PICKED_UP',
      orderTotal: 19.07,
      currencyCode: 'USD',
      fulfillmentInfo: { fulfillmentMode: 'PICKUP' },
      items: [],
    },
    order: { id: '69f60a08', status: 'completed', fulfilment: 'pickup', items: [], totalMinor: 1907, currency: 'USD' },
  },
  {
    title: 'an event about a delivery',
    payload: {
      eventType: 'delivery.status_update',
      metadata: {
        payload: {
          orderId: '69f60a06',
          provider: 'courier-co',
          status: 'ARRIVED_AT_DROP_OFF',
          deliveryStatus: 'ARRIVED_AT_DROP_OFF',
          estimatedDeliveryTime: '2026-11-28T18:38:00Z',
          updatedTime: '2026-11-28T18:05:00Z',
        },
      },
    },
    order: {
      id: '69f60a06',
      status: 'out_for_delivery',
      updatedAt: '2026-11-28T18:05:00.000Z',
      fulfilment: 'delivery',
      estimatedArrivalTo: '2026-11-28T18:38:00.000Z',
    },
  },
  {
    title: 'a cancelled delivery of an order that goes on',
    payload: {
      metadata: {
        payload: {
          orderId: '69f60a06',
          provider: 'courier-co',
          status: 'CANCELED',
          deliveryStatus: 'CANCELED',
          updatedTime: '2026-11-28T18:05:00Z',
        },
      },
    },
    order: { id: '69f60a06', updatedAt: '2026-11-28T18:05:00.000Z', fulfilment: 'delivery' },
  },
];
