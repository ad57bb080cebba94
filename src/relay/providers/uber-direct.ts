/**
 * Uber Direct: `event.delivery_status`, `event.delivery_return`, `dapi.status_changed`. Where the courier is
 * (`event.courier_update`) is left out. The ids of deliveries back to the restaurant begin with `ret_`.
 *
 * `x-uber-signature` (earlier `x-postmates-signature`): hexadecimal HMAC-SHA256 over the raw body, with the webhook's
 * signing key. The event's own `id` (`event_id`) stays the same when it is sent again; "their delivery is not guaranteed to
 * be in order", says Uber, so the newest by Uber's clock counts. It tries again on 5xx.
 *
 * Certainty: read, https://developer.uber.com/docs/deliveries/guides/webhooks,
 * https://developer.uber.com/docs/deliveries/webhooks (with an example, which was tried),
 * https://developer.uber.com/docs/deliveries/daas/api/webhook-event-deliverystatus,
 * https://developer.uber.com/docs/deliveries/direct/api/webhook-dapi-statuschanged; reading a delivery in
 * https://docs.rs/uber_api.
 */

import { find, follow, list } from '../../order/field-map/follow-path.js';
import map from '../../order/field-map/presets/uber-direct.js';
import type { ApiToken, Notice, Provider, SharedKey } from '../provider.js';
import { isSigned } from '../signature/hmac.js';
import { missingSecret } from './missing-secret.js';
import { tokenOf } from './token-of.js';

export interface UberDirectSettings extends SharedKey {
  readonly readBack?: {
    /** With the scope `eats.deliveries`. */
    readonly token: ApiToken;
    readonly customerId: string;
    /** Default `https://api.uber.com`. */
    readonly baseUrl?: string;
  };
}

const ids = ['delivery_id', 'data.id', 'meta.order_id', 'id'];

/** What a delivery back to the restaurant says is not about how the guest gets the food, nor is its time of arrival. */
function withoutReturn(payload: unknown): unknown {
  const related = follow(payload, 'data.related_deliveries') ?? follow(payload, 'related_deliveries');
  const isReturn =
    String(find(payload, ids)).startsWith('ret_') ||
    String(follow(payload, 'kind')).includes('delivery_return') ||
    follow(payload, 'meta.is_returning') === true ||
    list(related).some((one) => follow(one, 'relationship') === 'original');
  if (!isReturn) return payload;
  const { dropoff_eta: _, ...data } = Object(follow(payload, 'data')) as Record<string, unknown>;
  return { ...Object(payload), kind: 'event.delivery_return', dropoff_eta: undefined, data };
}

function notice(payload: unknown, eventId?: unknown): Notice {
  return {
    payload: withoutReturn(payload),
    eventId,
    orderId: find(payload, ids),
    reference: find(payload, ['data.external_id', 'external_id', 'meta.external_order_id']),
    location: find(payload, ['customer_id', 'meta.user_id']),
  };
}

export const uberDirect: Provider<UberDirectSettings> = {
  map,
  // A delivery is no order of its own.
  mayCreate: false,
  check: missingSecret,
  verify: async ({ headers, body }, { secret }) =>
    (await isSigned(headers.get('x-uber-signature'), body, secret)) ||
    (await isSigned(headers.get('x-postmates-signature'), body, secret)),
  read: (payload) => {
    const kind = find(payload, ['kind', 'event_type']);
    if (typeof kind === 'string' && !/delivery_status|delivery_return|status_changed/.test(kind)) return [];
    return find(payload, ['delivery_id', 'data.id', 'meta.order_id']) == null
      ? []
      : [notice(payload, find(payload, ['event_id', 'id']))];
  },
  readBack: async (deliveryId, { readBack }) =>
    readBack && {
      url:
        `${readBack.baseUrl ?? 'https://api.uber.com'}/v1/customers/${encodeURIComponent(readBack.customerId)}` +
        `/deliveries/${encodeURIComponent(deliveryId)}`,
      headers: { Authorization: `Bearer ${await tokenOf(readBack.token)}` },
    },
  readAnswer: (answer) => ({ ...notice(answer), orderId: follow(answer, 'id') }),
};
