import type { FieldMap } from '../field-map.js';

/**
 * Uber Direct: the webhook `event.delivery_status` and the delivery itself. It covers only the courier, so no word
 * means ready. Uber's events are not guaranteed to come in order; `updated` decides which is newer.
 *
 * Certainty: words read in Uber's documentation,
 * https://developer.uber.com/docs/deliveries/daas/api/webhook-event-deliverystatus and
 * https://developer.uber.com/docs/deliveries/direct/api/webhook-dapi-statuschanged; field paths in
 * https://www.npmjs.com/package/uber-nodejs-sdk.
 */
const uberDirect: FieldMap = {
  fields: {
    id: ['data.external_id', 'external_id', 'delivery_id', 'data.id', 'id'],
    status: ['data.status', 'status'],
    updated_at: ['data.updated', 'updated', 'created'],
    estimated_arrival_to: ['data.dropoff_eta', 'dropoff_eta'],
    version: [],
  },
  statuses: {
    pending: 'preparing',
    pickup: 'preparing',
    pickup_complete: 'out_for_delivery',
    dropoff: 'out_for_delivery',
    delivered: 'completed',
    canceled: 'cancelled',
    returned: 'failed',
  },
};

export default uberDirect;
