import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { NotSetUp } from '../../demo/supabase/functions/_shared/endpoint.js';
import { channelsFrom } from '../../demo/supabase/functions/_shared/notify/hosted-contacts.js';
import { smsFrom } from '../../demo/supabase/functions/_shared/notify/sms/sms-from.js';
import { proxyPage, VendorServer } from './doubles/vendor-server.js';
import { now, readyMessage, settingsOf } from './sms-message.js';
import { send, senderOf, vendors } from './sms-vendors.js';

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
        const [short, long] = [readyMessage(), readyMessage(undefined, { segments: 2 })];
        assert.deepEqual([senderOf(vendor).costOf(short), senderOf(vendor).costOf(long)], [80, 160]);
        assert.equal(senderOf(vendor, { NOTIFY_SMS_PRICE_THOUSANDTHS: '0' }).costOf(long), 0);
        assert.equal(senderOf(vendor, { NOTIFY_SMS_PRICE_THOUSANDTHS: '45' }).costOf(short), 45);
      });

      it('says whether accents may go, and whether guests can reply, where the account does not say it', () => {
        assert.equal(senderOf(vendor).sms?.accents, 'drop');
        assert.equal(senderOf(vendor, { NOTIFY_SMS_ACCENTS: 'keep' }).sms?.accents, 'keep');
        assert.equal(senderOf(vendor, { NOTIFY_SMS_REPLIES: 'never' }).sms?.mayReply, false);
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

describe('the choice of a vendor', () => {
  it('is no sender without NOTIFY_SMS, and an error for a vendor that nobody knows', () => {
    const services = { fetch, now: () => now };
    assert.equal(smsFrom(settingsOf({}), services), undefined);
    assert.equal(smsFrom(settingsOf({ NOTIFY_SMS: ' ' }), services), undefined);
    assert.throws(() => smsFrom(settingsOf({ NOTIFY_SMS: 'toString' }), services), /twilio, vonage, bird, sns/);
  });

  it('tells from the sender whether guests can reply: a number takes STOP, a name does not', () => {
    const mayReply = (vendor: string, more: Readonly<Record<string, string>>) => {
      const said = senderOf(vendor, more).sms?.mayReply;
      const settings: Readonly<Record<string, string>> = {
        ...vendors[vendor]?.settings(),
        NOTIFY_SMS: vendor,
        ...more,
      };
      // What guests agree to says the same as what they are sent.
      assert.deepEqual(channelsFrom((name) => settings[name]).sms, { may_reply: said });
      return said;
    };
    assert.equal(mayReply('twilio', { TWILIO_FROM: '+15017250604' }), true);
    assert.equal(mayReply('twilio', { TWILIO_FROM: 'Trattoria' }), false);
    assert.equal(mayReply('twilio', { TWILIO_MESSAGING_SERVICE_SID: 'MG1' }), true);
    assert.equal(mayReply('vonage', { VONAGE_FROM: '447700900000' }), true);
    assert.equal(mayReply('vonage', { VONAGE_FROM: 'Café 21' }), false);
    assert.equal(mayReply('sns', { AWS_SNS_SENDER_ID: 'Trattoria' }), false);
    assert.equal(mayReply('sns', { AWS_SNS_SENDER_ID: 'Trattoria', AWS_SNS_ORIGINATION_NUMBER: '+12125550101' }), true);
    assert.equal(mayReply('bird', {}), true);
  });
});
