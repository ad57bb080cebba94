import assert from 'node:assert/strict';
import { before, beforeEach, describe, it, mock } from 'node:test';
import { DatabaseUnavailable } from '../../demo/supabase/functions/_shared/kit-database.js';
import {
  createDeliveryReports,
  type ReportStore,
  smsReaders,
} from '../../demo/supabase/functions/_shared/notify/delivery-reports.js';
import type { DeliveryReport } from '../../demo/supabase/functions/_shared/notify/sender.js';
import { isTwilioSignature } from '../../demo/supabase/functions/_shared/notify/sms/twilio-reports.js';
import { birdRequest, incomingSms, outgoing, signingKey, unknownSubscriber } from './doubles/bird.js';
import { certificateUrl, SnsTopics, topic } from './doubles/sns.js';
import { incoming, statusOf, token, twilioRequest } from './doubles/twilio.js';
import { apiKey, inboundSms, messageStatus, signatureSecret, vonageRequest } from './doubles/vonage.js';
import { now, readyMessage } from './sms-message.js';

const base = 'https://orders.trattoria.example/functions/v1/delivery-reports';
/** Behind the proxy our server has another address than vendors know. */
const inside = 'http://127.0.0.1:8080/functions/v1/delivery-reports';
const settings: Record<string, string> = {};
const wholeSettings = {
  NOTIFY_PUBLIC_URL: 'https://orders.trattoria.example/functions/v1',
  NOTIFY_SMS_NAME: 'Trattoria Aurora',
  TWILIO_AUTH_TOKEN: token,
  VONAGE_SIGNATURE_SECRET: signatureSecret,
  VONAGE_API_KEY: apiKey,
  BIRD_SIGNING_KEY: signingKey,
  AWS_SNS_TOPICS: `arn:aws:sns:eu-central-1:123456789012:other ${topic}`,
};

const reports: DeliveryReport[] = [];
const stopped: string[] = [];
const allowed: string[] = [];
const answered: string[] = [];
const logged: string[] = [];
/** The ids under which the database knows messages. */
let known: readonly string[] | Error = [];
const store: ReportStore = {
  async report(report) {
    if (known instanceof Error) throw known;
    reports.push(report);
    return known.includes(report.vendorId);
  },
  stop: async (channel, hash) => void stopped.push(`${channel} ${hash}`),
  allow: async (channel, hash) => void allowed.push(`${channel} ${hash}`),
};
const topics = new SnsTopics();
let handler = newHandler();

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

const reference = readyMessage().id;
const twilioUrl = `${base}/twilio?app=1`;
const twilioInside = `${inside}/twilio?app=1`;
const fromTwilio = (parameters: Readonly<Record<string, string>>, key?: string) =>
  handler(twilioRequest(twilioUrl, parameters, { url: twilioInside, ...(key && { key }) }));
const fromVonage = async (payload: object, options?: Parameters<typeof vonageRequest>[2]) =>
  handler(await vonageRequest(`${inside}/vonage`, payload, options));
const fromBird = (event: 'sms.outbound' | 'sms.inbound' | 'whatsapp.outbound', payload: object, key?: string) =>
  handler(birdRequest(`${base}/bird`, event, payload, { now, url: `${inside}/bird`, ...(key && { key }) }));
const fromSns = (message: object, more?: Readonly<Record<string, string>>) =>
  handler(topics.request(`${inside}/sns`, message, more));

before(() => void mock.method(console, 'error', (...words: unknown[]) => logged.push(words.join(' '))));
beforeEach(() => {
  for (const list of [reports, stopped, allowed, answered, logged]) list.length = 0;
  Object.assign(settings, wholeSettings);
  delete settings.NOTIFY_SMS_REPLIES;
  known = [];
  handler = newHandler();
});

