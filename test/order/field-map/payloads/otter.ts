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
      updatedAt: '2026-11-28T18:05:00.000Z',
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
  {
    title: 'the webhook that an order is ready, which has its id alone',
    payload: {
      eventId: 'e',
      eventTime: '2026-11-28T18:05:00Z',
      eventType: 'orders.order_ready',
      metadata: { storeId: 's', resourceId: 'o1', payload: { orderId: 'o1' } },
    },
    order: { id: 'o1', status: 'ready', updatedAt: '2026-11-28T18:05:00.000Z' },
  },
  {
    title: 'the webhook that an order was handed off: to whom, it does not say',
    payload: {
      eventId: 'e',
      eventTime: '2026-11-28T18:05:00Z',
      eventType: 'orders.order_handed_off',
      metadata: { payload: { orderId: 'o1', courierPhone: '1' } },
    },
    order: { id: 'o1', updatedAt: '2026-11-28T18:05:00.000Z' },
  },
  {
    title: 'the webhook about what an order has gone through',
    payload: {
      eventId: 'e',
      eventTime: '2026-11-28T18:06:00Z',
      eventType: 'orders.order_status_update',
      metadata: {
        resourceId: 'o1',
        payload: {
          orderStatusHistory: [
            { status: 'ORDER_ACCEPTED', eventTime: '2026-11-28T18:00:00Z' },
            { status: 'ORDER_READY_TO_PICKUP', eventTime: '2026-11-28T18:05:00Z' },
          ],
          orderAcceptedInfo: { preparationTimeInMinutes: 15 },
        },
      },
    },
    order: { id: 'o1', status: 'ready', updatedAt: '2026-11-28T18:05:00.000Z' },
  },
  {
    title: 'the webhook that the restaurant wants to cancel, which is not the end',
    payload: {
      eventId: 'e',
      eventTime: '2026-11-28T18:05:00Z',
      eventType: 'orders.cancel_order',
      metadata: {
        resourceId: 'o1',
        payload: {
          externalIdentifiers: { id: 'o1', friendlyId: 'AB' },
          cancellationReason: 'KITCHEN_CLOSED',
        },
      },
    },
    order: { id: 'o1', updatedAt: '2026-11-28T18:05:00.000Z', number: 'AB' },
  },
  {
    title: 'a delivery that is known by the resource alone',
    payload: {
      eventId: 'e',
      eventTime: '2026-11-28T18:05:00Z',
      eventType: 'delivery.status_update',
      metadata: {
        resourceId: 'o1',
        payload: {
          provider: 'courier-co',
          deliveryStatus: 'PICKED_UP',
          estimatedDeliveryTime: '2026-11-28T18:30:00Z',
          updatedTime: '2026-11-28T18:05:00Z',
        },
      },
    },
    order: {
      id: 'o1',
      status: 'out_for_delivery',
      updatedAt: '2026-11-28T18:05:00.000Z',
      fulfilment: 'delivery',
      estimatedArrivalTo: '2026-11-28T18:30:00.000Z',
    },
  },
  {
    title: 'an order with all its totals',
    payload: {
      eventType: 'orders.update',
      eventTime: '2026-11-28T18:05:00Z',
      metadata: {
        payload: {
          externalIdentifiers: { id: 'o2', friendlyId: 'Nr1' },
          currencyCode: 'EUR',
          status: 'PREPARED',
          items: [
            {
              id: 'i',
              name: 'Burger',
              quantity: 2,
              price: 8.5,
              modifiers: [{ name: 'Bacon', quantity: 1 }],
            },
          ],
          orderTotal: { subtotal: 17, tax: 1, total: 19.07 },
          fulfillmentInfo: { fulfillmentMode: 'PICKUP', schedulingType: 'ASAP', courierStatus: null },
        },
      },
    },
    order: {
      id: 'o2',
      status: 'ready',
      updatedAt: '2026-11-28T18:05:00.000Z',
      number: 'Nr1',
      fulfilment: 'pickup',
      items: [{ name: 'Burger', quantity: 2, id: 'i' }],
      totalMinor: 1907,
      currency: 'EUR',
    },
  },
  {
    title: 'a confirmed order for a fixed time',
    payload: {
      externalIdentifiers: { id: 'o3', friendlyId: 'F' },
      currencyCode: 'EUR',
      status: 'CONFIRMED',
      fulfillmentInfo: {
        fulfillmentMode: 'PICKUP',
        pickupTime: '2026-11-29T12:00:00Z',
        schedulingType: 'FIXED_TIME',
      },
    },
    order: {
      id: 'o3',
      status: 'scheduled',
      number: 'F',
      fulfilment: 'pickup',
      estimatedReadyTo: '2026-11-29T12:00:00.000Z',
      currency: 'EUR',
    },
  },
];
