import type { ReadSetting } from '../../hosted-project.ts';
import { awsService } from '../aws-client.ts';
import { fieldsOf } from '../report-reader.ts';
import type { Sender, SenderServices, SendResult } from '../sender.ts';
import { askVendor, baseUrl, isAnswer, resultOfStatus, type VendorAnswer } from '../sms/vendor-request.ts';
import { mailAddress, mailHeaders, readMailFrom, readMailPrice, subjectOf } from './mail-settings.ts';

/**
 * Amazon SES, API v2 (https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html, with its errors). It
 * knows no idempotency key.
 *
 * Settings: those of `awsService`, and `SES_CONFIGURATION_SET`, whose events become delivery reports. Throws `NotSetUp`.
 */
export function sesFrom(read: ReadSetting, { fetch, now }: SenderServices): Sender {
  const { region, client } = awsService(read, 'ses');
  const configuration = read('SES_CONFIGURATION_SET')?.trim() || undefined;
  const { from, replyTo } = readMailFrom(read);
  const price = readMailPrice(read);
  const base = baseUrl(read, 'SES_BASE_URL', `https://email.${region}.amazonaws.com`);
  return {
    channel: 'email',
    name: 'ses',
    isIdempotent: false,
    costOf: () => price,
    async send(message, signal) {
      const part = (Data: string) => ({ Data, Charset: 'UTF-8' });
      const body = {
        FromEmailAddress: from,
        Destination: { ToAddresses: [mailAddress(message)] },
        ReplyToAddresses: replyTo ? [replyTo] : undefined,
        Content: {
          Simple: {
            Subject: part(subjectOf(message)),
            Body: { Text: part(message.text), ...(message.html && { Html: part(message.html) }) },
            Headers: Object.entries(mailHeaders(message)).map(([Name, Value]) => ({ Name, Value })),
          },
        },
        ConfigurationSetName: configuration,
      };
      const url = `${base}/v2/email/outbound-emails`;
      const json = JSON.stringify(body);
      const init = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: json };
      const { headers } = await client.sign(url, init);
      let kind: string | undefined;
      const asked: typeof fetch = async (...request) => {
        const response = await fetch(...request);
        kind = /^\w{1,60}/.exec(response.headers.get('x-amzn-ErrorType') ?? '')?.[0];
        return response;
      };
      const answer = await askVendor(asked, { url, headers, body: json }, { signal, now });
      return isAnswer(answer) ? resultOf(answer, kind) : answer;
    },
  };
}

/** @param kind the name of the error, which comes in a header */
function resultOf(answer: VendorAnswer, kind = ''): SendResult {
  const { MessageId: vendorId } = fieldsOf(answer.body) ?? {};
  if (answer.status === 200 && typeof vendorId === 'string') return { outcome: 'accepted', vendorId };
  // Both may be sent again within minutes: https://docs.aws.amazon.com/ses/latest/dg/manage-sending-quotas-errors.html
  if (/^(?:TooManyRequests|LimitExceeded|Throttling)/.test(kind)) {
    return { outcome: 'not-sent', reason: `SES limits the rate (${kind})` };
  }
  return resultOfStatus(answer, kind || undefined);
}
