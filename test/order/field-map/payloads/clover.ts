import type { PayloadCase } from './payload-case.js';

export const clover: readonly PayloadCase[] = [
  {
    title: 'an open order',
    payload: {
      href: 'https://example.com',
      id: '9ABCDEF1234567',
      currency: 'USD',
      total: 1099,
      title: '12',
      paymentState: 'OPEN',
      state: 'open',
      orderType: { id: 'o', label: 'Take out' },
      createdTime: 1795888800000,
      clientCreatedTime: 1795888800000,
      modifiedTime: 1795889100000,
      lineItems: {
        elements: [
          { id: 'L1', name: 'Latte', price: 450 },
          { id: 'L2', name: 'Bagel', price: 649 },
        ],
      },
    },
    order: {
      id: '9ABCDEF1234567',
      status: 'pending',
      updatedAt: '2026-11-28T18:05:00.000Z',
      number: '12',
      placedAt: '2026-11-28T18:00:00.000Z',
      items: [
        { name: 'Latte', quantity: 1, id: 'L1' },
        { name: 'Bagel', quantity: 1, id: 'L2' },
      ],
      totalMinor: 1099,
      currency: 'USD',
    },
  },
  {
    title: 'a paid order: nobody says that the guest has it',
    payload: { id: '9ABCDEF1234567', currency: 'usd', total: 1099, paymentState: 'PAID', state: 'locked' },
    order: { id: '9ABCDEF1234567', totalMinor: 1099, currency: 'USD' },
  },
  {
    title: 'a refunded order of a list',
    payload: {
      elements: [
        { id: 'A', state: 'open', paymentState: 'OPEN' },
        { id: 'B', state: 'locked', paymentState: 'REFUNDED' },
      ],
      href: 'x',
    },
    orderId: 'B',
    order: { id: 'B', status: 'refunded' },
  },
  {
    title: 'a partly refunded order, which goes on',
    payload: { id: 'D', title: '13', state: 'open', paymentState: 'PARTIALLY_REFUNDED' },
    order: { id: 'D', status: 'pending', number: '13' },
  },
  {
    title: 'a deleted order',
    payload: { id: 'C', state: 'open', deletedTimestamp: 1795889100000 },
    order: { id: 'C', status: 'cancelled' },
  },
  {
    title: 'an order to take out, with a refunded line',
    payload: {
      id: 'E',
      title: '14',
      state: 'open',
      paymentState: 'PARTIALLY_REFUNDED',
      orderType: { id: 'x', label: 'Take Out', systemOrderTypeId: 'TAKE-OUT-TYPE' },
      lineItems: {
        elements: [
          { id: 'L1', name: 'Latte', unitQty: 1000 },
          { id: 'L2', name: 'Tea', refunded: true },
          { id: 'L3', name: 'Bun', refunded: false },
        ],
      },
    },
    order: {
      id: 'E',
      status: 'pending',
      number: '14',
      fulfilment: 'pickup',
      items: [
        { name: 'Latte', quantity: 1, id: 'L1' },
        { name: 'Bun', quantity: 1, id: 'L3' },
      ],
    },
  },
];
