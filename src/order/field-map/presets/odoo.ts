import type { FieldMap } from '../field-map.js';

/**
 * Odoo: an order of the point of sale (`pos.order`) or of sales (`sale.order`), as the guest's ordering page and JSON-RPC
 * bring it. Odoo's states are those of the bill: paid is not completed, so a paid order is in preparation. An order is
 * posted when the till is closed in the evening; by then the guest has it. Statuses of a preparation display need a
 * field map of your own.
 *
 * Certainty: the route and its answer read in Odoo's code, https://github.com/odoo/odoo
 * (`addons/pos_self_order/controllers/orders.py`), the states in copies of `addons/point_of_sale`; other fields are from
 * memory of it. Times are UTC, as Odoo keeps them.
 */
const odoo: FieldMap = {
  root: ['result["pos.order"]', '["pos.order"]', 'result.records', 'result.order', 'result', 'records', 'order'],
  fields: {
    // An error of JSON-RPC has the id of the call.
    id: [{ path: 'id', unless: 'jsonrpc' }, 'uuid', 'pos_reference', 'name'],
    number: ['tracking_number', 'pos_reference', 'name'],
    status: [
      { path: 'state', statuses: { cancel: 'cancelled', '*': null } },
      { path: 'delivery_status', statuses: { full: 'completed', '*': null } },
      'state',
    ],
    table_label: ['table_stand_number', 'table_id[1]'],
    placed_at: 'date_order',
    updated_at: 'write_date',
    currency: ['currency_id[1]', 'currency'],
    total_minor: { path: 'amount_total', scale: 'currency' },
    version: [],
  },
  times: 'utc',
  statuses: {
    draft: 'pending',
    sent: 'pending',
    sale: 'preparing',
    paid: 'preparing',
    invoiced: 'preparing',
    done: { status: 'completed', statusSource: 'estimated' },
    cancel: 'cancelled',
  },
  fulfilments: [
    { path: 'takeaway', words: { true: 'pickup' } },
    { path: 'table_id', words: { false: null, '*': 'dine_in' } },
  ],
  items: {
    path: ['lines', 'order_line'],
    fields: {
      name: ['full_product_name', 'product_id[1]', 'name'],
      quantity: ['qty', 'product_uom_qty'],
      status: [],
    },
    only: { path: 'display_type', words: ['false', 'product'] },
  },
};

export default odoo;
