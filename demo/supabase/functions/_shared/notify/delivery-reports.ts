import { type Handler, textOf } from '../endpoint.ts';
import type { ReadSetting } from '../hosted-project.ts';
import { DatabaseUnavailable, type KitDatabase } from '../kit-database.ts';
import type { Rate } from '../rate-limit.ts';
import { RateLimit } from '../rate-limit.ts';
import { replyText } from './reply-texts.ts';
import type { ReportReader, TakenReply, Told, VendorReport } from './report-reader.ts';
import type { Channel, DeliveryReport } from './sender.ts';
import { birdReports } from './sms/bird-reports.ts';
import { reportsUrl } from './sms/sms-settings.ts';
import { snsReports } from './sms/sns-reports.ts';
import { twilioReports } from './sms/twilio-reports.ts';
import { vonageReports } from './sms/vonage-reports.ts';

/** Where reports and replies go. */
export interface ReportStore {
  /**
   * `vendorId` may be our own id. `false`: no message has it, or not yet. It may be told twice, and in any order.
   */
  report(report: DeliveryReport): Promise<boolean>;
  /** Nothing more is sent to this address. */
  stop(channel: Channel, addressHash: string): Promise<void>;
  /** The address may be given again. It brings no consent back. */
  allow(channel: Channel, addressHash: string): Promise<void>;
}

export interface DeliveryReportServices {
  readonly readers: readonly ReportReader[];
  readonly read: ReadSetting;
  readonly fetch: typeof fetch;
  readonly store: ReportStore;
  /** The keyed hash by which the ledger of consents knows an address. */
  readonly addressHash: (channel: Channel, address: string) => Promise<string>;
  /** Sends an SMS to a guest who has written, where the vendor takes none in its answer. Without it, none is sent. */
  readonly answer?: ((reply: TakenReply, text: string) => Promise<void>) | undefined;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** So many answers to one number: two machines that answer each other would go on for ever. */
const answersPerNumber: Rate = { burst: 2, perMinute: 0.1 };

/** The readers of the vendors of SMS. */
export const smsReaders: readonly ReportReader[] = [twilioReports, vonageReports, birdReports, snsReports];

/**
 * `POST /delivery-reports/<vendor>`: what vendors tell of messages, and what guests answer. Who cannot prove to be the
 * vendor gets 401 and no word more; a vendor that is not set up, 404. While the database is away, 503 asks the vendor to send it again.
 */
export function createDeliveryReports(services: DeliveryReportServices): Handler {
  const { read: setting, store, now } = services;
  const readers = new Map(services.readers.map((reader) => [reader.vendor, reader]));
  const answers = new RateLimit(answersPerNumber, now);

  return async (request) => {
    try {
      return await answerTo(request);
    } catch (error) {
      // Never the error's message: it may hold a number.
      console.error(`delivery-reports failed: ${error instanceof Error ? error.name : typeof error}`);
      return new Response(null, {
        status: error instanceof DatabaseUnavailable ? 503 : 500,
        headers: { 'Retry-After': '5' },
      });
    }
  };

  async function answerTo(request: Request): Promise<Response> {
    const url = new URL(request.url);
    const vendor = url.pathname.replace(/\/+$/, '').split('/').at(-1) ?? '';
    const reader = readers.get(vendor);
    if (!reader || !(reader.needs ?? []).every((name) => setting(name)?.trim()))
      return new Response(null, { status: 404 });
    if (request.method !== 'POST') return new Response(null, { status: 405, headers: { Allow: 'POST' } });
    const body = await textOf(request);
    if (body === undefined) return new Response(null, { status: 413 });
    const read = await reader.read(asKnownTo(vendor, request, url), body, services);
    if (read === 'unsigned') return new Response(null, { status: 401 });
    if (read === 'unreadable') {
      console.error(`delivery-reports: ${vendor} has sent something that cannot be read`);
      return new Response(null, { status: 400 });
    }
    const { reports = [], replies = [] }: Told = Array.isArray(read) ? { reports: read } : (read as Told);
    for (const report of reports) await keep(report);
    const text = await take(replies, reader.takesText ?? false);
    return reader.respond?.(text) ?? new Response(null, { status: 204 });
  }

  /** The request with the address that the vendor has signed: behind a proxy it differs from the one that came in. */
  function asKnownTo(vendor: string, request: Request, url: URL): Request {
    const base = reportsUrl(setting);
    // A slash at the end is part of the address that was registered.
    const end = `${url.pathname.endsWith('/') ? '/' : ''}${url.search}`;
    const address = base === undefined ? request.url : `${base}/${vendor}${end}`;
    return new Request(address, { method: 'POST', headers: request.headers });
  }

  /** Our own id finds the message even if the vendor's answer to our request was lost, or is not yet written down. */
  async function keep({ reference, ...report }: VendorReport): Promise<void> {
    const isOurs = reference !== undefined && uuid.test(reference);
    if (isOurs && (await store.report({ ...report, vendorId: reference }))) return;
    await store.report(report);
  }

  /** Does what guests ask for. Returns the text for the vendor's answer if it takes one. */
  async function take(replies: readonly TakenReply[], isInline: boolean): Promise<string | undefined> {
    let inline: string | undefined;
    for (const reply of replies) {
      const hash = await services.addressHash(reply.channel, reply.from);
      if (reply.wish === 'stop') await store.stop(reply.channel, hash);
      if (reply.wish === 'start') await store.allow(reply.channel, hash);
      const text = answerText(reply);
      if (text === undefined || answers.take(hash)) continue;
      if (isInline) inline = text;
      else await services.answer?.(reply, text).catch(() => console.error('delivery-reports: an answer was not sent'));
    }
    return inline;
  }

  function answerText({ wish, isAnswered, language }: TakenReply): string | undefined {
    if (isAnswered || (wish !== 'stop' && wish !== 'help')) return undefined;
    const contact = setting('NOTIFY_SMS_CONTACT')?.trim();
    return replyText(wish === 'stop' ? 'stopped' : 'help', {
      language,
      name: setting('NOTIFY_SMS_NAME')?.trim(),
      contact,
    });
  }
}

/** Reports and replies in the kit's database. */
export function kitReportStore(database: KitDatabase): ReportStore {
  return {
    async report({ vendor, vendorId, state, reason, cost }) {
      const [isKnown] = await database.call('report_delivery', {
        vendor,
        vendor_id: vendorId,
        state,
        reason: reason ?? null,
        cost_thousandths: cost?.thousandths ?? null,
      });
      return isKnown !== false;
    },
    async stop(channel, addressHash) {
      await database.call('withdraw_address', { channel, address_hash: addressHash, method: 'reply' });
    },
    async allow(channel, addressHash) {
      await database.call('allow_address', { channel, address_hash: addressHash });
    },
  };
}
