import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { addressReaders } from '../../demo/supabase/functions/_shared/notify/address-readers.js';
import { type Contact, readAddress } from '../../demo/supabase/functions/_shared/notify/contact.js';
import { readEmailAddress } from '../../demo/supabase/functions/_shared/notify/email-address.js';
import { messageSecret } from '../../demo/supabase/functions/_shared/notify/message-secret.js';
import { type DemoServer, lunch, placeOrder, startTestServer } from '../demo/support.js';
import { agreed, GuestRequests, type NotifyHost, notifyHosts, rowsOf, subscription } from './notify-hosts.js';

describe('an e-mail address', () => {
  it('is taken as guests write it, with a domain of any script', () => {
    const taken = {
      ' guest@example.com ': 'guest@example.com',
      'Guest.Name+order@Example.CO.UK': 'Guest.Name+order@example.co.uk',
      "o'brien@example.ie": "o'brien@example.ie",
      'gast@müller.example': 'gast@xn--mller-kva.example',
      'guest@例え.jp': 'guest@xn--r8jz45g.jp',
      'guest@пример.рф': 'guest@xn--e1afmkfd.xn--p1ai',
    };
    for (const [typed, address] of Object.entries(taken)) assert.equal(readEmailAddress(typed), address);
  });

  it('is one address and nothing that could become a header of a mail', () => {
    const refused = [
      '',
      'guest',
      'guest@',
      '@example.com',
      'guest@localhost',
      'guest@127.0.0.1',
      'guest@0x7f.1',
      'guest@[::1]',
      'guest@2130706433',
      'a@example.com,b@example.com',
      'a@example.com b@example.com',
      'a@b@example.com',
      'Guest <guest@example.com>',
      'guest@example.com\r\nBcc: all@example.com',
      'guest\r\nBcc@example.com',
      'guest@example.com%0aBcc:all@example.com',
      '"guest smith"@example.com',
      'guest@example.com/path',
      'guest@user:pass@example.com',
      'guest@example.com:25',
      'guest@exa mple.com',
      'guest@-example.com',
      'guest@example..com',
      `${'g'.repeat(65)}@example.com`,
      `guest@${'e'.repeat(250)}.com`,
      'gäst@example.com',
      'guest@example.com\0',
    ];
    for (const typed of refused) assert.equal(readEmailAddress(typed), undefined, JSON.stringify(typed));
  });
});

const readers = addressReaders((name) => (name === 'NOTIFY_PUSH_HOSTS' ? 'push.test.example' : undefined));

describe('a push subscription', () => {
  const contact: Omit<Contact, 'address'> = { channel: 'push', wording: 'Yes', language: 'en' };
  const read = (address: unknown) => readAddress({ ...contact, address }, readers);

  it('is one of a push service, so that the server calls nobody else', () => {
    const at = (endpoint: string) => ({ ...subscription(), endpoint });
    for (const endpoint of [
      'https://updates.push.services.mozilla.com/wpush/v2/abc',
      'https://web.push.apple.com/QOd',
      'https://wns2-db5p.notify.windows.com/w/?token=a',
      'https://push.test.example/x',
    ]) {
      assert.ok('address' in read(at(endpoint)), endpoint);
    }
    for (const endpoint of [
      'http://fcm.googleapis.com/fcm/send/a',
      'https://fcm.googleapis.com:8443/fcm/send/a',
      'https://user@fcm.googleapis.com/a',
      'https://fcm.googleapis.com.evil.example/a',
      'https://evil.example/fcm.googleapis.com',
      'https://evil.example#fcm.googleapis.com',
      'https://evilpush.apple.com/a',
      'https://notify.windows.com.evil.example/a',
      'https://169.254.169.254/latest/meta-data',
      'https://localhost/a',
      'https://[::1]/a',
      'file:///etc/passwd',
      'javascript:alert(1)',
      '',
    ]) {
      const refused = read(at(endpoint));
      assert.equal('code' in refused && refused.code, 'endpoint', endpoint);
    }
  });

  it('has both of its keys', () => {
    const { endpoint, keys } = subscription();
    for (const address of [
      null,
      7,
      [],
      '{"endpoint":',
      endpoint,
      { endpoint },
      { endpoint, keys: {} },
      { endpoint, keys: { ...keys, auth: '' } },
      { endpoint, keys: { ...keys, p256dh: 'short' } },
      { endpoint, keys: { ...keys, auth: `${'y'.repeat(21)}'` } },
      { endpoint: `${endpoint}${'x'.repeat(3000)}`, keys },
    ]) {
      assert.ok('error' in read(address), JSON.stringify(address));
    }
  });
});

