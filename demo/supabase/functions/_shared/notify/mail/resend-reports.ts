import type { DeliveryReport } from '../sender.ts';
import { isSameSecret, objectIn, objectOf, type ReportReader, textIn, wordIn } from './mail-reports.ts';

/** Seconds. A recorded request is of no use afterwards. */
const tolerance = 5 * 60;

/**
 * Resend's webhooks (https://resend.com/docs/webhooks/event-types), signed as Svix does
 * (https://docs.svix.com/receiving/verifying-payloads/how-manual). Setting: `RESEND_WEBHOOK_SECRET`, `whsec_…`.
 */
export const resendReports: ReportReader = {
  vendor: 'resend',
  async read({ headers }, body, { read, now }) {
    const secret = read('RESEND_WEBHOOK_SECRET')?.trim();
    if (!secret || !(await isSigned(headers, body, secret, now() / 1000))) return 'unsigned';
    const event = objectIn(body);
    const data = objectOf(event?.data);
    const vendorId = textIn(data?.email_id);
    if (!event || !vendorId) return 'unreadable';
    const report = reportOf(event.type, data);
    return report ? [{ vendor: 'resend', vendorId, ...report }] : [];
  },
};

function reportOf(type: unknown, data: Readonly<Record<string, unknown>> | undefined) {
  return states(wordIn(objectOf(data?.bounce)?.type)).get(type);
}

type Report = Omit<DeliveryReport, 'vendor' | 'vendorId'>;

function states(bounce: string | undefined): ReadonlyMap<unknown, Report> {
  return new Map<unknown, Report>([
    ['email.sent', { state: 'accepted' }],
    ['email.delivery_delayed', { state: 'accepted', reason: 'delayed' }],
    ['email.delivered', { state: 'delivered' }],
    ['email.complained', { state: 'delivered', reason: 'complained' }],
    ['email.bounced', { state: 'failed', reason: bounce ? `bounced: ${bounce}` : 'bounced' }],
    ['email.failed', { state: 'failed', reason: 'failed' }],
    ['email.suppressed', { state: 'failed', reason: 'suppressed' }],
  ]);
}

async function isSigned(headers: Headers, body: string, secret: string, now: number): Promise<boolean> {
  const [id, time, signatures] = ['svix-id', 'svix-timestamp', 'svix-signature'].map((name) => headers.get(name));
  if (!id || !time || !signatures || !/^\d+$/.test(time) || Math.abs(now - Number(time)) > tolerance) return false;
  const keyBytes = bytesOf(secret.replace(/^whsec_/, ''));
  if (!keyBytes) return false;
  const key = await crypto.subtle.importKey('raw', keyBytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  const signed = await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(`${id}.${time}.${body}`));
  const wanted = `v1,${btoa(String.fromCharCode(...new Uint8Array(signed)))}`;
  const verdicts = await Promise.all(signatures.split(' ').map((signature) => isSameSecret(signature, wanted)));
  return verdicts.includes(true);
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  } catch {
    return undefined;
  }
}
