import type { FieldMap, StatusMap } from '../field-map.js';

/** What only an update about the courier alone has; its `status` is the courier's. */
const courierAlone = ['courierName', 'coordinates', 'deliveryTimeETA'];

/** Of a courier, these say that the delivery did not go well, and nothing of the order: another courier may be sent. */
const courierWords: StatusMap = {
  // That there is a courier; of an order, it is that the courier has it.
  80: null,
  100: { delayed: true },
  110: { delayed: true },
  115: { delayed: true },
  120: { delayed: true },
  121: { delayed: true },
  124: { delayed: true },
};

/**
 * Deliverect: orders, channel order status, courier and preparation time updates. Statuses that Deliverect marks as ignored
 * have no meaning here. Finalized "doesn't necessarily mean" delivered, says Deliverect: of a delivery it is an estimate,
 * unless the courier says it. A clock sets auto-finalized. A courier who cancels does not cancel the order.
 *
 * Certainty: read in Deliverect's documentation, https://developers.deliverect.com/page/order-status (the numbers),
 * https://developers.deliverect.com/reference/channel_order_status,
 * https://developers.deliverect.com/reference/order-delivery-update,
 * https://developers.deliverect.com/v1.1-restaurants/docs/courier-updates,
 * https://developers.deliverect.com/reference/post-courier-update and
 * https://developers.deliverect.com/v1.1-restaurants/reference/pos_ordercancel (the order and its types); the shape of
 * `courierUpdate` and 124 in a third party's copy, https://github.com/api-evangelist/deliverect. 121 is "POS received
 * failed" in other people's code; Deliverect says that more than 95 "went wrong". Its pages disagree on 80: "en route to
 * customer" among the channel's words, a courier is assigned among those of dispatch. The first is taken of an order, the
 * second of a courier.
 */
const deliverect: FieldMap = {
  fields: {
    id: ['channelOrderId', 'orderId', '_id', 'channelOrderDisplayId'],
    status: [
      { path: 'isIgnoredPOSStatus', statuses: { true: {}, false: null } },
      { path: 'courier.status', statuses: courierWords },
      { path: 'courierUpdate.status', statuses: courierWords },
      { path: 'status', when: courierAlone, statuses: courierWords },
      // The till is done with it; of a delivery, that is a guess at where the courier is.
      {
        path: 'status',
        unless: courierAlone,
        statuses: { 90: { status: { delivery: 'completed' }, statusSource: 'estimated' }, '*': null },
      },
      { path: 'status', unless: courierAlone },
    ],
    number: 'channelOrderDisplayId',
    updated_at: ['timeStamp', 'received', '_updated'],
    placed_at: '_created',
    estimated_ready_to: 'pickupTime',
    estimated_arrival_to: [
      'courier.deliveryTime',
      'courierUpdate.deliveryTime',
      'deliveryTimeETA',
      'courier.deliveryTimeETA',
      'deliveryTime',
    ],
    table_label: 'table',
    total_minor: { path: 'payment.amount', decimals: 'decimalDigits', scale: 'currency' },
    version: [],
  },
  times: 'utc',
  statuses: {
    1: 'pending',
    2: 'pending',
    3: 'pending',
    4: 'pending',
    5: 'pending',
    6: 'pending',
    7: 'pending',
    10: 'pending',
    20: 'pending',
    25: 'scheduled',
    30: null,
    35: 'rejected',
    40: 'pending',
    50: 'preparing',
    60: 'ready',
    70: 'ready',
    80: 'out_for_delivery',
    75: null,
    81: null,
    83: null,
    84: null,
    85: null,
    87: 'out_for_delivery',
    89: 'out_for_delivery',
    90: 'completed',
    95: { status: 'completed', statusSource: 'estimated' },
    100: 'cancelled',
    110: 'cancelled',
    115: { delayed: true },
    120: 'failed',
    121: 'failed',
    124: 'failed',
  },
  fulfilments: [
    { path: 'orderType', words: { 1: 'pickup', 2: 'delivery', 3: 'dine_in', 4: 'pickup', 5: 'pickup' } },
    { path: 'courier', words: { '*': 'delivery' } },
    { path: 'courierUpdate', words: { '*': 'delivery' } },
    { path: 'courierName', words: { '*': 'delivery' } },
  ],
  items: { fields: { id: ['_id', 'plu'], status: [] } },
};

export default deliverect;
