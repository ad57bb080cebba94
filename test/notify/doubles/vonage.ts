import { createHash, randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import { json, type Received, type Reply, VendorServer } from './vendor-server.js';

export const apiKey = 'abcd1234';
export const apiSecret = 'the-api-secret';
export const signatureSecret = 'the-signature-secret-of-the-account';

/**
 * Vonage, after https://developer.vonage.com/en/api/messages: `POST /v1/messages` with Basic or JWT, 202 with
 * `message_uuid`, errors as problem documents; webhooks after
 * https://developer.vonage.com/en/messages/concepts/signed-webhooks.
 */
export class Vonage {
  readonly server = new VendorServer((request) => this.#answer(request));
  readonly messages: { readonly uuid: string; readonly body: Readonly<Record<string, unknown>> }[] = [];
  /** Bearer tokens that have come, for tests to verify. */
  readonly tokens: string[] = [];

  #answer({ path, headers, body }: Received): Reply {
    const basic = `Basic ${Buffer.from(`${apiKey}:${apiSecret}`).toString('base64')}`;
    const bearer = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1];
    if (bearer) this.tokens.push(bearer);
    if (!bearer && headers.authorization !== basic) {
      return json(401, {
        type: 'https://developer.vonage.com/api-errors#unauthorized',
        title: 'Unauthorized',
        detail: 'You did not provide correct credentials.',
        instance: 'bf0ca0bf927b3b52e3cb03217e1a1ddf',
      });
    }
    const message = JSON.parse(body) as Record<string, unknown>;
    const isWhole =
      path === '/v1/messages' &&
      message.channel === 'sms' &&
      message.message_type === 'text' &&
      /^[1-9]\d{6,14}$/.test(String(message.to)) &&
      typeof message.from === 'string' &&
      Number(message.ttl) >= 20 &&
      String(message.client_ref).length <= 100;
    if (!isWhole) return problem(422, 1020, 'Invalid params');
    if (message.to === '447700900001') return problem(422, 1040, 'Invalid message');
    if (message.to === '447700900002') return problem(422, 1050, 'Number barred');
    const uuid = randomUUID();
    this.messages.push({ uuid, body: message });
    return json(202, { message_uuid: uuid });
  }
}

/** An error, in the form of the documented example for a sender that is not valid. */
export function problem(status: number, code: number, title: string, headers: Record<string, string> = {}): Reply {
  return json(
    status,
    {
      type: `https://developer.nexmo.com/api-errors/messages-olympus#${code}`,
      title,
      detail: 'The number 447700900000 …',
      instance: 'bf0ca0bf927b3b52e3cb03217e1a1ddf',
    },
    { 'Content-Type': 'application/problem+json', ...headers },
  );
}

/** A webhook of Vonage's: the JWT has the hash of the body. */
export async function vonageRequest(
  url: string,
  payload: unknown,
  { key = signatureSecret, account = apiKey, hashOf }: { key?: string; account?: string; hashOf?: string } = {},
): Promise<Request> {
  const body = JSON.stringify(payload);
  const jwt = await new SignJWT({
    api_key: account,
    payload_hash: createHash('sha256')
      .update(hashOf ?? body)
      .digest('hex'),
  })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setIssuer('Vonage')
    .setIssuedAt()
    .setJti(randomUUID())
    .sign(new TextEncoder().encode(key));
  const headers = { 'Content-Type': 'application/json', Authorization: `Bearer ${jwt}` };
  return new Request(url, { method: 'POST', headers, body });
}

/** The documented example of a message status. */
export function messageStatus(uuid: string, status: string, more: object = {}): object {
  return {
    message_uuid: uuid,
    to: '447700900000',
    from: '447700900001',
    timestamp: '2026-11-30T14:00:00.000Z',
    status,
    usage: { currency: 'EUR', price: '0.0333' },
    channel: 'sms',
    destination: { network_code: '12345' },
    sms: { count_total: '2' },
    ...more,
  };
}

/** The documented example of an inbound SMS. */
export function inboundSms(text: string): object {
  return {
    channel: 'sms',
    message_uuid: 'aaaaaaaa-bbbb-4ccc-8ddd-0123456789ab',
    to: '447700900000',
    from: '447700900001',
    timestamp: '2026-11-30T14:00:00.000Z',
    text,
    message_type: 'text',
    sms: { num_messages: '2', keyword: text.split(' ')[0]?.toUpperCase() },
    usage: { currency: 'EUR', price: '0.0333' },
  };
}
