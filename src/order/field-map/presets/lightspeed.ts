import type { FieldMap } from '../field-map.js';

/**
 * Lightspeed Restaurant (K-Series): the webhook about an online order. Notifications about payments, and about whether the
 * restaurant takes orders (`READY`), say nothing about the meal. A closed account has been settled, which is no proof that
 * the guest has everything: it counts as estimated.
 *
 * Certainty: read in Lightspeed's documentation,
 * https://api-docs.lsk.lightspeed.app/operation/operation-onlineordernotification and
 * https://api-docs.lsk.lightspeed.app/operation/operation-apegetwebhookoo (`DELIVERED`, of which it says nothing more) and
 * https://api-docs.lsk.lightspeed.app/operation/operation-onlineorderingreadinessupdatednotification. The L-, O- and
 * U-Series and the shops' products are not covered.
 */
const lightspeed: FieldMap = {
  fields: {
    id: ['thirdPartyReference', 'ikentooAccountIdentifier', 'ikentooAccountId', 'iKentooAccountId', 'account.uuid'],
    number: 'account.name',
    status: [{ path: 'type', statuses: { PAYMENT: {}, ORDER_API: {}, '*': null } }, 'status'],
    placed_at: 'account.openDate',
    currency: ['account.currency', 'account.currencyCode'],
    total_minor: { path: 'account.totalAmount', scale: 'currency' },
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
  items: { path: ['items', 'account.items'], fields: { status: [] } },
};

export default lightspeed;
