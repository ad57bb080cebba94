import { createHmac, randomBytes } from 'node:crypto';
import { json, type Received, type Reply, VendorServer } from './vendor-server.js';

export const account = `AC${'0123456789abcdef'.repeat(2)}`;
export const token = 'the-auth-token-of-the-account';

/** Numbers that Twilio's documentation gives a meaning, with magic or not. */
const refusals: Readonly<Record<string, readonly [code: number, status: number, message: string]>> = {
  '+15005550001': [21211, 400, "The 'To' number +15005550001 is not a valid phone number."],
  '+15005550002': [21612, 400, 'The message From/To pair violates a blacklist rule.'],
  '+15005550003': [21408, 400, 'Permission to send an SMS has not been enabled for the region.'],
  '+15005550004': [21610, 400, 'Attempt to send to unsubscribed recipient +15005550004'],
  '+15005550009': [21614, 400, "'To' number +15005550009 is not a valid mobile number"],
};

/**
 * Twilio, after https://www.twilio.com/docs/messaging/api/message-resource ("Create a Message"), the numbers of
 * https://www.twilio.com/docs/iam/test-credentials, and https://www.twilio.com/docs/usage/security for signatures.
 */
export class Twilio {
  readonly server = new VendorServer((request) => this.#answer(request));
  readonly messages: { readonly sid: string; readonly form: URLSearchParams }[] = [];

  #answer({ method, path, headers, body }: Received): Reply {
    const refuse = (status: number, code: number, message: string): Reply =>
      json(status, { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status });
    if (headers.authorization !== `Basic ${Buffer.from(`${account}:${token}`).toString('base64')}`) {
      return refuse(401, 20003, 'Authentication Error - invalid username');
    }
    if (method !== 'POST' || path !== `/2010-04-01/Accounts/${account}/Messages.json`) {
      return refuse(404, 20404, 'The requested resource was not found');
    }
    const form = new URLSearchParams(body);
    const to = form.get('To') ?? '';
    if (!form.get('From') && !form.get('MessagingServiceSid')) return refuse(400, 21603, "A 'From' number is required");
    const validity = Number(form.get('ValidityPeriod') ?? 36_000);
    if (validity < 1 || validity > 36_000) return refuse(400, 90_007, 'Invalid validity period value');
    const refusal = refusals[to];
    if (refusal) return refuse(refusal[1], refusal[0], refusal[2]);
    const sid = `SM${randomBytes(16).toString('hex')}`;
    this.messages.push({ sid, form });
    return json(201, {
      account_sid: account,
      api_version: '2010-04-01',
      body: form.get('Body'),
      date_created: 'Mon, 30 Nov 2026 18:00:00 +0000',
      direction: 'outbound-api',
      error_code: null,
      error_message: null,
      from: form.get('From'),
      messaging_service_sid: form.get('MessagingServiceSid'),
      num_media: '0',
      num_segments: '1',
      price: null,
      price_unit: 'USD',
      sid,
      status: 'queued',
      to,
      uri: `/2010-04-01/Accounts/${account}/Messages/${sid}.json`,
    });
  }

  /** The address of the callback as Twilio calls and signs it: what stands after # is for Twilio alone. */
  static callbackOf(form: URLSearchParams): string {
    return (form.get('StatusCallback') ?? '').replace(/#.*$/, '');
  }
}

/** A request of Twilio's with a form, signed for `publicUrl` and sent to `url`. */
export function twilioRequest(
  publicUrl: string,
  parameters: Readonly<Record<string, string>>,
  { url = publicUrl, key = token }: { readonly url?: string; readonly key?: string } = {},
): Request {
  const sorted = Object.keys(parameters).sort();
  const data = publicUrl + sorted.map((name) => name + parameters[name]).join('');
  return new Request(url, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/x-www-form-urlencoded; charset=UTF-8',
      'X-Twilio-Signature': createHmac('sha1', key).update(data).digest('base64'),
    },
    body: new URLSearchParams(parameters).toString(),
  });
}

/** The parameters of a status callback. */
export function statusOf(sid: string, status: string, errorCode?: number): Record<string, string> {
  return {
    AccountSid: account,
    ApiVersion: '2010-04-01',
    From: '+15017250604',
    MessageSid: sid,
    MessageStatus: status,
    SmsSid: sid,
    SmsStatus: status,
    To: '+4915112345678',
    ...(errorCode !== undefined && { ErrorCode: `${errorCode}` }),
  };
}

/** The parameters of an incoming message. */
export function incoming(body: string, more: Readonly<Record<string, string>> = {}): Record<string, string> {
  return {
    AccountSid: account,
    ApiVersion: '2010-04-01',
    Body: body,
    From: '+4915112345678',
    MessageSid: `SM${'a'.repeat(32)}`,
    NumMedia: '0',
    NumSegments: '1',
    SmsMessageSid: `SM${'a'.repeat(32)}`,
    SmsSid: `SM${'a'.repeat(32)}`,
    SmsStatus: 'received',
    To: '+15017250604',
    ...more,
  };
}
