import { importX509 } from 'jose';
import { bytesOf, fromBase64 } from '../../web-crypto.ts';
import { fieldsOf } from '../report-reader.ts';

/** A message that SNS has posted to an HTTPS subscriber, with its signature checked. */
export interface SnsMessage {
  readonly type: 'Notification' | 'SubscriptionConfirmation' | 'UnsubscribeConfirmation';
  readonly topic: string;
  /** What was published. */
  readonly message: string;
  /** To be visited to confirm a subscription. */
  readonly subscribeUrl?: string;
}

export interface SnsServices {
  readonly fetch: typeof fetch;
}

/** The certificates of SNS, by address; they are few, and change every few years. */
const certificates = new Map<string, Promise<CryptoKey>>();
const mostCertificates = 10;

/**
 * Reads a message of SNS and checks its signature, as in
 * https://docs.aws.amazon.com/sns/latest/dg/sns-verify-signature-of-message.html. `topics` are the ARNs that are taken.
 *
 * Only signature version 2 (SHA-256) is accepted; topics have version 1 until it is set. The certificate comes from
 * Amazon's own host by https, which vouches for it: its chain is not checked again.
 */
export async function readSnsMessage(
  body: string,
  topics: readonly string[],
  services: SnsServices,
): Promise<SnsMessage | 'unsigned' | 'unreadable'> {
  const fields = fieldsOf(body);
  if (!fields) return 'unreadable';
  const { Type: type, TopicArn: topic, Message: message } = fields;
  if (!isType(type) || typeof topic !== 'string' || typeof message !== 'string') return 'unreadable';
  if (!topics.includes(topic) || !(await isSigned(fields, type, services))) return 'unsigned';
  const { SubscribeURL: url } = fields;
  return { type, topic, message, ...(isAmazon(url) && { subscribeUrl: url }) };
}

/** Confirms a subscription to a topic that is taken. Rejects if Amazon does not answer. */
export async function confirmSubscription({ subscribeUrl }: SnsMessage, { fetch }: SnsServices): Promise<void> {
  if (subscribeUrl === undefined) return;
  const response = await fetch(subscribeUrl, { redirect: 'error', signal: AbortSignal.timeout(10_000) });
  await response.body?.cancel();
}

async function isSigned(
  fields: Readonly<Record<string, unknown>>,
  type: SnsMessage['type'],
  services: SnsServices,
): Promise<boolean> {
  const { SignatureVersion: version, Signature: signature, SigningCertURL: url } = fields;
  const bytes = typeof signature === 'string' ? fromBase64(signature) : undefined;
  if (version !== '2' || !bytes || !isAmazon(url) || !new URL(url).pathname.endsWith('.pem')) return false;
  try {
    const key = await certificateOf(url, services);
    return await crypto.subtle.verify('RSASSA-PKCS1-v1_5', key, bytes, bytesOf(signedText(fields, type)));
  } catch {
    certificates.delete(url);
    return false;
  }
}

/** Each name and its value on a line, in alphabetical order, without the names that the kind of message has not. */
function signedText(fields: Readonly<Record<string, unknown>>, type: SnsMessage['type']): string {
  const names =
    type === 'Notification'
      ? ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type']
      : ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'];
  return names
    .filter((name) => typeof fields[name] === 'string')
    .map((name) => `${name}\n${fields[name]}\n`)
    .join('');
}

function certificateOf(url: string, { fetch }: SnsServices): Promise<CryptoKey> {
  const known = certificates.get(url);
  if (known) return known;
  if (certificates.size >= mostCertificates) certificates.clear();
  const key = fetch(url, { redirect: 'error', signal: AbortSignal.timeout(10_000) }).then(async (response) => {
    if (!response.ok) throw new Error('The certificate of SNS could not be read.');
    return importX509((await response.text()).trim(), 'RS256');
  });
  certificates.set(url, key);
  return key;
}

function isAmazon(url: unknown): url is string {
  if (typeof url !== 'string' || !URL.canParse(url)) return false;
  const { protocol, host, username } = new URL(url);
  return protocol === 'https:' && username === '' && /^sns\.[a-z]{2}(-[a-z]+)+-\d\.amazonaws\.com(\.cn)?$/.test(host);
}

function isType(type: unknown): type is SnsMessage['type'] {
  return type === 'Notification' || type === 'SubscriptionConfirmation' || type === 'UnsubscribeConfirmation';
}
