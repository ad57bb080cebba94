import type { FieldMap } from '../field-map.js';

/**
 * Lightspeed Restaurant (K-Series): the webhook about an online order. Notifications about payments, and about whether the
 * restaurant takes orders (`READY`), say nothing about the meal. A closed account has been settled, which is no proof that
 * the guest has everything: it counts as estimated.
 *
 * Certainty: read in Lightspeed's documentation,
 * https://api-docs.lsk.lightspeed.app/operation/operation-onlineordernotification and
 * https://api-docs.lsk.lightspeed.app/operation/operation-apegetwebhookoo (`DELIVERED`, of which it says nothing more) and
 * https://api-docs.lsk.lightspeed.app/operation/operation-onlineorderingreadinessupdatednotification; lines and table of the
 * account in a third party's copy, https://apis.io/examples/lightspeed-pos/restaurant-k-series-ape-account-snapshot-example/.
 * The account does not tell its currency. The L-, O- and U-Series and the shops' products are not covered.
 */
const lightspeed: FieldMap = {
  fields: {
    id: ['thirdPartyReference', 'ikentooAccountIdentifier', 'ikentooAccountId', 'iKentooAccountId', 'account.uuid'],
    number: 'account.name',
    status: [{ path: 'type', statuses: { PAYMENT: {}, ORDER_API: {}, '*': null } }, 'status'],
    placed_at: 'account.openDate',
    table_label: 'account.tableNumber',
    total_minor: [],
    version: [],
  },
  statuses: {
    SUCCESS: 'preparing',
    FAILURE: 'failed',
    READY_FOR_PICKUP: 'ready',
    IN_DELIVERY: 'out_for_delivery',
    DELIVERED: 'completed',
    CLOSED: { status: 'completed', statusSource: 'estimated' },
    CHECK_WAS_UPDATED: null,
    ABANDONED: 'cancelled',
    CANCELLED: 'cancelled',
  },
  items: {
    path: 'account.salesEntries',
    fields: { id: 'uuid', name: 'itemName', status: [] },
    only: { path: 'active', words: ['true'] },
  },
};

export default lightspeed;
