import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { mailFrom } from '../../demo/supabase/functions/_shared/notify/mail/mail-from.js';
import type { Message, Sender, SendResult } from '../../demo/supabase/functions/_shared/notify/sender.js';
import { sendersFrom } from '../../demo/supabase/functions/_shared/notify/senders.js';
import { sampleMail, sampleNow, sampleWithdrawLink } from './sample-message.js';
import { VendorDouble } from './vendor-double.js';

const services = { fetch, now: () => +sampleNow };
const vendor = new VendorDouble();
let url = '';

before(async () => {
  url = await vendor.start();
});
after(() => vendor.stop());
beforeEach(() => vendor.seen.splice(0));

function senderBy(settings: Readonly<Record<string, string>>): Sender {
  const all: Readonly<Record<string, string>> = {
    NOTIFY_EMAIL_FROM: 'Trattoria Aurora <orders@aurora.example>',
    ...settings,
  };
  const sender = mailFrom((name) => all[name], services);
  assert.ok(sender);
  return sender;
}

async function send(sender: Sender, message: Message = sampleMail()): Promise<SendResult> {
  return sender.send(message, AbortSignal.timeout(5000));
}

const unsubscribe = { name: 'List-Unsubscribe', value: `<${sampleWithdrawLink}>` };

/** What every vendor's answers mean, whatever else it says. */
function describeStatuses(sender: () => Sender, failure: Readonly<Record<string, unknown>>): void {
  const answers: readonly [number, SendResult['outcome']][] = [
    [429, 'not-sent'],
    [503, 'not-sent'],
    [500, 'unknown'],
    [502, 'unknown'],
    [401, 'refused'],
    [400, 'refused'],
    [302, 'refused'],
    [200, 'unknown'],
  ];

  for (const [status, outcome] of answers) {
    it(`takes ${status} for "${outcome}", and tells nothing that the vendor wrote`, async () => {
      vendor.answer = {
        status,
        json: { ...failure, message: 'guest@example.com' },
        headers: { Location: 'http://127.0.0.1:1/' },
      };
      const result = await send(sender());
      assert.equal(result.outcome, outcome);
      assert.doesNotMatch(JSON.stringify(result), /guest@example/);
    });
  }

  it('waits as long as the vendor says', async () => {
    vendor.answer = { status: 429, json: failure, headers: { 'Retry-After': '7' } };
    assert.deepEqual({ ...(await send(sender())), reason: '' }, { outcome: 'not-sent', reason: '', retryAfter: 7 });
  });

  it('does not know whether a mail was sent when the answer is lost, and knows that it was not without a connection', async () => {
    vendor.answer = 'lost';
    assert.equal((await send(sender())).outcome, 'unknown');
  });
}

describe('a mail by Resend', () => {
  const sender = () => senderBy({ NOTIFY_EMAIL: 'resend', RESEND_API_KEY: 're_123', RESEND_BASE_URL: url });

  it('is sent once however often it is asked: the message’s id is the idempotency key', async () => {
    vendor.answer = { status: 200, json: { id: '49a3999c-0ce1-4ea6-ab68-afcd6dc2e794' } };
    const result = await send(sender(), sampleMail({ title: 'Aurora\r\nBcc: all@example.com' }));
    assert.deepEqual(result, { outcome: 'accepted', vendorId: '49a3999c-0ce1-4ea6-ab68-afcd6dc2e794' });
    const [seen] = vendor.seen;
    assert.equal(seen?.path, '/emails');
    assert.equal(seen?.headers.authorization, 'Bearer re_123');
    assert.equal(seen?.headers['idempotency-key'], sampleMail().id);
    const { from, to, subject, html, text, headers } = seen?.json ?? {};
    assert.deepEqual(
      [from, to, subject],
      ['Trattoria Aurora <orders@aurora.example>', ['guest@example.com'], 'Aurora Bcc: all@example.com'],
    );
    assert.deepEqual([html, text], [sampleMail().html, sampleMail().text]);
    assert.deepEqual(headers, {
      'Auto-Submitted': 'auto-generated',
      'Content-Language': 'en',
      'List-Unsubscribe': unsubscribe.value,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    });
    assert.equal(sender().isIdempotent, true);
  });

  it('was taken where the answer was lost and a second try has other words', async () => {
    vendor.answer = { status: 409, json: { name: 'invalid_idempotent_request', message: 'x' } };
    assert.deepEqual(await send(sender()), { outcome: 'accepted' });
  });

  it('is asked for again while the first try is under way, and not where the quota is used up', async () => {
    vendor.answer = { status: 409, json: { name: 'concurrent_idempotent_requests', message: 'x' } };
    assert.equal((await send(sender())).outcome, 'unknown');
    vendor.answer = { status: 429, json: { name: 'daily_quota_exceeded', message: 'x' } };
    assert.equal((await send(sender())).outcome, 'refused');
  });

  it('ends the address that Resend calls invalid', async () => {
    vendor.answer = {
      status: 422,
      json: { name: 'validation_error', message: 'Invalid `to` field. guest@example.com' },
    };
    assert.deepEqual(await send(sender()), {
      outcome: 'refused',
      reason: 'Resend: no usable address (validation_error)',
      recipient: 'invalid',
    });
  });

  describeStatuses(sender, { name: 'application_error' });
});

