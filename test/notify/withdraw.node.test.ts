import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { messageSecret } from '../../demo/supabase/functions/_shared/notify/message-secret.js';
import { createWithdraw, defaultWithdrawLimits } from '../../demo/supabase/functions/_shared/notify/withdraw.js';
import type { WithdrawWords } from '../../demo/supabase/functions/_shared/notify/withdraw-words/english.js';
import { withdrawLanguage, withdrawWords } from '../../demo/supabase/functions/_shared/notify/withdraw-words.js';
import { translatedLanguages } from '../../src/locales/registry.js';
import { type DemoServer, moveTo, placeOrder, startTestServer } from '../demo/support.js';
import { agreed, GuestRequests, type NotifyHost, notifyHosts, rowsOf } from './notify-hosts.js';

let server: DemoServer;
before(async () => {
  server = await startTestServer();
});
after(() => server.close());

for (const [name, start] of Object.entries(notifyHosts)) {
  describe(`the link of withdrawal in ${name}`, () => {
    let host: NotifyHost;
    before(async () => {
      host = await start(server);
    });
    after(() => host.stop());

    async function newRecipient(language = 'de') {
      const { id: orderId } = await placeOrder(server);
      const guest = new GuestRequests(host, orderId, await server.tokens.signForGuest(orderId));
      const recipient = String((await guest.consent('email', 'guest@example.com', { language })).answer.recipient);
      const token = await messageSecret(server.secrets.messageSecret).withdrawToken(recipient);
      return { orderId, recipient, link: `${host.withdraw}/${token}` };
    }
    async function stateOf(recipient: string) {
      const rows = await rowsOf<{ stopped: string | null; by: string | null }>(
        server,
        `select stopped, withdrawn_by as by from private.recipients
         join private.consents on consents.id = recipients.consent_id where recipients.id = $1`,
        [recipient],
      );
      return rows[0];
    }
    const post = (link: string, body: string, headers: Readonly<Record<string, string>> = {}) =>
      fetch(link, {
        method: 'POST',
        body,
        headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
        redirect: 'error',
      });

    it('opens a page in the guest’s language, and withdraws nothing when a mail server fetches it', async () => {
      const { link, recipient } = await newRecipient();
      for (const method of ['GET', 'HEAD', 'GET']) {
        const response = await fetch(link, { method, headers: { 'Accept-Language': 'fr' } });
        assert.equal(response.status, 200);
        if (method === 'HEAD') continue;
        const page = await response.text();
        assert.match(page, /<html lang="de" dir="ltr">/);
        assert.ok(page.includes('Keine Nachrichten mehr senden') && page.includes('Trattoria Aurora'));
      }
      assert.deepEqual(await stateOf(recipient), { stopped: null, by: null });
    });

    it('tells no other site about the link, and runs no script but its own', async () => {
      const { headers } = await fetch((await newRecipient()).link);
      assert.equal(headers.get('Referrer-Policy'), 'no-referrer');
      assert.equal(headers.get('Cache-Control'), 'no-store');
      const policy = headers.get('Content-Security-Policy') ?? '';
      for (const part of ["default-src 'none'", "frame-ancestors 'none'", "form-action 'self'", "base-uri 'none'"]) {
        assert.ok(policy.includes(part), part);
      }
      assert.doesNotMatch(policy, /unsafe/);
    });

    it('withdraws at once and without a question when a mail client posts it, also twice', async () => {
      const { link, recipient } = await newRecipient();
      for (let count = 0; count < 2; count += 1) {
        assert.equal((await post(link, 'List-Unsubscribe=One-Click')).status, 200);
        assert.deepEqual(await stateOf(recipient), { stopped: 'withdrawn', by: 'mail_client' });
      }
    });

    it('takes the form with parts that RFC 8058 recommends', async () => {
      const { link, recipient } = await newRecipient();
      const form = new FormData();
      form.set('List-Unsubscribe', 'One-Click');
      assert.equal((await fetch(link, { method: 'POST', body: form })).status, 200);
      assert.deepEqual(await stateOf(recipient), { stopped: 'withdrawn', by: 'mail_client' });
    });

    it('withdraws by the page’s button, takes it back, and keeps both in the ledger', async () => {
      const { link, recipient, orderId } = await newRecipient();
      const stopped = await post(link, '');
      assert.ok((await stopped.text()).includes('Zu dieser Bestellung kommen keine Nachrichten mehr.'));
      assert.deepEqual(await stateOf(recipient), { stopped: 'withdrawn', by: 'link' });
      assert.match(await (await fetch(link)).text(), /data-state="stopped"/);
      const restored = await post(link, 'undo=1', { Accept: 'application/json' });
      const answer = (await restored.json()) as Record<string, unknown>;
      assert.deepEqual([answer.state, answer.language, answer.direction], ['restored', 'de', 'ltr']);
      assert.deepEqual(await stateOf(recipient), { stopped: null, by: null });
      const ledger = await rowsOf(
        server,
        'select wording, method, withdrawn_by from private.consents where order_id = $1 order by given_at',
        [orderId],
      );
      assert.deepEqual(ledger, [
        { wording: agreed.wording, method: 'tracker', withdrawn_by: 'link' },
        { wording: withdrawLanguage(['de']).words.mistake, method: 'message', withdrawn_by: null },
      ]);
    });

    it('undoes nothing of a number that has answered STOP, and not without end', async () => {
      const { link, recipient, orderId } = await newRecipient();
      for (let count = 0; count < 9; count += 1) {
        await rowsOf(server, `select public.withdraw_recipient($1, 'link')`, [recipient]);
        const rows = await rowsOf(server, `select public.restore_recipient($1, 'Again', 'en') as done`, [recipient]);
        assert.deepEqual(rows, [{ done: true }]);
      }
      await post(link, '');
      assert.equal(
        ((await (await post(link, 'undo=1', { Accept: 'application/json' })).json()) as { state: string }).state,
        'gone',
      );
      assert.equal((await stateOf(recipient))?.stopped, 'withdrawn');
      const other = await newRecipient();
      await rowsOf(
        server,
        `select public.withdraw_address('email', address_hash, 'reply') from private.recipients where id = $1`,
        [other.recipient],
      );
      await post(other.link, 'undo=1');
      assert.equal((await stateOf(other.recipient))?.stopped, 'withdrawn');
      await rowsOf(server, 'delete from private.stopped_addresses');
      assert.ok(orderId);
    });

    it('says that nothing more comes once the order has ended and its guest is forgotten', async () => {
      const { link, recipient, orderId } = await newRecipient();
      await moveTo(server, orderId, 'cancelled');
      await rowsOf(server, 'delete from private.recipients where id = $1', [recipient]);
      for (const response of [await fetch(link), await post(link, ''), await post(link, 'undo=1')]) {
        assert.equal(response.status, 200);
        assert.match(await response.text(), /Nothing more will be sent about this order/);
      }
    });

    it('says that a link is broken that was cut off or guessed, and changes nothing', async () => {
      const { link, recipient } = await newRecipient();
      const other = await newRecipient();
      const token = link.slice(host.withdraw.length + 1);
      const broken = [
        token.slice(0, -1),
        `${token}A`,
        `${token.slice(0, -1)}B`,
        '',
        recipient,
        `${recipient}' or true--`,
        '<script>alert(1)</script>',
        `?r=${recipient}`,
      ];
      for (const wrong of broken) {
        const bad = `${host.withdraw}/${wrong.startsWith('?') ? wrong : encodeURIComponent(wrong)}`;
        for (const response of [
          await fetch(bad),
          await post(bad, 'List-Unsubscribe=One-Click'),
          await post(bad, 'undo=1'),
        ]) {
          const page = await response.text();
          assert.ok(response.status === 400 || response.status === 429, `${wrong}: ${response.status}`);
          assert.ok(!page.includes('<script>alert'));
        }
      }
      assert.deepEqual(await stateOf(recipient), { stopped: null, by: null });
      assert.deepEqual(await stateOf(other.recipient), { stopped: null, by: null });
    });

    it('ends with one state when withdrawal and undoing race', async () => {
      const { link, recipient } = await newRecipient();
      const answers = await Promise.all(
        Array.from({ length: 10 }, (_, index) => post(link, index % 2 ? 'undo=1' : '')),
      );
      assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([200]));
      await post(link, '');
      assert.deepEqual(await stateOf(recipient), { stopped: 'withdrawn', by: 'link' });
    });

    it('refuses other methods and large bodies', async () => {
      const { link } = await newRecipient();
      assert.equal((await fetch(link, { method: 'DELETE' })).status, 405);
      assert.equal((await post(link, 'x'.repeat(70_000))).status, 413);
    });
  });
}

