import { needed, type ReadSetting } from '../../hosted-project.ts';
import { fieldsOf } from '../report-reader.ts';
import type { Sender, SenderServices, SendResult } from '../sender.ts';
import { askVendor, baseUrl, isAnswer, resultOfStatus, type VendorAnswer } from '../sms/vendor-request.ts';
import { mailAddress, mailHeaders, readMailFrom, readMailPrice, subjectOf } from './mail-settings.ts';

/**
 * Resend (https://resend.com/docs/api-reference/emails/send-email, …/errors, and
 * https://resend.com/docs/dashboard/emails/idempotency-keys): a key counts for 24 hours, longer than any message.
 *
 * Settings: `RESEND_API_KEY`. Throws `NotSetUp` if it is missing.
 */
export function resendFrom(read: ReadSetting, { fetch, now }: SenderServices): Sender {
  const key = needed(read, 'RESEND_API_KEY');
  const { from, replyTo } = readMailFrom(read);
  const price = readMailPrice(read);
  const url = `${baseUrl(read, 'RESEND_BASE_URL', 'https://api.resend.com')}/emails`;
  return {
    channel: 'email',
    name: 'resend',
    isIdempotent: true,
    costOf: () => price,
    async send(message, signal) {
      const body = {
        from,
        to: [mailAddress(message)],
        subject: subjectOf(message),
        text: message.text,
        html: message.html,
        headers: mailHeaders(message),
        reply_to: replyTo,
      };
      const headers = {
        Authorization: `Bearer ${key}`,
        'Content-Type': 'application/json',
        'Idempotency-Key': message.id,
      };
      const answer = await askVendor(fetch, { url, headers, body: JSON.stringify(body) }, { signal, now });
      return isAnswer(answer) ? resultOf(answer) : answer;
    },
  };
}

function resultOf(answer: VendorAnswer): SendResult {
  const { status } = answer;
  const body = fieldsOf(answer.body) ?? {};
  const name = wordIn(body.name);
  if (status < 300 && typeof body.id === 'string') return { outcome: 'accepted', vendorId: body.id };
  // A mail with this key was sent before, whose answer was lost; the time in the text has changed since.
  if (name === 'invalid_idempotent_request') return { outcome: 'accepted' };
  if (status === 409) return { outcome: 'unknown', reason: `an earlier try is under way (${name})` };
  if (status === 429 && /quota/.test(name)) return { outcome: 'refused', reason: `the quota is used up (${name})` };
  if ((status === 400 || status === 422) && typeof body.message === 'string' && /`to`/.test(body.message)) {
    return { outcome: 'refused', reason: `Resend: no usable address (${name})`, recipient: 'invalid' };
  }
  return resultOfStatus(answer, name || undefined);
}

/** The name of an error, `validation_error`; other texts may hold anything. */
function wordIn(name: unknown): string {
  return typeof name === 'string' && /^[a-z_]{1,60}$/.test(name) ? name : '';
}
