import type { FieldMap } from '../field-map.js';

/**
 * Google Ordering End-to-End: the asynchronous order update with its `FoodOrderUpdateExtension`.
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
  window: ['infoExtension.estimatedFulfillmentTimeIso8601', 'estimatedFulfillmentTimeIso8601'],
};

export default google;
