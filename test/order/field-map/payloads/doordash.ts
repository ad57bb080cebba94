import type { PayloadCase } from './payload-case.js';

export const doordash: readonly PayloadCase[] = [
  {
    title: 'a webhook of Drive',
    payload: {
      event_name: 'DASHER_PICKED_UP',
      external_delivery_id: 'D-12345',
      delivery_status: 'picked_up',
      order_value: 1999,
      currency: 'USD',
      dropoff_time_estimated: '2026-11-28T18:40:00Z',
      updated_at: '2026-11-28T18:05:00Z',
      dasher_name: 'Bo',
    },
    order: {
      id: 'D-12345',
      status: 'out_for_delivery',
      updatedAt: '2026-11-28T18:05:00.000Z',
      fulfilment: 'delivery',
      estimatedArrivalTo: '2026-11-28T18:40:00.000Z',
      totalMinor: 1999,
      currency: 'USD',
    },
  },
  {
    title: 'a delivery that is confirmed',
    payload: { event_name: 'delivery_confirmed', external_delivery_id: 'D-12346', updated_at: '2026-11-28T18:05:00Z' },
    order: { id: 'D-12346', status: 'preparing', updatedAt: '2026-11-28T18:05:00.000Z', fulfilment: 'delivery' },
  },
  {
    title: 'a delivery by REST',
    payload: {
      external_delivery_id: 'D-12345',
      currency: 'USD',
      delivery_status: 'delivered',
      fee: 975,
      order_value: 1999,
      dropoff_time_actual: '2026-11-28T18:05:00Z',
      items: [{ name: 'Box', quantity: 1 }],
      updated_at: '2026-11-28T18:05:00Z',
    },
    order: {
      id: 'D-12345',
      status: 'completed',
      updatedAt: '2026-11-28T18:05:00.000Z',
      fulfilment: 'delivery',
      items: [{ name: 'Box', quantity: 1 }],
      totalMinor: 1999,
      currency: 'USD',
    },
  },
  {
    title: 'a cancelled delivery',
    payload: {
      event_type: 'DELIVERY_CANCELLED',
      external_delivery_id: 'D-1',
      cancellation_reason: 'cancelled_by_creator',
    },
    order: { id: 'D-1', fulfilment: 'delivery', delayed: true, reason: 'cancelled_by_creator' },
  },
  {
    title: 'a webhook of the Marketplace',
    payload: {
      event_type: 'dasher_at_customer',
      order_id: 'mk-7',
      dasher_name: 'Bo',
      estimated_delivery_time: '2026-11-28T18:41:00Z',
      tracking_url: 'https://example.com/t',
    },
    order: {
      id: 'mk-7',
      status: 'out_for_delivery',
      fulfilment: 'delivery',
      estimatedArrivalTo: '2026-11-28T18:41:00.000Z',
    },
  },
];
