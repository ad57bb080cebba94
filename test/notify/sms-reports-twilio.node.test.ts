import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isTwilioSignature } from '../../demo/supabase/functions/_shared/notify/sms/twilio-reports.js';
import { incoming, statusOf, token } from './doubles/twilio.js';
import { allowed, answered, base, fromTwilio, post, reports, settings, stopped } from './report-desk.js';

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
      accepted: 'accepted',
      scheduled: 'accepted',
      queued: 'accepted',
      sending: 'accepted',
      sent: 'accepted',
      delivered: 'delivered',
      read: 'delivered',
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
    assert.equal((await post(new Request(url, { method: 'POST', headers, body }))).status, 200);
    assert.deepEqual(reports, [{ vendor: 'twilio', vendorId: 'SM1', state: 'delivered' }]);
    const forged = body.replace('delivered', 'undelivered');
    assert.equal((await post(new Request(url, { method: 'POST', headers, body: forged }))).status, 401);
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
