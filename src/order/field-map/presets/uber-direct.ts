import type { FieldMap } from '../field-map.js';

/**
 * Uber Direct: the webhooks `event.delivery_status` and `dapi.status_changed`, and the delivery itself, by Uber's id or
 * by yours. It covers only the courier, so no word means ready. Uber's events are not guaranteed to come in order;
 * `updated` decides which is newer. A delivery back to the restaurant (`ret_…`, whose related delivery is the original one)
 * says nothing about the order, and one that was cancelled, failed or returned does not end it: another courier may be sent,
 * so it is delayed.
 *
 * Certainty: read in Uber's documentation,
 * https://developer.uber.com/docs/deliveries/daas/api/webhook-event-deliverystatus and
 * https://developer.uber.com/docs/deliveries/direct/api/webhook-dapi-statuschanged; field paths in
 * https://www.npmjs.com/package/uber-nodejs-sdk and https://docs.rs/crate/uber_api (`models/webhooks`,
 * `models/list_deliveries`); `relationship` is from memory of Uber's list of fields.
 */
const uberDirect: FieldMap = {
  // A list of deliveries: in webhooks, `data` is one.
  root: { path: 'data', when: 'data[0]' },
  fields: {
    id: [
      'data.external_id',
      'external_id',
      'meta.external_order_id',
      'delivery_id',
      'data.id',
      'meta.order_id',
      'order_id',
      'uuid',
      'id',
    ],
    status: [
      { path: 'meta.is_returning', statuses: { true: {}, '*': null } },
      { path: 'kind', statuses: { 'event.delivery_return': {}, '*': null } },
      ...['data.related_deliveries[0]', 'data.related_deliveries', 'related_deliveries[0]'].map((related) => ({
        path: `${related}.relationship`,
        statuses: { original: {}, '*': null } as const,
      })),
      'data.status',
      'meta.status',
      'status',
    ],
    updated_at: ['data.updated', 'updated', 'created', 'event_time'],
    estimated_arrival_to: ['data.dropoff_eta', 'dropoff_eta'],
    reason: [],
    version: [],
  },
  constants: { fulfilment: 'delivery' },
  statuses: {
    pending: 'preparing',
    pickup: 'preparing',
    pickup_complete: 'out_for_delivery',
    dropoff: 'out_for_delivery',
    delivered: 'completed',
    canceled: { delayed: true },
    returned: { delayed: true },
    SCHEDULED: 'scheduled',
    EN_ROUTE_TO_PICKUP: 'preparing',
    ARRIVED_AT_PICKUP: 'preparing',
    EN_ROUTE_TO_DROPOFF: 'out_for_delivery',
    ARRIVED_AT_DROPOFF: 'out_for_delivery',
    COMPLETED: 'completed',
    FAILED: { delayed: true },
  },
  items: { path: ['data.manifest_items', 'manifest_items'], fields: { status: [] } },
};

export default uberDirect;
