import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { columns, type KitchenOrder, nextStatus, previousStatus } from '../../../demo/pages/kitchen/kitchen-order.js';
import { type Fulfilment, type OrderStatus, orderStatuses } from '../../../src/order/status.js';

const order = (status: OrderStatus, fulfilment: Fulfilment = 'dine_in'): KitchenOrder => ({
  id: 'A1',
  number: '7',
  status,
  fulfilment,
  table_label: null,
  placed_at: '2026-05-01T12:00:00Z',
  updated_at: '2026-05-01T12:00:00Z',
  version: 1,
  estimated_ready_from: null,
  estimated_ready_to: null,
  delayed: false,
  on_hold: false,
  reason: null,
  items: [],
  messages: [],
});

describe('the kitchen page', () => {
  it('has a column for every status, and each status in one column', () => {
    assert.deepEqual(
      columns.map(({ title, statuses }) => `${title}: ${statuses.join(', ')}`),
      [
        'New: scheduled, pending',
        'Preparing: preparing',
        'Ready: ready',
        'Out: out_for_delivery, served',
        'Done: completed, cancelled, rejected, failed, refunded',
      ],
    );
  });

  it('moves an order from step to step, and begins a scheduled order with the first step', () => {
    const way = (fulfilment: Fulfilment) =>
      orderStatuses.map((status) => nextStatus(order(status, fulfilment)) ?? '-').join(' ');
    assert.equal(way('dine_in'), 'pending preparing ready served - completed - - - - -');
    assert.equal(way('pickup'), 'pending preparing ready completed - - - - - - -');
    assert.equal(way('delivery'), 'pending preparing ready out_for_delivery completed - - - - - -');
  });

  it('takes an order one step back, but not from its first step or its end', () => {
    const back = orderStatuses.map((status) => previousStatus(order(status)) ?? '-').join(' ');
    assert.equal(back, '- - pending preparing - ready - - - - -');
  });
});
