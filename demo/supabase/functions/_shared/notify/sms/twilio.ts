import { NotSetUp } from '../../endpoint.ts';
import { needed, type ReadSetting } from '../../hosted-project.ts';
import { base64, bytesOf } from '../../web-crypto.ts';
import { fieldsOf } from '../report-reader.ts';
import type { Sender, SenderServices, SendResult } from '../sender.ts';
import { smsSender } from './sms-sender.ts';
import { oneOf, reportsUrl } from './sms-settings.ts';
import { baseUrl, notSent, resultOfCode, resultOfStatus, thousandthsOf, type VendorAnswer } from './vendor-request.ts';

/**
 * Twilio's Messages resource (https://www.twilio.com/docs/messaging/api/message-resource): one POST of a form makes a
 * message. It knows no idempotency key, so a lost answer stays unknown.
 *
 * Settings: `TWILIO_ACCOUNT_SID`; `TWILIO_AUTH_TOKEN`, or `TWILIO_API_KEY` and `TWILIO_API_SECRET`;
 * `TWILIO_MESSAGING_SERVICE_SID` or `TWILIO_FROM`. Throws `NotSetUp` if one is missing.
 */
export function twilioFrom(read: ReadSetting, services: SenderServices): Sender {
  const account = needed(read, 'TWILIO_ACCOUNT_SID');
  if (!/^AC[0-9a-f]{32}$/i.test(account)) {
    throw new NotSetUp('TWILIO_ACCOUNT_SID must be AC and 32 digits or letters a to f.');
  }
  const authorization = `Basic ${base64(bytesOf(credentials(read, account)))}`;
  const sender = oneOf(read, 'TWILIO_MESSAGING_SERVICE_SID', 'TWILIO_FROM');
  const origin = sender.name === 'TWILIO_FROM' ? { From: sender.value } : { MessagingServiceSid: sender.value };
  const base = baseUrl(read, 'TWILIO_BASE_URL', 'https://api.twilio.com');
  const url = `${base}/2010-04-01/Accounts/${account}/Messages.json`;
  const reports = reportsUrl(read);
  return smsSender(read, services, {
    name: 'twilio',
    request({ message, number, seconds }) {
      const form = new URLSearchParams({
        To: number,
        ...origin,
        Body: message.text,
        // Twilio keeps a message in its queue for so long; it allows 1 to 36,000 s (error 90007).
        ValidityPeriod: `${Math.min(seconds, 36_000)}`,
      });
      if (reports) form.set('StatusCallback', statusCallback(reports, message.id));
      const headers = { Authorization: authorization, 'Content-Type': 'application/x-www-form-urlencoded' };
      return { url, headers, body: form.toString() };
    },
    resultOf,
  });
}

/**
 * The part after # asks Twilio to try again when we answer 5xx or cannot be reached
 * (https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides): reports are sent once otherwise.
 */
export const retryReports = '#rc=3&rp=5xx,ct,rt';

/** The id of the message finds it even if Twilio's answer to our request is lost, or comes after the report. */
function statusCallback(reportsUrl: string, messageId: string): string {
  return `${reportsUrl}/twilio?message=${messageId}${retryReports}`;
}

function credentials(read: ReadSetting, account: string): string {
  if (read('TWILIO_API_KEY')?.trim()) {
    return `${needed(read, 'TWILIO_API_KEY')}:${needed(read, 'TWILIO_API_SECRET')}`;
  }
  // While the token is exchanged, the setting holds the new one and the old one, for the reports that come meanwhile.
  return `${account}:${needed(read, 'TWILIO_AUTH_TOKEN').split(/\s+/)[0]}`;
}

function resultOf(answer: VendorAnswer): SendResult {
  const body = fieldsOf(answer.body) ?? {};
  const isTaken = answer.status >= 200 && answer.status < 300;
  // A refusal has `code`. A message that was made and failed at once has `error_code`, with 201.
  const code = Number(isTaken ? body.error_code : body.code) || undefined;
  if (code !== undefined) return resultOfTwilioCode(answer, code);
  if (!isTaken || typeof body.sid !== 'string') return resultOfStatus(answer);
  if (body.status === 'failed' || body.status === 'undelivered' || body.status === 'canceled') {
    return { outcome: 'refused', reason: 'Twilio did not send it, and gave no reason' };
  }
  const thousandths = thousandthsOf(body.price);
  const currency = typeof body.price_unit === 'string' ? body.price_unit : undefined;
  return {
    outcome: 'accepted',
    vendorId: body.sid,
    ...(thousandths !== undefined && currency && { cost: { thousandths, currency } }),
  };
}

/** https://www.twilio.com/docs/api/errors */
function resultOfTwilioCode(answer: VendorAnswer, code: number): SendResult {
  const reason = reasonOf(code);
  switch (code) {
    case 21211:
    case 21214:
    case 21217:
    case 21614:
    case 30005:
    case 30006:
      return { outcome: 'refused', reason, recipient: 'invalid' };
    case 21610:
      return { outcome: 'refused', reason, recipient: 'withdrawn' };
    case 20429:
    case 21611:
    case 21730:
    case 30001:
    case 63018:
      return notSent(reason, answer);
    default:
      return resultOfCode(answer, code, reason);
  }
}

const reasons: Readonly<Record<number, string>> = {
  20429: 'too many requests',
  21211: 'the number is not valid',
  21214: 'the number cannot be reached',
  21217: 'the number is not valid',
  21408: 'this country is not enabled in the Twilio account',
  21610: 'the guest has replied STOP',
  21611: 'the queue of the sending number is full',
  21612: 'this sender cannot reach the number',
  21614: 'the number is not a mobile one',
  21730: 'Twilio is under maintenance',
  30001: 'Twilio’s queue is full',
  30002: 'the Twilio account is suspended',
  30003: 'the phone is off or out of reach',
  30004: 'the message was blocked',
  30005: 'the number is unknown',
  30006: 'the number is a landline, or its network cannot be reached',
  30007: 'the network filtered the message',
  30008: 'the network gave no reason',
  63018: 'too many requests',
};

/** What an error code of Twilio means, in our words: Twilio's own may hold the number. */
export function reasonOf(code: number): string {
  return `Twilio: ${reasons[code] ?? 'see its list of errors'} (${code})`;
}
