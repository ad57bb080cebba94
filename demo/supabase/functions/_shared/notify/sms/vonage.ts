import { importPKCS8, SignJWT } from 'jose';
import { NotSetUp } from '../../endpoint.ts';
import { needed, type ReadSetting } from '../../hosted-project.ts';
import { base64, bytesOf } from '../../web-crypto.ts';
import { fieldsOf } from '../report-reader.ts';
import type { Sender, SenderServices, SendResult } from '../sender.ts';
import { smsSender } from './sms-sender.ts';
import { baseUrl, notSent, resultOfCode, resultOfStatus, type VendorAnswer } from './vendor-request.ts';

/**
 * Vonage's Messages API, version 1 (https://developer.vonage.com/en/api/messages). It knows no idempotency key;
 * `client_ref` only comes back in reports. The older SMS API is not used.
 *
 * Settings: `VONAGE_FROM`; `VONAGE_APPLICATION_ID` and `VONAGE_PRIVATE_KEY` (PEM, PKCS 8), with which reports go to the
 * application's addresses, or `VONAGE_API_KEY` and `VONAGE_API_SECRET`. Throws `NotSetUp` if one is missing.
 */
export function vonageFrom(read: ReadSetting, services: SenderServices): Sender {
  const from = needed(read, 'VONAGE_FROM').replace(/^\+/, '');
  const authorization = authorizationFrom(read, services.now);
  const url = `${baseUrl(read, 'VONAGE_BASE_URL', 'https://api.nexmo.com')}/v1/messages`;
  return smsSender(read, services, {
    name: 'vonage',
    async request({ message, number, seconds }) {
      const body = {
        channel: 'sms',
        message_type: 'text',
        to: number.replace(/^\+/, ''),
        from,
        text: message.text,
        // The network tries for so many seconds. The least that the API takes is 20.
        ttl: Math.max(20, Math.min(seconds, 604_800)),
        client_ref: message.id,
      };
      const authorized = await authorization().catch(() => undefined);
      if (authorized === undefined) {
        return { outcome: 'refused', reason: 'VONAGE_PRIVATE_KEY cannot be read: it must be PEM, PKCS 8' };
      }
      const headers = { Authorization: authorized, 'Content-Type': 'application/json', Accept: 'application/json' };
      return { url, headers, body: JSON.stringify(body) };
    },
    resultOf,
  });
}

function authorizationFrom(read: ReadSetting, now: () => number): () => Promise<string> {
  if (!read('VONAGE_APPLICATION_ID')?.trim()) {
    const basic = base64(bytesOf(`${needed(read, 'VONAGE_API_KEY')}:${needed(read, 'VONAGE_API_SECRET')}`));
    return async () => `Basic ${basic}`;
  }
  const application = needed(read, 'VONAGE_APPLICATION_ID');
  // Variables hold the line breaks of a PEM as \n in many hosts.
  const pem = needed(read, 'VONAGE_PRIVATE_KEY').replaceAll('\\n', '\n');
  if (!pem.includes('-----BEGIN PRIVATE KEY-----')) {
    throw new NotSetUp('VONAGE_PRIVATE_KEY must be the private key of the application, -----BEGIN PRIVATE KEY-----…');
  }
  return async () => {
    const seconds = Math.floor(now() / 1000);
    const token = new SignJWT({ application_id: application, jti: crypto.randomUUID() })
      .setProtectedHeader({ alg: 'RS256', typ: 'JWT' })
      .setIssuedAt(seconds)
      .setExpirationTime(seconds + 300);
    return `Bearer ${await token.sign(await importPKCS8(pem, 'RS256'))}`;
  };
}

function resultOf(answer: VendorAnswer): SendResult {
  const body = fieldsOf(answer.body) ?? {};
  const code = codeOf(body);
  if (code !== undefined) return resultOfVonageCode(answer, code);
  const { message_uuid: vendorId } = body;
  if (answer.status >= 300 || typeof vendorId !== 'string') return resultOfStatus(answer, wordOf(body.type));
  return { outcome: 'accepted', vendorId };
}

/** https://developer.vonage.com/api-errors/messages */
function resultOfVonageCode(answer: VendorAnswer, code: number): SendResult {
  const reason = reasonOf(code);
  switch (code) {
    case 1040:
    case 1050:
      return { outcome: 'refused', reason, recipient: 'invalid' };
    case 1000:
    case 1100:
      return notSent(reason, answer);
    case 1030:
      return { outcome: 'unknown', reason };
    default:
      return resultOfCode(answer, code, reason);
  }
}

const reasons: Readonly<Record<number, string>> = {
  1000: 'too many requests',
  1010: 'a parameter is missing',
  1020: 'a parameter is not valid',
  1030: 'the platform failed',
  1040: 'the number cannot be reached',
  1050: 'the number is barred from messages',
  1060: 'the account is barred',
  1070: 'the account has no credit left',
  1080: 'the account may not use this API',
  1090: 'the message is too long',
  1100: 'the message was not passed on',
  1120: 'the sender is not allowed in this country',
};

/** What an error code of Vonage means, in our words: Vonage's own may hold the number. */
export function reasonOf(code: number): string {
  return `Vonage: ${reasons[code] ?? 'see its list of errors'} (${code})`;
}

/** Errors of every API of Vonage are words: `…/api-errors#low-balance` (https://developer.vonage.com/en/api-errors). */
function wordOf(type: unknown): string | undefined {
  return typeof type === 'string' ? /#([a-z-]{1,40})$/.exec(type)?.[1] : undefined;
}

/** An error is a problem document (RFC 9457); the code is in `type`, `…/api-errors/messages#1120`, or it is the title. */
export function codeOf(problem: Readonly<Record<string, unknown>>): number | undefined {
  const inType = typeof problem.type === 'string' ? /#(\d{3,5})$/.exec(problem.type)?.[1] : undefined;
  const title = `${problem.title ?? ''}`;
  return Number(inType ?? (/^\d{3,5}$/.test(title) ? title : '')) || undefined;
}
