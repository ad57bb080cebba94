import type { FieldMap, StatusMap } from '../field-map.js';

/** What only fulfilments and their events have: their name, time and lines are not those of the order. */
const about = ['order_id', 'order.id', 'displayStatus', 'latestShipmentStatus', 'assignedLocation'];

/** A shipment that failed is followed by another one. */
const shipment: StatusMap = { failure: { delayed: true }, not_delivered: { delayed: true } };

/**
 * Shopify, by REST, GraphQL and webhooks: an order, a fulfilment, a fulfilment event, or a fulfilment order. Of an order,
 * the newest fulfilment comes first, then the state of all its lines; while only some of them are fulfilled, it is being
 * prepared, wherever those are. `status` of a fulfilment is that of a request to a warehouse (`success`: it was accepted)
 * and says nothing about the meal; where the food is stands in `shipment_status`. A shipment that failed is delayed.
 * Payment (`financial_status`) and archiving
 * (`closed_at`) say nothing about the meal. A cancelled fulfilment of an order can be followed by another one, so it does
 * not end the order. Newer versions of the API add words; they stay unmapped.
 *
 * Certainty: read in Shopify's documentation,
 * https://shopify.dev/docs/api/admin-graphql/latest/enums/FulfillmentEventStatus,
 * https://shopify.dev/docs/api/admin-graphql/latest/enums/FulfillmentDisplayStatus,
 * https://shopify.dev/docs/api/admin-graphql/latest/enums/OrderDisplayFulfillmentStatus and
 * https://shopify.dev/docs/api/admin-graphql/2024-04/enums/fulfillmentorderstatus (the latter shows meanings without
 * names: the names of fulfilment orders' statuses were inferred). REST fields are from memory of
 * https://shopify.dev/docs/api/admin-rest/latest/resources/order and `…/fulfillment`.
 */
const shopify: FieldMap = {
  root: [
    'data.order',
    'data.orderByIdentifier',
    'data.orders.nodes',
    'data.orders.edges[*].node',
    'data.customer.orders.nodes',
    'data.node',
    'data.fulfillmentOrder',
    'data.fulfillment',
    'fulfillment_event',
    'fulfillment_order',
    'fulfillment',
    'order',
    'orders',
  ],
  fields: {
    id: ['order_id', 'id', 'order.id', 'admin_graphql_api_id', 'legacyResourceId', 'order_number', 'name'],
    status: [
      { path: 'cancelled_at', statuses: { '*': 'cancelled' } },
      { path: 'cancelledAt', statuses: { '*': 'cancelled' } },
      { path: 'displayFulfillmentStatus', statuses: { PARTIALLY_FULFILLED: 'preparing', '*': null } },
      { path: 'fulfillment_status', statuses: { partial: 'preparing', '*': null } },
      { path: 'fulfillments[-1].displayStatus', statuses: { CANCELED: null } },
      { path: 'fulfillments.nodes[-1].displayStatus', statuses: { CANCELED: null } },
      'fulfillments.nodes[-1].latestShipmentStatus',
      { path: 'fulfillments[-1].shipment_status', statuses: shipment },
      'displayStatus',
      'latestShipmentStatus',
      { path: 'shipment_status', statuses: shipment },
      {
        path: 'displayFulfillmentStatus',
        statuses: {
          UNFULFILLED: 'pending',
          OPEN: 'pending',
          RESTOCKED: 'pending',
          PENDING_FULFILLMENT: 'pending',
          REQUEST_DECLINED: 'pending',
          PARTIALLY_FULFILLED: 'preparing',
          FULFILLMENT_NOT_REQUIRED: null,
        },
      },
      'fulfillmentOrders.nodes[0].status',
      {
        path: 'fulfillment_status',
        statuses: {
          null: 'pending',
          unfulfilled: 'pending',
          unshipped: 'pending',
          partial: 'preparing',
          shipped: 'completed',
          restocked: 'cancelled',
        },
      },
      { path: 'status', unless: ['shipment_status', 'tracking_numbers', 'service', 'receipt'] },
    ],
    number: ['order.name', { path: 'name', unless: about }],
    placed_at: [
      'processedAt',
      'processed_at',
      { path: 'createdAt', unless: about },
      { path: 'created_at', unless: about },
    ],
    updated_at: ['updatedAt', 'updated_at'],
    estimated_arrival_to: ['fulfillments[-1].estimatedDeliveryAt', 'estimatedDeliveryAt', 'estimated_delivery_at'],
    currency: [
      'currency',
      'currentTotalPriceSet.shopMoney.currencyCode',
      'totalPriceSet.shopMoney.currencyCode',
      'currencyCode',
    ],
    total_minor: {
      path: [
        'currentTotalPriceSet.shopMoney.amount',
        'totalPriceSet.shopMoney.amount',
        'current_total_price',
        'total_price',
      ],
      scale: 'currency',
    },
    version: [],
  },
  statuses: {
    SCHEDULED: 'scheduled',
    OPEN: 'pending',
    PENDING: 'pending',
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
    ERROR: 'failed',
    NOT_DELIVERED: 'failed',
    CANCELED: 'cancelled',
    FULFILLED: 'completed',
    MARKED_AS_FULFILLED: 'completed',
    SUCCESS: 'completed',
  },
  fulfilments: [
    {
      path: 'fulfillmentOrders.nodes[0].deliveryMethod.methodType',
      words: { PICK_UP: 'pickup', RETAIL: 'pickup', LOCAL: 'delivery', SHIPPING: 'delivery', PICKUP_POINT: 'pickup' },
    },
    {
      path: 'deliveryMethod.methodType',
      words: { PICK_UP: 'pickup', RETAIL: 'pickup', LOCAL: 'delivery', SHIPPING: 'delivery', PICKUP_POINT: 'pickup' },
    },
    { path: 'delivery_method.method_type', words: { pick_up: 'pickup', local: 'delivery', shipping: 'delivery' } },
    { path: 'fulfillments[-1].displayStatus', words: { READY_FOR_PICKUP: 'pickup', PICKED_UP: 'pickup' } },
    { path: 'fulfillments[-1].shipment_status', words: { ready_for_pickup: 'pickup', picked_up: 'pickup' } },
  ],
  items: {
    path: ['lineItems.nodes', 'lineItems.edges[*].node', { path: 'line_items', unless: about }],
    fields: { name: ['name', 'title'], status: [] },
  },
};

export default shopify;
