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
  {
    title: 'an order to take away, with a note and a modifier',
    payload: {
      id: 'C1',
      currency: 'USD',
      total: 1899,
      title: '42',
      state: 'open',
      paymentState: 'OPEN',
      createdTime: 1795975200000,
      clientCreatedTime: 1795975190000,
      modifiedTime: 1795975260000,
      orderType: { id: 'T', label: 'Lunch Take-Out', systemOrderTypeId: 'TAKE-OUT-TYPE' },
      lineItems: {
        elements: [
          {
            id: 'L1',
            name: 'Burger',
            price: 1499,
            refunded: false,
            modifications: { elements: [{ id: 'M', name: 'Bacon', amount: 150 }] },
          },
          { id: 'L2', name: 'Cola', price: 250, refunded: false },
        ],
      },
    },
    order: {
      id: 'C1',
      status: 'pending',
      updatedAt: '2026-11-29T18:01:00.000Z',
      number: '42',
      fulfilment: 'pickup',
      placedAt: '2026-11-29T17:59:50.000Z',
      items: [
        { name: 'Burger', quantity: 1, id: 'L1' },
        { name: 'Cola', quantity: 1, id: 'L2' },
      ],
      totalMinor: 1899,
      currency: 'USD',
    },
  },
  {
    title: 'dishes that are sold by weight, in thousandths, and a line that says 0 there: it is one piece',
    payload: {
      id: 'C2',
      title: '15',
      state: 'open',
      lineItems: {
        elements: [
          { id: 'L1', name: 'Ham', unitQty: 500, unitName: 'lb' },
          { id: 'L2', name: 'Rice', unitQty: 2000 },
          { id: 'L3', name: 'Soup', unitQty: 1000 },
          { id: 'L4', name: 'Tea', unitQty: null },
          { id: 'LINE5', name: 'Bun', unitQty: 0 },
          { id: 'LINE6', name: 'Nuts', unitQty: '1250' },
        ],
      },
    },
    order: {
      id: 'C2',
      status: 'pending',
      number: '15',
      items: [
        { name: 'Ham', quantity: 0.5, id: 'L1' },
        { name: 'Rice', quantity: 2, id: 'L2' },
        { name: 'Soup', quantity: 1, id: 'L3' },
        { name: 'Tea', quantity: 1, id: 'L4' },
        { name: 'Bun', quantity: 1, id: 'LINE5' },
        { name: 'Nuts', quantity: 1.25, id: 'LINE6' },
      ],
    },
  },
];
