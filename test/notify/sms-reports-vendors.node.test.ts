import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { birdRequest, incomingSms, outgoing, unknownSubscriber } from './doubles/bird.js';
import { certificateUrl } from './doubles/sns.js';
import { inboundSms, messageStatus } from './doubles/vonage.js';
import {
  allowed,
  answered,
  base,
  fromBird,
  fromSns,
  fromVonage,
  inside,
  post,
  reports,
  settings,
  stopped,
  topics,
} from './report-desk.js';
import { now } from './sms-message.js';

describe('reports of Vonage', () => {
  it('say how far a message is, with price and reason', async () => {
    await fromVonage(messageStatus('u1', 'submitted', { client_ref: 'theirs' }));
    for (const status of ['delivered', 'read']) await fromVonage(messageStatus('u1', status));
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
    assert.equal((await post(unsigned)).status, 401);
    const none = Buffer.from('{"alg":"none"}').toString('base64url');
    const headers = { Authorization: `Bearer ${none}.e30.` };
    assert.equal((await post(new Request(`${inside}/vonage`, { method: 'POST', headers, body: '{}' }))).status, 401);
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
    assert.equal((await post(elsewhere)).status, 401);
    const old = birdRequest(`${base}/bird`, 'sms.outbound', message, {
      now: now - 2 * 86_400_000,
      url: `${inside}/bird`,
    });
    assert.equal((await post(old)).status, 401);
    const { headers } = birdRequest(`${base}/bird`, 'sms.outbound', message, { now });
    assert.equal((await post(new Request(`${inside}/bird`, { method: 'POST', headers, body: '{}' }))).status, 401);
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
    const states = {
      accepted: ['QUEUED', 'PENDING', 'SENT', 'SUCCESSFUL', 'UNKNOWN'],
      delivered: ['DELIVERED'],
      failed: [
        'INVALID',
        'INVALID_MESSAGE',
        'UNREACHABLE',
        'CARRIER_UNREACHABLE',
        'BLOCKED',
        'CARRIER_BLOCKED',
        'SPAM',
      ],
    };
    states.failed.push('TTL_EXPIRED');
    for (const [state, types] of Object.entries(states)) {
      for (const type of types) {
        await fromSns(event(`TEXT_${type}`));
        const reason = state === 'failed' ? { reason: `Amazon: TEXT_${type}` } : {};
        const cost = { thousandths: 96, currency: 'USD' };
        assert.deepEqual(reports.pop(), { vendor: 'sns', vendorId: event('').messageId, state, ...reason, cost });
      }
    }
    await fromSns({ source: 'aws.sms-voice', 'detail-type': 'Text Message …', detail: event('TEXT_DELIVERED') });
    assert.equal(reports.at(-1)?.state, 'delivered');
  });

  it('has its subscription confirmed at Amazon, and nowhere else', async () => {
    const confirm = 'https://sns.eu-central-1.amazonaws.com/?Action=ConfirmSubscription&Token=2336';
    const subscription = (url: string) =>
      topics.request(`${inside}/sns`, {}, { Type: 'SubscriptionConfirmation', Token: '2336', SubscribeURL: url });
    assert.equal((await post(subscription(confirm))).status, 200);
    assert.ok(topics.fetched.includes(confirm));
    for (const url of [
      'https://evil.example/',
      'http://sns.eu-central-1.amazonaws.com/',
      'https://sns.eu-central-1.amazonaws.com.evil.example/',
    ]) {
      await post(subscription(url));
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
    assert.equal((await post(new Request(request.url, { method: 'POST', body: forged }))).status, 401);
    assert.deepEqual([stopped, topics.fetched.filter((url) => !url.includes('.amazonaws.com/'))], [[], []]);
  });
});