describe('the secret of messages', () => {
  const order = '00000000-0000-4000-8000-000000000001';

  it('makes the same links at every start, and others with another secret', async () => {
    const secret = messageSecret('s'.repeat(40));
    const same = messageSecret('s'.repeat(40));
    const other = messageSecret('t'.repeat(40));
    assert.equal(await secret.linkCapability(order), await same.linkCapability(order));
    assert.match(await secret.linkCapability(order), /^[A-Za-z0-9_-]{22}$/);
    assert.match(await secret.withdrawToken(order), /^[A-Za-z0-9_-]{22}$/);
    assert.notEqual(await secret.linkCapability(order), await other.linkCapability(order));
    const token = await secret.withdrawToken(order);
    assert.equal(await same.recipientOf(token), order);
    assert.notEqual(await other.recipientOf(token), order);
  });

  it('opens the link of withdrawal of each recipient, and no link that was cut off, changed or made up', async () => {
    const secret = messageSecret('s'.repeat(40));
    const recipients: readonly string[] = Array.from({ length: 200 }, () => randomUUID());
    const tokens = await Promise.all(recipients.map((recipient) => secret.withdrawToken(recipient)));
    assert.equal(new Set(tokens).size, recipients.length);
    assert.deepEqual(await Promise.all(tokens.map((token) => secret.recipientOf(token))), recipients);
    const [token = ''] = tokens;
    const others = Array.from(
      token,
      (letter, at) => token.slice(0, at) + (letter === 'A' ? 'Q' : 'A') + token.slice(at + 1),
    );
    for (const wrong of ['', token.slice(1), `${token}A`, `${token}=`, `${token.slice(0, -1)}B`, order, ...others]) {
      const opened = await secret.recipientOf(wrong);
      assert.ok(opened === undefined || !recipients.includes(opened), wrong);
    }
    // Nearly every guess is known to be none before the database is asked.
    const guesses = Array.from({ length: 100 }, (_, at) => Buffer.alloc(16, at).toString('base64url'));
    const opened = await Promise.all(guesses.map((guess) => secret.recipientOf(guess)));
    assert.ok(opened.filter((id) => id !== undefined).length < 8);
    await assert.rejects(secret.withdrawToken('42'), TypeError);
  });

  it('names addresses as openssl does, as the guide tells owners', async () => {
    // printf %s 'sms:+4915112345678' | openssl dgst -sha256 -hmac ssssssssssssssssssssssssssssssss
    const expected = '7cf227dfb156802e72621663abd534738a424bc13ffe7d3a1c3cabaad4cbcd16';
    assert.equal(await messageSecret('s'.repeat(32)).addressHash('sms', '+4915112345678'), expected);
    const { addressHash } = messageSecret('s'.repeat(32));
    assert.equal(await addressHash('email', 'Guest@Example.com'), await addressHash('email', 'guest@example.com'));
    assert.notEqual(await addressHash('email', '+4915112345678'), expected);
  });

  it('is long enough that nobody guesses it', () => {
    assert.throws(() => messageSecret('short'), /MESSAGE_SECRET must have at least 32 characters/);
  });
});

let server: DemoServer;
before(async () => {
  server = await startTestServer();
});
after(() => server.close());

