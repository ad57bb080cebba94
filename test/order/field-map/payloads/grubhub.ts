import type { PayloadCase } from './payload-case.js';

export const grubhub: readonly PayloadCase[] = [
  {
    title: 'an order',
    payload: {
      uuid: '3fa8-1',
      order_number: '1234567',
      status: 'RESTAURANT_CONFIRMABLE',
      time_placed: '2026-11-28T18:00:00Z',
      when_for: '2026-11-28T18:30:00Z',
      updated_at: { millis: 1795889100000 },
      fulfillment_info: { pickup_info: { contact_info: {} } },
      charges: {
        diner_total: 2450,
        line_groups: [
          { lines: [{ line_id: 'a', name: 'Taco', quantity: 3 }] },
          { lines: [{ line_id: 'b', name: 'Soda', quantity: 1 }] },
        ],
      },
    },
    order: {
      id: '3fa8-1',
      status: 'pending',
      updatedAt: '2026-11-28T18:05:00.000Z',
      number: '1234567',
      fulfilment: 'pickup',
      placedAt: '2026-11-28T18:00:00.000Z',
      estimatedReadyTo: '2026-11-28T18:30:00.000Z',
      items: [
        { name: 'Taco', quantity: 3, id: 'a' },
        { name: 'Soda', quantity: 1, id: 'b' },
      ],
      totalMinor: 2450,
      currency: 'USD',
    },
  },
  {
    title: 'a webhook about the status',
    payload: {
      event_type: 'ORDER_STATUS_CHANGE',
      order_uuid: '3fa8-1',
      merchant_id: 'm',
      previous_status: 'CONFIRMED',
      new_status: 'READY',
      updated_at: '2026-11-28T18:05:00Z',
    },
    order: { id: '3fa8-1', status: 'ready', updatedAt: '2026-11-28T18:05:00.000Z', currency: 'USD' },
  },
  {
    title: 'a webhook about a new order',
    payload: {
      event_type: 'NEW_ORDER',
      order_uuid: '3fa8-2',
      merchant_id: 'm',
      placed_at: '2026-11-28T18:00:00Z',
      fulfillment_type: 'DELIVERY',
      items: [{ item_id: 'i', name: 'Pho', quantity: 1, price: 12.5 }],
      totals: { total: 14.55 },
    },
    order: {
      id: '3fa8-2',
      status: 'pending',
      fulfilment: 'delivery',
      placedAt: '2026-11-28T18:00:00.000Z',
      items: [{ name: 'Pho', quantity: 1, id: 'i' }],
      totalMinor: 1455,
      currency: 'USD',
    },
  },
  {
    title: 'a webhook about a cancellation',
    payload: {
      event_type: 'ORDER_CANCELLED',
      order_uuid: '3fa8-2',
      cancelled_by: 'MERCHANT',
      reason: 'Closed early',
      cancelled_at: '2026-11-28T18:05:00Z',
    },
    order: {
      id: '3fa8-2',
      status: 'cancelled',
      updatedAt: '2026-11-28T18:05:00.000Z',
      reason: 'Closed early',
      currency: 'USD',
    },
  },
  {
    title: 'a webhook about the delivery',
    payload: {
      event_type: 'DELIVERY_STATUS_UPDATE',
      order_uuid: '3fa8-2',
      delivery_id: 'd-1',
      status: 'PICKED_UP',
      dropoff_eta: '2026-11-28T18:40:00Z',
      timestamp: '2026-11-28T18:05:00Z',
    },
    order: {
      id: '3fa8-2',
      status: 'out_for_delivery',
      updatedAt: '2026-11-28T18:05:00.000Z',
      fulfilment: 'delivery',
      estimatedArrivalTo: '2026-11-28T18:40:00.000Z',
      currency: 'USD',
    },
  },
  {
    title: 'a delivery by Grubhub: the time for the kitchen is not when it arrives',
    payload: {
      uuid: 'g1',
      order_number: '123',
      status: 'CONFIRMED',
      time_placed: { millis: 1795888800000 },
      when_for: '2026-11-28T18:20:00Z',
      fulfillment_info: {
        delivery_info: {
          is_managed_delivery: true,
          estimated_delivery_time: { millis: 1795891200000 },
          managed_delivery_estimated_pickup: { millis: 1795890000000 },
        },
      },
      charges: {
        diner_grand_total: 2600,
        line_groups: [
          {
            lines: [
              {
                id: 'a',
                line_uuid: 'u1',
                name: 'Taco',
                quantity: 2,
                line_options: [{ name: 'Hot' }],
              },
            ],
          },
        ],
      },
    },
    order: {
      id: 'g1',
      status: 'preparing',
      number: '123',
      fulfilment: 'delivery',
      placedAt: '2026-11-28T18:00:00.000Z',
      estimatedArrivalTo: '2026-11-28T18:40:00.000Z',
      items: [{ name: 'Taco', quantity: 2, id: 'u1' }],
      totalMinor: 2600,
      currency: 'USD',
    },
  },
  {
    title: 'a delivery by the restaurant',
    payload: {
      uuid: 'g2',
      status: 'OUT_FOR_DELIVERY',
      when_for: '2026-11-28T18:50:00Z',
      fulfillment_info: { delivery_info: { is_managed_delivery: false }, pickup_info: null },
    },
    order: {
      id: 'g2',
      status: 'out_for_delivery',
      fulfilment: 'delivery',
      estimatedArrivalTo: '2026-11-28T18:50:00.000Z',
      currency: 'USD',
    },
  },
  {
    title: 'an order for tomorrow',
    payload: {
      uuid: 'g3',
      status: 'ANTICIPATED',
      when_for: '2026-11-29T18:50:00.000Z',
      fulfillment_info: {
        pickup_info: { name: 'x', estimated_pickup_time: { millis: 1795975800000 } },
        delivery_info: null,
      },
    },
    order: {
      id: 'g3',
      status: 'scheduled',
      fulfilment: 'pickup',
      estimatedReadyTo: '2026-11-29T18:50:00.000Z',
      currency: 'USD',
    },
  },
  {
    title: 'a submitted order, as an integrator has it',
    payload: {
      uuid: 'u1',
      status: 'CONFIRMED',
      statusHistory: [{ status: 'UNCONFIRMED', timestamp: '2026-11-28T18:01:45.107Z' }],
      fulfillment_info: {
        delivery_info: { is_managed_delivery: false, estimated_delivery_time: '2026-11-28T18:25:00.000Z' },
      },
      time_placed: '2026-11-28T17:58:15.511Z',
      when_for: '2026-11-28T18:28:15.146Z',
      charges: {
        diner_grand_total: 2173,
        grand_total: 2173,
        line_groups: [{ label: '', lines: [{ id: 'p', name: 'Club sandwich', price: 850, quantity: 2 }] }],
      },
    },
    order: {
      id: 'u1',
      status: 'preparing',
      fulfilment: 'delivery',
      placedAt: '2026-11-28T17:58:15.511Z',
      estimatedArrivalTo: '2026-11-28T18:25:00.000Z',
      items: [{ name: 'Club sandwich', quantity: 2, id: 'p' }],
      totalMinor: 2173,
      currency: 'USD',
    },
  },
];
