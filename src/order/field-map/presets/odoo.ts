import type { FieldMap } from '../field-map.js';

/**
 * Odoo: an order of the point of sale (`pos.order`) or of sales (`sale.order`), as the guest's ordering page and JSON-RPC
 * bring it. Odoo's states are those of the bill: paid is not completed, so a paid order is in preparation. An order is
 * posted when the till is closed in the evening; by then the guest has it. Statuses of a preparation display need a
 * field map of your own.
 *
 * Certainty: the route and its answer read in Odoo's code, https://github.com/odoo/odoo
 * (`addons/pos_self_order/controllers/orders.py`), the states and `preset_time` in `addons/point_of_sale`; other fields are
 * from memory of it. Times are UTC, as Odoo keeps them. What another record is called stands in a list or in `display_name`.
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
    table_label: ['table_stand_number', 'table_id[1]', 'table_id.display_name'],
    placed_at: 'date_order',
    updated_at: 'write_date',
    estimated_ready_to: { path: 'preset_time', unless: 'delivery_status' },
    currency: ['currency_id[1]', 'currency_id.display_name', 'currency'],
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
      name: ['full_product_name', 'product_id[1]', 'product_id.display_name', 'name'],
      quantity: ['qty', 'product_uom_qty'],
      status: [],
    },
    only: { path: 'display_type', words: ['false', 'product'] },
  },
};

export default odoo;