for (const [name, start] of Object.entries(notifyHosts)) {
  describe(`contacts in ${name}`, () => {
    let host: NotifyHost;
    before(async () => {
      host = await start(server);
    });
    after(() => host.stop());

    it('are refused with a sentence that says what to change, whatever is sent', async () => {
      const { id } = await placeOrder(server);
      const guest = new GuestRequests(host, id, await server.tokens.signForGuest(id));
      const consent = { action: 'consent', order_id: id, channel: 'email', address: 'a@example.com', ...agreed };
      const bodies: readonly unknown[] = [
        '',
        '{',
        'null',
        '[]',
        '"consent"',
        [consent],
        { ...consent, action: 'drop' },
        { ...consent, action: ['consent'] },
        { ...consent, action: '__proto__' },
        { ...consent, order_id: `${id}' or true--` },
        { ...consent, order_id: [id] },
        { ...consent, order_id: id.toUpperCase() },
        { ...consent, channel: 'fax' },
        { ...consent, channel: null },
        { ...consent, address: undefined },
        { ...consent, wording: '' },
        { ...consent, wording: '   ' },
        { ...consent, wording: 'x'.repeat(1001) },
        { ...consent, wording: 'half \ud800' },
        { ...consent, wording: 'nul \u0000' },
        { ...consent, language: 'de\r\n' },
        { ...consent, language: 'd' },
        { ...consent, language: '../../etc' },
        { ...consent, method: 'api' },
        { ...consent, method: 'message' },
        { ...consent, country: 'Germany' },
        { ...consent, country: 7 },
        { action: 'page', order_id: id, page: 'short', visible: true },
        { action: 'page', order_id: id, page: 'page-0001', visible: 'yes' },
        { action: 'page', order_id: id, page: 'page-0001', visible: true, version: -1 },
        { action: 'page', order_id: id, page: 'page-0001', visible: true, version: 1.5 },
        { action: 'page', order_id: id, page: 'page-0001', visible: true, version: 1e300 },
        { action: 'withdraw', order_id: id, channel: 'all' },
        { action: 'shown', message: 'x' },
        { action: 'clicked' },
        { action: 'offers', restaurant_id: 'x' },
      ];
      for (const body of bodies) {
        const { status, answer } = await guest.post(body);
        assert.equal(status, 400, JSON.stringify(body));
        assert.match(String(answer.error), /^[\w.]+ (must|is)|^The body must/, JSON.stringify(body));
        assert.ok(!String(answer.error).includes('example.com'));
      }
      for (const address of [7, {}, ['a@example.com'], 'a@example.com\nBcc: b@example.com', 'x'.repeat(60_000)]) {
        const { status, answer } = await guest.post({ ...consent, address });
        assert.deepEqual([status, answer.code], [422, 'address']);
      }
      assert.equal((await guest.post({ ...consent, address: 'x'.repeat(70_000) })).status, 413);
      assert.deepEqual(await rowsOf(server, 'select from private.recipients where order_id = $1', [id]), []);
    });

    it('come with an order from a restaurant’s server, which is placed even if they are refused', async () => {
      const [{ key } = { key: '' }] = await rowsOf<{ key: string }>(
        server,
        `select public.create_order_key(id, 'till') as key from public.restaurants limit 1`,
      );
      const { wording, language } = agreed;
      const send = async (notify: unknown) => {
        const response = await fetch(host.orders, {
          method: 'POST',
          headers: {
            'Content-Type': 'application/json',
            Authorization: `Bearer ${key}`,
            'Idempotency-Key': `contacts-${name.length}`,
          },
          body: JSON.stringify({ ...lunch, notify }),
        });
        return { status: response.status, answer: (await response.json()) as Record<string, unknown> };
      };
      const notify = [
        { channel: 'email', address: 'guest@example.com', wording, language },
        { channel: 'sms', address: '12', wording, language },
      ];
      const { status, answer } = await send(notify);
      assert.equal(status, 201);
      const [refused, ...others] = answer.refused as readonly Record<string, unknown>[];
      assert.deepEqual([refused?.index, refused?.code, others], [1, 'number', []]);
      const again = await send(notify);
      assert.deepEqual([again.status, again.answer.id], [200, answer.id], 'contacts do not make it another order');
      const rows = await rowsOf(
        server,
        `select recipients.channel, consents.method from private.recipients
         join private.consents on consents.id = recipients.consent_id where recipients.order_id = $1`,
        [answer.id],
      );
      assert.deepEqual(rows, [{ channel: 'email', method: 'api' }]);
      const wrong = await send([{ channel: 'fax', wording, language }]);
      assert.equal(wrong.status, 400);
      assert.match(String(wrong.answer.error), /notify\[0\]\.channel must be push, sms or email/);
    });
  });
}
