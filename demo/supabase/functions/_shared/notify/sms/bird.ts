import { needed, type ReadSetting } from '../../hosted-project.ts';
import { fieldsOf } from '../report-reader.ts';
import type { Sender, SenderServices, SendResult } from '../sender.ts';
import { smsSender } from './sms-sender.ts';
import { baseUrl, resultOfStatus, type VendorAnswer } from './vendor-request.ts';

/**
 * Bird's Channels API (https://docs.bird.com/api/channels-api/api-reference/messaging and
 * https://docs.bird.com/api/quickstarts/send-an-sms-message), the successor of MessageBird's SMS API, which is not used.
 * A message is taken with 202 and checked afterwards: that a number does not exist comes as a report. No idempotency
 * key is documented; `reference` only comes back in reports.
 *
 * Settings: `BIRD_ACCESS_KEY`, `BIRD_WORKSPACE_ID`, `BIRD_CHANNEL_ID`. Throws `NotSetUp` if one is missing.
 */
export function birdFrom(read: ReadSetting, services: SenderServices): Sender {
  const authorization = `AccessKey ${needed(read, 'BIRD_ACCESS_KEY')}`;
  const workspace = encodeURIComponent(needed(read, 'BIRD_WORKSPACE_ID'));
  const channel = encodeURIComponent(needed(read, 'BIRD_CHANNEL_ID'));
  const base = baseUrl(read, 'BIRD_BASE_URL', 'https://api.bird.com');
  const url = `${base}/workspaces/${workspace}/channels/${channel}/messages`;
  const headers = { Authorization: authorization, 'Content-Type': 'application/json', Accept: 'application/json' };
  return smsSender(read, services, {
    name: 'bird',
    request: ({ message, number }) => ({
      url,
      headers,
      body: JSON.stringify({
        receiver: { contacts: [{ identifierKey: 'phonenumber', identifierValue: number }] },
        body: { type: 'text', text: { text: message.text } },
        reference: message.id,
      }),
    }),
    resultOf,
  });
}

function resultOf(answer: VendorAnswer): SendResult {
  const body = fieldsOf(answer.body) ?? {};
  if (answer.status >= 300) return resultOfStatus(answer, wordOf(body.code));
  if (typeof body.id !== 'string') return resultOfStatus(answer);
  if (typeof body.status === 'string' && failed.has(body.status)) {
    return { outcome: 'refused', reason: `Bird: ${body.status}` };
  }
  return { outcome: 'accepted', vendorId: body.id };
}

/** https://docs.bird.com/api/channels-api/message-status-and-interactions */
export const failed: ReadonlySet<string> = new Set([
  'rejected',
  'sending_failed',
  'delivery_failed',
  'skipped',
  'deleted',
]);

/** A code such as `InvalidPayload`; other texts may hold anything. */
function wordOf(code: unknown): string | undefined {
  return typeof code === 'string' && /^[A-Za-z]{1,40}$/.test(code) ? code : undefined;
}
