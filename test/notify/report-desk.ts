import { before, beforeEach, mock } from 'node:test';
import {
  createDeliveryReports,
  type ReportStore,
  smsReaders,
} from '../../demo/supabase/functions/_shared/notify/delivery-reports.js';
import type { DeliveryReport } from '../../demo/supabase/functions/_shared/notify/sender.js';
import { birdRequest, signingKey } from './doubles/bird.js';
import { SnsTopics, topic } from './doubles/sns.js';
import { token, twilioRequest } from './doubles/twilio.js';
import { apiKey, signatureSecret, vonageRequest } from './doubles/vonage.js';
import { now } from './sms-message.js';

/** The function `delivery-reports` with readers of SMS, and what it has done. Each test begins with an empty one. */

export const base = 'https://orders.trattoria.example/functions/v1/delivery-reports';
/** Behind the proxy our server has another address than vendors know. */
export const inside = 'http://127.0.0.1:8080/functions/v1/delivery-reports';
export const settings: Record<string, string> = {};
const wholeSettings = {
  NOTIFY_PUBLIC_URL: 'https://orders.trattoria.example/functions/v1',
  NOTIFY_SMS_NAME: 'Trattoria Aurora',
  TWILIO_AUTH_TOKEN: token,
  VONAGE_SIGNATURE_SECRET: signatureSecret,
  VONAGE_API_KEY: apiKey,
  BIRD_SIGNING_KEY: signingKey,
  AWS_SNS_TOPICS: `arn:aws:sns:eu-central-1:123456789012:other ${topic}`,
};

export const reports: DeliveryReport[] = [];
export const stopped: string[] = [];
export const allowed: string[] = [];
export const answered: string[] = [];
export const logged: string[] = [];
/** The ids under which the database knows messages, or what it fails with. */
export const database: { known: readonly string[] | Error } = { known: [] };
const store: ReportStore = {
  async report(report) {
    const { known } = database;
    if (known instanceof Error) throw known;
    reports.push(report);
    return known.includes(report.vendorId);
  },
  stop: async (channel, hash) => void stopped.push(`${channel} ${hash}`),
  allow: async (channel, hash) => void allowed.push(`${channel} ${hash}`),
};
export const topics = new SnsTopics();
let handler = newHandler();

export const post = (request: Request) => handler(request);

function newHandler() {
  return createDeliveryReports({
    readers: smsReaders,
    read: (name) => settings[name],
    fetch: topics.fetch,
    store,
    addressHash: async (channel, address) => `hash of ${channel}:${address}`,
    answer: async ({ vendor, from }, text) => void answered.push(`${vendor} ${from} ${text}`),
    now: () => now,
  });
}

const twilioUrl = `${base}/twilio?app=1`;
export const twilioInside = `${inside}/twilio?app=1`;
export const fromTwilio = (parameters: Readonly<Record<string, string>>, key?: string) =>
  handler(twilioRequest(twilioUrl, parameters, { url: twilioInside, ...(key && { key }) }));
export const fromVonage = async (payload: object, options?: Parameters<typeof vonageRequest>[2]) =>
  handler(await vonageRequest(`${inside}/vonage`, payload, options));
export const fromBird = (event: 'sms.outbound' | 'sms.inbound' | 'whatsapp.outbound', payload: object, key?: string) =>
  handler(birdRequest(`${base}/bird`, event, payload, { now, url: `${inside}/bird`, ...(key && { key }) }));
export const fromSns = (message: object, more?: Readonly<Record<string, string>>) =>
  handler(topics.request(`${inside}/sns`, message, more));

before(() => void mock.method(console, 'error', (...words: unknown[]) => logged.push(words.join(' '))));
beforeEach(() => {
  for (const list of [reports, stopped, allowed, answered, logged]) list.length = 0;
  Object.assign(settings, wholeSettings);
  delete settings.NOTIFY_SMS_REPLIES;
  database.known = [];
  handler = newHandler();
});
