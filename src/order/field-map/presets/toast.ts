import type { FieldMap } from '../field-map.js';

/** Paths that lead to a value where a check was taken out. */
const isGone = (index: number) => [`checks[${index}].voidDate`, `checks[${index}].deletedDate`];

/**
 * Toast orders, as the API answers and as the webhooks for orders and guest order fulfilment bring them. The courier comes
 * first, then the approval, then the status for guests; the kitchen has a say in that of each line alone. Toast may open a
 * closed order again; lines reach ready only where the restaurant uses Toast's kitchen display. A delivery in progress is on
 * its way to the guest. `APPROVED` says nothing about how far the meal is: orders keep it for ever. `closedDate` is when the
 * checks were paid, which says nothing about the meal either. `estimatedFulfillmentDate` and `promisedDate` of a delivery
 * are when it arrives.
 *
 * Certainty: the words of `guestOrderStatus`, `voided` and the webhooks' envelopes were read in Toast's documentation,
 * https://doc.toasttab.com/doc/devguide/apiGuestOrderFulfillmentStatusWebhook.html,
 * https://doc.toasttab.com/doc/devguide/devOrdersWebhookRef.html, `deliveryState` in
 * https://doc.toasttab.com/doc/devguide/apiUpdatingDeliveryInfoForAnOrder.html, `approvalStatus` and `closedDate` in
 * https://doc.toasttab.com/openapi/orders/tag/Data-definitions/schema/Order, and `voided` in
 * https://doc.toasttab.com/doc/devguide/apiVoidOrder.html, the meaning of `promisedDate` in
 * https://doc.toasttab.com/doc/devguide/orders_api_future_orders.html and that of `estimatedFulfillmentDate` in
 * https://dev.toasttab.com/Ie5QH/calculatingOrderWaitTime.html; the other fields in a third party's copy of its API
 * description, https://github.com/api-evangelist/toast-tab.
 */
const toast: FieldMap = {
  root: ['details.order', 'details', 'order', 'orders'],
  fields: {
    id: ['guid', 'orderGuid', 'externalId'],
    status: [
      { path: 'voided', statuses: { true: 'cancelled', false: null } },
      { path: 'deliveryInfo.deliveryState', statuses: { PENDING: null, IN_PROGRESS: 'out_for_delivery' } },
      { path: 'approvalStatus', statuses: { APPROVED: null } },
      'guestOrderStatus',
    ],
    number: [
      { path: 'checks[0].displayNumber', unless: isGone(0) },
      'checks[1].displayNumber',
      'checks[0].displayNumber',
      'displayNumber',
    ],
    placed_at: 'openedDate',
    updated_at: ['lastUpdated', 'modifiedDate'],
    version: [],
  },
  promised: ['estimatedFulfillmentDate', 'promisedDate'],
  statuses: {
    RECEIVED: 'pending',
    IN_PREPARATION: 'preparing',
    READY_FOR_PICKUP: 'ready',
    CLOSED: 'completed',
    VOIDED: 'cancelled',
    NEEDS_APPROVAL: 'pending',
    FUTURE: 'scheduled',
    NOT_APPROVED: 'rejected',
    PICKED_UP: 'out_for_delivery',
    DELIVERED: 'completed',
  },
  fulfilments: [
    { path: 'diningOption.behavior', words: { DINE_IN: 'dine_in', TAKE_OUT: 'pickup', DELIVERY: 'delivery' } },
    { path: 'deliveryInfo', words: { '*': 'delivery' } },
    { path: 'curbsidePickupInfo', words: { '*': 'pickup' } },
    { path: 'table', words: { '*': 'dine_in' } },
  ],
  items: {
    path: [
      // Of two checks, the lines of one that was taken out went to the other one.
      ...[0, 1].map((index) => ({
        path: `checks[${1 - index}].selections`,
        when: isGone(index),
        unless: [...isGone(1 - index), 'checks[2]'],
      })),
      'checks[*].selections',
    ],
    fields: { id: 'guid', name: 'displayName', status: 'fulfillmentStatus' },
    statuses: { NEW: 'pending', HOLD: { onHold: true }, SENT: 'preparing', READY: 'ready' },
    only: { path: 'voided', words: ['false'] },
  },
};

export default toast;
