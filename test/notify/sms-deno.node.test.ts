import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { projectPath } from '../../demo/server/project-files.js';
import { messageSecret } from '../../demo/supabase/functions/_shared/notify/message-secret.js';
import { type DenoFunction, denoProgram, startDenoFunction } from '../kit/deno.js';
import { accessKey, Bird, birdRequest, channel, incomingSms, outgoing, signingKey, workspace } from './doubles/bird.js';
import { RestApi } from './doubles/rest-api.js';
import { Sns, SnsTopics, topic } from './doubles/sns.js';
import { account, incoming, statusOf, Twilio, token, twilioRequest } from './doubles/twilio.js';
import { VendorServer } from './doubles/vendor-server.js';
import {
  apiKey,
  apiSecret,
  inboundSms,
  messageStatus,
  signatureSecret,
  Vonage,
  vonageRequest,
} from './doubles/vonage.js';
import { readyMessage } from './sms-message.js';

const base = 'https://project.supabase.co/functions/v1';
const secret = 'a secret of more than thirty-two characters';
const id = readyMessage().id;

const twilio = new Twilio();
const vonage = new Vonage();
const bird = new Bird();
const sns = new Sns();
const servers = [twilio.server, vonage.server, bird.server, sns.server];

before(() => Promise.all(servers.map((server) => server.start())));
after(() => Promise.all(servers.map((server) => server.stop())));

const vendorSettings = (): Record<string, string> => ({
  TWILIO_ACCOUNT_SID: account,
  TWILIO_AUTH_TOKEN: token,
  TWILIO_FROM: '+15017250604',
  TWILIO_BASE_URL: twilio.server.url,
  VONAGE_FROM: 'Trattoria',
  VONAGE_API_KEY: apiKey,
  VONAGE_API_SECRET: apiSecret,
  VONAGE_SIGNATURE_SECRET: signatureSecret,
  VONAGE_BASE_URL: vonage.server.url,
  BIRD_ACCESS_KEY: accessKey,
  BIRD_WORKSPACE_ID: workspace,
  BIRD_CHANNEL_ID: channel,
  BIRD_SIGNING_KEY: signingKey,
  BIRD_BASE_URL: bird.server.url,
  AWS_REGION: 'eu-central-1',
  AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
  AWS_SNS_TOPICS: topic,
  AWS_SNS_BASE_URL: sns.server.url,
});

