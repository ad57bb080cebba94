import { wishOf } from '../replies.ts';
import { fieldsOf, guestNumber, type ReportReader, secretsOf, type Told, textIn } from '../report-reader.ts';
import type { DeliveryReport } from '../sender.ts';
import { confirmSubscription, readSnsMessage } from './sns-message.ts';
import { thousandthsOf } from './vendor-request.ts';

/**
 * What Amazon posts by topics of SNS (`AWS_SNS_TOPICS`: their ARNs, with blanks between):
 *
 * - replies of guests, https://docs.aws.amazon.com/sms-voice/latest/userguide/two-way-sms-payload.html;
 * - events of AWS End User Messaging, https://docs.aws.amazon.com/sms-voice/latest/userguide/configuration-sets-event-format.html,
 *   alone or as EventBridge wraps them. Whether SMS sent by SNS itself have such events is not documented.
 *
 * Amazon answers STOP and HELP itself.
 */
export const snsReports: ReportReader = {
  vendor: 'sns',
  needs: ['AWS_SNS_TOPICS'],
  async read(_request, body, { read: setting, fetch }) {
    const read = await readSnsMessage(body, secretsOf(setting, 'AWS_SNS_TOPICS'), { fetch });
    if (typeof read === 'string') return read;
    if (read.type === 'SubscriptionConfirmation') await confirmSubscription(read, { fetch });
    if (read.type !== 'Notification') return {};
    const published = fieldsOf(read.message);
    return published ? told(fieldsOf(published.detail) ?? published) : 'unreadable';
  },
  respond: () => new Response(null, { status: 200 }),
};

function told(published: Readonly<Record<string, unknown>>): Told | 'unreadable' {
  const from = guestNumber(published.originationNumber);
  if (from !== undefined && typeof published.messageBody === 'string') {
    const text = textIn(published.messageBody, 1600) ?? '';
    const { wish, language } = wishOf(text);
    const reply = { vendor: 'sns', channel: 'sms', from, wish, text, isAnswered: true } as const;
    return { replies: [{ ...reply, ...(language !== undefined && { language }) }] };
  }
  const vendorId = textIn(published.messageId);
  const state = states[textIn(published.eventType) ?? ''];
  if (vendorId === undefined || state === undefined) return 'unreadable';
  const thousandths = thousandthsOf(published.totalMessagePrice);
  const report = {
    vendor: 'sns',
    vendorId,
    state,
    ...(state === 'failed' && { reason: `Amazon: ${published.eventType}` }),
    ...(thousandths !== undefined && { cost: { thousandths, currency: 'USD' } }),
  };
  return { reports: [report] };
}

/**
 * https://docs.aws.amazon.com/sms-voice/latest/userguide/configuration-sets-event-types.html. TEXT_SUCCESSFUL says that
 * the network has taken the message, which is not yet on the phone, although some countries have no better word.
 */
const states: Readonly<Record<string, DeliveryReport['state']>> = {
  TEXT_QUEUED: 'accepted',
  TEXT_PENDING: 'accepted',
  TEXT_SENT: 'accepted',
  TEXT_SUCCESSFUL: 'accepted',
  TEXT_UNKNOWN: 'accepted',
  TEXT_DELIVERED: 'delivered',
  TEXT_INVALID: 'failed',
  TEXT_INVALID_MESSAGE: 'failed',
  TEXT_UNREACHABLE: 'failed',
  TEXT_CARRIER_UNREACHABLE: 'failed',
  TEXT_BLOCKED: 'failed',
  TEXT_CARRIER_BLOCKED: 'failed',
  TEXT_SPAM: 'failed',
  TEXT_TTL_EXPIRED: 'failed',
};
