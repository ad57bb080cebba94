import assert from 'node:assert/strict';
import { createHmac, createSign } from 'node:crypto';
import { describe, it } from 'node:test';
import forge from 'node-forge';
import { postmarkReports } from '../../demo/supabase/functions/_shared/notify/mail/postmark-reports.js';
import { resendReports } from '../../demo/supabase/functions/_shared/notify/mail/resend-reports.js';
import { sesReports } from '../../demo/supabase/functions/_shared/notify/mail/ses-reports.js';
import type { ReportReader, Told } from '../../demo/supabase/functions/_shared/notify/report-reader.js';

const now = 1_790_000_000_000;
type Settings = Readonly<Record<string, string>>;
const noFetch: typeof fetch = () => Promise.reject(new Error('Nothing is fetched.'));

/** What a request told: reports, or what a guest wishes. */
async function read(reader: ReportReader, body: string, headers: Settings, settings: Settings, get = noFetch) {
  const request = { url: 'https://kit.example/delivery-reports', headers: new Headers(headers) };
  const services = { read: (name: string) => settings[name], now: () => now, fetch: get };
  const told = await reader.read(request, body, services);
  if (typeof told === 'string') return told;
  const { reports = [], replies = [] }: Told = Array.isArray(told) ? { reports: told } : (told as Told);
  return [...reports, ...replies];
}

function stop(vendor: string, from: string) {
  return [{ vendor, channel: 'email', from, wish: 'stop', text: '', isAnswered: true }];
}

describe('what Resend reports', () => {
  // A secret and a way to sign as in https://docs.svix.com/receiving/verifying-payloads/how-manual.
  const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
  const bodyOf = (type: string, data: object = {}) =>
    JSON.stringify({
      type,
      created_at: '2026-11-30T18:42:00.000Z',
      data: { email_id: '56761188-7520', to: ['guest@example.com'], ...data },
    });
  const signed = (body: string, time = `${now / 1000}`) => ({
    'svix-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'svix-timestamp': time,
    'svix-signature': `v1,invalid v1,${createHmac('sha256', Buffer.from(secret.slice(6), 'base64'))
      .update(`msg_p5jXN8AQM9LWM0D4loKWxJek.${time}.${body}`)
      .digest('base64')}`,
  });
  const report = (body: string, headers = signed(body), settings: Settings = { RESEND_WEBHOOK_SECRET: secret }) =>
    read(resendReports, body, headers, settings);

  it('is delivery, bounce with its kind, and a complaint, which ends the messages', async () => {
    const base = { vendor: 'resend', vendorId: '56761188-7520' };
    assert.deepEqual(await report(bodyOf('email.delivered')), [{ ...base, state: 'delivered' }]);
    const bounce = { bounce: { type: 'Permanent', message: 'guest@example.com is unknown' } };
    assert.deepEqual(await report(bodyOf('email.bounced', bounce)), [
      { ...base, state: 'failed', reason: 'bounced: Permanent' },
    ]);
    assert.deepEqual(await report(bodyOf('email.complained')), stop('resend', 'guest@example.com'));
    assert.deepEqual(await report(bodyOf('email.opened')), []);
    assert.equal(await report('{}'), 'unreadable');
  });

  it('is believed only with its signature, within five minutes', async () => {
    const body = bodyOf('email.delivered');
    assert.equal(await report(`${body} `, signed(body)), 'unsigned');
    assert.equal(await report(body, signed(body, `${now / 1000 - 301}`)), 'unsigned');
    assert.equal(await report(body, { ...signed(body), 'svix-signature': '' }), 'unsigned');
    assert.equal(await report(body, signed(body), {}), 'unsigned');
  });
});

describe('what Postmark reports', () => {
  const auth = 'postmark:correct-horse';
  const authorized = { Authorization: `Basic ${Buffer.from(auth).toString('base64')}` };
  const report = (
    record: object,
    headers: Settings = authorized,
    settings: Settings = { POSTMARK_WEBHOOK_AUTH: auth },
  ) =>
    read(
      postmarkReports,
      JSON.stringify({ MessageID: '883953f4', Email: 'john@example.com', ...record }),
      headers,
      settings,
    );

  it('is delivery, a bounce that is final, and one that is not', async () => {
    const base = { vendor: 'postmark', vendorId: '883953f4' };
    assert.deepEqual(await report({ RecordType: 'Delivery' }), [{ ...base, state: 'delivered' }]);
    assert.deepEqual(await report({ RecordType: 'Bounce', Type: 'HardBounce' }), [
      { ...base, state: 'failed', reason: 'bounced: HardBounce' },
    ]);
    assert.deepEqual(await report({ RecordType: 'Bounce', Type: 'Transient' }), [
      { ...base, state: 'accepted', reason: 'delayed: Transient' },
    ]);
    assert.deepEqual(await report({ RecordType: 'Bounce', Type: 'AutoResponder' }), []);
    assert.deepEqual(await report({ RecordType: 'Open' }), []);
    assert.deepEqual(await report({ RecordType: 'SpamComplaint' }), stop('postmark', 'john@example.com'));
    const [named] = await report({ RecordType: 'Delivery', Metadata: { message: 'ours' } });
    assert.equal(Reflect.get(Object(named), 'reference'), 'ours');
  });

  it('is believed only with the password of its address', async () => {
    assert.equal(await report({ RecordType: 'Delivery' }, {}), 'unsigned');
    const small = { Authorization: authorized.Authorization.replace('Basic', 'basic') };
    assert.equal((await report({ RecordType: 'Delivery' }, small)).length, 1, 'capitals of the scheme do not count');
    for (const other of ['Bearer', 'Basi']) {
      const headers = { Authorization: authorized.Authorization.replace('Basic', other) };
      assert.equal(await report({ RecordType: 'Delivery' }, headers), 'unsigned');
    }
    const wrong = { Authorization: `Basic ${Buffer.from('postmark:wrong-horse').toString('base64')}` };
    assert.equal(await report({ RecordType: 'Delivery' }, wrong), 'unsigned');
    assert.equal(await report({ RecordType: 'Delivery' }, authorized, {}), 'unsigned');
    assert.equal(
      await report({ RecordType: 'Delivery' }, { Authorization: 'Basic Og==' }, { POSTMARK_WEBHOOK_AUTH: ':' }),
      'unsigned',
    );
  });
});

