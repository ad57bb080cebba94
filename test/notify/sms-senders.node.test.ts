import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { after, afterEach, before, describe, it } from 'node:test';
import { jwtVerify } from 'jose';
import { NotSetUp } from '../../demo/supabase/functions/_shared/endpoint.js';
import type { Sender, SendResult } from '../../demo/supabase/functions/_shared/notify/sender.js';
import { smsFrom } from '../../demo/supabase/functions/_shared/notify/sms/sms-from.js';
import { accessKey, Bird, channel, workspace } from './doubles/bird.js';
import { awsError, Sns } from './doubles/sns.js';
import { account, Twilio, token } from './doubles/twilio.js';
import { json, proxyPage, VendorServer } from './doubles/vendor-server.js';
import { apiKey, apiSecret, problem, Vonage } from './doubles/vonage.js';
import { now, readyMessage, settingsOf } from './sms-message.js';

const twilio = new Twilio();
const vonage = new Vonage();
const bird = new Bird();
const sns = new Sns();
const servers = [twilio.server, vonage.server, bird.server, sns.server];

before(() => Promise.all(servers.map((server) => server.start())));
after(() => Promise.all(servers.map((server) => server.stop())));

interface Case {
  readonly server: VendorServer;
  settings(): Record<string, string>;
  /** How many messages the vendor has. */
  taken(): number;
}

