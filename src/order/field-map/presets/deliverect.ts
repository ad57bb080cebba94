import type { FieldMap } from '../field-map.js';

/**
 * Deliverect: channel order status, courier and preparation time updates. Statuses that Deliverect marks as ignored
 * have no meaning here. Finalized "doesn't necessarily mean" delivered, says Deliverect; a clock sets auto-finalized.
 *
 * Certainty: read in Deliverect's documentation,
 * https://developers.deliverect.com/reference/channel_order_status,
 * https://developers.deliverect.com/reference/order-delivery-update and
 * https://developers.deliverect.com/v1.1-restaurants/docs/courier-updates; 10, 40, 50 and 60 in a third party's code,
 * https://github.com/bitetechnology/bite-terminal (`utils/orderStatus.ts`).
 */
const deliverect: FieldMap = {
  fields: {
    id: ['channelOrderId', 'orderId'],
    status: [{ path: 'isIgnoredPOSStatus', statuses: { true: {}, false: null } }, 'courier.status', 'status'],
    updated_at: 'timeStamp',
    estimated_ready_to: 'pickupTime',
    estimated_arrival_to: ['courier.deliveryTime', 'deliveryTime'],
    version: [],
  },
  statuses: {
    10: 'pending',
    20: 'pending',
    35: 'rejected',
    40: 'pending',
    50: 'preparing',
    60: 'ready',
    70: 'ready',
    80: 'out_for_delivery',
    83: null,
    85: null,
    87: 'out_for_delivery',
    89: 'out_for_delivery',
    90: 'completed',
    95: { status: 'completed', statusSource: 'estimated' },
    100: 'cancelled',
    110: 'cancelled',
    120: 'failed',
    124: 'failed',
  },
};

export default deliverect;
