import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import type { Sender, SendResult } from '../../demo/supabase/functions/_shared/notify/sender.js';
import { smsFrom } from '../../demo/supabase/functions/_shared/notify/sms/sms-from.js';
import { accessKey, Bird, channel, workspace } from './doubles/bird.js';
import { Sns } from './doubles/sns.js';
import { account, Twilio, token } from './doubles/twilio.js';
import type { VendorServer } from './doubles/vendor-server.js';
import { apiKey, apiSecret, Vonage } from './doubles/vonage.js';
import { now, readyMessage, settingsOf } from './sms-message.js';

/** The four vendors of SMS, which run while the tests of a file do. */

export const twilio = new Twilio();
export const vonage = new Vonage();
export const bird = new Bird();
export const sns = new Sns();
const servers = [twilio.server, vonage.server, bird.server, sns.server];

before(() => Promise.all(servers.map((server) => server.start())));
after(() => Promise.all(servers.map((server) => server.stop())));

export interface Case {
  readonly server: VendorServer;
  settings(): Record<string, string>;
  /** How many messages the vendor has. */
  taken(): number;
}

export const vendors: Readonly<Record<string, Case>> = {
  twilio: {
    server: twilio.server,
    settings: () => ({
      TWILIO_ACCOUNT_SID: account,
      TWILIO_AUTH_TOKEN: token,
      TWILIO_FROM: '+15017250604',
      TWILIO_BASE_URL: twilio.server.url,
      NOTIFY_PUBLIC_URL: 'https://orders.trattoria.example/functions/v1/',
    }),
    taken: () => twilio.messages.length,
  },
  vonage: {
    server: vonage.server,
    settings: () => ({
      VONAGE_FROM: 'Trattoria',
      VONAGE_API_KEY: apiKey,
      VONAGE_API_SECRET: apiSecret,
      VONAGE_BASE_URL: vonage.server.url,
    }),
    taken: () => vonage.messages.length,
  },
  bird: {
    server: bird.server,
    settings: () => ({
      BIRD_ACCESS_KEY: accessKey,
      BIRD_WORKSPACE_ID: workspace,
      BIRD_CHANNEL_ID: channel,
      BIRD_BASE_URL: bird.server.url,
    }),
    taken: () => bird.messages.length,
  },
  sns: {
    server: sns.server,
    settings: () => ({
      AWS_REGION: 'eu-central-1',
      AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
      AWS_SNS_BASE_URL: sns.server.url,
    }),
    taken: () => sns.messages.length,
  },
};

export function senderOf(vendor: string, more: Readonly<Record<string, string>> = {}): Sender {
  const settings = { NOTIFY_SMS: vendor, ...vendors[vendor]?.settings(), ...more };
  const sender = smsFrom(settingsOf(settings), { fetch, now: () => now });
  assert.ok(sender);
  return sender;
}

export async function send(
  vendor: string,
  number?: string,
  more: Readonly<Record<string, string>> = {},
): Promise<SendResult> {
  const result = await senderOf(vendor, more).send(readyMessage(number), AbortSignal.timeout(5000));
  assertSaysNothing(result);
  return result;
}

/** What a result says goes to logs and tables. */
function assertSaysNothing(result: SendResult): void {
  const text = JSON.stringify(result);
  for (const secret of ['+49', '15112345678', '1500555', 'secret', token, apiSecret, accessKey, '4477009']) {
    assert.ok(!text.includes(secret), text);
  }
}
