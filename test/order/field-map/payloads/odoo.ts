import type { PayloadCase } from './payload-case.js';

export const odoo: readonly PayloadCase[] = [
  {
    title: 'a guest’s order at a table, paid',
    payload: {
      jsonrpc: '2.0',
      id: 1,
      result: {
        'pos.order': [
          {
            id: 31,
            uuid: 'u-31',
            state: 'paid',
            tracking_number: '105',
            pos_reference: 'Self-Order 00031',
            table_id: 4,
            date_order: '2026-11-28 18:00:00',
            write_date: '2026-11-28 18:02:00',
            amount_total: 23.4,
            currency_id: 1,
            takeaway: false,
            lines: [1, 2],
          },
        ],
        'pos.order.line': [],
      },
    },
    order: {
      id: '31',
      status: 'preparing',
      updatedAt: '2026-11-28T18:02:00.000Z',
      number: '105',
      fulfilment: 'dine_in',
      placedAt: '2026-11-28T18:00:00.000Z',
    },
  },
  {
    title: 'an order by JSON-RPC',
    payload: {
      jsonrpc: '2.0',
      id: 2,
      result: [
        {
          id: 32,
          name: 'Shop/0032',
          state: 'draft',
          pos_reference: 'Order 00032',
          table_id: false,
          amount_total: 9.9,
          currency_id: [1, 'EUR'],
          takeaway: true,
        },
      ],
    },
    order: {
      id: '32',
      status: 'pending',
      number: 'Order 00032',
      fulfilment: 'pickup',
      totalMinor: 990,
      currency: 'EUR',
    },
  },
  {
    title: 'an order that was posted when the till closed',
    payload: { id: 33, state: 'done', tracking_number: '107', table_id: [4, 'T4'] },
    order: {
      id: '33',
      status: 'completed',
      number: '107',
      fulfilment: 'dine_in',
      tableLabel: 'T4',
      statusSource: 'estimated',
    },
  },
  {
    title: 'an order of sales, delivered',
    payload: {
      jsonrpc: '2.0',
      id: 3,
      result: [
        {
          id: 8,
          name: 'S00008',
          state: 'sale',
          delivery_status: 'full',
          amount_total: 120,
          currency_id: [2, 'USD'],
          order_line: [
            { id: 1, name: 'Lunch boxes', product_uom_qty: 12, display_type: false },
            { id: 2, name: 'Thank you', display_type: 'line_note' },
          ],
        },
      ],
    },
    order: {
      id: '8',
      status: 'completed',
      number: 'S00008',
      items: [{ name: 'Lunch boxes', quantity: 12, id: '1' }],
      totalMinor: 12000,
      currency: 'USD',
    },
  },
  {
    title: 'a cancelled order',
    payload: { id: 34, state: 'cancel', delivery_status: 'pending' },
    order: { id: '34', status: 'cancelled' },
  },
  {
    title: 'an error of JSON-RPC, whose id is that of the call',
    payload: { jsonrpc: '2.0', id: 34, error: { code: 200, message: 'Odoo Server Error' } },
    orderId: '34',
    order: undefined,
  },
  {
    title: 'an order whose lines are ids',
    payload: { jsonrpc: '2.0', id: 1, result: [{ id: 34, name: 'S00034', state: 'sale', order_line: [1, 2] }] },
    orderId: '34',
    order: { id: '34', status: 'preparing', number: 'S00034' },
  },
  {
    title: 'the answer of a kiosk',
    payload: {
      jsonrpc: '2.0',
      id: 3,
      result: {
        order: [
          {
            id: 41,
            state: 'draft',
            tracking_number: 'S301',
            date_order: '2026-11-28 18:00:00',
            preset_time: '2026-11-28 18:30:00',
            table_id: false,
          },
        ],
        payment_status: true,
      },
    },
    order: {
      id: '41',
      status: 'pending',
      number: 'S301',
      placedAt: '2026-11-28T18:00:00.000Z',
      estimatedReadyTo: '2026-11-28T18:30:00.000Z',
    },
  },
  {
    title: 'records with the names of others',
    payload: {
      jsonrpc: '2.0',
      id: 3,
      result: {
        records: [
          {
            id: 42,
            state: 'paid',
            tracking_number: '106',
            table_id: { id: 4, display_name: 'T4' },
            currency_id: { id: 2, display_name: 'USD' },
            amount_total: 12,
            lines: [{ id: 1, product_id: { id: 9, display_name: 'Pizza' }, qty: 2 }],
          },
        ],
        length: 1,
      },
    },
    order: {
      id: '42',
      status: 'preparing',
      number: '106',
      fulfilment: 'dine_in',
      tableLabel: 'T4',
      items: [{ name: 'Pizza', quantity: 2, id: '1' }],
      totalMinor: 1200,
      currency: 'USD',
    },
  },
];