describe('the Edge Function delivery-reports in Deno', () => {
  const database = new RestApi({ report_delivery: true, withdraw_address: 1 });
  let reports: DenoFunction;

  before(async () => {
    await database.server.start();
    reports = await startDenoFunction('delivery-reports', {
      ...vendorSettings(),
      SUPABASE_URL: database.server.url,
      SUPABASE_SECRET_KEYS: '{"default":"sb_secret_x"}',
      SUPABASE_PUBLISHABLE_KEYS: '{"default":"sb_publishable_x"}',
      MESSAGE_SECRET: secret,
      NOTIFY_PUBLIC_URL: base,
      NOTIFY_SMS: 'vonage',
      NOTIFY_SMS_NAME: 'Trattoria Aurora',
    });
  });
  beforeEach(() => void database.calls.splice(0));
  after(() => Promise.all([reports.stop(), database.server.stop()]));

  it('hands on what Twilio reports, and refuses who is not Twilio', async () => {
    const search = `?message=${id}`;
    const signedFor = `${base}/delivery-reports/twilio${search}`;
    const url = `${reports.url}/delivery-reports/twilio${search}`;
    const response = await fetch(twilioRequest(signedFor, statusOf('SM1', 'delivered'), { url }));
    assert.equal(response.status, 200);
    const args = { vendor: 'twilio', vendor_id: id, state: 'delivered', reason: null, cost_thousandths: null };
    assert.deepEqual(database.calls, [{ name: 'report_delivery', args }]);
    const forged = twilioRequest(signedFor, statusOf('SM1', 'delivered'), { url, key: 'another' });
    assert.deepEqual([(await fetch(forged)).status, database.calls.length], [401, 1]);
  });

  it('answers Twilio’s HELP of another language in its own answer', async () => {
    const signedFor = `${base}/delivery-reports/twilio`;
    const response = await fetch(
      twilioRequest(signedFor, incoming('Hilfe'), { url: `${reports.url}/delivery-reports/twilio` }),
    );
    assert.match(await response.text(), /<Message>Trattoria Aurora: Sie erhalten/);
  });

  it('hands on what Vonage and Bird report, with the price', async () => {
    await fetch(await vonageRequest(`${reports.url}/delivery-reports/vonage`, messageStatus('u1', 'delivered')));
    const url = `${reports.url}/delivery-reports/bird`;
    const now = Date.now();
    const signedFor = `${base}/delivery-reports/bird`;
    await fetch(birdRequest(signedFor, 'sms.outbound', outgoing('b1', 'delivery_failed'), { now, url }));
    assert.deepEqual(
      database.calls.map(({ args }) => [args.vendor, args.vendor_id, args.state, args.cost_thousandths]),
      [
        ['vonage', 'u1', 'delivered', 34],
        ['bird', 'b1', 'failed', null],
      ],
    );
    const old = birdRequest(signedFor, 'sms.inbound', incomingSms('STOP'), { now: now - 1e9, url });
    assert.equal((await fetch(old)).status, 401);
  });

  it('stops a number under its keyed hash, and tells the guest by SMS', async () => {
    await fetch(await vonageRequest(`${reports.url}/delivery-reports/vonage`, inboundSms('Stop')));
    const address_hash = await messageSecret(secret).addressHash('sms', '+447700900001');
    assert.deepEqual(database.calls, [
      { name: 'withdraw_address', args: { channel: 'sms', address_hash, method: 'reply' } },
    ]);
    const { body } = vonage.messages.at(-1) ?? {};
    assert.deepEqual([body?.to, body?.text], ['447700900001', 'Trattoria Aurora: You will get no more messages.']);
    await fetch(await vonageRequest(`${reports.url}/delivery-reports/vonage`, inboundSms('START')));
    assert.deepEqual(database.calls[1], { name: 'allow_address', args: { channel: 'sms', address_hash } });
  });

  it('takes nothing from topics whose signature it cannot check', async () => {
    const request = new SnsTopics().request(`${reports.url}/delivery-reports/sns`, { messageBody: 'STOP' });
    assert.deepEqual([(await fetch(request)).status, database.calls.length], [401, 0]);
  });

  it('has written no number, secret or text', () => {
    const output = reports.output();
    for (const word of ['4477009', '49151', token, secret, signingKey, 'sb_secret_x', 'Stop']) {
      assert.ok(!output.includes(word), word);
    }
  });
});

describe('the senders of SMS in Deno', () => {
  async function sendInDeno(vendors: readonly string[], more: Readonly<Record<string, string>> = {}) {
    const cache = mkdtempSync(join(tmpdir(), 'sms-deno-'));
    const config = projectPath('demo', 'supabase', 'functions', 'delivery-reports', 'deno.json');
    const options = ['--no-prompt', '--allow-env', '--allow-net=127.0.0.1', '--no-remote', '--cached-only'];
    const script = projectPath('test', 'notify', 'send-in-deno.ts');
    const words = ['run', ...options, '--node-modules-dir=manual', '--config', config, script, ...vendors];
    const env = { PATH: process.env.PATH ?? '', HOME: cache, DENO_DIR: cache, DENO_NO_UPDATE_CHECK: '1' };
    try {
      const { stdout } = await promisify(execFile)(denoProgram(), words, {
        env: { ...env, ...vendorSettings(), ...more },
      });
      return stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
    } finally {
      rmSync(cache, { recursive: true, force: true });
    }
  }

  it('send the same as in Node', async () => {
    const results = await sendInDeno(['twilio', 'vonage', 'bird', 'sns']);
    assert.deepEqual(
      results.map(({ vendor, outcome, vendorId }) => [vendor, outcome, typeof vendorId]),
      ['twilio', 'vonage', 'bird', 'sns'].map((vendor) => [vendor, 'accepted', 'string']),
    );
    assert.equal(sns.messages.at(-1)?.form.get('Message'), readyMessage().text);
  });

  it('know what was not reached from what was not answered', async () => {
    const gone = await new VendorServer(() => ({ status: 200 })).start();
    const { url } = gone;
    await gone.stop();
    vonage.server.next('hangs');
    bird.server.next('breaks');
    sns.server.next({ status: 302, headers: { Location: url } });
    const results = await sendInDeno(['twilio', 'vonage', 'bird', 'sns'], { TWILIO_BASE_URL: url });
    assert.deepEqual(
      results.map(({ outcome }) => outcome),
      ['not-sent', 'unknown', 'unknown', 'refused'],
    );
  });
});
