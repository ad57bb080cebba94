import type { PayloadCase } from './payload-case.js';

export const shopifyShipments: readonly PayloadCase[] = [
  {
    title: 'an order whose money went back',
    payload: {
      id: 8,
      name: '#1005',
      financial_status: 'refunded',
      fulfillment_status: null,
      cancelled_at: null,
      currency: 'USD',
      current_total_price: '0.00',
      total_price: '10.00',
      line_items: [{ id: 9, name: 'Tea', quantity: 1, current_quantity: 0 }],
      fulfillments: [],
    },
    order: { id: '8', status: 'refunded', number: '#1005', items: [], totalMinor: 0, currency: 'USD' },
  },
  {
    title: 'an order of which a part of the money went back, and a line was taken out',
    payload: {
      id: 9,
      name: '#1006',
      financial_status: 'partially_refunded',
      fulfillment_status: null,
      line_items: [
        { id: 9, name: 'Tea', quantity: 2, current_quantity: 1 },
        { id: 10, name: 'Cake', quantity: 1, current_quantity: 0 },
      ],
    },
    order: {
      id: '9',
      status: 'pending',
      number: '#1006',
      items: [{ name: 'Tea', quantity: 1, id: '9' }],
    },
  },
  {
    title: 'the fulfilment orders of an order',
    payload: {
      fulfillment_orders: [
        {
          id: 1,
          order_id: 45,
          status: 'in_progress',
          request_status: 'unsubmitted',
          delivery_method: { id: 1, method_type: 'local' },
          line_items: [{ id: 1, quantity: 1 }],
        },
      ],
    },
    orderId: '45',
    order: { id: '45', status: 'preparing', fulfilment: 'delivery' },
  },
  {
    title: 'a fulfilment order that was moved: the order goes on',
    payload: { fulfillment_orders: [{ id: 1, order_id: 45, status: 'cancelled' }] },
    orderId: '45',
    order: undefined,
  },
  {
    title: 'the events of a fulfilment',
    payload: {
      fulfillment_events: [
        {
          id: 1,
          fulfillment_id: 5,
          order_id: 45,
          status: 'confirmed',
          created_at: '2026-11-28T18:00:00Z',
        },
        {
          id: 2,
          fulfillment_id: 5,
          order_id: 45,
          status: 'out_for_delivery',
          created_at: '2026-11-28T18:05:00Z',
        },
      ],
    },
    orderId: '45',
    order: { id: '45', status: 'out_for_delivery', fulfilment: 'delivery' },
  },
  {
    title: 'an event of a shipment that failed: another one may follow',
    payload: {
      id: 3,
      fulfillment_id: 5,
      order_id: 45,
      status: 'failure',
      created_at: '2026-11-28T18:05:00Z',
    },
    order: { id: '45', delayed: true },
  },
  {
    title: 'the same by GraphQL',
    payload: {
      data: {
        order: {
          id: 'gid://shopify/Order/3',
          displayFulfillmentStatus: 'FULFILLED',
          fulfillments: [{ displayStatus: 'NOT_DELIVERED' }],
        },
      },
    },
    order: { id: 'gid://shopify/Order/3', delayed: true },
  },
  {
    title: 'the fulfilments of an order',
    payload: {
      fulfillments: [
        {
          id: 5,
          order_id: 45,
          status: 'success',
          shipment_status: 'delivered',
          name: '#1001.1',
        },
      ],
    },
    orderId: '45',
    order: { id: '45', status: 'completed' },
  },
  {
    title: 'an order of the Storefront API',
    payload: {
      data: {
        customer: {
          orders: {
            edges: [
              {
                node: {
                  id: 'gid://shopify/Order/1?key=x',
                  name: '#1007',
                  fulfillmentStatus: 'UNFULFILLED',
                  financialStatus: 'PAID',
                  processedAt: '2026-11-28T18:05:00Z',
                  currentTotalPrice: { amount: '10.0', currencyCode: 'USD' },
                  lineItems: { nodes: [{ title: 'Tea', quantity: 1 }] },
                },
              },
            ],
          },
        },
      },
    },
    orderId: 'gid://shopify/Order/1?key=x',
    order: {
      id: 'gid://shopify/Order/1?key=x',
      status: 'pending',
      number: '#1007',
      placedAt: '2026-11-28T18:05:00.000Z',
      items: [{ name: 'Tea', quantity: 1 }],
      totalMinor: 1000,
      currency: 'USD',
    },
  },
  {
    title: 'an order of the Customer Account API',
    payload: {
      data: {
        order: {
          id: 'gid://shopify/Order/4',
          name: '#1008',
          fulfillmentStatus: 'FULFILLED',
          financialStatus: 'PAID',
          fulfillments: {
            nodes: [
              {
                latestShipmentStatus: 'IN_TRANSIT',
                status: 'SUCCESS',
                estimatedDeliveryAt: '2026-11-28T18:40:00Z',
              },
            ],
          },
          totalPrice: { amount: '10.0', currencyCode: 'USD' },
        },
      },
    },
    order: {
      id: 'gid://shopify/Order/4',
      status: 'out_for_delivery',
      number: '#1008',
      fulfilment: 'delivery',
      estimatedArrivalTo: '2026-11-28T18:40:00.000Z',
      totalMinor: 1000,
      currency: 'USD',
    },
  },
  {
    title: 'an order of which the newest parcel has arrived, and the first one not',
    payload: {
      data: {
        order: {
          id: 'gid://shopify/Order/9',
          displayFulfillmentStatus: 'FULFILLED',
          fulfillments: [{ displayStatus: 'OUT_FOR_DELIVERY' }, { displayStatus: 'DELIVERED' }],
        },
      },
    },
    order: { id: 'gid://shopify/Order/9', status: 'out_for_delivery', fulfilment: 'delivery' },
  },
  {
    title: 'an order whose second parcel took the place of one that was lost',
    payload: {
      id: 9,
      name: '#1009',
      fulfillment_status: 'fulfilled',
      fulfillments: [
        { status: 'success', shipment_status: 'failure' },
        { status: 'success', shipment_status: 'delivered' },
      ],
    },
    order: { id: '9', number: '#1009', status: 'completed' },
  },
];
