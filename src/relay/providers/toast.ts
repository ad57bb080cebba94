/**
 * Toast: the webhooks for orders (`order_updated`) and for guest order fulfilment status (`guest_order_status`).
 *
 * `Toast-Signature`: base64 of the HMAC-SHA256 over the raw body and the message's timestamp. The timestamp is the body's
 * own `timestamp`, as it is written there. Toast waits 2 s, tries again after 5 and 10 min if it got no answer, 404, 429 or
 * 5xx, and then gives up; it pauses an address that errs often, and advises to read from time to time.
 *
 * Certainty: read, https://doc.toasttab.com/doc/devguide/apiMessageSigning.html,
 * https://doc.toasttab.com/doc/devguide/apiRetrySupport.html, https://doc.toasttab.com/doc/devguide/apiTimeouts.html,
 * https://doc.toasttab.com/doc/devguide/devOrdersWebhookRef.html; that `guid` is the event's own id, and the headers of the
 * orders API, from memory.
 */

import { find, follow } from '../../order/field-map/follow-path.js';
import map from '../../order/field-map/presets/toast.js';
import type { ApiToken, Provider, SharedKey } from '../provider.js';
import { concatenate, utf8 } from '../signature/bytes.js';
import { isSigned } from '../signature/hmac.js';
import { topLevelValue } from '../top-level-value.js';
import { missingSecret } from './missing-secret.js';
import { tokenOf } from './token-of.js';

export interface ToastSettings extends SharedKey {
  readonly readBack?: {
    readonly token: ApiToken;
    /** The host of the API that Toast named, such as `https://ws-api.toasttab.com`. */
    readonly baseUrl: string;
    /** The GUID of the restaurant. */
    readonly restaurantGuid: string;
  };
}

export const toast: Provider<ToastSettings> = {
  map,
  mayCreate: true,
  check: missingSecret,
  verify: async ({ headers, body, text }, { secret }) => {
    const signature = headers.get('toast-signature');
    if (signature === null || text === undefined) return false;
    const timestamp = topLevelValue(text, 'timestamp');
    return timestamp !== undefined && isSigned(signature, concatenate(body, utf8(timestamp)), secret);
  },
  read: (payload) => {
    const details = follow(payload, 'details');
    if (find(details, ['order.guid', 'guid', 'orderGuid', 'guestOrderStatus']) == null) return [];
    return [
      {
        payload,
        eventId: find(payload, ['guid', 'eventGuid']),
        at: find(details, ['order.modifiedDate', 'lastUpdated', 'modifiedDate']) ?? follow(payload, 'timestamp'),
        reference: find(details, ['order.externalId', 'externalId']),
        location: find(details, ['restaurantGuid', 'order.restaurantGuid']),
        // Its checks were moved into another order; or staff practise.
        mayCreate: follow(details, 'order.deleted') !== true && follow(details, 'order.createdInTestMode') !== true,
      },
    ];
  },
  readBack: async (orderId, { readBack }) =>
    readBack && {
      url: `${readBack.baseUrl}/orders/v2/orders/${encodeURIComponent(orderId)}`,
      headers: {
        Authorization: `Bearer ${await tokenOf(readBack.token)}`,
        'Toast-Restaurant-External-ID': readBack.restaurantGuid,
      },
    },
};