describe('a mail by Postmark', () => {
  const sender = () => senderBy({ NOTIFY_EMAIL: 'postmark', POSTMARK_SERVER_TOKEN: 'token', POSTMARK_BASE_URL: url });

  it('goes through the transactional stream, with nothing tracked', async () => {
    vendor.answer = {
      status: 200,
      json: { ErrorCode: 0, Message: 'OK', MessageID: 'b7bc2f4a-e38e-4336-af7d-e6c392c2f817' },
    };
    assert.deepEqual(await send(sender()), { outcome: 'accepted', vendorId: 'b7bc2f4a-e38e-4336-af7d-e6c392c2f817' });
    const [{ path, headers, json } = { path: '', headers: {}, json: {} as Record<string, unknown> }] = vendor.seen;
    assert.equal(path, '/email');
    assert.equal((headers as Record<string, string>)['x-postmark-server-token'], 'token');
    assert.deepEqual([json.MessageStream, json.TrackOpens, json.TrackLinks], ['outbound', false, 'None']);
    assert.ok(
      (json.Headers as { Name: string; Value: string }[]).some(
        ({ Name, Value }) => Name === unsubscribe.name && Value === unsubscribe.value,
      ),
    );
  });

  it('ends an address that has bounced before', async () => {
    vendor.answer = { status: 422, json: { ErrorCode: 406, Message: 'You tried to send to guest@example.com' } };
    const result = await send(sender());
    assert.deepEqual(result, {
      outcome: 'refused',
      reason: 'Postmark: inactive recipient (406)',
      recipient: 'invalid',
    });
  });

  it('names the code of another refusal, and ends the address only where it is about it', async () => {
    vendor.answer = { status: 422, json: { ErrorCode: 300, Message: "Invalid 'From' address" } };
    assert.deepEqual(await send(sender()), {
      outcome: 'refused',
      reason: 'the vendor refuses the message (HTTP 422, code 300)',
    });
    vendor.answer = { status: 422, json: { ErrorCode: 300, Message: "Error parsing 'To': guest@" } };
    assert.equal(((await send(sender())) as { recipient?: string }).recipient, 'invalid');
  });

  describeStatuses(sender, { ErrorCode: 100 });
});

