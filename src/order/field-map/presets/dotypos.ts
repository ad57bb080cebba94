import type { FieldMap } from '../field-map.js';

/**
 * Dotypos orders: one order, or a page of them (`data`). Paid (`paid`) and completed (`completed`, a time) bills say
 * nothing about the meal; only the status does, and that the bill was cancelled.
 *
 * Certainty: words read in its documentation, https://docs.api.dotypos.com/api-reference/enums/order-status, fields in
 * https://docs.api.dotypos.com/entity/order (timestamps are taken as milliseconds), pages in
 * https://docs.api.dotypos.com/api-reference/general/paging; where lines stand was not read.
 */
const dotypos: FieldMap = {
  root: ['data', 'order'],
  fields: {
    id: ['id', 'externalId', 'documentNumber'],
    number: 'documentNumber',
    placed_at: 'created',
    updated_at: 'versionDate',
    status: [{ path: 'canceledDate', statuses: { 0: null, '*': 'cancelled' } }, 'status'],
    total_minor: { path: 'totalValueRounded', scale: 'currency' },
    version: [],
  },
  statuses: {
    new: 'pending',
    parked: 'pending',
    ready_to_pickup: 'ready',
    ready_for_delivery: 'ready',
    on_delivery: 'out_for_delivery',
    delivered: 'completed',
    delivery_failed: 'failed',
    canceled: 'cancelled',
    closed: 'completed',
    unknown: null,
  },
  fulfilments: [
    {
      path: 'status',
      words: {
        ready_to_pickup: 'pickup',
        ready_for_delivery: 'delivery',
        on_delivery: 'delivery',
        delivered: 'delivery',
        delivery_failed: 'delivery',
      },
    },
  ],
  items: { path: ['orderItems', 'items'], fields: { status: [] } },
};

export default dotypos;
