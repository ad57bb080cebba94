import type { FieldMap } from '../field-map.js';

/**
 * Flipdish orders. Shops may add their own fulfilment statuses, which stay unmapped.
 *
 * Certainty: **not verified**. From a third party's copy of the order's schema,
 * https://github.com/api-evangelist/flipdish (`json-schema/orders-order-schema.json`).
 */
const flipdish: FieldMap = {
  fields: {
    id: ['OrderId', 'orderId', 'id'],
    status: ['OrderState', 'orderState'],
    number: ['LocalOrderId', 'OrderTrackingCode'],
    reason: 'RejectionReason',
    version: [],
  },
  statuses: {
    Created: 'pending',
    PlacedCanBeCancelled: 'pending',
    ReadyToProcess: 'pending',
    PendingPayment: 'pending',
    ManualReview: 'pending',
    AcceptedByRestaurant: 'preparing',
    Dispatched: 'out_for_delivery',
    Delivered: 'completed',
    Cancelled: 'cancelled',
    RejectedByStore: 'rejected',
    RejectedByFlipdish: 'rejected',
    RejectedAutomatically: 'rejected',
    RejectedAfterBeingAccepted: 'rejected',
    AcceptedAndRefunded: 'refunded',
  },
};

export default flipdish;