describe('the signature of Twilio', () => {
  // twilio/twilio-node, spec/validation.spec.js, and the like in its other libraries.
  const key = '12345';
  const url = 'https://mycompany.com/myapp.php?foo=1&bar=2';
  const form = Object.entries({
    CallSid: 'CA1234567890ABCDE',
    Caller: '+14158675309',
    Digits: '1234',
    From: '+14158675309',
    To: '+18005551212',
  });
  const published: readonly (readonly [string, string, string, readonly (readonly [string, string])[]])[] = [
    ['a form', 'RSOYDt4T1cUTdK1PDd93/VVr8B8=', url, form],
    [
      'an address with a port that was signed without',
      'RSOYDt4T1cUTdK1PDd93/VVr8B8=',
      url.replace('.com', '.com:1234'),
      form,
    ],
    ['an address without a port that was signed with 443', 'kvajT1Ptam85bY51eRf/AJRuM3w=', url, form],
    ['http without a port that was signed with 80', '0ZXoZLH/DfblKGATFgpif+LLRf4=', url.replace('https', 'http'), form],
    ['http with a port', 'Zmvh+3yNM1Phv2jhDCwEM3q5ebU=', 'http://mycompany.com:1234/myapp.php?foo=1&bar=2', form],
    ['an address with a password', 'CukzLTc1tT5dXEDIHm/tKBanW10=', url.replace('//', '//user:pass@'), form],
    [
      'an address with a password that was signed with 443',
      'ZQFR1PTIZXF2MXB8ZnKCvnnA+rI=',
      url.replace('//', '//user:pass@'),
      form,
    ],
    ['special characters', 'dsq4Ehbj6cs+KdTkpF5sSSplOWw=', `${url}&Body=It's+amazing`, form],
    [
      'a parameter that comes twice',
      '83O6e2vORAoJHUNzJjDWN1jz+BA=',
      url,
      [
        ['MessagingBinding.Address', '+1415xxxxxxx'],
        ['MessagingBinding.Address', '+1325xxxxxxx'],
      ],
    ],
    [
      'a value that comes twice',
      'IK+Dwps556ElfBT0I3Rgjkr1wJU=',
      url,
      [
        ['Sid', 'CA123'],
        ['SidAccount', 'AC123'],
        ['Digits', '5678'],
        ['Digits', '1234'],
        ['Digits', '1234'],
      ],
    ],
    [
      'JSON, by the hash in the address',
      'a9nBmqA0ju/hNViExpshrM61xv4=',
      `${url}&bodySHA256=0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620`,
      [],
    ],
  ];
  for (const [what, signature, address, parameters] of published) {
    it(`is right for ${what}, as Twilio publishes it`, async () => {
      assert.equal(await isTwilioSignature(key, signature, address, parameters), true);
      assert.equal(await isTwilioSignature('12346', signature, address, parameters), false);
      assert.equal(await isTwilioSignature(key, signature, `${address}&x=1`, parameters), false);
      assert.equal(await isTwilioSignature(key, signature, address, [...parameters, ['Zzz', '1']]), false);
    });
  }
});

