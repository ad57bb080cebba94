import { importX509 } from 'jose';
import { textIn } from './mail-reports.ts';

type Envelope = Readonly<Record<string, unknown>>;

/** https://docs.aws.amazon.com/sns/latest/dg/sns-verify-signature-of-message-verify-message-signature.html */
const signedFields: Readonly<Record<string, readonly string[]>> = {
  Notification: ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type'],
  SubscriptionConfirmation: ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'],
  UnsubscribeConfirmation: ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'],
};

/** Whether an address is one of SNS itself: its certificates lie there, and its subscriptions are confirmed there. */
export function snsHost(url: string): boolean {
  const { protocol, hostname, username } = URL.canParse(url) ? new URL(url) : new URL('about:blank');
  return protocol === 'https:' && username === '' && /^sns\.[a-z0-9-]{3,30}\.amazonaws\.com(?:\.cn)?$/.test(hostname);
}

/** Whether SNS has signed a message, by SHA-256. Never rejects. */
export async function isSnsSigned(envelope: Envelope, fetch: typeof globalThis.fetch): Promise<boolean> {
  const fields = signedFields[textIn(envelope.Type) ?? ''];
  const url = textIn(envelope.SigningCertURL);
  const signature = textIn(envelope.Signature);
  if (!fields || !signature || !url || !snsHost(url) || envelope.SignatureVersion !== '2') return false;
  try {
    const answer = await fetch(url, { redirect: 'manual' });
    if (!answer.ok) return false;
    const key = await importX509(await answer.text(), 'RS256');
    const given = Uint8Array.from(atob(signature), (letter) => letter.charCodeAt(0));
    const signed = fields
      .flatMap((name) => (name in envelope ? [`${name}\n${String(envelope[name])}\n`] : []))
      .join('');
    return await crypto.subtle.verify('RSASSA-PKCS1-v1_5', key, given, new TextEncoder().encode(signed));
  } catch {
    return false;
  }
}
