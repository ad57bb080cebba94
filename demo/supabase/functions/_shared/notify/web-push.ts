import { NotSetUp } from '../endpoint.ts';
import { functionsUrl, needed, type ReadSetting } from '../hosted-project.ts';
import { neverConnected } from './never-connected.ts';
import { encryptForPush } from './push-encryption.ts';
import { type IsPushEndpoint, pushEndpoints } from './push-hosts.ts';
import { pushPayload, topicOf } from './push-payload.ts';
import { secondsUntil } from './retry-after.ts';
import type { Message, Sender, SenderServices, SendResult } from './sender.ts';
import { type VapidKeys, vapidSigner } from './vapid.ts';

export { pushEndpoints } from './push-hosts.ts';
export { makeVapidKeys, type VapidKeys } from './vapid.ts';

/** What web push needs to know of the restaurant. */
export interface WebPushOptions {
  readonly keys: VapidKeys;
  /** How the push services reach the restaurant: `mailto:…` or `https://…`. */
  readonly subject: string;
  /** Where the worker in the browser tells that a message was shown: the function `notify`. */
  readonly seenUrl: string;
  readonly isPushEndpoint?: IsPushEndpoint;
}

/** Push services keep a message for no longer than this many seconds. */
const longestLife = 24 * 60 * 60;

/**
 * The sender by `NOTIFY_PUSH_PUBLIC_KEY`, `NOTIFY_PUSH_PRIVATE_KEY` and `NOTIFY_PUSH_SUBJECT`; further ones are
 * `NOTIFY_PUSH_HOSTS` and `NOTIFY_URL`, the address of the function `notify`. Undefined without keys: push is not offered.
 *
 * @throws NotSetUp if only some of them are set, or one is none
 */
export function webPushFrom(read: ReadSetting, services: SenderServices): Sender | undefined {
  const publicKey = read('NOTIFY_PUSH_PUBLIC_KEY')?.trim();
  if (!publicKey && !read('NOTIFY_PUSH_PRIVATE_KEY')?.trim()) return undefined;
  return webPush(
    {
      keys: {
        publicKey: needed(read, 'NOTIFY_PUSH_PUBLIC_KEY'),
        privateKey: needed(read, 'NOTIFY_PUSH_PRIVATE_KEY'),
      },
      subject: needed(read, 'NOTIFY_PUSH_SUBJECT'),
      seenUrl: read('NOTIFY_URL')?.trim() || notifyUrl(read),
      isPushEndpoint: pushEndpoints(read('NOTIFY_PUSH_HOSTS')),
    },
    services,
  );
}

function notifyUrl(read: ReadSetting): string {
  const functions = functionsUrl(read);
  if (functions === undefined)
    throw new NotSetUp('The secret NOTIFY_URL is missing: the address of the function notify.');
  return `${functions}/notify`;
}

/**
 * Sends to browsers by RFC 8030, encrypted for the guest's browser alone (RFC 8291) and signed (RFC 8292). One code for
 * Node and Deno.
 *
 * It is idempotent for the guest: a second push with the same message replaces the first while a push service holds it,
 * and the worker shows a message once. Where Safari shows it without a worker, the tag makes it the same notification.
 *
 * @throws NotSetUp if the keys or the subject cannot be right
 */
export function webPush(options: WebPushOptions, { fetch, now }: SenderServices): Sender {
  const { keys, subject, seenUrl, isPushEndpoint = pushEndpoints() } = options;
  const signer = vapidSigner(keys, subject, now);
  return {
    channel: 'push',
    name: 'web-push',
    isIdempotent: true,
    costOf: () => 0,
    async send(message, signal) {
      const request = await requestFor(message).catch(refusalOf);
      if ('outcome' in request) return request;
      try {
        const response = await fetch(request, { signal });
        await response.body?.cancel();
        return resultOf(response, now);
      } catch (error) {
        return neverConnected(error)
          ? { outcome: 'not-sent', reason: 'The push service cannot be reached.' }
          : { outcome: 'unknown', reason: 'The push service did not answer.' };
      }
    },
  };

  async function requestFor(message: Message): Promise<Request | SendResult> {
    const { to } = message;
    if (to.channel !== 'push') return { outcome: 'refused', reason: 'The recipient is no browser.' };
    const { endpoint, keys: browserKeys } = to.push;
    if (!isPushEndpoint(endpoint)) {
      return { outcome: 'refused', reason: 'The endpoint is of no known push service.', recipient: 'invalid' };
    }
    const life = Math.floor((message.expiresAt.getTime() - now()) / 1000);
    if (life <= 0) return { outcome: 'refused', reason: 'The message is out of date.' };
    const payload = pushPayload(message, seenUrl);
    const authorization = await signer.authorization(endpoint);
    const body = await encryptForPush(payload, browserKeys).catch(() => undefined);
    if (!body) return { outcome: 'refused', reason: 'The keys of the subscription are none.', recipient: 'invalid' };
    return new Request(endpoint, {
      method: 'POST',
      headers: {
        Authorization: authorization,
        'Content-Encoding': 'aes128gcm',
        'Content-Type': 'application/octet-stream',
        TTL: `${Math.min(life, longestLife)}`,
        Topic: await topicOf(message.orderId),
        Urgency: message.isUrgent ? 'high' : 'normal',
      },
      body,
      // Elsewhere is not where the guest's browser said it listens.
      redirect: 'manual',
    });
  }
}

/** A setting that cannot work is nobody's fault but the owner's, and no second try mends it. */
function refusalOf(error: unknown): SendResult {
  return { outcome: 'refused', reason: error instanceof NotSetUp ? error.message : 'The push cannot be made.' };
}

/** What a push service has answered: https://mozilla-services.github.io/autopush-rs/errors.html, and RFC 8030. */
function resultOf({ status, headers }: Response, now: () => number): SendResult {
  if (status >= 200 && status < 300) return { outcome: 'accepted' };
  if (status === 404 || status === 410) {
    return { outcome: 'refused', reason: `The subscription has ended (${status}).`, recipient: 'gone' };
  }
  if (status === 413) return { outcome: 'refused', reason: 'The message is too large for the push service (413).' };
  if (status === 401 || status === 403) {
    return {
      outcome: 'refused',
      reason: `The push service refuses the signature (${status}): are these the keys that the browser subscribed with?`,
    };
  }
  if (status === 429 || status === 503) {
    const retryAfter = secondsUntil(headers.get('Retry-After'), now());
    return {
      outcome: 'not-sent',
      reason: `The push service asks to wait (${status}).`,
      ...(retryAfter !== undefined && { retryAfter }),
    };
  }
  if (status >= 300 && status < 400) {
    return { outcome: 'refused', reason: `The push service sends on to another address (${status}).` };
  }
  if (status >= 500) return { outcome: 'unknown', reason: `The push service has failed (${status}).` };
  return {
    outcome: 'refused',
    reason: `The push service refuses the request (${status}): check NOTIFY_PUSH_PUBLIC_KEY and NOTIFY_PUSH_SUBJECT.`,
  };
}
