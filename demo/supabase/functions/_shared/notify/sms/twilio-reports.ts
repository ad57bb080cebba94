import type { ReadSetting } from '../../hosted-project.ts';
import { base64, bytesOf, hex, isSameText, sha256, signer } from '../../web-crypto.ts';
import { wishOf } from '../replies.ts';
import {
  fieldsOf,
  guestNumber,
  type ReportReader,
  secretsOf,
  type TakenReply,
  type Told,
  textIn,
} from '../report-reader.ts';
import type { DeliveryReport } from '../sender.ts';
import { reasonOf, retryReports } from './twilio.ts';

type Parameters = readonly (readonly [name: string, value: string])[];

/**
 * Twilio's status callbacks (https://www.twilio.com/docs/messaging/guides/track-outbound-message-status) and incoming
 * messages (https://www.twilio.com/docs/messaging/guides/webhook-request), signed with the account's auth token.
 */
export const twilioReports: ReportReader = {
  vendor: 'twilio',
  needs: ['TWILIO_AUTH_TOKEN'],
  takesText: true,
  async read(request, body, { read: setting }) {
    const signature = request.headers.get('X-Twilio-Signature') ?? '';
    const isForm = request.headers.get('Content-Type')?.startsWith('application/x-www-form-urlencoded') ?? false;
    const parameters: Parameters = isForm ? [...new URLSearchParams(body)] : [];
    const tokens = secretsOf(setting, 'TWILIO_AUTH_TOKEN');
    const checks = tokens.map((token) => isTwilioSignature(token, signature, request.url, parameters));
    if (!(await Promise.all(checks)).includes(true)) return 'unsigned';
    if (!isForm && !(await isBodyOf(request.url, body))) return 'unsigned';
    return told(isForm ? Object.fromEntries(parameters) : (fieldsOf(body) ?? {}), new URL(request.url), setting);
  },
  respond(text) {
    const message = text === undefined ? '' : `<Message>${escaped(text)}</Message>`;
    return new Response(`<?xml version="1.0" encoding="UTF-8"?><Response>${message}</Response>`, {
      headers: { 'Content-Type': 'text/xml; charset=utf-8' },
    });
  },
};

/**
 * https://www.twilio.com/docs/usage/security#validating-requests: HMAC-SHA1 over the whole address and the sorted
 * parameters of a form, a value that comes twice once. Twilio signs with or without the port, and it is not documented
 * whether with the fragment that asks for retries; all are tried.
 */
export async function isTwilioSignature(
  token: string,
  signature: string,
  url: string,
  parameters: Parameters,
): Promise<boolean> {
  const data = uniqueSorted(parameters)
    .map(([name, value]) => name + value)
    .join('');
  const sign = signer(token, 'SHA-1');
  let isRight = false;
  for (const address of waysToWrite(url)) {
    const expected = base64(await sign(address + data));
    if (await isSameText(expected, signature)) isRight = true;
  }
  return isRight;
}

/** A request with a JSON body has the hash of the body in its address. */
async function isBodyOf(url: string, body: string): Promise<boolean> {
  const given = new URL(url).searchParams.get('bodySHA256') ?? '';
  return isSameText(hex(await sha256(bytesOf(body))), given.toLowerCase());
}

function uniqueSorted(parameters: Parameters): Parameters {
  const sorted = [...parameters].sort(([a, x], [b, y]) => (a === b ? compare(x, y) : compare(a, b)));
  return sorted.filter(([name, value], index) => {
    const before = sorted[index - 1];
    return !(before && before[0] === name && before[1] === value);
  });
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function waysToWrite(url: string): readonly string[] {
  const { protocol, port } = new URL(url);
  const usual = protocol === 'https:' ? '443' : '80';
  const [, before = '', host = '', after = ''] =
    /^(\w+:\/\/(?:[^/?#@]*@)?)([^/?#:]+|\[[^\]]+\])(?::\d+)?(.*)$/.exec(url) ?? [];
  const ways = new Set([url, `${before}${host}${after}`, `${before}${host}:${port || usual}${after}`]);
  return [...ways].flatMap((way) => [way, `${way}${retryReports}`]);
}

function told(fields: Readonly<Record<string, unknown>>, url: URL, setting: ReadSetting): Told | 'unreadable' {
  const vendorId = textIn(fields.MessageSid) ?? textIn(fields.SmsSid);
  const status = textIn(fields.MessageStatus) ?? textIn(fields.SmsStatus);
  if (vendorId === undefined) return 'unreadable';
  if (status === 'received' || (status === undefined && typeof fields.Body === 'string')) {
    const reply = replyIn(fields, setting);
    return { replies: reply ? [reply] : [] };
  }
  const state = status === undefined ? undefined : states[status];
  if (state === undefined) return 'unreadable';
  const code = Number(fields.ErrorCode) || undefined;
  const reference = textIn(url.searchParams.get('message'));
  const report = {
    vendor: 'twilio',
    vendorId,
    state,
    ...(code !== undefined && { reason: reasonOf(code) }),
    ...(reference !== undefined && { reference }),
  };
  return { reports: [report], replies: stopTold(fields, code) };
}

/** https://www.twilio.com/docs/messaging/api/message-resource#message-status-values */
const states: Readonly<Record<string, DeliveryReport['state']>> = {
  accepted: 'accepted',
  scheduled: 'accepted',
  queued: 'accepted',
  sending: 'accepted',
  sent: 'accepted',
  delivered: 'delivered',
  read: 'delivered',
  undelivered: 'failed',
  failed: 'failed',
  canceled: 'failed',
};

/**
 * Twilio answers the English words STOP, HELP and their kin itself, and with Advanced Opt-Out (`OptOutType`) those that
 * the account has set. `NOTIFY_SMS_REPLIES=ours` says that this is turned off, as it is for short codes.
 */
function replyIn(fields: Readonly<Record<string, unknown>>, setting: ReadSetting): TakenReply | undefined {
  const from = guestNumber(fields.From);
  if (from === undefined) return undefined;
  const text = textIn(fields.Body, 1600) ?? '';
  const { wish, language, isStandard } = wishOf(text);
  const decided = optOuts[`${fields.OptOutType ?? ''}`];
  const isOurs = setting('NOTIFY_SMS_REPLIES')?.trim() === 'ours';
  return {
    vendor: 'twilio',
    channel: 'sms',
    from,
    wish: decided ?? wish,
    text,
    isAnswered: decided !== undefined || (isStandard && !isOurs),
    ...(language !== undefined && { language }),
  };
}

const optOuts: Readonly<Record<string, 'stop' | 'start' | 'help'>> = { STOP: 'stop', START: 'start', HELP: 'help' };

/** Error 21610: the guest has sent STOP to this number before, perhaps when nobody listened. */
function stopTold(fields: Readonly<Record<string, unknown>>, code: number | undefined): readonly TakenReply[] {
  const from = guestNumber(fields.To);
  if (code !== 21610 || from === undefined) return [];
  return [{ vendor: 'twilio', channel: 'sms', from, wish: 'stop', text: '', isAnswered: true }];
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
