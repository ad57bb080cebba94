import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { NotSetUp } from '../../demo/supabase/functions/_shared/endpoint.js';
import { json } from './doubles/vendor-server.js';
import { now, readyMessage } from './sms-message.js';
import { send, senderOf, twilio } from './sms-vendors.js';

describe('Twilio', () => {
  afterEach(() => twilio.messages.splice(0));
  const outcomes: readonly (readonly [number: string, outcome: string, recipient: string | undefined, code: number])[] =
    [
      ['+15005550001', 'refused', 'invalid', 21211],
      ['+15005550009', 'refused', 'invalid', 21614],
      ['+15005550004', 'refused', 'withdrawn', 21610],
      ['+15005550002', 'refused', undefined, 21612],
      ['+15005550003', 'refused', undefined, 21408],
    ];
  for (const [number, outcome, recipient, code] of outcomes) {
    it(`refuses ${code} as ${recipient ?? 'no fault of the number'}`, async () => {
      const result = await send('twilio', number);
      assert.deepEqual([result.outcome, result.outcome === 'refused' ? result.recipient : ''], [outcome, recipient]);
      assert.ok('reason' in result && result.reason.includes(`${code}`));
    });
  }

  it('blames the number for the codes that are about the number', async () => {
    for (const code of [21214, 21217]) {
      twilio.server.next(json(400, { code, message: 'The number …', status: 400 }));
      const result = await send('twilio');
      assert.ok(result.outcome === 'refused' && result.recipient === 'invalid', `${code}`);
    }
  });

  it('limits with codes of its own, and is busy with others', async () => {
    for (const [status, code, reason] of [
      [429, 20429, 'too many requests'],
      [400, 21611, 'the queue of the sending number is full'],
      [503, 21730, 'Twilio is under maintenance'],
      [400, 30001, 'Twilio’s queue is full'],
      [400, 63018, 'too many requests'],
    ] as const) {
      twilio.server.next(json(status, { code, message: 'Too many …', status }, { 'Retry-After': '3' }));
      const result = await send('twilio');
      assert.deepEqual(result, { outcome: 'not-sent', reason: `Twilio: ${reason} (${code})`, retryAfter: 3 });
    }
  });

  it('may say 201 for a message that has failed already', async () => {
    const failed = (code: number | null) => json(201, { sid: 'SM1', status: 'failed', error_code: code });
    for (const code of [30005, 30006]) {
      twilio.server.next(failed(code));
      const unknown = await send('twilio');
      assert.ok(unknown.outcome === 'refused' && unknown.recipient === 'invalid', `${code}`);
    }
    twilio.server.next(failed(30007));
    const filtered = await send('twilio');
    assert.ok(filtered.outcome === 'refused' && filtered.recipient === undefined);
    twilio.server.next(failed(null));
    assert.equal((await send('twilio')).outcome, 'refused');
    twilio.server.next(failed(30001));
    assert.equal((await send('twilio')).outcome, 'not-sent');
  });

  it('is told how long the message is of use, and where to report it', async () => {
    await send('twilio');
    const { form } = twilio.messages[0] ?? {};
    assert.equal(form?.get('ValidityPeriod'), '3600');
    assert.equal(
      form?.get('StatusCallback'),
      `https://orders.trattoria.example/functions/v1/delivery-reports/twilio?message=${readyMessage().id}#rc=3&rp=5xx,ct,rt`,
    );
    assert.deepEqual([form?.get('From'), form?.get('To')], ['+15017250604', '+4915112345678']);
    const months = readyMessage(undefined, { expiresAt: new Date(now + 9e9) });
    await senderOf('twilio').send(months, AbortSignal.timeout(5000));
    assert.equal(twilio.messages[1]?.form.get('ValidityPeriod'), '36000');
  });

  it('sends by a messaging service and with an API key, where they are set', async () => {
    const settings = { TWILIO_MESSAGING_SERVICE_SID: 'MG1', TWILIO_API_KEY: 'SK1', TWILIO_API_SECRET: 'secret-of-key' };
    await send('twilio', undefined, settings);
    const { headers, body } = twilio.server.received.at(-1) ?? {};
    assert.equal(headers?.authorization, `Basic ${Buffer.from('SK1:secret-of-key').toString('base64')}`);
    const form = new URLSearchParams(body);
    assert.deepEqual([form.get('MessagingServiceSid'), form.get('From')], ['MG1', null]);
  });

  it('names its price where it knows it', async () => {
    twilio.server.next(json(201, { sid: 'SM1', status: 'queued', price: '-0.00750', price_unit: 'USD' }));
    assert.deepEqual(await send('twilio'), {
      outcome: 'accepted',
      vendorId: 'SM1',
      cost: { thousandths: 8, currency: 'USD' },
    });
  });

  it('is asked by https only', () => {
    assert.throws(() => senderOf('twilio', { TWILIO_BASE_URL: 'http://api.twilio.example' }), NotSetUp);
  });
});
