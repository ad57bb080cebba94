import type { DeliveryReport } from '../sender.ts';
import { isSameSecret, objectIn, type ReportReader, textIn, wordIn } from './mail-reports.ts';

/** Bounces after which the mail may still arrive, or has. The others are final: …/bounce-api, "Bounce types". */
const passing = ['Transient', 'DnsError'];
const answers = [
  'AutoResponder',
  'ChallengeVerification',
  'AddressChange',
  'Subscribe',
  'Unsubscribe',
  'OpenRelayTest',
];

/**
 * Postmark's webhooks (https://postmarkapp.com/developer/webhooks/delivery-webhook, …/bounce-webhook,
 * …/spam-complaint-webhook). They are not signed: the address that Postmark calls has user and password in it.
 * Setting: `POSTMARK_WEBHOOK_AUTH`, `user:password`.
 */
export const postmarkReports: ReportReader = {
  vendor: 'postmark',
  async read({ headers }, body, { read }) {
    const auth = read('POSTMARK_WEBHOOK_AUTH')?.trim();
    if (!auth?.includes(':') || auth.length < 12) return 'unsigned';
    const wanted = `Basic ${btoa(String.fromCharCode(...new TextEncoder().encode(auth)))}`;
    if (!(await isSameSecret(headers.get('Authorization') ?? '', wanted))) return 'unsigned';
    const record = objectIn(body);
    const vendorId = textIn(record?.MessageID);
    if (!record || !vendorId) return 'unreadable';
    const report = reportOf(record);
    return report ? [{ vendor: 'postmark', vendorId, ...report }] : [];
  },
};

function reportOf({
  RecordType: kind,
  Type: type,
}: Readonly<Record<string, unknown>>): Omit<DeliveryReport, 'vendor' | 'vendorId'> | undefined {
  if (kind === 'Delivery') return { state: 'delivered' };
  if (kind === 'SpamComplaint') return { state: 'delivered', reason: 'complained' };
  const bounce = wordIn(type);
  if (kind !== 'Bounce' || bounce === undefined || answers.includes(bounce)) return undefined;
  return passing.includes(bounce)
    ? { state: 'accepted', reason: `delayed: ${bounce}` }
    : { state: 'failed', reason: `bounced: ${bounce}` };
}
