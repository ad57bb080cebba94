import type { PayloadCase } from './payload-case.js';

export const dotypos: readonly PayloadCase[] = [
  {
    title: 'a page of orders',
    payload: {
      currentPage: '1',
      perPage: '20',
      totalItemsOnPage: '2',
      data: [
        { id: '11', status: 'closed', documentNumber: 'D-11' },
        {
          id: '12',
          status: 'ready_to_pickup',
          documentNumber: 'D-12',
          created: '1795888800000',
          versionDate: '1795889100000',
          currency: 'CZK',
          totalValueRounded: '249',
          paid: true,
          parked: true,
        },
      ],
    },
    orderId: '12',
    order: {
      id: '12',
      status: 'ready',
      updatedAt: '2026-11-28T18:05:00.000Z',
      number: 'D-12',
      fulfilment: 'pickup',
      placedAt: '2026-11-28T18:00:00.000Z',
      totalMinor: 24900,
      currency: 'CZK',
    },
  },
  {
    title: 'an order for delivery',
    payload: {
      id: '13',
      externalId: 'web-13',
      documentNumber: 'D-13',
      status: 'on_delivery',
      created: 1795888800000,
      currency: 'EUR',
      totalValueRounded: 12.9,
      canceledDate: null,
      orderItems: [{ id: '1', name: 'Svíčková', quantity: '1' }],
    },
    orderId: 'web-13',
    order: {
      id: 'web-13',
      status: 'out_for_delivery',
      number: 'D-13',
      fulfilment: 'delivery',
      placedAt: '2026-11-28T18:00:00.000Z',
      items: [{ name: 'Svíčková', quantity: 1, id: '1' }],
      totalMinor: 1290,
      currency: 'EUR',
    },
  },
  {
    title: 'a paid order that is still open',
    payload: { id: '14', status: 'parked', paid: true, completed: null },
    order: { id: '14', status: 'pending' },
  },
  {
    title: 'a status that it falls back to',
    payload: { id: '15', status: 'unknown', documentNumber: 'D-15' },
    order: { id: '15', number: 'D-15' },
  },
  {
    title: 'a closed bill that was cancelled',
    payload: { id: '16', status: 'closed', canceledDate: '1795889100000' },
    order: { id: '16', status: 'cancelled' },
  },
  {
    title: 'an order that was not cancelled',
    payload: { id: '17', status: 'new', canceledDate: '0' },
    order: { id: '17', status: 'pending' },
  },
];
