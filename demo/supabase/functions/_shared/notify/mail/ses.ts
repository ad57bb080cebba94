import { AwsClient } from 'aws4fetch';
import { needed, type ReadSetting } from '../../hosted-project.ts';
import type { Sender, SenderServices, SendResult } from '../sender.ts';
import { askMailVendor, isMailAnswer, type MailAnswer, resultOfStatus } from './mail-request.ts';
import { mailAddress, mailHeaders, readMailFrom, readMailPrice, subjectOf } from './mail-settings.ts';

/**
 * Amazon SES, API v2 (https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html, with its errors). It
 * knows no idempotency key.
 *
 * Settings: `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, `AWS_REGION`, and `SES_CONFIGURATION_SET`, whose events become
 * delivery reports. Throws `NotSetUp`.
 */
export function sesFrom(read: ReadSetting, { fetch }: SenderServices): Sender {
  const region = needed(read, 'AWS_REGION');
  const client = new AwsClient({
    accessKeyId: needed(read, 'AWS_ACCESS_KEY_ID'),
    secretAccessKey: needed(read, 'AWS_SECRET_ACCESS_KEY'),
    service: 'ses',
    region,
    retries: 0,
  });
  const configuration = read('SES_CONFIGURATION_SET')?.trim() || undefined;
  const { from, replyTo } = readMailFrom(read);
  const price = readMailPrice(read);
  const base = read('SES_BASE_URL')?.trim() || `https://email.${region}.amazonaws.com`;
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
      const headers = { 'Content-Type': 'application/json' };
      const init = { method: 'POST', headers, body: JSON.stringify(body) };
      const request = await client.sign(`${base}/v2/email/outbound-emails`, init);
      const answer = await askMailVendor(fetch, request, { signal });
      return isMailAnswer(answer) ? resultOf(answer) : answer;
    },
  };
}

function resultOf(answer: MailAnswer): SendResult {
  const { status, body, headers } = answer;
  if (status === 200 && typeof body.MessageId === 'string') return { outcome: 'accepted', vendorId: body.MessageId };
  const kind = /^\w{1,60}/.exec(headers.get('x-amzn-ErrorType') ?? '')?.[0] ?? '';
  // Both may be sent again within minutes: https://docs.aws.amazon.com/ses/latest/dg/manage-sending-quotas-errors.html
  if (/^(?:TooManyRequests|LimitExceeded|Throttling)/.test(kind)) {
    return { outcome: 'not-sent', reason: `SES limits the rate (${kind})` };
  }
  return resultOfStatus(answer, kind);
}
