import { fieldsOf, type ReportReader, secretsOf, type Told, textIn } from '../report-reader.ts';
import { confirmSubscription, readSnsMessage } from '../sms/sns-message.ts';
import { complaint, wordIn } from './mail-complaint.ts';

/**
 * SES's events, which SNS posts (https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html).
 * A subscription is confirmed by itself. Setting: `SES_TOPIC_ARN`, since everybody's topics are signed with the same key.
 */
export const sesReports: ReportReader = {
  vendor: 'ses',
  needs: ['SES_TOPIC_ARN'],
  async read(_, body, { read, fetch }) {
    const posted = await readSnsMessage(body, secretsOf(read, 'SES_TOPIC_ARN'), { fetch });
    if (typeof posted === 'string') return posted;
    if (posted.type === 'SubscriptionConfirmation') await confirmSubscription(posted, { fetch });
    if (posted.type !== 'Notification') return {};
    const event = fieldsOf(posted.message);
    const vendorId = textIn(fieldsOf(event?.mail)?.messageId);
    if (!event || !vendorId) return 'unreadable';
    return told(event, vendorId);
  },
};

function told(event: Readonly<Record<string, unknown>>, vendorId: string): Told {
  const subject = { vendor: 'ses', vendorId };
  switch (event.eventType ?? event.notificationType) {
    case 'Send':
    case 'DeliveryDelay':
      return { reports: [{ ...subject, state: 'accepted' }] };
    case 'Delivery':
      return { reports: [{ ...subject, state: 'delivered' }] };
    case 'Complaint': {
      const recipients = fieldsOf(event.complaint)?.complainedRecipients;
      const addresses = Array.isArray(recipients) ? recipients.map((one) => fieldsOf(one)?.emailAddress) : [];
      return { replies: complaint('ses', addresses) };
    }
    case 'Bounce': {
      const bounce = fieldsOf(event.bounce);
      const kind = [wordIn(bounce?.bounceType), wordIn(bounce?.bounceSubType)].filter(Boolean).join(' ');
      return { reports: [{ ...subject, state: 'failed', reason: kind ? `bounced: ${kind}` : 'bounced' }] };
    }
    case 'Reject':
    case 'Rendering Failure':
      return { reports: [{ ...subject, state: 'failed', reason: 'rejected' }] };
    default:
      return {};
  }
}
