/**
 * DoorDash Drive, of today and classic.
 *
 * DoorDash does not sign: the address is protected with Basic authentication (or a token that you give it), which is sent
 * in `Authorization`. Events have no id, so equal bodies are one event. It sends each event up to 3 times, until it gets
 * 200, and then gives up. Times are ISO 8601 in UTC; empty fields are left out. `external_delivery_id` is the id that was
 * given at the creation of the delivery: give our order's, and for a second
 * delivery of the same order its id with something after it: `<id>-2`.
 *
 * Certainty: events read, https://developer.doordash.com/en-US/docs/drive/reference/webhooks; authentication, tries and
 * fields in a third party's copy, https://github.com/api-evangelist/doordash
 * (`asyncapi/doordash-drive-webhooks-asyncapi.yml`); tokens for reading,
 * https://developer.doordash.com/en-US/docs/drive/reference/JWTs, from memory.
 */

import { find, follow } from '../../order/field-map/follow-path.js';
import map from '../../order/field-map/presets/doordash.js';
import type { CommonSettings, Provider } from '../provider.js';
import { hasCredentials } from '../signature/authorization.js';
import { fromBase64, toBase64, utf8 } from '../signature/bytes.js';
import { hmac } from '../signature/hmac.js';

export interface DoorDashSettings extends CommonSettings {
  /** What DoorDash sends in `Authorization`: `Basic …` or `Bearer …`, as you gave it in its portal. */
  readonly authorization?: string;
  /** The same for Basic authentication. */
  readonly user?: string;
  readonly password?: string;
  readonly readBack?: {
    readonly developerId: string;
    readonly keyId: string;
    readonly signingSecret: string;
    /** Default `https://openapi.doordash.com`. */
    readonly baseUrl?: string;
  };
}

export const doordash: Provider<DoorDashSettings> = {
  map,
  mayCreate: false,
  challenge: 'Basic realm="relay"',
  check: ({ authorization, password }) =>
    authorization || password ? undefined : 'needs `authorization`, or `user` and `password`',
  verify: async (message, { authorization, user, password }) => {
    const basic = password ? `Basic ${toBase64(utf8(`${user ?? ''}:${password}`))}` : undefined;
    const expected = authorization || basic;
    return expected !== undefined && hasCredentials(message, expected);
  },
  read: (payload) => {
    const orderId = follow(payload, 'external_delivery_id');
    if (orderId == null) return [];
    return [
      {
        payload,
        orderId,
        reference: ourOrder(orderId),
        eventId: find(payload, ['event_id']),
        location: find(payload, ['pickup_external_store_id', 'external_store_id']),
      },
    ];
  },
  readBack: async (orderId, { readBack }, { now }) =>
    readBack && {
      url: `${readBack.baseUrl ?? 'https://openapi.doordash.com'}/drive/v2/deliveries/${encodeURIComponent(orderId)}`,
      headers: { Authorization: `Bearer ${await accessToken(readBack, now() / 1000)}` },
    },
};

/** The id of our order with which a delivery's id begins. */
function ourOrder(deliveryId: unknown): unknown {
  const [id] = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}(?![\da-z])/i.exec(String(deliveryId)) ?? [];
  return id ?? deliveryId;
}

/** A token for one request, signed with the key that DoorDash gave. */
async function accessToken(key: NonNullable<DoorDashSettings['readBack']>, now: number): Promise<string> {
  const part = (content: object) => urlSafe(utf8(JSON.stringify(content)));
  const claims = {
    aud: 'doordash',
    iss: key.developerId,
    kid: key.keyId,
    iat: Math.floor(now),
    exp: Math.floor(now) + 300,
  };
  const unsigned = `${part({ alg: 'HS256', typ: 'JWT', 'dd-ver': 'DD-JWT-V1' })}.${part(claims)}`;
  const secret = fromBase64(key.signingSecret) ?? utf8(key.signingSecret);
  return `${unsigned}.${urlSafe(await hmac(secret, utf8(unsigned)))}`;
}

function urlSafe(bytes: Uint8Array): string {
  return toBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}
