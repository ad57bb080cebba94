import { credentials } from '../../endpoint.ts';
import { base64, bytesOf, isSameText } from '../../web-crypto.ts';
import { fieldsOf, type ReportReader, secretsOf, type Told, textIn } from '../report-reader.ts';
import { complaint, wordIn } from './mail-complaint.ts';

/** Bounces after which the mail may still arrive, or has; the others are final (…/bounce-api, "Bounce types"). */
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
 * Setting: `POSTMARK_WEBHOOK_AUTH`, `user:password`, of 12 letters or more.
 */
export const postmarkReports: ReportReader = {
  vendor: 'postmark',
  needs: ['POSTMARK_WEBHOOK_AUTH'],
  async read({ headers }, body, { read }) {
    const given = credentials(headers.get('Authorization'), 'Basic') ?? '';
    const secrets = secretsOf(read, 'POSTMARK_WEBHOOK_AUTH').filter((auth) => auth.includes(':') && auth.length >= 12);
    const checks = await Promise.all(secrets.map((auth) => isSameText(given, base64(bytesOf(auth)))));
    if (!checks.includes(true)) return 'unsigned';
    const record = fieldsOf(body);
    const vendorId = textIn(record?.MessageID);
    if (!record || !vendorId) return 'unreadable';
    return told(record, vendorId);
  },
};

function told(record: Readonly<Record<string, unknown>>, vendorId: string): Told {
  const { RecordType: kind, Type: type, Metadata: metadata, Email: address } = record;
  const reference = textIn(fieldsOf(metadata)?.message);
  const subject = { vendor: 'postmark', vendorId, ...(reference && { reference }) };
  if (kind === 'Delivery') return { reports: [{ ...subject, state: 'delivered' }] };
  if (kind === 'SpamComplaint') return { replies: complaint('postmark', [address]) };
  const bounce = wordIn(type);
  if (kind !== 'Bounce' || bounce === undefined || answers.includes(bounce)) return {};
  return passing.includes(bounce)
    ? { reports: [{ ...subject, state: 'accepted', reason: `delayed: ${bounce}` }] }
    : { reports: [{ ...subject, state: 'failed', reason: `bounced: ${bounce}` }] };
}
