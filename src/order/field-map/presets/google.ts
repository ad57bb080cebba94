import type { FieldMap } from '../field-map.js';

/**
 * Google Ordering End-to-End: the asynchronous order update with its `FoodOrderUpdateExtension`. It does not say how the food
 * reaches the guest before it is ready or on its way; the estimated time means the arrival of what is on its way.
 *
 * Certainty: read in Google's documentation,
 * https://developers.google.com/maps-booking/verticals/food-ordering/guides/build/async-order-update.
 */
const google: FieldMap = {
  root: ['customPushMessage.orderUpdate', 'orderUpdate'],
  fields: {
    id: ['actionOrderId', 'googleOrderId', 'orderId'],
    status: ['orderState.state', 'state'],
    number: ['receipt.userVisibleOrderId', 'userVisibleOrderId'],
    updated_at: 'updateTime',
    reason: ['rejectionInfo.reason', 'cancellationInfo.reason'],
    version: [],
  },
  statuses: {
    CREATED: 'pending',
    CONFIRMED: 'pending',
    REJECTED: 'rejected',
    IN_PREPARATION: 'preparing',
    READY_FOR_PICKUP: 'ready',
    IN_TRANSIT: 'out_for_delivery',
    FULFILLED: 'completed',
    CANCELLED: 'cancelled',
  },
  promised: ['infoExtension.estimatedFulfillmentTimeIso8601', 'estimatedFulfillmentTimeIso8601'],
  fulfilments: ['orderState.state', 'state'].map((path) => ({
    path,
    words: { READY_FOR_PICKUP: 'pickup', IN_TRANSIT: 'delivery' },
  })),
};

export default google;
