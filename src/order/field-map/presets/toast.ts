import type { FieldMap } from '../field-map.js';

/**
 * Toast orders. The courier comes first, then the approval, then the kitchen. Toast may open a closed order again;
 * lines reach ready only where the restaurant uses Toast's kitchen display.
 *
 * Certainty: the words of `guestOrderStatus` and `voided` were read in Toast's documentation,
 * https://doc.toasttab.com/doc/devguide/apiVoidOrder.html; the other fields in a third party's copy of its API
 * description.
 */
const toast: FieldMap = {
  root: ['details.order', 'details', 'order'],
  fields: {
    id: ['guid', 'orderGuid'],
    status: [
      { path: 'voided', statuses: { true: 'cancelled', false: null } },
      { path: 'deliveryInfo.deliveryState', statuses: { PENDING: null, IN_PROGRESS: null } },
      { path: 'approvalStatus', statuses: { APPROVED: null } },
      'guestOrderStatus',
      'approvalStatus',
    ],
    number: ['checks[0].displayNumber', 'displayNumber'],
    placed_at: 'openedDate',
    updated_at: 'modifiedDate',
    estimated_ready_to: ['estimatedFulfillmentDate', 'promisedDate'],
    version: [],
  },
  statuses: {
    RECEIVED: 'pending',
    IN_PREPARATION: 'preparing',
    READY_FOR_PICKUP: 'ready',
    CLOSED: 'completed',
    VOIDED: 'cancelled',
    NEEDS_APPROVAL: 'pending',
    FUTURE: 'scheduled',
    APPROVED: 'pending',
    NOT_APPROVED: 'rejected',
    PICKED_UP: 'out_for_delivery',
    DELIVERED: 'completed',
  },
  items: {
    path: 'checks[0].selections',
    fields: { id: 'guid', name: 'displayName', status: 'fulfillmentStatus' },
    statuses: { NEW: 'pending', HOLD: { onHold: true }, SENT: 'preparing', READY: 'ready' },
  },
};

export default toast;