describe('the page of withdrawal', () => {
  it('leads to the restaurant’s own page where a hosted project shows no HTML, with the secret behind #', async () => {
    const secret = messageSecret('s'.repeat(32));
    const recipient = '00000000-0000-4000-8000-000000000001';
    const token = await secret.withdrawToken(recipient);
    const database = { call: () => Promise.reject(new Error('not asked')), callAs: () => Promise.reject(new Error()) };
    const page = 'https://www.restaurant.example/stop';
    const withdraw = createWithdraw({ database, secret, now: () => 0, limits: defaultWithdrawLimits, page });
    const at = (path: string) => withdraw(new Request(`https://p.supabase.co/functions/v1/withdraw${path}`));
    const response = await at(`/${token}`);
    assert.deepEqual([response.status, response.headers.get('Location')], [302, `${page}#${token}`]);
    assert.equal((await at('/%0d%0aSet-Cookie:a')).headers.get('Location'), page);
  });

  it('tells the restaurant’s own page what the link is about, and withdraws nothing by that', async () => {
    const asked: string[] = [];
    const database = {
      call: async (name: string) => {
        asked.push(name);
        return [{ language: 'de', restaurant: 'Trattoria Aurora', stopped: null }];
      },
      callAs: () => Promise.reject(new Error()),
    };
    const secret = messageSecret('s'.repeat(32));
    const page = 'https://www.restaurant.example/stop';
    const withdraw = createWithdraw({ database, secret, now: () => 0, limits: defaultWithdrawLimits, page });
    const token = await secret.withdrawToken('00000000-0000-4000-8000-000000000001');
    const response = await withdraw(
      new Request(`https://p.supabase.co/functions/v1/withdraw/${token}`, { headers: { Accept: 'application/json' } }),
    );
    const { state, stop } = (await response.json()) as { state: string; stop: string };
    assert.deepEqual([state, stop, asked], ['ask', withdrawLanguage(['de']).words.stop, ['recipient_wire']]);
  });

  it('has its words in every language of the tracker', () => {
    assert.deepEqual(Object.keys(withdrawWords).sort(), ['en', ...translatedLanguages].sort());
    const keys = Object.keys(withdrawLanguage(['en']).words) as (keyof WithdrawWords)[];
    for (const [code, words] of Object.entries(withdrawWords)) {
      assert.deepEqual(Object.keys(words), keys, code);
      assert.equal(new Set(Object.values(words)).size, keys.length, `${code} says one thing twice`);
      for (const key of keys) assert.ok(words[key].trim().length > 1 && words[key].length < 160, `${code} ${key}`);
    }
  });

  it('finds the language of a tag as the tracker does', () => {
    const found = {
      'de-AT': 'de',
      'zh-TW': 'zh-Hant',
      zh: 'zh-Hans',
      'pt-AO': 'pt-PT',
      pt: 'pt-BR',
      nn: 'nb',
      iw: 'he',
      'en-GB': 'en',
      xx: 'en',
      '': 'en',
      'a b': 'en',
    };
    for (const [tag, code] of Object.entries(found)) assert.equal(withdrawLanguage([tag]).code, code, tag);
    assert.equal(withdrawLanguage(['xx', 'ar']).direction, 'rtl');
  });
});
