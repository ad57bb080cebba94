/**
 * Square: `order.created`, `order.updated`, `order.fulfillment.updated`.
 *
 * `x-square-hmacsha256-signature`: base64 of the HMAC-SHA256 over the notification URL, just as it was registered, and the
 * raw body. `event_id` stays the same when an event is sent again, `version` rises with each change of the order. Without a
 * 2xx within 10 s Square tries again for up to 72 hours. Events have no lines and no number: those are read
 * back, and only then an order is created: drafts and sales at the counter, which have no fulfilment, are none. A fulfilment
 * that is done, of an order that is open, is one of several, or not paid for: how the order stands is read back as well.
 *
 * Certainty: read, https://developer.squareup.com/docs/webhooks/step3validate,
 * https://developer.squareup.com/docs/webhooks/step4manage (`event_id`),
 * https://developer.squareup.com/docs/webhooks-api/delivery-sla (retries),
 * https://developer.squareup.com/reference/square/webhooks/order.fulfillment.updated; tried with the example in the tests
 * of Square's own libraries.
 */

import { find, follow } from '../../order/field-map/follow-path.js';
import map from '../../order/field-map/presets/square.js';
import type { ApiToken, Provider, SharedKey } from '../provider.js';
import { concatenate, utf8 } from '../signature/bytes.js';
import { isSigned } from '../signature/hmac.js';
import { missingSecret } from './missing-secret.js';
import { tokenOf } from './token-of.js';

export interface SquareSettings extends SharedKey {
  readonly readBack?: {
    readonly token: ApiToken;
    /** Default `https://connect.squareup.com`. */
    readonly baseUrl?: string;
  };
}

const objects = ['order_fulfillment_updated', 'order_updated', 'order_created'];

export const square: Provider<SquareSettings> = {
  map,
  mayCreate: true,
  check: missingSecret,
  verify: ({ url, headers, body }, { secret, url: registered = url.href }) =>
    isSigned(headers.get('x-square-hmacsha256-signature'), concatenate(utf8(registered), body), secret),
  read: (payload) => {
    const order = find(
      payload,
      objects.map((name) => `data.object.${name}`),
    );
    if (order == null) return [];
    return [
      {
        payload,
        eventId: follow(payload, 'event_id'),
        mayCreate: false,
        location: follow(order, 'location_id'),
        isUnsure: isOneOfSeveral(order),
      },
    ];
  },
  readBack: async (orderId, { readBack }) =>
    readBack && {
      url: `${readBack.baseUrl ?? 'https://connect.squareup.com'}/v2/orders/${encodeURIComponent(orderId)}`,
      headers: { Authorization: `Bearer ${await tokenOf(readBack.token)}` },
    },
  readAnswer: (answer) => ({
    payload: answer,
    reference: follow(answer, 'order.reference_id'),
    mayCreate:
      follow(answer, 'order.state') !== 'DRAFT' &&
      find(answer, ['order.fulfillments[0].type', 'order.fulfillments[0].state']) != null,
  }),
};

/** Whether a fulfilment has ended though its order goes on: there is another one, or may be, so it is not the order's end. */
function isOneOfSeveral(order: unknown): boolean {
  const state = follow(order, 'fulfillment_update[-1].new_state');
  return follow(order, 'state') === 'OPEN' && /^(CANCELED|FAILED|COMPLETED)$/.test(String(state));
}