describe('what Amazon SES reports through SNS', () => {
  const topic = 'arn:aws:sns:eu-central-1:123456789012:mail';
  const settings = { SES_TOPIC_ARN: topic };
  const certificateUrl = 'https://sns.eu-central-1.amazonaws.com/SimpleNotificationService-1.pem';
  const keys = forge.pki.rsa.generateKeyPair(2048);
  const certificate = certificateOf(keys);
  const privateKey = forge.pki.privateKeyToPem(keys.privateKey);
  const fetched: string[] = [];
  const get: typeof fetch = async (url) => {
    fetched.push(`${url}`);
    return new Response(`${url}` === certificateUrl ? certificate : '<ConfirmSubscriptionResponse/>');
  };

  const envelope = (event: object, changes: Settings = {}) => {
    const fields: Readonly<Record<string, string>> = {
      Type: 'Notification',
      MessageId: '22b80b92',
      TopicArn: topic,
      Message: JSON.stringify({ mail: { messageId: '0107-abc', destination: ['guest@example.com'] }, ...event }),
      Timestamp: '2026-11-30T18:42:00.000Z',
      ...changes,
    };
    const names =
      fields.Type === 'Notification'
        ? ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type']
        : ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'];
    const text = names.flatMap((name) => (name in fields ? [`${name}\n${fields[name]}\n`] : [])).join('');
    const Signature = createSign('RSA-SHA256').update(text).sign(privateKey, 'base64');
    return { ...fields, SignatureVersion: '2', Signature, SigningCertURL: certificateUrl };
  };
  const report = (signed: object, from: Settings = settings) => read(sesReports, JSON.stringify(signed), {}, from, get);

  it('is delivery, and a bounce with its kind', async () => {
    const base = { vendor: 'ses', vendorId: '0107-abc' };
    assert.deepEqual(await report(envelope({ eventType: 'Delivery' })), [{ ...base, state: 'delivered' }]);
    const bounce = {
      bounceType: 'Permanent',
      bounceSubType: 'General',
      bouncedRecipients: [{ emailAddress: 'guest@example.com' }],
    };
    assert.deepEqual(await report(envelope({ eventType: 'Bounce', bounce })), [
      { ...base, state: 'failed', reason: 'bounced: Permanent General' },
    ]);
    assert.deepEqual(await report(envelope({ eventType: 'Open' })), []);
    const complaint = { complainedRecipients: [{ emailAddress: 'guest@example.com' }] };
    assert.deepEqual(await report(envelope({ eventType: 'Complaint', complaint })), stop('ses', 'guest@example.com'));
  });

  it('is believed only with a signature by a key of SNS, for our own topic', async () => {
    const signed = envelope({ eventType: 'Delivery' });
    assert.equal(
      await report({ ...signed, Message: String(Reflect.get(signed, 'Message')).replace('abc', 'xyz') }),
      'unsigned',
    );
    assert.equal(await report({ ...signed, SignatureVersion: '1' }), 'unsigned');
    assert.equal(await report(envelope({ eventType: 'Delivery' }, { TopicArn: `${topic}2` })), 'unsigned');
    assert.equal(await report(signed, {}), 'unsigned');
    fetched.splice(0);
    for (const url of [
      'https://evil.example/a.pem',
      'https://sns.eu-central-1.amazonaws.com.evil.example/a.pem',
      'http://sns.eu-central-1.amazonaws.com/a.pem',
    ]) {
      assert.equal(await report({ ...signed, SigningCertURL: url }), 'unsigned');
    }
    assert.deepEqual(fetched, []);
  });

  it('confirms a subscription, at SNS alone', async () => {
    const confirmation = (url: string) =>
      envelope({}, { Type: 'SubscriptionConfirmation', Token: 't', SubscribeURL: url });
    const url = 'https://sns.eu-central-1.amazonaws.com/?Action=ConfirmSubscription&Token=t';
    assert.deepEqual(await report(confirmation(url)), []);
    assert.equal(fetched.at(-1), url);
    await report(confirmation('http://169.254.169.254/'));
    assert.equal(fetched.at(-1), url);
  });
});

function certificateOf(keys: forge.pki.rsa.KeyPair): string {
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = keys.publicKey;
  certificate.serialNumber = '01';
  certificate.validity.notBefore = new Date(now - 86_400_000);
  certificate.validity.notAfter = new Date(now + 86_400_000);
  certificate.setSubject([{ name: 'commonName', value: 'sns.amazonaws.com' }]);
  certificate.setIssuer([{ name: 'commonName', value: 'sns.amazonaws.com' }]);
  certificate.sign(keys.privateKey, forge.md.sha256.create());
  return forge.pki.certificateToPem(certificate);
}
