/**
 * Universal Commerce Protocol: the order webhook, which brings the whole order each time.
 *
 * Signed by the business, with a key of its profile: HTTP Message Signatures (RFC 9421) with `Signature-Input`,
 * `Signature`, `Content-Digest` and the profile's address in `UCP-Agent`; in the versions of January 2026 a detached JWT
 * (RFC 7797) in `Request-Signature`. ES256 is the rule; ES384 and Ed25519 are read as well. Only profiles that are named in
 * the settings count: a business may speak of its own orders alone. An event is known by `Webhook-Id` and is of
 * `Webhook-Timestamp`, both of which are signed (in seconds, says the specification; Google's guide shows a date). Earlier
 * versions have `Idempotency-Key` or `event_id`, and `created_time`. A detached JWT signs the body alone, so there only what
 * stands in the body counts. Businesses "MUST retry".
 *
 * Certainty: read in the specification, https://ucp.dev/2026-08-25/specification/signatures,
 * https://ucp.dev/2026-08-25/specification/shopping/order, https://ucp.dev/2026-01-23/specification/order, and in Google's
 * guide, https://developers.google.com/merchant/ucp/implementation/2026-04-08/order-lifecycle.
 */

import { find, follow } from '../../order/field-map/follow-path.js';
import map from '../../order/field-map/presets/ucp.js';
import type { CommonSettings, Message, Provider } from '../provider.js';
import { isDetachedSignature, keyOfDetached } from '../signature/detached-jwt.js';
import { hasSignature, namedKeys } from '../signature/http-signature.js';
import type { PublicKey } from '../signature/public-key.js';
import { wholeEvents } from './ucp-events.js';
import { keysOfProfile } from './ucp-keys.js';

export interface UcpSettings extends CommonSettings {
  /** The addresses of the businesses' profiles, `https://shop.example/.well-known/ucp`. */
  readonly profiles: readonly string[];
  /** Their public keys, if they shall not be read from the profiles. */
  readonly keys?: readonly PublicKey[];
}

export const ucp: Provider<UcpSettings> = {
  map,
  mayCreate: true,
  check: ({ profiles }) =>
    profiles.length > 0 ? undefined : 'needs `profiles`, the addresses of the businesses it believes',
  verify: async (message, { profiles, keys }, outside) => {
    const token = message.headers.get('request-signature');
    const profile = profileIn(message) ?? (token !== null && profiles.length === 1 ? profiles[0] : undefined);
    if (profile === undefined || !profiles.includes(profile)) return false;
    const isNamed = message.headers.has('signature-input');
    const named = isNamed ? namedKeys(message) : token === null ? [] : [keyOfDetached(token) ?? ''];
    if (named.length === 0) return false;
    const known = keys ?? (await keysOfProfile(profile, named, outside));
    return isNamed
      ? hasSignature(message, known, outside.now())
      : token !== null && isDetachedSignature(token, message.body, known);
  },
  read: (payload, message) => {
    if (follow(payload, 'line_items') == null || follow(payload, 'fulfillment') == null) return [];
    return [
      {
        payload: wholeEvents(payload),
        eventId: signedHeader(message, 'webhook-id', 'idempotency-key') ?? follow(payload, 'event_id'),
        at: signedHeader(message, 'webhook-timestamp') ?? find(payload, ['created_time', 'updated_at']),
        reference: follow(payload, 'checkout_id'),
        location: profileIn(message),
      },
    ];
  },
};

/** The first of these headers that there is. A detached JWT covers none. */
function signedHeader({ headers }: Message, ...names: readonly string[]): string | undefined {
  return headers.has('signature-input')
    ? (names.map((name) => headers.get(name)).find(Boolean) ?? undefined)
    : undefined;
}

/** `UCP-Agent: profile="https://…"`. */
function profileIn({ headers }: Message): string | undefined {
  return headers.get('ucp-agent')?.match(/(?:^|[,;\s])profile="(https:\/\/[^"]*)"/)?.[1];
}
