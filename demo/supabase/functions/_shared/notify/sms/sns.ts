import type { ReadSetting } from '../../hosted-project.ts';
import { awsService } from '../aws-client.ts';
import type { Sender, SenderServices, SendResult } from '../sender.ts';
import { smsSender } from './sms-sender.ts';
import { baseUrl, notSent, resultOfStatus, type VendorAnswer } from './vendor-request.ts';

/**
 * Amazon SNS, `Publish` to a number (https://docs.aws.amazon.com/sns/latest/api/API_Publish.html). It knows no
 * idempotency key for numbers, and calls nobody back: what became of an SMS is written to CloudWatch alone
 * (https://docs.aws.amazon.com/sns/latest/dg/sms_stats_cloudwatch.html). So an SMS by SNS is never acknowledged, and the
 * ladder always goes on to the next step.
 *
 * Settings: those of `awsService`, and where needed `AWS_SNS_SENDER_ID` and `AWS_SNS_ORIGINATION_NUMBER`. Throws `NotSetUp` if one is missing.
 */
export function snsFrom(read: ReadSetting, services: SenderServices): Sender {
  const { region, client } = awsService(read, 'sns');
  const url = `${baseUrl(read, 'AWS_SNS_BASE_URL', `https://sns.${region}.amazonaws.com`)}/`;
  const senderId = read('AWS_SNS_SENDER_ID')?.trim();
  const number = read('AWS_SNS_ORIGINATION_NUMBER')?.trim();
  return smsSender(read, services, {
    name: 'sns',
    async request({ message, number: to }) {
      const form = new URLSearchParams({
        Action: 'Publish',
        Version: '2010-03-31',
        PhoneNumber: to,
        Message: message.text,
      });
      const attributes = {
        'AWS.SNS.SMS.SMSType': 'Transactional',
        ...(senderId && { 'AWS.SNS.SMS.SenderID': senderId }),
        ...(number && { 'AWS.MM.SMS.OriginationNumber': number }),
      };
      for (const [index, [name, value]] of Object.entries(attributes).entries()) {
        const entry = `MessageAttributes.entry.${index + 1}`;
        form.set(`${entry}.Name`, name);
        form.set(`${entry}.Value.DataType`, 'String');
        form.set(`${entry}.Value.StringValue`, value);
      }
      const body = form.toString();
      const { headers } = await client.sign(url, {
        method: 'POST',
        headers: { 'Content-Type': 'application/x-www-form-urlencoded; charset=utf-8' },
        body,
        aws: { datetime: new Date(services.now()).toISOString().replace(/[:-]|\.\d{3}/g, '') },
      });
      return { url, headers, body };
    },
    resultOf,
  });
}

function resultOf(answer: VendorAnswer): SendResult {
  const xml = typeof answer.body === 'string' ? answer.body : '';
  if (answer.status >= 300) return resultOfError(answer, xml);
  const vendorId = /<PublishResult>\s*<MessageId>([\w-]{1,100})<\/MessageId>/.exec(xml)?.[1];
  return vendorId === undefined ? resultOfStatus(answer) : { outcome: 'accepted', vendorId };
}

/** https://docs.aws.amazon.com/sns/latest/api/CommonErrors.html and the errors of `Publish`. */
function resultOfError(answer: VendorAnswer, xml: string): SendResult {
  const code = /<Code>(\w{1,60})<\/Code>/.exec(xml)?.[1];
  switch (code) {
    case 'OptedOut':
      return { outcome: 'refused', reason: 'SNS: the guest has replied STOP', recipient: 'withdrawn' };
    case 'InvalidParameter':
    case 'InvalidParameterValue':
      // The message names the parameter: only a wrong number is the recipient's fault.
      return /PhoneNumber/i.test(xml)
        ? { outcome: 'refused', reason: 'SNS: the number is not valid', recipient: 'invalid' }
        : { outcome: 'refused', reason: `SNS: ${code}` };
    case 'Throttled':
    case 'Throttling':
    case 'ThrottlingException':
    case 'ServiceUnavailable':
      return notSent(`SNS: ${code}`, answer);
    default:
      return resultOfStatus(answer, code);
  }
}
