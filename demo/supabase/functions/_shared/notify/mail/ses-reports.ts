import type { DeliveryReport } from '../sender.ts';
import { objectIn, objectOf, type ReportReader, textIn, wordIn } from './mail-reports.ts';
import { isSnsSigned, snsHost } from './sns-signature.ts';

/**
 * SES's events, which SNS posts (https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html
 * and https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html). The topic needs the signature
 * version 2; version 1 is SHA-1, and is refused. A subscription is confirmed by itself. Setting: `SES_TOPIC_ARN`, since
 * everybody's topics are signed with the same key.
 */
export const sesReports: ReportReader = {
  vendor: 'ses',
  async read(_, body, { read, fetch }) {
    const topic = read('SES_TOPIC_ARN')?.trim();
    const envelope = objectIn(body);
    if (!topic || !envelope || envelope.TopicArn !== topic || !(await isSnsSigned(envelope, fetch))) return 'unsigned';
    if (envelope.Type === 'SubscriptionConfirmation') {
      const url = textIn(envelope.SubscribeURL);
      if (!url || !snsHost(url)) return 'unreadable';
      const confirmed = await fetch(url, { redirect: 'manual' });
      await confirmed.body?.cancel();
      return confirmed.ok ? [] : 'unreadable';
    }
    if (envelope.Type !== 'Notification') return [];
    const event = objectIn(textIn(envelope.Message) ?? '');
    const vendorId = textIn(objectOf(event?.mail)?.messageId);
    if (!event || !vendorId) return 'unreadable';
    const report = reportOf(event);
    return report ? [{ vendor: 'ses', vendorId, ...report }] : [];
  },
};

function reportOf(event: Readonly<Record<string, unknown>>): Omit<DeliveryReport, 'vendor' | 'vendorId'> | undefined {
  switch (event.eventType ?? event.notificationType) {
    case 'Send':
    case 'DeliveryDelay':
      return { state: 'accepted' };
    case 'Delivery':
      return { state: 'delivered' };
    case 'Complaint':
      return { state: 'delivered', reason: 'complained' };
    case 'Bounce': {
      const bounce = objectOf(event.bounce);
      const kind = [wordIn(bounce?.bounceType), wordIn(bounce?.bounceSubType)].filter(Boolean).join(' ');
      return { state: 'failed', reason: kind ? `bounced: ${kind}` : 'bounced' };
    }
    case 'Reject':
    case 'Rendering Failure':
      return { state: 'failed', reason: 'rejected' };
    default:
      return undefined;
  }
}
