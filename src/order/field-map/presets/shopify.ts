import type { FieldMap, StatusMap } from '../field-map.js';

/** What only fulfilments and their events have: their name, time and lines are not those of the order. */
const about = ['order_id', 'order.id', 'displayStatus', 'latestShipmentStatus', 'assignedLocation'];

/** What only fulfilments have: their `status` is that of a request to a warehouse. */
const request = ['shipment_status', 'tracking_numbers', 'service', 'receipt'];

/** A shipment that failed, or a fulfilment that was cancelled, is followed by another one. */
const shipment: StatusMap = {
  failure: { delayed: true },
  not_delivered: { delayed: true },
  canceled: null,
  cancelled: null,
};

/**
 * Where the newest fulfilment of an order is, and where the first one is; by REST, one that was cancelled keeps the word of
 * its shipment, so it does not count there.
 */
const newest = [
  'fulfillments[-1].displayStatus',
  'fulfillments.nodes[-1].displayStatus',
  'fulfillments.nodes[-1].latestShipmentStatus',
  'fulfillments[-1].shipment_status',
];
const first = newest.slice(0, 3).map((path) => path.replace('-1', '0'));

/** That the newest one has arrived is not the end, while the first one is on its way. */
const arrived: StatusMap = {
  ...shipment,
  DELIVERED: null,
  PICKED_UP: null,
  FULFILLED: null,
  MARKED_AS_FULFILLED: null,
};
const onTheWay: StatusMap = { OUT_FOR_DELIVERY: 'out_for_delivery', IN_TRANSIT: 'out_for_delivery', '*': null };

/** The state of all lines of an order: its name in the Admin API, and in the APIs for customers. */
const ofAllLines = ['displayFulfillmentStatus', 'fulfillmentStatus'];
/** Of payments, only that all the money went back says something to guests. */
const ofPayment = ['displayFinancialStatus', 'financialStatus', 'financial_status'];

/** How the food reaches the guest. */
const ways = {
  PICK_UP: 'pickup',
  RETAIL: 'pickup',
  PICKUP_POINT: 'pickup',
  LOCAL: 'delivery',
  SHIPPING: 'delivery',
} as const;

/**
 * Shopify, by REST, GraphQL and webhooks: an order, a fulfilment, a fulfilment event, or a fulfilment order, or a list of
 * these; and an order of the Storefront API and the Customer Account API. Of an order, the newest fulfilment comes first (if
 * it has arrived, the first one that is still on its way), then the state of all its lines; while only some of them are
 * fulfilled, it is being prepared, wherever those are. `status` of a fulfilment is that of a request to a warehouse
 * (`success`: it was accepted) and says nothing about the meal; where the food is stands in `shipment_status`. A shipment
 * that failed is delayed. Payment (`financial_status`) says nothing about the meal, unless all the money went back; nor does
 * archiving (`closed_at`). A cancelled fulfilment of an order can be followed by another one, so it does not end the order.
 * Of lines that were taken out, the quantity that is left is shown. Newer versions of the API add words; they stay unmapped.
 *
 * Certainty: read in Shopify's documentation,
 * https://shopify.dev/docs/api/admin-graphql/latest/enums/FulfillmentEventStatus,
 * https://shopify.dev/docs/api/admin-graphql/latest/enums/FulfillmentDisplayStatus,
 * https://shopify.dev/docs/api/admin-graphql/latest/enums/OrderDisplayFulfillmentStatus and
 * https://shopify.dev/docs/api/admin-graphql/2024-04/enums/fulfillmentorderstatus (the latter shows meanings without names:
 * the names of fulfilment orders' statuses were inferred). the words of `shipment_status` in a third party's copy,
 * https://github.com/api-evangelist/shopify (`json-schema/shopify-fulfillment-schema.json`); other REST fields and those of
 * the APIs for customers are from memory of https://shopify.dev/docs/api/admin-rest/latest/resources/order, `…/fulfillment`
 * and https://shopify.dev/docs/api/storefront/latest/objects/Order.
 */