describe('reports of Twilio', () => {
  it('say how far a message is', async () => {
    const states = {
      queued: 'accepted',
      sending: 'accepted',
      sent: 'accepted',
      delivered: 'delivered',
      undelivered: 'failed',
      failed: 'failed',
      canceled: 'failed',
    };
    for (const [status, state] of Object.entries(states)) {
      const response = await fromTwilio(statusOf('SM1', status));
      assert.equal(response.status, 200, status);
      assert.deepEqual(reports.pop(), { vendor: 'twilio', vendorId: 'SM1', state }, status);
    }
  });

  it('say why it failed, in our words', async () => {
    await fromTwilio(statusOf('SM1', 'undelivered', 30006));
    assert.equal(reports[0]?.reason, 'Twilio: the number is a landline, or its network cannot be reached (30006)');
    await fromTwilio(statusOf('SM1', 'failed', 99999));
    assert.equal(reports[1]?.reason, 'Twilio: see its list of errors (99999)');
  });

  it('stop a number whose guest has sent STOP while nobody listened', async () => {
    await fromTwilio(statusOf('SM1', 'failed', 21610));
    assert.deepEqual(stopped, ['sms hash of sms:+4915112345678']);
  });

  it('may come twice and in any order: each is handed on and answered', async () => {
    for (const status of ['delivered', 'sent', 'delivered', 'queued']) {
      assert.equal((await fromTwilio(statusOf('SM1', status))).status, 200);
    }
    assert.deepEqual(
      reports.map(({ state }) => state),
      ['delivered', 'accepted', 'delivered', 'accepted'],
    );
  });

  it('are taken with either secret while it is exchanged', async () => {
    settings.TWILIO_AUTH_TOKEN = `the-new-token ${token}`;
    assert.equal((await fromTwilio(statusOf('SM1', 'sent'))).status, 200);
    assert.equal((await fromTwilio(statusOf('SM1', 'sent'), 'the-new-token')).status, 200);
  });

  it('are taken as JSON, if the hash in the address is that of the body', async () => {
    const { createHash, createHmac } = await import('node:crypto');
    const body = JSON.stringify({ MessageSid: 'SM1', MessageStatus: 'delivered' });
    const url = `${base}/twilio?bodySHA256=${createHash('sha256').update(body).digest('hex')}`;
    const headers = {
      'Content-Type': 'application/json',
      'X-Twilio-Signature': createHmac('sha1', token).update(url).digest('base64'),
    };
    assert.equal((await handler(new Request(url, { method: 'POST', headers, body }))).status, 200);
    assert.deepEqual(reports, [{ vendor: 'twilio', vendorId: 'SM1', state: 'delivered' }]);
    const forged = body.replace('delivered', 'undelivered');
    assert.equal((await handler(new Request(url, { method: 'POST', headers, body: forged }))).status, 401);
  });
});

describe('replies to Twilio', () => {
  it('stop the number, without a second answer to what Twilio answers itself', async () => {
    for (const text of ['STOP', 'unsubscribe', ' Stop! ']) {
      const response = await fromTwilio(incoming(text));
      assert.equal(response.headers.get('Content-Type'), 'text/xml; charset=utf-8');
      assert.match(await response.text(), /<Response><\/Response>$/);
    }
    assert.deepEqual(stopped, Array(3).fill('sms hash of sms:+4915112345678'));
    assert.doesNotMatch(await (await fromTwilio(incoming('HELP'))).text(), /Message/);
  });

  it('are answered where Twilio does not: words of other languages, in that language', async () => {
    assert.match(
      await (await fromTwilio(incoming('Hilfe'))).text(),
      /<Message>Trattoria Aurora: Sie erhalten .* STOP /,
    );
    assert.match(await (await fromTwilio(incoming('ARRÊT'))).text(), /ne recevrez plus/);
    assert.equal(stopped.length, 1);
  });

  it('are not answered where Advanced Opt-Out has answered', async () => {
    const response = await fromTwilio(incoming('ARRET', { OptOutType: 'STOP' }));
    assert.doesNotMatch(await response.text(), /Message/);
    assert.equal(stopped.length, 1);
    await fromTwilio(incoming('weiter', { OptOutType: 'START' }));
    assert.deepEqual(allowed, ['sms hash of sms:+4915112345678']);
  });

  it('are all answered by us where the account has turned Twilio’s answers off', async () => {
    settings.NOTIFY_SMS_REPLIES = 'ours';
    assert.match(await (await fromTwilio(incoming('HELP'))).text(), /<Message>Trattoria Aurora: You get messages/);
  });

  it('are answered twice to one number, then no more for a while: machines would go on for ever', async () => {
    const texts = [];
    for (let time = 0; time < 4; time += 1) texts.push(await (await fromTwilio(incoming('Hilfe'))).text());
    assert.deepEqual(
      texts.map((text) => text.includes('<Message>')),
      [true, true, false, false],
    );
  });

  it('that are no words of ours change nothing', async () => {
    const response = await fromTwilio(incoming('Is table 4 <free> & quiet?'));
    assert.equal(response.status, 200);
    assert.deepEqual([stopped, allowed, answered], [[], [], []]);
  });
});