const vendors: Readonly<Record<string, Case>> = {
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

function senderOf(vendor: string, more: Readonly<Record<string, string>> = {}): Sender {
  const settings = { NOTIFY_SMS: vendor, ...vendors[vendor]?.settings(), ...more };
  const sender = smsFrom(settingsOf(settings), { fetch, now: () => now });
  assert.ok(sender);
  return sender;
}

async function send(vendor: string, number?: string, more: Readonly<Record<string, string>> = {}): Promise<SendResult> {
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

describe('every vendor of SMS', () => {
  for (const [vendor, { server, taken }] of Object.entries(vendors)) {
    describe(vendor, () => {
      it('takes a message, and gives it a name', async () => {
        const before = taken();
        const result = await send(vendor);
        assert.equal(result.outcome, 'accepted');
        assert.ok(result.outcome === 'accepted' && result.vendorId);
        assert.equal(taken(), before + 1);
      });

      it('documents no idempotency key, so it is never asked twice after a lost answer', () => {
        assert.equal(senderOf(vendor).isIdempotent, false);
      });

      it('may have sent what it did not answer: hanging, cut off, reset', async () => {
        for (const mishap of ['breaks', 'resets'] as const) {
          server.next(mishap);
          assert.equal((await send(vendor)).outcome, 'unknown', mishap);
        }
        server.next('hangs');
        const ended = await senderOf(vendor).send(readyMessage(), AbortSignal.timeout(300));
        assert.equal(ended.outcome, 'unknown');
      });

      it('may have sent what a proxy answers with a page of its own', async () => {
        for (const status of [200, 500, 502, 503, 504]) {
          server.next(proxyPage(status));
          assert.equal((await send(vendor)).outcome, 'unknown', `${status}`);
        }
      });

      it('has surely not sent what it limits, and says when to ask again', async () => {
        server.next({ status: 429, headers: { 'Retry-After': '7' }, body: '{}' });
        const limited = await send(vendor);
        assert.deepEqual([limited.outcome, limited.outcome === 'not-sent' && limited.retryAfter], ['not-sent', 7]);
        server.next({ status: 429, headers: { 'Retry-After': new Date(now + 30_000).toUTCString() } });
        const dated = await send(vendor);
        assert.equal(dated.outcome === 'not-sent' && dated.retryAfter, 30);
      });

      it('is never followed to another address', async () => {
        server.next({ status: 307, headers: { Location: `${server.url}/elsewhere` } });
        const before = server.received.length;
        const result = await send(vendor);
        assert.deepEqual([result.outcome, server.received.length], ['refused', before + 1]);
      });

      it('has surely not sent what did not reach it', async () => {
        const name = Object.keys(vendors[vendor]?.settings() ?? {}).find((key) => key.endsWith('_BASE_URL')) ?? '';
        const gone = await new VendorServer(() => ({ status: 200 })).start();
        const { url } = gone;
        await gone.stop();
        const away = await send(vendor, undefined, { [name]: url });
        assert.equal(away.outcome, 'not-sent');
      });

      it('is not asked when the message is of no use any more, or no time is left', async () => {
        const before = server.received.length;
        const late = readyMessage(undefined, { expiresAt: new Date(now) });
        const result = await senderOf(vendor).send(late, AbortSignal.timeout(5000));
        assert.equal(result.outcome, 'refused');
        const aborted = await senderOf(vendor).send(readyMessage(), AbortSignal.abort());
        assert.deepEqual([aborted.outcome, server.received.length], ['not-sent', before]);
      });

      it('refuses for good what its account may not do, without blaming the guest’s number', async () => {
        server.next({ status: 401, body: '{}' });
        const result = await send(vendor);
        assert.equal(result.outcome, 'refused');
        assert.ok(result.outcome === 'refused' && result.recipient === undefined);
      });

      it('costs the estimated price of each segment', () => {
        const [short, long] = [readyMessage(), readyMessage(undefined, { text: 'x'.repeat(161) })];
        assert.deepEqual([senderOf(vendor).costOf(short), senderOf(vendor).costOf(long)], [80, 160]);
        assert.equal(senderOf(vendor, { NOTIFY_SMS_PRICE_THOUSANDTHS: '0' }).costOf(long), 0);
        assert.equal(senderOf(vendor, { NOTIFY_SMS_PRICE_THOUSANDTHS: '45' }).costOf(short), 45);
      });

      it('sends everyday characters, and no accents where the language allows it', async () => {
        const message = readyMessage(undefined, { language: 'pl', text: `“Łosoś” – gotowe ${'x'.repeat(100)}` });
        await senderOf(vendor).send(message, AbortSignal.timeout(5000));
        const body = server.received.at(-1)?.body ?? '';
        assert.ok(
          decodeURIComponent(body.replaceAll('+', ' ').replaceAll('\\"', '"')).includes('"Losos" - gotowe'),
          body,
        );
      });

      it('is not set up until everything is there, and says what is missing', () => {
        const whole = vendors[vendor]?.settings() ?? {};
        const optional = ['NOTIFY_PUBLIC_URL', `${vendor.toUpperCase()}_BASE_URL`, 'AWS_SNS_BASE_URL'];
        for (const name of Object.keys(whole).filter((key) => !optional.includes(key))) {
          const { [name]: _, ...rest } = whole;
          const error = (() => {
            try {
              return smsFrom(settingsOf({ NOTIFY_SMS: vendor, ...rest }), { fetch, now: () => now }) && undefined;
            } catch (thrown) {
              return thrown;
            }
          })();
          assert.ok(error instanceof NotSetUp, name);
          assert.match(error.message, /TWILIO_|VONAGE_|BIRD_|AWS_/);
          for (const value of Object.values(whole)) assert.ok(!error.message.includes(value));
        }
      });
    });
  }
});

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

  it('limits with its own code, and is busy with others', async () => {
    for (const [status, code] of [
      [429, 20429],
      [400, 21611],
      [503, 21730],
    ] as const) {
      twilio.server.next(json(status, { code, message: 'Too many …', status }));
      assert.equal((await send('twilio')).outcome, 'not-sent', `${code}`);
    }
  });

  it('may say 201 for a message that has failed already', async () => {
    const failed = (code: number | null) => json(201, { sid: 'SM1', status: 'failed', error_code: code });
    twilio.server.next(failed(30005));
    const unknown = await send('twilio');
    assert.ok(unknown.outcome === 'refused' && unknown.recipient === 'invalid');
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

describe('Vonage', () => {
  it('refuses numbers, and says so for good', async () => {
    for (const number of ['+447700900001', '+447700900002']) {
      const result = await send('vonage', number);
      assert.ok(result.outcome === 'refused' && result.recipient === 'invalid', number);
    }
  });

  it('maps its codes', async () => {
    const codes: readonly (readonly [status: number, code: number, outcome: string])[] = [
      [429, 1000, 'not-sent'],
      [422, 1100, 'not-sent'],
      [422, 1120, 'refused'],
      [402, 1070, 'refused'],
      [500, 1030, 'unknown'],
      [202, 1120, 'refused'],
    ];
    for (const [status, code, outcome] of codes) {
      vonage.server.next(problem(status, code, 'Invalid sender'));
      const result = await send('vonage');
      assert.equal(result.outcome, outcome, `${code}`);
      assert.ok('reason' in result && result.reason.includes(`${code}`));
      assert.ok(result.outcome !== 'refused' || result.recipient === undefined);
    }
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
    const out = await send('sns', '+15005550004');
    assert.ok(out.outcome === 'refused' && out.recipient === 'withdrawn');
    sns.server.next(awsError(400, 'InvalidParameter', 'Invalid parameter: Message too long'));
    const other = await send('sns');
    assert.ok(other.outcome === 'refused' && other.recipient === undefined);
  });

  it('limits with codes of its own', async () => {
    for (const [status, code] of [
      [400, 'Throttling'],
      [429, 'Throttled'],
      [503, 'ServiceUnavailable'],
    ] as const) {
      sns.server.next(awsError(status, code, 'Rate exceeded'));
      assert.equal((await send('sns')).outcome, 'not-sent', code);
    }
    sns.server.next(awsError(500, 'InternalError', 'An internal error'));
    assert.equal((await send('sns')).outcome, 'unknown');
  });

  it('gets a transactional SMS, with the sender where one is set', async () => {
    await send('sns', undefined, { AWS_SNS_SENDER_ID: 'Trattoria' });
    const form = Object.fromEntries(sns.messages.at(-1)?.form ?? []);
    assert.equal(form.PhoneNumber, '+4915112345678');
    assert.equal(form['MessageAttributes.entry.1.Name'], 'AWS.SNS.SMS.SMSType');
    assert.equal(form['MessageAttributes.entry.1.Value.StringValue'], 'Transactional');
    assert.equal(form['MessageAttributes.entry.2.Name'], 'AWS.SNS.SMS.SenderID');
    assert.equal(form['MessageAttributes.entry.2.Value.StringValue'], 'Trattoria');
  });

  it('needs a region by its name', () => {
    assert.throws(() => senderOf('sns', { AWS_REGION: 'evil.example/' }), NotSetUp);
  });
});

describe('the choice of a vendor', () => {
  it('is no sender without NOTIFY_SMS, and an error for a vendor that nobody knows', () => {
    const services = { fetch, now: () => now };
    assert.equal(smsFrom(settingsOf({}), services), undefined);
    assert.equal(smsFrom(settingsOf({ NOTIFY_SMS: ' ' }), services), undefined);
    assert.throws(() => smsFrom(settingsOf({ NOTIFY_SMS: 'toString' }), services), /twilio, vonage, bird, sns/);
  });
});