const shopify: FieldMap = {
  root: [
    'data.order',
    'data.orderByIdentifier',
    'data.orders.nodes',
    'data.orders.edges[*].node',
    'data.customer.orders.nodes',
    'data.customer.orders.edges[*].node',
    'data.node',
    'data.fulfillmentOrder',
    'data.fulfillment',
    'fulfillment_event',
    'fulfillment_events',
    'fulfillment_order',
    'fulfillment_orders',
    'fulfillment',
    'order',
    'orders',
    // An order has fulfilments as well.
    { path: 'fulfillments', unless: 'id' },
  ],
  fields: {
    id: ['order_id', 'id', 'order.id', 'admin_graphql_api_id', 'legacyResourceId', 'order_number', 'name'],
    status: [
      { path: 'cancelled_at', statuses: { '*': 'cancelled' } },
      { path: 'cancelledAt', statuses: { '*': 'cancelled' } },
      ...ofPayment.map((path) => ({ path, statuses: { refunded: 'refunded', '*': null } as const })),
      ...ofAllLines.map((path) => ({ path, statuses: { PARTIALLY_FULFILLED: 'preparing', '*': null } as const })),
      { path: 'fulfillment_status', statuses: { partial: 'preparing', '*': null } },
      ...newest.map((path) => ({ path, statuses: arrived })),
      ...first.map((path) => ({ path, statuses: onTheWay })),
      ...[...newest, 'displayStatus', 'latestShipmentStatus', 'shipment_status'].map((path) => ({
        path,
        statuses: shipment,
      })),
      ...ofAllLines.map((path) => ({
        path,
        statuses: {
          UNFULFILLED: 'pending',
          OPEN: 'pending',
          RESTOCKED: 'pending',
          PENDING_FULFILLMENT: 'pending',
          REQUEST_DECLINED: 'pending',
          PARTIALLY_FULFILLED: 'preparing',
          FULFILLMENT_NOT_REQUIRED: null,
        } as const,
      })),
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
      // An event, or a fulfilment order, of an order that goes on.
      { path: 'status', when: about, unless: request, statuses: { ...shipment, incomplete: { delayed: true } } },
      { path: 'status', unless: [...about, ...request] },
    ],
    number: ['order.name', { path: 'name', unless: about }],
    placed_at: [
      'processedAt',
      'processed_at',
      { path: 'createdAt', unless: about },
      { path: 'created_at', unless: about },
    ],
    updated_at: ['updatedAt', 'updated_at'],
    estimated_arrival_to: [
      'fulfillments[-1].estimatedDeliveryAt',
      'fulfillments.nodes[-1].estimatedDeliveryAt',
      'estimatedDeliveryAt',
      'estimated_delivery_at',
    ],
    currency: [
      'currency',
      'currentTotalPriceSet.shopMoney.currencyCode',
      'totalPriceSet.shopMoney.currencyCode',
      'currencyCode',
      'currentTotalPrice.currencyCode',
      'totalPrice.currencyCode',
    ],
    total_minor: {
      path: [
        'currentTotalPriceSet.shopMoney.amount',
        'totalPriceSet.shopMoney.amount',
        'currentTotalPrice.amount',
        'totalPrice.amount',
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
    ...[
      'fulfillmentOrders.nodes[0].deliveryMethod.methodType',
      'fulfillmentOrders.edges[0].node.deliveryMethod.methodType',
      'deliveryMethod.methodType',
      'delivery_method.method_type',
    ].map((path) => ({ path, words: ways })),
    { path: 'fulfillments[-1].displayStatus', words: { READY_FOR_PICKUP: 'pickup', PICKED_UP: 'pickup' } },
    { path: 'fulfillments[-1].shipment_status', words: { ready_for_pickup: 'pickup', picked_up: 'pickup' } },
  ],
  items: {
    path: ['lineItems.nodes', 'lineItems.edges[*].node', { path: 'line_items', unless: about }],
    fields: { name: ['name', 'title'], quantity: ['currentQuantity', 'current_quantity', 'quantity'], status: [] },
  },
};

export default shopify;
