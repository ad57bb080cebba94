import { needed, type ReadSetting } from '../../hosted-project.ts';
import { fieldsOf } from '../report-reader.ts';
import type { Sender, SenderServices, SendResult } from '../sender.ts';
import { askVendor, baseUrl, isAnswer, resultOfStatus, type VendorAnswer } from '../sms/vendor-request.ts';
import { mailAddress, mailHeaders, readMailFrom, readMailPrice, subjectOf } from './mail-settings.ts';

/**
 * Postmark (https://postmarkapp.com/developer/api/email-api and https://postmarkapp.com/developer/api/overview, with the
 * table of error codes). It documents no idempotency key. Opens and links are not tracked.
 *
 * Settings: `POSTMARK_SERVER_TOKEN`, and `POSTMARK_MESSAGE_STREAM` if it is not `outbound`. Throws `NotSetUp`.
 */
export function postmarkFrom(read: ReadSetting, { fetch, now }: SenderServices): Sender {
  const token = needed(read, 'POSTMARK_SERVER_TOKEN');
  const stream = read('POSTMARK_MESSAGE_STREAM')?.trim() || 'outbound';
  const { from, replyTo } = readMailFrom(read);
  const price = readMailPrice(read);
  const url = `${baseUrl(read, 'POSTMARK_BASE_URL', 'https://api.postmarkapp.com')}/email`;
  return {
    channel: 'email',
    name: 'postmark',
    isIdempotent: false,
    costOf: () => price,
    async send(message, signal) {
      const body = {
        From: from,
        To: mailAddress(message),
        Subject: subjectOf(message),
        TextBody: message.text,
        HtmlBody: message.html,
        ReplyTo: replyTo,
        Headers: Object.entries(mailHeaders(message)).map(([Name, Value]) => ({ Name, Value })),
        MessageStream: stream,
        Metadata: { message: message.id },
        TrackOpens: false,
        TrackLinks: 'None',
      };
      const headers = {
        'X-Postmark-Server-Token': token,
        Accept: 'application/json',
        'Content-Type': 'application/json',
      };
      const answer = await askVendor(fetch, { url, headers, body: JSON.stringify(body) }, { signal, now });
      return isAnswer(answer) ? resultOf(answer) : answer;
    },
  };
}

function resultOf(answer: VendorAnswer): SendResult {
  const { status } = answer;
  const body = fieldsOf(answer.body) ?? {};
  const code = typeof body.ErrorCode === 'number' ? body.ErrorCode : undefined;
  if (status === 200 && code === 0 && typeof body.MessageID === 'string') {
    return { outcome: 'accepted', vendorId: body.MessageID };
  }
  // 406: it has bounced before, or the guest has marked a mail as spam.
  if (code === 406) return { outcome: 'refused', reason: 'Postmark: inactive recipient (406)', recipient: 'invalid' };
  if (code === 300 && typeof body.Message === 'string' && /'To'/.test(body.Message)) {
    return { outcome: 'refused', reason: 'Postmark: no usable address (300)', recipient: 'invalid' };
  }
  return resultOfStatus(answer, code);
}
