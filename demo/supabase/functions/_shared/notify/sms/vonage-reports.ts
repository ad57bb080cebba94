import { jwtVerify } from 'jose';
import { bearerToken } from '../../endpoint.ts';
import type { ReadSetting } from '../../hosted-project.ts';
import { bytesOf, hex, isSameText, sha256 } from '../../web-crypto.ts';
import { wishOf } from '../replies.ts';
import { fieldsOf, guestNumber, type ReportReader, secretsOf, type Told, textIn } from '../report-reader.ts';
import type { DeliveryReport } from '../sender.ts';
import { thousandthsOf } from './vendor-request.ts';
import { codeOf, reasonOf } from './vonage.ts';

/**
 * Vonage's message status and inbound webhooks (https://developer.vonage.com/en/api/messages, "Message status" and
 * "Inbound message"), with a JWT (https://developer.vonage.com/en/messages/concepts/signed-webhooks): HS256 with the
 * account's signature secret, `VONAGE_SIGNATURE_SECRET`, and the body's hash in it. Vonage sends again until it gets 200.
 */
export const vonageReports: ReportReader = {
  vendor: 'vonage',
  needs: ['VONAGE_SIGNATURE_SECRET'],
  async read(request, body, { read: setting, now }) {
    const token = bearerToken(request.headers.get('Authorization')) ?? '';
    const secrets = secretsOf(setting, 'VONAGE_SIGNATURE_SECRET');
    const checks = secrets.map((secret) => isSigned(token, secret, body, setting, now()));
    if (!(await Promise.all(checks)).includes(true)) return 'unsigned';
    const fields = fieldsOf(body);
    return fields ? told(fields, setting) : 'unreadable';
  },
  respond: () => new Response(null, { status: 200 }),
};

async function isSigned(
  token: string,
  secret: string,
  body: string,
  setting: ReadSetting,
  now: number,
): Promise<boolean> {
  try {
    const { payload } = await jwtVerify(token, bytesOf(secret), { algorithms: ['HS256'], currentDate: new Date(now) });
    const account = setting('VONAGE_API_KEY')?.trim();
    if (account && payload.api_key !== account) return false;
    return isSameText(hex(await sha256(bytesOf(body))), `${payload.payload_hash ?? ''}`);
  } catch {
    return false;
  }
}

function told(fields: Readonly<Record<string, unknown>>, setting: ReadSetting): Told | 'unreadable' {
  const vendorId = textIn(fields.message_uuid);
  if (vendorId === undefined) return 'unreadable';
  const status = textIn(fields.status);
  if (status === undefined) return typeof fields.text === 'string' ? replyIn(fields, setting) : { replies: [] };
  const state = states[status];
  if (state === undefined) return 'unreadable';
  const code = codeOf(fieldsOf(fields.error) ?? {});
  const reference = textIn(fields.client_ref);
  const usage = fieldsOf(fields.usage) ?? {};
  const thousandths = thousandthsOf(usage.price);
  const currency = textIn(usage.currency, 10);
  const report = {
    vendor: 'vonage',
    vendorId,
    state,
    ...(code !== undefined && { reason: reasonOf(code) }),
    ...(thousandths !== undefined && currency !== undefined && { cost: { thousandths, currency } }),
    ...(reference !== undefined && { reference }),
  };
  return { reports: [report] };
}

const states: Readonly<Record<string, DeliveryReport['state']>> = {
  submitted: 'accepted',
  delivered: 'delivered',
  read: 'delivered',
  rejected: 'failed',
  undeliverable: 'failed',
};

/** Vonage leaves the answers to us, unless the account has them set: `NOTIFY_SMS_REPLIES=vendor`. */
function replyIn(fields: Readonly<Record<string, unknown>>, setting: ReadSetting): Told {
  const from = guestNumber(fields.from);
  if (from === undefined || fields.channel !== 'sms') return { replies: [] };
  const text = textIn(fields.text, 1600) ?? '';
  const { wish, language } = wishOf(text);
  const isAnswered = setting('NOTIFY_SMS_REPLIES')?.trim() === 'vendor';
  const reply = { vendor: 'vonage', channel: 'sms', from, wish, text, isAnswered } as const;
  return { replies: [{ ...reply, ...(language !== undefined && { language }) }] };
}