describe('a mail by Amazon SES', () => {
  const sender = () =>
    senderBy({
      NOTIFY_EMAIL: 'ses',
      AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'secret',
      AWS_REGION: 'eu-central-1',
      SES_BASE_URL: url,
    });

  it('is a signed request to the API v2', async () => {
    vendor.answer = { status: 200, json: { MessageId: '0107-abc' } };
    assert.deepEqual(await send(sender()), { outcome: 'accepted', vendorId: '0107-abc' });
    const [seen] = vendor.seen;
    assert.equal(seen?.path, '/v2/email/outbound-emails');
    assert.match(
      seen?.headers.authorization ?? '',
      /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/eu-central-1\/ses\/aws4_request/,
    );
    const { Destination, Content } = (seen?.json ?? {}) as {
      Destination: unknown;
      Content: { Simple: Record<string, unknown> };
    };
    assert.deepEqual(Destination, { ToAddresses: ['guest@example.com'] });
    assert.deepEqual(Content.Simple.Subject, { Data: sampleMail().title, Charset: 'UTF-8' });
  });

  it('is signed with keys that are lent for some hours as well', async () => {
    vendor.answer = { status: 200, json: { MessageId: '0107-abc' } };
    const lent = { AWS_ACCESS_KEY_ID: 'ASIAEXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret', AWS_SESSION_TOKEN: 'session' };
    await send(senderBy({ NOTIFY_EMAIL: 'ses', AWS_REGION: 'eu-central-1', SES_BASE_URL: url, ...lent }));
    assert.equal(vendor.seen[0]?.headers['x-amz-security-token'], 'session');
  });

  it('waits where SES limits the rate, and gives up where it rejects the mail', async () => {
    const says = (status: number, kind: string) => {
      vendor.answer = { status, json: { message: 'x' }, headers: { 'x-amzn-ErrorType': `${kind}:http://internal/` } };
    };
    says(429, 'TooManyRequestsException');
    assert.deepEqual(await send(sender()), {
      outcome: 'not-sent',
      reason: 'SES limits the rate (TooManyRequestsException)',
    });
    says(400, 'LimitExceededException');
    assert.equal((await send(sender())).outcome, 'not-sent');
    says(400, 'MessageRejected');
    assert.deepEqual(await send(sender()), {
      outcome: 'refused',
      reason: 'the vendor refuses the message (HTTP 400, code MessageRejected)',
    });
  });

  describeStatuses(sender, {});
});

describe('the senders of a server', () => {
  it('are those that its settings configure, and none without settings', () => {
    const settings: Readonly<Record<string, string>> = {
      NOTIFY_EMAIL: 'smtp',
      SMTP_HOST: 'mail.example',
      NOTIFY_EMAIL_FROM: 'orders@aurora.example',
    };
    const by = (more: Readonly<Record<string, string>>) => {
      const all = { ...settings, ...more };
      return sendersFrom((name) => all[name], services).map(({ name }) => name);
    };
    assert.deepEqual(by({}), ['smtp']);
    const twilio = {
      NOTIFY_SMS: 'twilio',
      TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`,
      TWILIO_AUTH_TOKEN: 't',
      TWILIO_FROM: '+4915112345678',
    };
    assert.deepEqual(by(twilio), ['smtp', 'twilio']);
    assert.throws(() => by({ ...twilio, TWILIO_AUTH_TOKEN: '' }), { name: 'NotSetUp', message: /TWILIO_AUTH_TOKEN/ });
    assert.throws(() => by({ NOTIFY_PUSH_PUBLIC_KEY: 'B' }), { name: 'NotSetUp', message: /NOTIFY_PUSH_PRIVATE_KEY/ });
    assert.deepEqual(
      sendersFrom(() => undefined, services),
      [],
    );
  });
});

describe('a vendor of mails that is half set up', () => {
  it('is refused by the name of what is missing', () => {
    const refuses = (settings: Readonly<Record<string, string>>, message: RegExp) =>
      assert.throws(() => mailFrom((name) => settings[name], services), { name: 'NotSetUp', message });
    refuses({ NOTIFY_EMAIL: 'mailgun' }, /NOTIFY_EMAIL must be one of resend, postmark, ses, smtp/);
    refuses({ NOTIFY_EMAIL: 'toString' }, /NOTIFY_EMAIL must be one of/);
    refuses({ NOTIFY_EMAIL: 'resend' }, /RESEND_API_KEY/);
    refuses({ NOTIFY_EMAIL: 'resend', RESEND_API_KEY: 're_1' }, /NOTIFY_EMAIL_FROM/);
    refuses(
      { NOTIFY_EMAIL: 'resend', RESEND_API_KEY: 're_1', NOTIFY_EMAIL_FROM: 'Aurora' },
      /NOTIFY_EMAIL_FROM must be an address/,
    );
    refuses({ NOTIFY_EMAIL: 'smtp', SMTP_HOST: 'mail.example', SMTP_PORT: 'x' }, /SMTP_PORT/);
    const smtp = { NOTIFY_EMAIL: 'smtp', SMTP_HOST: 'mail.example', NOTIFY_EMAIL_FROM: 'orders@aurora.example' };
    refuses({ ...smtp, SMTP_USER: 'orders' }, /SMTP_PASSWORD/);
    refuses({ ...smtp, SMTP_PORT: '587', SUPABASE_URL: 'https://abc.supabase.co' }, /lets nothing out on port 587/);
    assert.equal(
      mailFrom(() => undefined, services),
      undefined,
    );
  });
});
