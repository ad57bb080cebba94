import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { describe, it } from 'node:test';
import { jwtVerify } from 'jose';
import { NotSetUp } from '../../demo/supabase/functions/_shared/endpoint.js';
import { awsError } from './doubles/sns.js';
import { json } from './doubles/vendor-server.js';
import { problem } from './doubles/vonage.js';
import { now, readyMessage } from './sms-message.js';
import { bird, send, senderOf, sns, vonage } from './sms-vendors.js';

describe('Vonage', () => {
  it('refuses numbers, and says so for good', async () => {
    for (const number of ['+447700900091', '+447700900092']) {
      const result = await send('vonage', number);
      assert.ok(result.outcome === 'refused' && result.recipient === 'invalid', number);
    }
  });

  it('maps its codes', async () => {
    const codes: readonly (readonly [status: number, code: number, outcome: string, reason: string])[] = [
      [429, 1000, 'not-sent', 'Vonage: too many requests (1000)'],
      [422, 1100, 'not-sent', 'Vonage: the message was not passed on (1100)'],
      [422, 1120, 'refused', 'Vonage: the sender is not allowed in this country (1120)'],
      [402, 1070, 'refused', 'Vonage: the account has no credit left (1070)'],
      [500, 1030, 'unknown', 'Vonage: the platform failed (1030)'],
      [202, 1120, 'refused', 'Vonage: the sender is not allowed in this country (1120)'],
    ];
    for (const [status, code, outcome, reason] of codes) {
      vonage.server.next(problem(status, code, 'Invalid sender'));
      assert.deepEqual(await send('vonage'), { outcome, reason });
    }
  });

  it('names the errors that all of its APIs share by their word', async () => {
    vonage.server.next(
      json(402, { type: 'https://developer.vonage.com/api-errors#low-balance', title: 'Low balance', detail: '+49 …' }),
    );
    assert.deepEqual(await send('vonage'), {
      outcome: 'refused',
      reason: 'the vendor refuses the message (HTTP 402, code low-balance)',
    });
  });

  it('is not asked with a private key that cannot be read', async () => {
    const before = vonage.server.received.length;
    const pem = '-----BEGIN PRIVATE KEY-----\\nAAAA\\n-----END PRIVATE KEY-----';
    const result = await send('vonage', undefined, { VONAGE_APPLICATION_ID: 'a', VONAGE_PRIVATE_KEY: pem });
    assert.deepEqual([result.outcome, vonage.server.received.length], ['refused', before]);
    assert.throws(() => senderOf('vonage', { VONAGE_APPLICATION_ID: 'a', VONAGE_PRIVATE_KEY: 'AAAA' }), NotSetUp);
  });

  it('gets the text, how long to try, and our reference', async () => {
    await send('vonage');
    const { body } = vonage.messages.at(-1) ?? {};
    assert.deepEqual(body, {
      channel: 'sms',
      message_type: 'text',
      to: '4915112345678',
      from: 'Trattoria',
      text: readyMessage().text,
      ttl: 3600,
      client_ref: readyMessage().id,
    });
  });

  it('is asked with a JWT of the application, where it is set', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString().replaceAll('\n', '\\n');
    const application = 'aaaaaaaa-bbbb-4ccc-8ddd-0123456789ab';
    const result = await send('vonage', undefined, { VONAGE_APPLICATION_ID: application, VONAGE_PRIVATE_KEY: pem });
    assert.equal(result.outcome, 'accepted');
    const { payload } = await jwtVerify(vonage.tokens.at(-1) ?? '', publicKey, { currentDate: new Date(now) });
    assert.equal(payload.application_id, application);
  });
});

describe('Bird', () => {
  it('refuses what it cannot read, by its own words', async () => {
    bird.server.next(json(422, { code: 'InvalidPayload', message: 'The number +4915112345678 …' }));
    assert.deepEqual(await send('bird'), {
      outcome: 'refused',
      reason: 'the vendor refuses the message (HTTP 422, code InvalidPayload)',
    });
    bird.server.next(json(422, { code: 'number +4915112345678 is wrong' }));
    assert.equal((await send('bird')).outcome, 'refused');
  });

  it('may say 202 for a message that it has rejected', async () => {
    bird.server.next(json(202, { id: '1', status: 'rejected' }));
    assert.equal((await send('bird')).outcome, 'refused');
  });

  it('gets the number, the text and our reference', async () => {
    await send('bird');
    assert.deepEqual(bird.messages.at(-1)?.body, {
      receiver: { contacts: [{ identifierKey: 'phonenumber', identifierValue: '+4915112345678' }] },
      body: { type: 'text', text: { text: readyMessage().text } },
      reference: readyMessage().id,
    });
  });
});

describe('Amazon SNS', () => {
  it('refuses a wrong number and one that has opted out, and tells them from other faults', async () => {
    const wrong = await send('sns', '+15005550001');
    assert.ok(wrong.outcome === 'refused' && wrong.recipient === 'invalid');
    sns.server.next(awsError(400, 'InvalidParameterValue', 'Invalid parameter: PhoneNumber'));
    const value = await send('sns');
    assert.ok(value.outcome === 'refused' && value.recipient === 'invalid');
    const out = await send('sns', '+15005550004');
    assert.ok(out.outcome === 'refused' && out.recipient === 'withdrawn');
    sns.server.next(awsError(400, 'InvalidParameter', 'Invalid parameter: Message too long'));
    const other = await send('sns');
    assert.ok(other.outcome === 'refused' && other.recipient === undefined);
  });

  it('limits with codes of its own', async () => {
    for (const [status, code] of [
      [400, 'Throttling'],
      [400, 'ThrottlingException'],
      [400, 'Throttled'],
      [503, 'ServiceUnavailable'],
    ] as const) {
      const limited = awsError(status, code, 'Rate exceeded');
      sns.server.next({ ...limited, headers: { ...limited.headers, 'Retry-After': '4' } });
      assert.deepEqual(await send('sns'), { outcome: 'not-sent', reason: `SNS: ${code}`, retryAfter: 4 });
    }
    sns.server.next(awsError(500, 'InternalError', 'An internal error'));
    assert.equal((await send('sns')).outcome, 'unknown');
  });

  it('gets a transactional SMS, with the sender where one is set', async () => {
    const own = {
      AWS_SNS_SENDER_ID: 'Trattoria',
      AWS_SNS_ORIGINATION_NUMBER: '+12125550101',
      AWS_SESSION_TOKEN: 'session',
    };
    await send('sns', undefined, own);
    assert.equal(sns.server.received.at(-1)?.headers['x-amz-security-token'], 'session');
    const form = Object.fromEntries(sns.messages.at(-1)?.form ?? []);
    assert.equal(form.PhoneNumber, '+4915112345678');
    assert.equal(form['MessageAttributes.entry.1.Name'], 'AWS.SNS.SMS.SMSType');
    assert.equal(form['MessageAttributes.entry.1.Value.StringValue'], 'Transactional');
    assert.equal(form['MessageAttributes.entry.2.Name'], 'AWS.SNS.SMS.SenderID');
    assert.equal(form['MessageAttributes.entry.2.Value.StringValue'], 'Trattoria');
    assert.equal(form['MessageAttributes.entry.3.Name'], 'AWS.MM.SMS.OriginationNumber');
    assert.equal(form['MessageAttributes.entry.3.Value.StringValue'], '+12125550101');
  });

  it('needs a region by its name', () => {
    assert.throws(() => senderOf('sns', { AWS_REGION: 'evil.example/' }), NotSetUp);
  });
});