describe('reports of Vonage', () => {
  it('say how far a message is, with price and reason', async () => {
    await fromVonage(messageStatus('u1', 'submitted', { client_ref: 'theirs' }));
    await fromVonage(messageStatus('u1', 'delivered'));
    await fromVonage(
      messageStatus('u1', 'rejected', {
        error: { type: 'https://developer.vonage.com/api-errors/messages#1050', title: 1050 },
      }),
    );
    await fromVonage(messageStatus('u1', 'undeliverable', { error: { title: '1120' }, usage: undefined }));
    const cost = { thousandths: 34, currency: 'EUR' };
    assert.deepEqual(reports, [
      { vendor: 'vonage', vendorId: 'u1', state: 'accepted', cost },
      { vendor: 'vonage', vendorId: 'u1', state: 'delivered', cost },
      {
        vendor: 'vonage',
        vendorId: 'u1',
        state: 'failed',
        cost,
        reason: 'Vonage: the number is barred from messages (1050)',
      },
      {
        vendor: 'vonage',
        vendorId: 'u1',
        state: 'failed',
        reason: 'Vonage: the sender is not allowed in this country (1120)',
      },
    ]);
  });

  it('stop and help, answered by an SMS of our own', async () => {
    assert.equal((await fromVonage(inboundSms('Stop'))).status, 200);
    await fromVonage(inboundSms('Hilfe'));
    assert.deepEqual(stopped, ['sms hash of sms:+447700900001']);
    assert.deepEqual(
      answered.map((text) => text.slice(0, 60)),
      [
        'vonage +447700900001 Trattoria Aurora: You will get no more ',
        'vonage +447700900001 Trattoria Aurora: Sie erhalten nur Nach',
      ],
    );
  });

  it('are nobody’s without the signature of the account, over this body', async () => {
    const message = messageStatus('u1', 'delivered');
    assert.equal((await fromVonage(message, { key: 'another-secret' })).status, 401);
    assert.equal((await fromVonage(message, { account: 'other123' })).status, 401);
    assert.equal((await fromVonage(message, { hashOf: '{}' })).status, 401);
    const unsigned = new Request(`${inside}/vonage`, { method: 'POST', body: JSON.stringify(message) });
    assert.equal((await handler(unsigned)).status, 401);
    const none = Buffer.from('{"alg":"none"}').toString('base64url');
    const headers = { Authorization: `Bearer ${none}.e30.` };
    assert.equal((await handler(new Request(`${inside}/vonage`, { method: 'POST', headers, body: '{}' }))).status, 401);
    assert.deepEqual(reports, []);
  });
});

describe('reports of Bird', () => {
  it('say how far a message is, and why it failed', async () => {
    await fromBird('sms.outbound', outgoing('b1', 'accepted', { reference: 'theirs' }));
    await fromBird('sms.outbound', outgoing('b1', 'sent'));
    await fromBird('sms.outbound', outgoing('b1', 'delivered'));
    await fromBird('sms.outbound', outgoing('b1', 'delivery_failed', unknownSubscriber));
    await fromBird('sms.outbound', outgoing('b1', 'sending_failed'));
    assert.deepEqual(reports, [
      { vendor: 'bird', vendorId: 'b1', state: 'accepted' },
      { vendor: 'bird', vendorId: 'b1', state: 'accepted' },
      { vendor: 'bird', vendorId: 'b1', state: 'delivered' },
      { vendor: 'bird', vendorId: 'b1', state: 'failed', reason: 'Bird: see its list of failure codes (15005)' },
      { vendor: 'bird', vendorId: 'b1', state: 'failed' },
    ]);
  });

  it('stop and begin, and leave the answers to Bird', async () => {
    assert.equal((await fromBird('sms.inbound', incomingSms('STOP'))).status, 204);
    await fromBird('sms.inbound', incomingSms('START'));
    assert.deepEqual([stopped, allowed], [['sms hash of sms:+31612345678'], ['sms hash of sms:+31612345678']]);
    assert.deepEqual(answered, []);
    settings.NOTIFY_SMS_REPLIES = 'ours';
    await fromBird('sms.inbound', incomingSms('help'));
    assert.equal(answered.length, 1);
  });

  it('of other channels change nothing', async () => {
    assert.equal((await fromBird('whatsapp.outbound', outgoing('b1', 'delivered'))).status, 204);
    assert.deepEqual(reports, []);
  });

  it('are nobody’s with another key, another address, another body or an old time', async () => {
    const message = outgoing('b1', 'delivered');
    assert.equal((await fromBird('sms.outbound', message, 'anotherKey')).status, 401);
    const elsewhere = birdRequest('https://other.example/bird', 'sms.outbound', message, {
      now,
      url: `${inside}/bird`,
    });
    assert.equal((await handler(elsewhere)).status, 401);
    const old = birdRequest(`${base}/bird`, 'sms.outbound', message, {
      now: now - 2 * 86_400_000,
      url: `${inside}/bird`,
    });
    assert.equal((await handler(old)).status, 401);
    const { headers } = birdRequest(`${base}/bird`, 'sms.outbound', message, { now });
    assert.equal((await handler(new Request(`${inside}/bird`, { method: 'POST', headers, body: '{}' }))).status, 401);
    assert.deepEqual(reports, []);
  });
});

