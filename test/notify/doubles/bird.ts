import { createHash, createHmac, randomUUID } from 'node:crypto';
import { json, type Received, type Reply, VendorServer } from './vendor-server.js';

export const accessKey = 'bird-access-key';
export const workspace = 'a1405560-c8d3-4b1a-877d-3f449ad95352';
export const channel = '614208aa-b153-4d5d-9989-2fddfc0ce4c3';
export const signingKey = 'secureSigningKey';

/**
 * Bird, after https://docs.bird.com/api/channels-api/supported-channels/programmable-sms/sending-sms-messages and the
 * examples of "Receiving messages", "Message status and interactions" and "Message failure sources" beside it.
 */
export class Bird {
  readonly server = new VendorServer((request) => this.#answer(request));
  readonly messages: { readonly id: string; readonly body: Readonly<Record<string, unknown>> }[] = [];

  #answer({ path, headers, body }: Received): Reply {
    if (headers.authorization !== `AccessKey ${accessKey}`) {
      return json(401, { code: 'Unauthenticated', message: 'The access key is not valid' });
    }
    if (path !== `/workspaces/${workspace}/channels/${channel}/messages`) {
      return json(404, { code: 'ResourceNotFound', message: 'The channel does not exist' });
    }
    const message = JSON.parse(body) as {
      receiver?: { contacts?: { identifierValue?: string }[] };
      body?: { type?: string; text?: { text?: string } };
      reference?: string;
    };
    const number = message.receiver?.contacts?.[0]?.identifierValue ?? '';
    if (!/^\+[1-9]\d{6,14}$/.test(number) || message.body?.type !== 'text' || !message.body.text?.text) {
      return json(422, { code: 'InvalidPayload', message: `${number} is not valid`, details: {} });
    }
    const id = randomUUID();
    this.messages.push({ id, body: message });
    return json(202, { ...outgoing(id, 'accepted'), reference: message.reference });
  }
}

/** A message as Bird shows it, outgoing. */
export function outgoing(id: string, status: string, more: object = {}): Record<string, unknown> {
  return {
    id,
    channelId: channel,
    sender: { connector: { id: '86cc4dc0-3dc0-41b7-ac43-8ec829ead56f', identifierValue: '' } },
    receiver: { contacts: [{ id: '32cf5eee-f940-422c-ab8c-5f753aad5efd', identifierValue: '+31612345678' }] },
    body: { type: 'text', text: { text: 'Your order is ready.' } },
    status,
    reason: '',
    direction: 'outgoing',
    lastStatusAt: '2026-11-30T08:32:50.736Z',
    createdAt: '2026-11-30T08:32:50.736Z',
    updatedAt: '2026-11-30T08:32:50.736Z',
    ...more,
  };
}

/** The documented example of an incoming message. */
export function incomingSms(text: string): Record<string, unknown> {
  return {
    id: '96a0b5fa-a986-453d-be5c-3117f989f025',
    channelId: channel,
    sender: {
      contact: {
        id: '32cf5eee-f940-422c-ab8c-5f753aad5efd',
        identifierKey: 'phonenumber',
        identifierValue: '+31612345678',
      },
    },
    receiver: { connector: { id: '86cc4dc0-3dc0-41b7-ac43-8ec829ead56f' } },
    body: { type: 'text', text: { text } },
    parts: [{ platformReference: 'e8077d803532c0b5937c639b60216938' }],
    status: 'delivered',
    direction: 'incoming',
  };
}

/** The documented failure of a message to an unknown number. */
export const unknownSubscriber = {
  reason: 'details: unknown subscriber; reason: unknown_subscriber; code: 1',
  details: 'unknown_subscriber',
  failure: { code: 15005, source: { name: 'sms-messagebird', code: '1' } },
};

/** A webhook of Bird's, signed as the PHP of "Verifying a webhook subscription" computes it. */
export function birdRequest(
  publicUrl: string,
  event: 'sms.outbound' | 'sms.inbound' | 'whatsapp.outbound',
  payload: unknown,
  { now, key = signingKey, url = publicUrl }: { readonly now: number; readonly key?: string; readonly url?: string },
): Request {
  const body = JSON.stringify({ service: 'channels', event, payload });
  const timestamp = `${Math.floor(now / 1000)}`;
  const hash = createHash('sha256').update(body).digest();
  const signed = Buffer.concat([Buffer.from(`${timestamp}\n${publicUrl}\n`), hash]);
  return new Request(url, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      'MessageBird-Request-Timestamp': timestamp,
      'MessageBird-Signature': createHmac('sha256', key).update(signed).digest('base64'),
    },
    body,
  });
}
