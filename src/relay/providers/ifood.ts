/**
 * iFood: order events, one in each message.
 *
 * `X-IFood-Signature`: hexadecimal HMAC-SHA256 over the raw body, with the application's client secret. iFood sends wrong
 * signatures on purpose, to see them refused. It wants `202 Accepted` within 5 s, also for its heartbeat `KEEPALIVE` (a shop
 * is open only while that is answered), and tries again on 5xx for up to 15 min. The event's `id` stays the same. Events
 * have no lines: those are read back.
 *
 * Certainty: read, https://developer.ifood.com.br/en-US/docs/guides/modules/events/webhook-signature (its examples were
 * tried), https://developer.ifood.com.br/en-US/docs/guides/modules/events/webhook-request,
 * https://developer.ifood.com.br/en-US/docs/guides/modules/events/webhook-presence,
 * https://developer.ifood.com.br/en-US/docs/guides/modules/order/endpoints. Presence for each shop alone, which wants a
 * list in the answer, is not supported.
 */

import { find, follow, list } from '../../order/field-map/follow-path.js';
import map from '../../order/field-map/presets/ifood.js';
import type { ApiToken, Provider, SharedKey } from '../provider.js';
import { isSigned } from '../signature/hmac.js';
import { missingSecret } from './missing-secret.js';
import { tokenOf } from './token-of.js';

export interface IFoodSettings extends SharedKey {
  readonly readBack?: {
    readonly token: ApiToken;
    /** Default `https://merchant-api.ifood.com.br`. */
    readonly baseUrl?: string;
  };
}

export const ifood: Provider<IFoodSettings> = {
  map,
  accepted: 202,
  mayCreate: true,
  takesLists: true,
  check: missingSecret,
  verify: ({ headers, body }, { secret }) => isSigned(headers.get('x-ifood-signature'), body, secret),
  read: (payload) =>
    list(find(payload, ['events']) ?? payload).flatMap((event) =>
      follow(event, 'orderId') == null
        ? []
        : [
            {
              payload: event,
              eventId: follow(event, 'id'),
              at: follow(event, 'createdAt'),
              location: follow(event, 'merchantId'),
            },
          ],
    ),
  readBack: async (orderId, { readBack }) =>
    readBack && {
      url: `${readBack.baseUrl ?? 'https://merchant-api.ifood.com.br'}/order/v1.0/orders/${encodeURIComponent(orderId)}`,
      headers: { Authorization: `Bearer ${await tokenOf(readBack.token)}` },
    },
};
