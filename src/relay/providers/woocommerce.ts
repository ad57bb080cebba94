/**
 * WooCommerce: `order.created`, `order.updated`, `order.restored`.
 *
 * `X-WC-Webhook-Signature`: base64 of the HMAC-SHA256 over the raw body. `X-WC-Webhook-Delivery-ID` is another one each
 * time. The topic stands in a header that is not signed: it is a hint, and the body has to agree. A delivery that fails is
 * not repeated, and after more than five in a row WooCommerce turns the webhook off without a word: so orders that are quiet are read back. A cart at the checkout is an order already (`checkout-draft`, `pending`, and
 * `failed` or `cancelled` if nobody pays): none is created from that. That an order was deleted is told in the log: the
 * documentation does not say that it was cancelled. When a webhook is switched on, it first sends `webhook_id=…`, unsigned:
 * it is answered whatever stands beside it, for it changes nothing.
 *
 * Certainty: read in the code, https://github.com/woocommerce/woocommerce
 * (`plugins/woocommerce/includes/class-wc-webhook.php`), and https://developer.woocommerce.com/docs/apis/rest-api/v3/webhooks/.
 */

import { find, follow } from '../../order/field-map/follow-path.js';
import map from '../../order/field-map/presets/woocommerce.js';
import { parseText } from '../parse-text.js';
import type { Notice, Provider, SharedKey } from '../provider.js';
import { toBase64, utf8 } from '../signature/bytes.js';
import { isSigned } from '../signature/hmac.js';
import { missingSecret } from './missing-secret.js';

export interface WooCommerceSettings extends SharedKey {
  readonly readBack?: {
    /** `https://shop.example`. */
    readonly shopUrl: string;
    /** `ck_…`, which may only read. */
    readonly consumerKey: string;
    /** `cs_…`. */
    readonly consumerSecret: string;
  };
}

/** The statuses of what nobody has ordered yet, or paid for. */
const unplaced = ['auto-draft', 'checkout-draft', 'draft', 'new', 'pending', 'failed', 'cancelled', 'trash'];

export const woocommerce: Provider<WooCommerceSettings> = {
  map,
  mayCreate: true,
  hasLocations: false,
  check: missingSecret,
  handshake: ({ text }) =>
    /^webhook_id=\d+$/.test(text?.trim() ?? '') ? new Response(null, { status: 200 }) : undefined,
  verify: ({ headers, body }, { secret }) => isSigned(headers.get('x-wc-webhook-signature'), body, secret),
  read: (payload, { headers }) => {
    const topic = headers.get('x-wc-webhook-topic') || 'order.updated';
    return topic.startsWith('order.') && isOrder(payload) ? [notice(payload)] : [];
  },
  untold: ({ headers, text }) =>
    headers.get('x-wc-webhook-topic') === 'order.deleted' && !isOrder(parseText(text))
      ? 'An order was deleted. It keeps its status here.'
      : undefined,
  readAnswer: notice,
  readBack: async (orderId, { readBack }) =>
    readBack && {
      url: `${readBack.shopUrl}/wp-json/wc/v3/orders/${encodeURIComponent(orderId)}`,
      headers: {
        Authorization: `Basic ${toBase64(utf8(`${readBack.consumerKey}:${readBack.consumerSecret}`))}`,
      },
    },
};

/** Of an order that was deleted there is an id alone. Products and coupons have a status as well. */
function isOrder(payload: unknown): boolean {
  const has = (name: string) => find(payload, [`order.${name}`, name]) != null;
  return has('status') && !['sku', 'permalink', 'discount_type'].some(has);
}

function notice(payload: unknown): Notice {
  const status = String(find(payload, ['order.status', 'status'])).replace(/^wc-/, '');
  return { payload, at: modified(payload), mayCreate: !unplaced.includes(status) };
}

/** In UTC, without a zone. */
function modified(payload: unknown): unknown {
  const time = follow(payload, 'date_modified_gmt');
  return typeof time === 'string' && !/(Z|[+-]\d\d:?\d\d)$/.test(time) ? `${time}Z` : time;
}
