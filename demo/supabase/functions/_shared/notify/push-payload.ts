import { encryptionOverhead } from './push-encryption.ts';
import type { Message } from './sender.ts';

/**
 * The largest body of a push, in bytes. RFC 8030 lets services refuse more than 4096; Mozilla takes 2744 for Firefox on
 * Android, which gets its pushes through Google.
 */
export const largestPush = 2744;

/**
 * A declarative push message (W3C Push API): Safari 18.4 shows it without a worker. `mutable` hands it to the worker
 * where there is one, since only a worker can tell the server that it was shown.
 *
 * @param seen where the worker tells that it was shown or clicked
 * @returns JSON in UTF-8 that fits into a push; the text is shortened if it must be
 */
export function pushPayload(message: Message, seen: string): Uint8Array<ArrayBuffer> {
  const room = largestPush - encryptionOverhead;
  const title = shortened(message.title, 120);
  const whole = payloadWith(message, title, message.text, seen);
  if (whole.length <= room) return whole;
  const letters = graphemes(message.text);
  const cutTo = (count: number) => payloadWith(message, title, `${letters.slice(0, count).join('').trimEnd()}…`, seen);
  let [fits, tooMany] = [0, letters.length];
  while (tooMany - fits > 1) {
    const middle = Math.floor((fits + tooMany) / 2);
    if (cutTo(middle).length <= room) fits = middle;
    else tooMany = middle;
  }
  return cutTo(fits);
}

function payloadWith(message: Message, title: string, body: string, seen: string): Uint8Array<ArrayBuffer> {
  const { id, kind, orderId, language, direction, link, isUrgent } = message;
  const payload = {
    web_push: 8030,
    mutable: true,
    notification: {
      title,
      body,
      navigate: link,
      lang: language,
      dir: direction,
      // A newer message about the order takes the place of the older one, and is heard all the same.
      tag: `order-status-tracker:${orderId}`,
      renotify: true,
      requireInteraction: isUrgent,
      data: { message: id, kind, order_id: orderId, seen },
    },
  };
  return new Uint8Array(new TextEncoder().encode(JSON.stringify(payload)));
}

/** What a reader takes for letters: half an emoji is none. */
function graphemes(text: string): string[] {
  return [...new Intl.Segmenter().segment(text)].map(({ segment }) => segment);
}

function shortened(text: string, most: number): string {
  const letters = graphemes(text);
  return letters.length <= most
    ? text
    : `${letters
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`;
}

/**
 * The topic of an order: a push service that still holds a message of the same topic replaces it. A hash, since the
 * service has no need of the order's number; RFC 8030 allows 32 characters of base64url.
 */
export async function topicOf(orderId: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(orderId));
  return btoa(String.fromCharCode(...new Uint8Array(hash, 0, 24)))
    .replaceAll('+', '-')
    .replaceAll('/', '_');
}
