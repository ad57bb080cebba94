/**
 * Standard Webhooks (https://www.standardwebhooks.com): for a till, a kitchen display or a back end of your own. The body is
 * our own wire format: `{"id": "42", "status": "ready", "version": 7, "items": [...]}`; several orders as a list, or as
 * `{"orders": [...]}`. They may stand in the envelope that the specification recommends:
 * `{"type": "order.updated", "timestamp": "2026-11-30T12:00:00Z", "data": {...}}`.
 *
 * `webhook-id`, `webhook-timestamp` (seconds) and `webhook-signature`: `v1,` and the base64 of the HMAC-SHA256 over
 * `id.timestamp.body`, several of them with blanks between. The key is base64 after `whsec_`. A message that is more than
 * 5 min old or new is refused. Svix, which wrote the specification's forerunner, signs the same under `svix-id` and so on.
 * Any library for Standard Webhooks sends this; `standardwebhooks` from npm does in our tests.
 * It is not used here: it reads the clock and hashes by itself, where the relay has a clock and Web Crypto.
 *
 * Certainty: read in the specification and its library, https://github.com/standard-webhooks/standard-webhooks.
 */

import { find, follow, list } from '../../order/field-map/follow-path.js';
import type { Provider, SharedKey } from '../provider.js';
import { concatenate, fromBase64, utf8 } from '../signature/bytes.js';
import { isSigned } from '../signature/hmac.js';
import { timeIn } from '../to-event.js';
import { missingSecret } from './missing-secret.js';

/** In seconds. */
const tolerance = 5 * 60;

export const standard: Provider<SharedKey> = {
  map: {},
  mayCreate: true,
  takesLists: true,
  check: (settings) => missingSecret(settings) ?? unreadableSecret(settings),
  verify: async ({ headers, body }, { secret }, { now }) => {
    const { id, timestamp, signatures } = signedHeaders(headers);
    if (id === '' || !/^\d+$/.test(timestamp) || Math.abs(now() / 1000 - Number(timestamp)) > tolerance) return false;
    const signed = concatenate(utf8(`${id}.${timestamp}.`), body);
    for (const signature of signatures.split(' ').slice(0, 10)) {
      const [version, digest] = signature.split(',');
      if (version === 'v1' && digest && (await isSigned(digest, signed, secret, keyOf))) return true;
    }
    return false;
  },
  read: (payload, { headers }) => {
    const content = contentOf(payload);
    const orders = list(find(content, ['orders']) ?? content);
    const { id, timestamp } = signedHeaders(headers);
    const sent = Number(timestamp);
    return orders.map((order, index) => ({
      payload: order,
      eventId: orders.length === 1 ? id : `${id}#${index}`,
      at: changedAt([follow(order, 'updated_at'), follow(payload, 'timestamp')], sent),
      reference: find(order, ['reference', 'id']),
      location: follow(order, 'restaurant_id'),
    }));
  },
};

/** All three of one name: a second id beside the signed one says nothing. */
function signedHeaders(headers: Headers) {
  const prefix = headers.has('webhook-id') ? 'webhook' : 'svix';
  const header = (name: string) => headers.get(`${prefix}-${name}`) ?? '';
  return { id: header('id'), timestamp: header('timestamp'), signatures: header('signature') };
}

/** What an envelope holds; without one, the message itself. */
function contentOf(payload: unknown): unknown {
  const data = follow(payload, 'data');
  const isEnvelope = typeof follow(payload, 'type') === 'string' && typeof data === 'object' && data !== null;
  return isEnvelope ? data : payload;
}

/** The first of these times that can be used. Without one, and if it is after the message, when that was sent. */
function changedAt(times: readonly unknown[], sent: number): unknown {
  const changed = times.map(timeIn).find(Boolean);
  // The message counts whole seconds.
  return changed && +changed < (sent + 1) * 1000 ? changed.toISOString() : sent;
}

/** With such a key every message would be refused, without a word of why. */
function unreadableSecret({ secret }: SharedKey): string | undefined {
  return [secret].flat().every((one) => keyOf(one)?.length) ? undefined : 'needs `secret` in base64: `whsec_…`';
}

function keyOf(secret: string): Uint8Array<ArrayBuffer> | undefined {
  return fromBase64(secret.replace(/^whsec_/, ''));
}
