import type { ReadSetting } from '../../hosted-project.ts';
import { base64, bytesOf, isSameText, sha256, signer } from '../../web-crypto.ts';
import { wishOf } from '../replies.ts';
import { fieldsOf, guestNumber, type ReportReader, secretsOf, type Told, textIn } from '../report-reader.ts';
import type { DeliveryReport } from '../sender.ts';
import { failed } from './bird.ts';

/** Requests that are older, in milliseconds, are refused; Bird repeats what was not taken. */
const oldest = 24 * 3600 * 1000;

/**
 * Bird's webhooks `sms.outbound` and `sms.inbound` of the service `channels`
 * (https://docs.bird.com/api/channels-api/message-status-and-interactions), signed with the subscription's signing key,
 * `BIRD_SIGNING_KEY` (https://docs.bird.com/api/notifications-api/api-reference/webhooks/verifying-a-webhook).
 */
export const birdReports: ReportReader = {
  vendor: 'bird',
  needs: ['BIRD_SIGNING_KEY'],
  async read(request, body, { read: setting, now }) {
    const timestamp = request.headers.get('MessageBird-Request-Timestamp') ?? '';
    const age = now() - Number(timestamp) * 1000;
    if (!/^\d{1,11}$/.test(timestamp) || Math.abs(age) > oldest) return 'unsigned';
    const signature = request.headers.get('MessageBird-Signature') ?? '';
    const secrets = secretsOf(setting, 'BIRD_SIGNING_KEY');
    const checks = secrets.map((secret) => isSigned({ secret, signature, timestamp, url: request.url, body }));
    if (!(await Promise.all(checks)).includes(true)) return 'unsigned';
    const event = fieldsOf(body);
    return event ? told(event, setting) : 'unreadable';
  },
};

interface Signed {
  readonly secret: string;
  readonly signature: string;
  readonly timestamp: string;
  readonly url: string;
  readonly body: string;
}

/** HMAC-SHA256 over the time, the address and the bytes of the body's hash, a line each, in base64. */
async function isSigned({ secret, signature, timestamp, url, body }: Signed): Promise<boolean> {
  const head = bytesOf(`${timestamp}\n${url}\n`);
  const hash = await sha256(bytesOf(body));
  const signed = new Uint8Array(head.length + hash.length);
  signed.set(head);
  signed.set(hash, head.length);
  return isSameText(base64(await signer(secret)(signed)), signature);
}

function told(event: Readonly<Record<string, unknown>>, setting: ReadSetting): Told | 'unreadable' {
  const message = fieldsOf(event.payload);
  const vendorId = textIn(message?.id);
  if (!message || vendorId === undefined) return 'unreadable';
  // A subscription may bring the events of other channels too.
  if (event.event !== 'sms.outbound' && event.event !== 'sms.inbound') return {};
  if (message.direction === 'incoming' || event.event === 'sms.inbound') return replyIn(message, setting);
  const state = stateOf(textIn(message.status));
  if (state === undefined) return 'unreadable';
  const code = fieldsOf(message.failure)?.code;
  const reference = textIn(message.reference);
  const report = {
    vendor: 'bird',
    vendorId,
    state,
    ...(typeof code === 'number' && { reason: `Bird: see its list of failure codes (${code})` }),
    ...(reference !== undefined && { reference }),
  };
  return { reports: [report] };
}

function stateOf(status: string | undefined): DeliveryReport['state'] | undefined {
  if (status === undefined) return undefined;
  if (status === 'delivered') return 'delivered';
  if (failed.has(status)) return 'failed';
  return ['accepted', 'processing', 'scheduled', 'sent', 'unknown'].includes(status) ? 'accepted' : undefined;
}

/** Bird answers keywords itself ("Compliance keywords messages"), unless `NOTIFY_SMS_REPLIES=ours`. */
function replyIn(message: Readonly<Record<string, unknown>>, setting: ReadSetting): Told {
  const contact = fieldsOf(fieldsOf(message.sender)?.contact);
  const from = guestNumber(contact?.identifierValue);
  const text = textIn(fieldsOf(fieldsOf(message.body)?.text)?.text, 1600);
  if (from === undefined || text === undefined) return {};
  const { wish, language } = wishOf(text);
  const isAnswered = setting('NOTIFY_SMS_REPLIES')?.trim() !== 'ours';
  const reply = { vendor: 'bird', channel: 'sms', from, wish, text, isAnswered } as const;
  return { replies: [{ ...reply, ...(language !== undefined && { language }) }] };
}
