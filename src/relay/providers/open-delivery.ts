/**
 * Open Delivery, Brazil's standard: `newEvent`.
 *
 * `X-App-Signature`: HMAC-SHA256 over the raw body, with the client secret. The standard does not say how it is written;
 * Keeta writes base64, others hexadecimal digits, and both are read. `eventId` stays the same. Wanted is 200 or 204 with an
 * empty body; how often a platform tries again is its own affair (Keeta: after 1, 2 and 3 min).
 *
 * Certainty: headers and answers read in the specification's list of version 1.7,
 * https://github.com/Abrasel-Nacional/opendelivery-v2 (`artifacts/v1-baseline/webhooks.md`); the signature in Keeta's
 * documentation, https://api-docs.mykeeta.com/apis/opendelivery/development-guides/orders/webhook. In version 2 signing is
 * optional; the relay takes nothing that is not signed.
 */

import { find, follow, list } from '../../order/field-map/follow-path.js';
import map from '../../order/field-map/presets/open-delivery.js';
import type { ApiToken, Provider, SharedKey } from '../provider.js';
import { isSigned } from '../signature/hmac.js';
import { missingSecret } from './missing-secret.js';
import { tokenOf } from './token-of.js';

export interface OpenDeliverySettings extends SharedKey {
  readonly readBack?: {
    readonly token: ApiToken;
    /** The address of the platform's API, with its version: `https://platform.example/v1`. */
    readonly baseUrl: string;
  };
}

export const openDelivery: Provider<OpenDeliverySettings> = {
  map,
  accepted: 204,
  mayCreate: true,
  takesLists: true,
  check: missingSecret,
  verify: ({ headers, body }, { secret }) => isSigned(headers.get('x-app-signature'), body, secret),
  read: (payload) =>
    list(find(payload, ['events']) ?? payload).flatMap((event) =>
      find(event, ['orderId']) == null
        ? []
        : [
            {
              payload: event,
              orderId: follow(event, 'orderId'),
              eventId: follow(event, 'eventId'),
              at: follow(event, 'createdAt'),
              location: find(event, ['merchantId', 'merchant.id']),
            },
          ],
    ),
  readBack: async (orderId, { readBack }) =>
    readBack && {
      url: `${readBack.baseUrl}/orders/${encodeURIComponent(orderId)}`,
      headers: { Authorization: `Bearer ${await tokenOf(readBack.token)}` },
    },
  // The order has only the time of its creation, which would be older than every event.
  readAnswer: (answer) => ({ payload: answer, orderId: find(answer, ['order.id', 'id']) }),
};
