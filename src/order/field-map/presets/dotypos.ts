import type { FieldMap } from '../field-map.js';

/**
 * Dotypos orders.
 *
 * Certainty: words read in its documentation, https://docs.api.dotypos.com/api-reference/enums/order-status; where
 * the fields stand was not.
 */
const dotypos: FieldMap = {
  fields: { version: [] },
  statuses: {
    new: 'pending',
    parked: 'pending',
    ready_to_pickup: 'ready',
    ready_for_delivery: 'ready',
    on_delivery: 'out_for_delivery',
    delivery_failed: 'failed',
    canceled: 'cancelled',
    closed: 'completed',
  },
  items: { fields: { status: [] } },
};

export default dotypos;
