import { base64, fromBase64, isSameText, signer } from '../../web-crypto.ts';
import { fieldsOf, type ReportReader, secretsOf, type Told, textIn } from '../report-reader.ts';
import type { DeliveryReport } from '../sender.ts';
import { complaint, wordIn } from './mail-complaint.ts';

/** Seconds. A recorded request is of no use afterwards. */
const tolerance = 5 * 60;

/**
 * Resend's webhooks (https://resend.com/docs/webhooks/event-types), signed as Svix does
 * (https://docs.svix.com/receiving/verifying-payloads/how-manual). Setting: `RESEND_WEBHOOK_SECRET`, `whsec_…`.
 */
export const resendReports: ReportReader = {
  vendor: 'resend',
  needs: ['RESEND_WEBHOOK_SECRET'],
  async read({ headers }, body, { read, now }) {
    const secrets = secretsOf(read, 'RESEND_WEBHOOK_SECRET');
    const checks = await Promise.all(secrets.map((secret) => isSigned(headers, body, secret, now() / 1000)));
    if (!checks.includes(true)) return 'unsigned';
    const event = fieldsOf(body);
    const data = fieldsOf(event?.data);
    const vendorId = textIn(data?.email_id);
    if (!event || !data || !vendorId) return 'unreadable';
    return told(event.type, { vendor: 'resend', vendorId }, data);
  },
};

type Subject = Pick<DeliveryReport, 'vendor' | 'vendorId'>;

function told(type: unknown, subject: Subject, data: Readonly<Record<string, unknown>>): Told {
  switch (type) {
    case 'email.sent':
      return { reports: [{ ...subject, state: 'accepted' }] };
    case 'email.delivery_delayed':
      return { reports: [{ ...subject, state: 'accepted', reason: 'delayed' }] };
    case 'email.delivered':
      return { reports: [{ ...subject, state: 'delivered' }] };
    case 'email.complained':
      return { replies: complaint('resend', Array.isArray(data.to) ? data.to : [data.to]) };
    case 'email.bounced': {
      const kind = wordIn(fieldsOf(data.bounce)?.type);
      return { reports: [{ ...subject, state: 'failed', reason: kind ? `bounced: ${kind}` : 'bounced' }] };
    }
    case 'email.failed':
    case 'email.suppressed':
      return { reports: [{ ...subject, state: 'failed', reason: type.slice('email.'.length) }] };
    default:
      return {};
  }
}

async function isSigned(headers: Headers, body: string, secret: string, now: number): Promise<boolean> {
  const [id, time, signatures] = ['svix-id', 'svix-timestamp', 'svix-signature'].map((name) => headers.get(name));
  if (!id || !time || !signatures || !/^\d{1,11}$/.test(time) || Math.abs(now - Number(time)) > tolerance) return false;
  const bytes = fromBase64(secret.replace(/^whsec_/, ''));
  if (!bytes) return false;
  const wanted = `v1,${base64(await signer(bytes)(`${id}.${time}.${body}`))}`;
  const verdicts = await Promise.all(signatures.split(' ').map((signature) => isSameText(signature, wanted)));
  return verdicts.includes(true);
}