describe('what Amazon posts by a topic', () => {
  /** The documented example of a two-way SMS. */
  const reply = (messageBody: string) => ({
    originationNumber: '+14255550182',
    destinationNumber: '+12125550101',
    messageKeyword: 'JOIN',
    messageBody,
    inboundMessageId: 'cae173d2-66b9-564c-8309-21f858e9fb84',
    previousPublishedMessageId: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  });
  /** The documented example of an event. */
  const event = (eventType: string) => ({
    eventType,
    eventVersion: '1.0',
    isFinal: true,
    originationPhoneNumber: '+12065550152',
    destinationPhoneNumber: '+14255550156',
    messageId: '862a8790-60c0-4430-9b2b-658bdexample',
    messageStatusDescription: 'Message has been accepted by phone carrier',
    totalMessageParts: 1,
    totalMessagePrice: 0.09582,
    totalCarrierFee: 0.0,
  });

  it('stops a number; Amazon answers itself', async () => {
    assert.equal((await fromSns(reply('Stop'))).status, 200);
    assert.deepEqual([stopped, answered], [['sms hash of sms:+14255550182'], []]);
  });

  it('says how far a message is; what the network has taken is not on the phone', async () => {
    for (const [type, state] of [
      ['TEXT_SUCCESSFUL', 'accepted'],
      ['TEXT_DELIVERED', 'delivered'],
      ['TEXT_CARRIER_BLOCKED', 'failed'],
    ]) {
      await fromSns(event(type ?? ''));
      assert.deepEqual([reports.at(-1)?.state, reports.at(-1)?.cost?.thousandths], [state, 96], type);
    }
    await fromSns({ source: 'aws.sms-voice', 'detail-type': 'Text Message …', detail: event('TEXT_DELIVERED') });
    assert.equal(reports.at(-1)?.state, 'delivered');
  });

  it('has its subscription confirmed at Amazon, and nowhere else', async () => {
    const confirm = 'https://sns.eu-central-1.amazonaws.com/?Action=ConfirmSubscription&Token=2336';
    const subscription = (url: string) =>
      topics.request(`${inside}/sns`, {}, { Type: 'SubscriptionConfirmation', Token: '2336', SubscribeURL: url });
    assert.equal((await handler(subscription(confirm))).status, 200);
    assert.ok(topics.fetched.includes(confirm));
    for (const url of [
      'https://evil.example/',
      'http://sns.eu-central-1.amazonaws.com/',
      'https://sns.eu-central-1.amazonaws.com.evil.example/',
    ]) {
      await handler(subscription(url));
      assert.ok(!topics.fetched.includes(url), url);
    }
  });

  it('is nobody’s with another signature, certificate or topic', async () => {
    const changed: readonly Readonly<Record<string, string>>[] = [
      { Signature: 'AAAA' },
      { SignatureVersion: '1' },
      { SigningCertURL: 'https://evil.example/cert.pem' },
      { SigningCertURL: certificateUrl.replace('amazonaws.com', 'amazonaws.com.evil.example') },
      { SigningCertURL: certificateUrl.replace('.pem', '.txt') },
      { TopicArn: 'arn:aws:sns:eu-central-1:999999999999:sms' },
    ];
    for (const more of changed) assert.equal((await fromSns(reply('STOP'), more)).status, 401, JSON.stringify(more));
    const request = topics.request(`${inside}/sns`, reply('hello'));
    const forged = (await request.text()).replace('hello', 'STOP');
    assert.equal((await handler(new Request(request.url, { method: 'POST', body: forged }))).status, 401);
    assert.deepEqual([stopped, topics.fetched.filter((url) => !url.includes('.amazonaws.com/'))], [[], []]);
  });
});

