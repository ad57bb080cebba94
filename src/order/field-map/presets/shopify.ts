import type { FieldMap } from '../field-map.js';

/**
 * Shopify: an order's newest fulfilment, a fulfilment event, or a fulfilment order. Newer versions of the API add
 * words; they stay unmapped.
 *
 * Certainty: read in Shopify's documentation,
 * https://shopify.dev/docs/api/admin-graphql/latest/enums/FulfillmentEventStatus and
 * https://shopify.dev/docs/api/admin-graphql/2024-04/enums/fulfillmentorderstatus (the latter shows meanings without
 * names: the names of fulfilment orders' statuses were inferred).
 */
const shopify: FieldMap = {
  root: ['data.order', 'data.fulfillmentOrder', 'data.fulfillment', 'order', 'fulfillment_order'],
  fields: {
    status: [
      'fulfillments[-1].displayStatus',
      'fulfillments.nodes[-1].latestShipmentStatus',
      'displayStatus',
      'latestShipmentStatus',
      'fulfillmentOrders.nodes[0].status',
      'status',
    ],
    number: 'name',
    placed_at: ['createdAt', 'created_at'],
    updated_at: ['updatedAt', 'updated_at'],
    version: [],
  },
  statuses: {
    SCHEDULED: 'scheduled',
    OPEN: 'pending',
    IN_PROGRESS: 'preparing',
    ON_HOLD: { onHold: true },
    INCOMPLETE: 'failed',
    CANCELLED: 'cancelled',
    CLOSED: 'completed',
    CONFIRMED: 'pending',
    SUBMITTED: 'preparing',
    LABEL_PURCHASED: 'preparing',
    LABEL_PRINTED: 'preparing',
    LABEL_VOIDED: 'preparing',
    READY_FOR_PICKUP: 'ready',
    PICKED_UP: 'completed',
    OUT_FOR_DELIVERY: 'out_for_delivery',
    IN_TRANSIT: 'out_for_delivery',
    CARRIER_PICKED_UP: 'out_for_delivery',
    DELIVERED: 'completed',
    DELAYED: { delayed: true },
    ATTEMPTED_DELIVERY: { delayed: true },
    FAILURE: 'failed',
    NOT_DELIVERED: 'failed',
    CANCELED: 'cancelled',
    FULFILLED: 'completed',
    MARKED_AS_FULFILLED: 'completed',
  },
  items: { path: ['lineItems.nodes', 'line_items'], fields: { name: ['name', 'title'], status: [] } },
};

export default shopify;
