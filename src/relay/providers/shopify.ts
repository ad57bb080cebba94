/**
 * Shopify: orders, fulfilments and fulfilment events (`orders/*`, `fulfillments/*`, `fulfillment_events/*`).
 *
 * `X-Shopify-Hmac-SHA256`: base64 of the HMAC-SHA256 over the raw body, with the app's client secret.
 * `X-Shopify-Webhook-Id` stays the same when a delivery is repeated. Shopify waits 5 s and tries 8 times in 4 hours, with
 * the body of the first time. `fulfillment_orders/*` do not say of which order they are, and are left out.
 *
 * `fulfillments/*` and `fulfillment_events/*` are about one fulfilment, of which an order may have several. Its own `status`
 * ("the fulfillment request": `success`, `cancelled`, `failure`) changes nothing; where the shipment is counts, except that
 * it arrived: whether all of them did, the order says (`orders/updated`, or read back).
 *
 * The signature covers the body alone. So what a message is about is told by the body: by its `admin_graphql_api_id`, or,
 * where the subscription leaves that out, by what it has; a checkout, which has none, looks like an order without a number.
 * `X-Shopify-Topic` is a hint: a message whose topic says otherwise changes nothing.
 *
 * A test notification (`X-Shopify-Test: true`) brings a made-up order, and is left out.
 *
 * The time in `X-Shopify-Triggered-At` is not signed and is not believed: the order's own
 * counts. After a change of the secret, the old one may be used for an hour: give both.
 *
 * Certainty: read, https://shopify.dev/docs/apps/build/webhooks/verify-deliveries,
 * https://shopify.dev/docs/apps/build/webhooks/delivery-structure,
 * https://shopify.dev/docs/api/admin-graphql/2025-04/enums/FulfillmentStatus,
 * https://shopify.dev/changelog/updates-to-webhook-retry-mechanism; the address to read from memory of
 * https://shopify.dev/docs/api/admin-rest/latest/resources/order.
 */

import { find, follow } from '../../order/field-map/follow-path.js';
import map from '../../order/field-map/presets/shopify.js';
import type { ApiToken, Provider, SharedKey } from '../provider.js';
import { isSigned } from '../signature/hmac.js';
import { missingSecret } from './missing-secret.js';
import { tokenOf } from './token-of.js';

export interface ShopifySettings extends SharedKey {
  readonly readBack?: {
    readonly token: ApiToken;
    /** `https://my-shop.myshopify.com`. */
    readonly shopUrl: string;
    /** Default `2026-07`. */
    readonly apiVersion?: string;
  };
}

export const shopify: Provider<ShopifySettings> = {
  map,
  mayCreate: true,
  check: missingSecret,
  verify: ({ headers, body }, { secret }) => isSigned(headers.get('x-shopify-hmac-sha256'), body, secret),
  read: (payload, { headers }) => {
    // "Send test notification" brings a made-up order.
    if (headers.get('x-shopify-test') === 'true') return [];
    const kind = kindOf(payload);
    const [about] = headers.get('x-shopify-topic')?.split('/') ?? [];
    if (kind === undefined || (about && about !== kind)) return [];
    return [
      {
        payload: kind === 'orders' ? wholeOrder(payload) : shipmentOf(payload),
        eventId: headers.get('x-shopify-webhook-id'),
        location: find(payload, ['location_id', 'locationId']),
      },
    ];
  },
  readBack: async (orderId, { readBack }) =>
    readBack && {
      url: `${readBack.shopUrl}/admin/api/${readBack.apiVersion ?? '2026-07'}/orders/${encodeURIComponent(orderId)}.json`,
      headers: { 'X-Shopify-Access-Token': await tokenOf(readBack.token) },
    },
  readAnswer: (answer) => ({
    payload: wholeOrder(follow(answer, 'order') ?? answer),
    location: follow(answer, 'order.location_id'),
  }),
};

const kinds = { Order: 'orders', Fulfillment: 'fulfillments', FulfillmentEvent: 'fulfillment_events' } as const;
type Kind = (typeof kinds)[keyof typeof kinds];

/** What only fulfilments have, of all that is about an order: refunds and transactions are, too. */
const ofFulfilments = ['shipment_status', 'tracking_company', 'tracking_number', 'estimated_delivery_at'];
/** What a deleted order does not have: of it there is an id alone. */
const ofOrders = ['name', 'order_number', 'line_items', 'fulfillment_status', 'financial_status', 'cancelled_at'];

/** What carts, checkouts and drafts have, of which the first two have no `admin_graphql_api_id`; and what only orders have. */
const ofCarts = ['token', 'cart_token', 'abandoned_checkout_url', 'invoice_url', 'completed_at'];
const ofPlaced = ['order_number', 'fulfillment_status', 'financial_status'];

/** What a body is about, as topics call it; undefined if it is nothing that is read here. */
function kindOf(payload: unknown): Kind | undefined {
  const [, name] = /^gid:\/\/shopify\/(\w+)\//.exec(String(follow(payload, 'admin_graphql_api_id'))) ?? [];
  if (name !== undefined) return Object.entries(kinds).find(([known]) => known === name)?.[1];
  const has = (names: readonly string[]) => names.some((one) => follow(payload, one) !== undefined);
  if (has(['fulfillment_id'])) return 'fulfillment_events';
  if (has(['order_id'])) return has(ofFulfilments) ? 'fulfillments' : undefined;
  if (has(ofCarts) && !has(ofPlaced)) return undefined;
  return has(ofOrders) ? 'orders' : undefined;
}

/** Has arrived, in the words of `shipment_status`. */
const arrived = /^(delivered|picked_up)$/i;

/** An order whose newest fulfilment comes last, as the preset reads them: one that has arrived is newest only if all have. */
function wholeOrder(payload: unknown): unknown {
  const listed: unknown = follow(payload, 'fulfillments');
  const open = (Array.isArray(listed) ? listed : []).filter(
    (one: unknown) => follow(one, 'status') !== 'cancelled' && !arrived.test(String(follow(one, 'shipment_status'))),
  );
  return open.length === 0 ? payload : { ...Object(payload), fulfillments: open };
}

/** What will not arrive at the time that may still stand there. */
const missed = /^(failure|not_delivered|attempted_delivery)$/i;

/** What a fulfilment, or an event of one, says about the order. */
function shipmentOf(payload: unknown): unknown {
  const { status, ...fulfilment } = Object(payload) as Readonly<Record<string, unknown>>;
  const where = kindOf(payload) === 'fulfillments' ? fulfilment.shipment_status : status;
  return {
    ...fulfilment,
    shipment_status: arrived.test(String(where)) ? undefined : where,
    ...(missed.test(String(where)) && { estimated_delivery_at: null }),
  };
}