describe('the address of reports', () => {
  it('says nothing to who cannot prove to be the vendor', async () => {
    const response = await fromTwilio(statusOf('SM1', 'delivered'), 'another-token');
    assert.deepEqual([response.status, await response.text()], [401, '']);
    assert.deepEqual(reports, []);
    // The signature is for the address that Twilio knows, not for that of another site.
    const other = twilioRequest('https://other.example/twilio?app=1', statusOf('SM1', 'delivered'));
    assert.equal((await handler(new Request(twilioInside, other))).status, 401);
  });

  it('is not there for a vendor that is not set up, or that nobody knows', async () => {
    delete settings.TWILIO_AUTH_TOKEN;
    assert.equal((await fromTwilio(statusOf('SM1', 'sent'), '')).status, 404);
    for (const path of ['', '/', '/sinch', '/toString', '/__proto__']) {
      assert.equal((await handler(new Request(inside + path, { method: 'POST' }))).status, 404, path);
    }
  });

  it('takes POST, and no more than 64 kB', async () => {
    assert.equal((await handler(new Request(twilioInside))).status, 405);
    assert.equal((await handler(new Request(twilioInside, { method: 'POST', body: 'x'.repeat(70_000) }))).status, 413);
  });

  it('finds a message by our own id where the vendor sends it back: its answer to us may be lost, or late', async () => {
    known = [reference];
    const [url, urlInside] = [`${base}/twilio?message=${reference}`, `${inside}/twilio?message=${reference}`];
    await handler(twilioRequest(url, statusOf('SM1', 'delivered'), { url: urlInside }));
    await fromVonage(messageStatus('u1', 'delivered', { client_ref: reference, usage: undefined }));
    await fromBird('sms.outbound', outgoing('b1', 'delivered', { reference }));
    assert.deepEqual(reports, [
      { vendor: 'twilio', vendorId: reference, state: 'delivered' },
      { vendor: 'vonage', vendorId: reference, state: 'delivered' },
      { vendor: 'bird', vendorId: reference, state: 'delivered' },
    ]);
  });

  it('tells by the vendor’s id what our own does not find', async () => {
    await fromBird('sms.outbound', outgoing('b1', 'delivered', { reference }));
    assert.deepEqual(
      reports.map(({ vendorId }) => vendorId),
      [reference, 'b1'],
    );
  });

  it('asks for it again while the database is away, and logs no number', async () => {
    known = new DatabaseUnavailable('+4915112345678');
    assert.equal((await fromTwilio(statusOf('SM1', 'delivered'))).status, 503);
    known = new TypeError('+4915112345678');
    assert.equal((await fromTwilio(statusOf('SM1', 'delivered'))).status, 500);
    assert.deepEqual(logged, ['delivery-reports failed: DatabaseUnavailable', 'delivery-reports failed: TypeError']);
  });

  it('answers 400 to what is signed and cannot be read', async () => {
    assert.equal((await fromTwilio({ MessageSid: 'SM1', MessageStatus: 'teleported' })).status, 400);
    assert.equal((await fromTwilio({})).status, 400);
    assert.equal((await fromVonage([] as unknown as object)).status, 400);
    assert.equal((await fromBird('sms.outbound', {})).status, 400);
    assert.equal((await handler(new Request(`${inside}/sns`, { method: 'POST', body: 'hello' }))).status, 400);
    assert.ok(logged.every((line) => !line.includes('SM1')));
  });
});
