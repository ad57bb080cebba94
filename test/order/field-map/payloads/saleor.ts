import type { PayloadCase } from './payload-case.js';

export const saleor: readonly PayloadCase[] = [
  {
    title: 'an order by GraphQL',
    payload: {
      data: {
        order: {
          id: 'T3JkZXI6MQ==',
          number: '1024',
          status: 'UNFULFILLED',
          chargeStatus: 'FULL',
          isPaid: true,
          created: '2026-11-28T18:00:00.123456+00:00',
          updatedAt: '2026-11-28T18:02:00.5+00:00',
          deliveryMethod: { __typename: 'Warehouse', name: 'Harbour' },
          total: { gross: { amount: 24.5, currency: 'EUR' } },
          lines: [{ id: 'L1', productName: 'Pierogi', variantName: 'large', quantity: 2 }],
        },
      },
    },
    order: {
      id: 'T3JkZXI6MQ==',
      status: 'preparing',
      updatedAt: '2026-11-28T18:02:00.500Z',
      number: '1024',
      fulfilment: 'pickup',
      placedAt: '2026-11-28T18:00:00.123Z',
      items: [{ name: 'Pierogi', quantity: 2, id: 'L1' }],
      totalMinor: 2450,
      currency: 'EUR',
    },
  },
  {
    title: 'a webhook with a subscription query',
    payload: { order: { id: 'T3JkZXI6MQ==', number: '1024', status: 'FULFILLED', shippingMethodName: 'Bike courier' } },
    order: { id: 'T3JkZXI6MQ==', status: 'completed', number: '1024', fulfilment: 'delivery' },
  },
  {
    title: 'an older webhook',
    payload: [
      {
        type: 'Order',
        id: 'T3JkZXI6Mg==',
        token: 'tok',
        status: 'canceled',
        created: '2026-11-28T18:00:00Z',
        total_gross_amount: '12.90',
        currency: 'PLN',
        lines: [{ type: 'OrderLine', id: 'L', product_name: 'Żurek', quantity: 1 }],
      },
    ],
    order: {
      id: 'T3JkZXI6Mg==',
      status: 'cancelled',
      placedAt: '2026-11-28T18:00:00.000Z',
      items: [{ name: 'Żurek', quantity: 1, id: 'L' }],
      totalMinor: 1290,
      currency: 'PLN',
    },
  },
  {
    title: 'the order that is followed, of a page',
    payload: {
      data: {
        orders: {
          edges: [
            { node: { id: 'a', number: '1', status: 'EXPIRED' } },
            { node: { id: 'b', number: '2', status: 'UNCONFIRMED' } },
          ],
        },
      },
    },
    orderId: 'b',
    order: { id: 'b', status: 'pending', number: '2' },
  },
  {
    title: 'an order whose money went back',
    payload: {
      data: {
        order: { id: 'T1', number: '7', status: 'UNFULFILLED', paymentStatus: 'FULLY_REFUNDED' },
      },
    },
    order: { id: 'T1', status: 'refunded', number: '7' },
  },
  {
    title: 'an event of a subscription',
    payload: {
      data: {
        event: {
          order: { id: 'T1', number: '7', status: 'UNFULFILLED', paymentStatus: 'FULLY_CHARGED' },
        },
      },
    },
    order: { id: 'T1', status: 'preparing', number: '7' },
  },
  {
    title: 'an older webhook about an order that is collected',
    payload: [
      {
        type: 'Order',
        id: 'T3JkZXI6Mw==',
        number: '9',
        status: 'fulfilled',
        collection_point_name: 'Harbour',
        shipping_method_name: null,
        lines: [],
      },
    ],
    order: { id: 'T3JkZXI6Mw==', status: 'completed', number: '9', fulfilment: 'pickup', items: [] },
  },
];
