import type { FieldMap } from '../field-map.js';

/**
 * Grubhub orders.
 *
 * Certainty: **not verified**. From a third party's copy of a schema whose list of words was cut off, so that the last
 * ones are a guess, https://github.com/api-evangelist/grubhub (`json-schema/grubhub-statusupdate-schema.json`).
 */
const grubhub: FieldMap = {
  fields: { version: [] },
  statuses: {
    ANTICIPATED: 'scheduled',
    RESTAURANT_CONFIRMABLE: 'pending',
    CONFIRMED: 'preparing',
    PICKUP_READY: 'ready',
    OUT_FOR_DELIVERY: 'out_for_delivery',
    FULFILLED: 'completed',
    REJECTED: 'rejected',
    CANCELLED: 'cancelled',
  },
};

export default grubhub;
