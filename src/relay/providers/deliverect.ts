/**
 * Deliverect: orders, channel order status, courier and preparation time updates.
 *
 * `X-Server-Authorization-HMAC-SHA256`: hexadecimal HMAC-SHA256 over the raw body. In staging the key is the
 * `channelLinkId`. "Every event is delivered in one attempt, whatever response status is returned", and events have no id:
 * equal bodies are one event, the newest by `timeStamp` counts, and orders that are quiet are read back. Orders are known by
 * the channel's id. The courier updates of its reporting webhook have Deliverect's own id alone, which orders and their
 * updates bring as well. A courier's delivery that was cancelled has no time of arrival, whatever stands in the message.
 *
 * Certainty: read, https://developers.deliverect.com/reference/hmac-authentication,
 * https://developers.deliverect.com/docs/how-do-i-validate-requests-from-deliverect,
 * https://developers.deliverect.com/v1.1-restaurants/reference/store-api_order_status_event (one attempt); the address to
 * read an order from memory, after https://developers.deliverect.com/docs/querying-api-results-with-parameters, which could
 * not be read.
 */

import { find, follow } from '../../order/field-map/follow-path.js';
import map from '../../order/field-map/presets/deliverect.js';
import type { ApiToken, Notice, Provider, SharedKey } from '../provider.js';
import { isSigned } from '../signature/hmac.js';
import { missingSecret } from './missing-secret.js';
import { tokenOf } from './token-of.js';

export interface DeliverectSettings extends SharedKey {
  readonly readBack?: {
    readonly token: ApiToken;
    /** Default `https://api.deliverect.com`. */
    readonly baseUrl?: string;
  };
}

const ownIds = ['orderId', '_id'];

/** Where a courier's status stands, and the words of one who will not come. */
const courierStatus = ['courier.status', 'courierUpdate.status', 'status'];
const lost = [100, 110, 115, 120, 121, 124];
const arrivals = ['deliveryTime', 'deliveryTimeETA'];

/** Of a courier who will not come, without the time at which he would have: the next one brings his own. */
function withoutLostCourier(payload: unknown): unknown {
  const status = Number(find(payload, courierStatus));
  if (!lost.includes(status)) return payload;
  const order = Object(payload) as Readonly<Record<string, unknown>>;
  const none = Object.fromEntries(arrivals.map((name) => [name, null]));
  const without = (name: string) => (name in order ? { [name]: { ...Object(order[name]), ...none } } : {});
  return { ...order, ...none, ...without('courier'), ...without('courierUpdate') };
}

function notice(payload: unknown): Notice {
  return {
    payload: withoutLostCourier(payload),
    orderId: idOf(payload),
    otherId: firstOf(payload, ownIds),
    reference: find(payload, ['channelOrderId']),
    location: find(payload, ['location', 'locationId']),
  };
}

/** Orders call their own id `_id` and updates `orderId`; the channel's id is in almost all of them. */
function idOf(payload: unknown): unknown {
  return firstOf(payload, ['channelOrderId', ...ownIds]);
}

function firstOf(payload: unknown, paths: readonly string[]): unknown {
  return paths.map((path) => follow(payload, path)).find((id) => id != null && id !== '');
}

export const deliverect: Provider<DeliverectSettings> = {
  map,
  mayCreate: true,
  check: missingSecret,
  verify: ({ headers, body }, { secret }) => isSigned(headers.get('x-server-authorization-hmac-sha256'), body, secret),
  read: (payload) => (idOf(payload) == null ? [] : [notice(payload)]),
  readBack: async (orderId, { readBack }) =>
    readBack && {
      url:
        `${readBack.baseUrl ?? 'https://api.deliverect.com'}/orders` +
        `?where=${encodeURIComponent(JSON.stringify({ channelOrderId: orderId }))}`,
      headers: { Authorization: `Bearer ${await tokenOf(readBack.token)}` },
    },
  readAnswer: (answer) => notice(find(answer, ['_items[0]']) ?? answer),
};
