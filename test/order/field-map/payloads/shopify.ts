import type { PayloadCase } from './payload-case.js';

export const shopify: readonly PayloadCase[] = [
  {
    title: 'the webhook about a new, paid order',
    payload: {
      id: 820982911946154500,
      admin_graphql_api_id: 'gid://shopify/Order/820982911946154508',
      name: '#1001',
      order_number: 1001,
      created_at: '2026-11-28T13:00:00-05:00',
      updated_at: '2026-11-28T13:01:00-05:00',
      financial_status: 'paid',
      fulfillment_status: null,
      cancelled_at: null,
      closed_at: null,
      currency: 'USD',
      total_price: '41.90',
      line_items: [{ id: 1, name: 'Ramen - large', title: 'Ramen', quantity: 2 }],
      fulfillments: [],
    },
    orderId: '1001',
    order: {
      id: '1001',
      status: 'pending',
      updatedAt: '2026-11-28T18:01:00.000Z',
      number: '#1001',
      placedAt: '2026-11-28T18:00:00.000Z',
      items: [{ name: 'Ramen - large', quantity: 2, id: '1' }],
      totalMinor: 4190,
      currency: 'USD',
    },
  },
  {
    title: 'an order whose fulfilment is under way',
    payload: {
      order: {
        id: 450789469,
        name: '#1002',
        fulfillment_status: 'fulfilled',
        cancelled_at: null,
        fulfillments: [{ id: 1, order_id: 450789469, status: 'success', shipment_status: 'out_for_delivery' }],
        current_total_price: '19.00',
        currency: 'JPY',
        total_price: '1900',
      },
    },
    order: {
      id: '450789469',
      status: 'out_for_delivery',
      number: '#1002',
      fulfilment: 'delivery',
      totalMinor: 19,
      currency: 'JPY',
    },
  },
  {
    title: 'a cancelled order',
    payload: {
      id: 7,
      name: '#1003',
      cancelled_at: '2026-11-28T18:05:00Z',
      cancel_reason: 'customer',
      fulfillment_status: null,
      fulfillments: [],
    },
    order: { id: '7', status: 'cancelled', number: '#1003' },
  },
  {
    title: 'the webhook about a fulfilment event',
    payload: {
      id: 99,
      fulfillment_id: 5,
      order_id: 450789469,
      status: 'in_transit',
      message: null,
      happened_at: '2026-11-28T18:05:00Z',
      estimated_delivery_at: '2026-11-28T18:40:00Z',
      created_at: '2026-11-28T18:05:00Z',
      updated_at: '2026-11-28T18:05:00Z',
    },
    order: {
      id: '450789469',
      status: 'out_for_delivery',
      updatedAt: '2026-11-28T18:05:00.000Z',
      fulfilment: 'delivery',
      estimatedArrivalTo: '2026-11-28T18:40:00.000Z',
    },
  },
  {
    title: 'the webhook about a fulfilment',
    payload: {
      id: 5,
      order_id: 450789469,
      status: 'success',
      shipment_status: 'delivered',
      name: '#1002.1',
      created_at: '2026-11-28T18:05:00Z',
      updated_at: '2026-11-28T18:05:00Z',
      line_items: [{ id: 1, name: 'Tea', quantity: 1 }],
    },
    order: { id: '450789469', status: 'completed', updatedAt: '2026-11-28T18:05:00.000Z' },
  },
  {
    title: 'an order by GraphQL',
    payload: {
      data: {
        order: {
          id: 'gid://shopify/Order/1',
          name: '#1004',
          createdAt: '2026-11-28T18:05:00Z',
          displayFulfillmentStatus: 'IN_PROGRESS',
          displayFinancialStatus: 'PAID',
          fulfillments: [],
          currentTotalPriceSet: { shopMoney: { amount: '12.5', currencyCode: 'EUR' } },
          fulfillmentOrders: { nodes: [{ status: 'OPEN', deliveryMethod: { methodType: 'PICK_UP' } }] },
          lineItems: { edges: [{ node: { id: 'gid://shopify/LineItem/1', title: 'Bagel', quantity: 3 } }] },
        },
      },
    },
    order: {
      id: 'gid://shopify/Order/1',
      status: 'preparing',
      number: '#1004',
      fulfilment: 'pickup',
      placedAt: '2026-11-28T18:05:00.000Z',
      items: [{ name: 'Bagel', quantity: 3, id: 'gid://shopify/LineItem/1' }],
      totalMinor: 1250,
      currency: 'EUR',
    },
  },
  {
    title: 'an order for pickup that is ready',
    payload: {
      data: {
        order: {
          id: 'gid://shopify/Order/1',
          displayFulfillmentStatus: 'IN_PROGRESS',
          fulfillments: [{ displayStatus: 'CANCELED' }, { displayStatus: 'READY_FOR_PICKUP' }],
        },
      },
    },
    order: { id: 'gid://shopify/Order/1', status: 'ready', fulfilment: 'pickup' },
  },
  {
    title: 'an order that is not fulfilled',
    payload: {
      data: {
        order: { id: 'gid://shopify/Order/2', displayFulfillmentStatus: 'UNFULFILLED', displayFinancialStatus: 'PAID' },
      },
    },
    order: { id: 'gid://shopify/Order/2', status: 'pending' },
  },
  {
    title: 'a fulfilment order on hold',
    payload: { data: { fulfillmentOrder: { id: 'gid://shopify/FulfillmentOrder/1', status: 'ON_HOLD' } } },
    order: { id: 'gid://shopify/FulfillmentOrder/1', onHold: true },
  },
];
