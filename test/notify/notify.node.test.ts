import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type DemoServer, demoRestaurantId, moveTo, placeOrder, startTestServer } from '../demo/support.js';
import {
  agreed,
  GuestRequests,
  type NotifyHost,
  notifyHosts,
  publicKey,
  rowsOf,
  subscription,
} from './notify-hosts.js';

let server: DemoServer;
before(async () => {
  server = await startTestServer({
    requestsPerOrder: { burst: 10_000, perMinute: 60 },
    contactsPerOrder: { burst: 40, perMinute: 1 },
    refusedPerAddress: { burst: 10_000, perMinute: 60 },
  });
});
after(() => server.close());

for (const [name, start] of Object.entries(notifyHosts)) {
  describe(`the guest’s endpoint of notifications in ${name}`, () => {
    let host: NotifyHost;
    before(async () => {
      host = await start(server);
    });
    after(() => host.stop());

    async function newGuest(): Promise<GuestRequests> {
      const { id } = await placeOrder(server);
      return new GuestRequests(host, id, await server.tokens.signForGuest(id));
    }
    const recipientsOf = (guest: GuestRequests) =>
      rowsOf<{ channel: string; address: object; stopped: string | null; language: string }>(
        server,
        'select channel, address, stopped, language from private.recipients where order_id = $1 order by added_at',
        [guest.orderId],
      );
    const ledgerOf = (guest: GuestRequests) =>
      rowsOf<Record<string, unknown>>(
        server,
        'select channel, wording, method, language, withdrawn_by from private.consents where order_id = $1 order by given_at',
        [guest.orderId],
      );

    it('says what the restaurant offers and what the guest has agreed to', async () => {
      const guest = await newGuest();
      const offers = await guest.ask('offers');
      assert.equal(offers.status, 200);
      const push = name === 'Deno' ? { push: { public_key: publicKey } } : {};
      assert.deepEqual(offers.answer, { channels: { ...push, sms: { may_reply: true }, email: {} }, given: [] });
      assert.equal((await guest.consent('email', 'guest@example.com')).status, 201);
      assert.deepEqual((await guest.ask('offers')).answer.given, ['email']);
    });

    it('says before there is an order what a restaurant offers', async () => {
      const visitor = new GuestRequests(host, '', undefined);
      const { status, answer } = await visitor.post({ action: 'offers', restaurant_id: demoRestaurantId });
      assert.deepEqual([status, Object.keys(answer)], [200, ['channels']]);
      const { id } = await placeOrder(server);
      assert.equal((await visitor.post({ action: 'offers', restaurant_id: id })).status, 404);
    });

    it('offers nothing that the restaurant has switched off', async () => {
      const guest = await newGuest();
      await rowsOf(
        server,
        `insert into public.notification_settings (restaurant_id, channels) values ($1, '{email}')
         on conflict (restaurant_id) do update set channels = excluded.channels`,
        [demoRestaurantId],
      );
      assert.deepEqual((await guest.ask('offers')).answer.channels, { email: {} });
      const { status, answer } = await guest.consent('sms', '+4915112345678');
      assert.deepEqual([status, answer.code], [422, 'channel']);
      await rowsOf(server, 'delete from public.notification_settings');
    });

    it('keeps the words of a consent, and the address only beside the open order', async () => {
      const guest = await newGuest();
      const { status, answer } = await guest.consent('sms', '0151 12345678', { country: 'de', language: 'de' });
      assert.equal(status, 201);
      assert.match(String(answer.recipient), /^[0-9a-f-]{36}$/);
      assert.deepEqual(await recipientsOf(guest), [
        { channel: 'sms', address: { number: '+4915112345678' }, stopped: null, language: 'de' },
      ]);
      const { wording } = agreed;
      assert.deepEqual(await ledgerOf(guest), [
        { channel: 'sms', wording, method: 'tracker', language: 'de', withdrawn_by: null },
      ]);
      const [ledger] = await rowsOf<{ text: string }>(
        server,
        'select string_agg(c::text, $1) as text from private.consents c',
        ['\n'],
      );
      assert.ok(ledger && !ledger.text.includes('15112345678'), 'the ledger holds a hash');
    });

    it('takes the country of a number from the language, where none is said', async () => {
      const guest = await newGuest();
      await guest.consent('sms', '0664 1234567', { language: 'de-AT' });
      assert.deepEqual((await recipientsOf(guest))[0]?.address, { number: '+436641234567' });
    });

    it('registers the link of messages with the first contact, for as long as the guest’s own', async () => {
      const guest = await newGuest();
      await guest.consent('email', 'guest@example.com');
      await guest.consent('sms', '+4915112345678');
      const links = () =>
        rowsOf<{ ends: boolean }>(
          server,
          'select expires_at is not null as ends from private.tracking_links where order_id = $1',
          [guest.orderId],
        );
      assert.deepEqual(await links(), [{ ends: false }, { ends: false }]);
      await moveTo(server, guest.orderId, 'preparing', 'ready', 'served', 'completed');
      assert.deepEqual(await links(), [{ ends: true }, { ends: true }]);
    });

    it('keeps one recipient for one address, and one more row of the ledger for other words', async () => {
      const guest = await newGuest();
      const first = await guest.consent('email', 'Guest@Example.com');
      const again = await guest.consent('email', 'guest@example.COM');
      assert.equal(again.answer.recipient, first.answer.recipient);
      assert.equal((await ledgerOf(guest)).length, 1);
      const other = await guest.consent('email', 'guest@example.com', { wording: 'Mail me the receipt.' });
      assert.equal(other.answer.recipient, first.answer.recipient);
      assert.deepEqual(
        (await ledgerOf(guest)).map(({ wording }) => wording),
        [agreed.wording, 'Mail me the receipt.'],
      );
    });

    it('adds a contact once that is sent eight times at once', async () => {
      const guest = await newGuest();
      const answers = await Promise.all(Array.from({ length: 8 }, () => guest.consent('sms', '+4915112345678')));
      assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([201]));
      assert.equal(new Set(answers.map(({ answer }) => answer.recipient)).size, 1);
      assert.deepEqual([(await recipientsOf(guest)).length, (await ledgerOf(guest)).length], [1, 1]);
    });

    it('tells three phones of one table and no fourth, also when all are added at once', async () => {
      const guest = await newGuest();
      const numbers = ['+4915112345671', '+4915112345672', '+4915112345673', '+4915112345674', '+4915112345675'];
      const answers = await Promise.all(numbers.map((number) => guest.consent('sms', number)));
      assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 201, 201, 422, 422]);
      const sms = (await recipientsOf(guest)).length;
      assert.equal(sms, 3);
      assert.equal((await guest.consent('email', 'guest@example.com')).status, 201, 'another channel counts by itself');
    });

    it('stops a channel at once when the guest says so in the tracker, and starts it with a new consent', async () => {
      const guest = await newGuest();
      await guest.consent('sms', '+4915112345678');
      await guest.consent('email', 'guest@example.com');
      assert.equal((await guest.ask('withdraw', { channel: 'sms' })).status, 204);
      assert.equal((await guest.ask('withdraw', { channel: 'sms' })).status, 204);
      assert.deepEqual((await guest.ask('offers')).answer.given, ['email']);
      assert.equal((await ledgerOf(guest))[0]?.withdrawn_by, 'tracker');
      await guest.consent('sms', '+4915112345678');
      const channels = (await recipientsOf(guest)).map(({ channel, stopped }) => [channel, stopped]);
      assert.deepEqual(channels, [
        ['sms', null],
        ['email', null],
      ]);
      assert.deepEqual(
        (await ledgerOf(guest)).map((row) => row.withdrawn_by),
        ['tracker', null, null],
      );
    });

    it('adds no number that has answered STOP, before START comes', async () => {
      const guest = await newGuest();
      const number = '+4915112340000';
      await guest.consent('sms', number);
      const [{ hash } = { hash: '' }] = await rowsOf<{ hash: string }>(
        server,
        'select address_hash as hash from private.recipients where order_id = $1',
        [guest.orderId],
      );
      await rowsOf(server, `select public.withdraw_address('sms', $1, 'reply')`, [hash]);
      assert.equal((await recipientsOf(guest))[0]?.stopped, 'withdrawn');
      const another = await newGuest();
      const { status, answer } = await another.consent('sms', number);
      assert.deepEqual([status, answer.code], [422, 'stopped']);
      assert.match(String(answer.error), /START/);
      await rowsOf(server, `select public.allow_address('sms', $1)`, [hash]);
      assert.equal((await another.consent('sms', number)).status, 201);
      assert.equal((await recipientsOf(guest))[0]?.stopped, 'withdrawn', 'START brings no old consent back');
    });

    it('adds nobody to an order that has ended, or whose links staff have ended', async () => {
      const ended = await newGuest();
      await moveTo(server, ended.orderId, 'cancelled');
      const { status, answer } = await ended.consent('email', 'guest@example.com');
      assert.deepEqual([status, answer.code], [410, 'ended']);
      const revoked = await newGuest();
      await rowsOf(server, 'update private.tracking_links set expires_at = now() where order_id = $1', [
        revoked.orderId,
      ]);
      assert.equal((await revoked.consent('email', 'guest@example.com')).status, 410);
      assert.deepEqual(
        await rowsOf(server, 'select from private.recipients where order_id in ($1, $2)', [
          ended.orderId,
          revoked.orderId,
        ]),
        [],
      );
    });

    it('notes which version a page has shown, and only while it was visible', async () => {
      const guest = await newGuest();
      const page = 'page-0001';
      const view = () =>
        rowsOf<{ is_visible: boolean; seen_version: unknown }>(
          server,
          'select is_visible, seen_version::integer from private.page_views where order_id = $1',
          [guest.orderId],
        );
      assert.equal((await guest.ask('page', { page, visible: false, version: 1 })).status, 204);
      assert.deepEqual(await view(), [{ is_visible: false, seen_version: null }]);
      await moveTo(server, guest.orderId, 'preparing');
      await guest.ask('page', { page, visible: true, version: 2 });
      await guest.ask('page', { page, visible: true, version: 1 });
      assert.deepEqual(await view(), [{ is_visible: true, seen_version: 2 }]);
      await guest.ask('page', { page, visible: false });
      assert.deepEqual(await view(), [{ is_visible: false, seen_version: 2 }]);
      await guest.ask('page', { page, visible: true, version: 9_000_000 });
      assert.deepEqual(await view(), [{ is_visible: true, seen_version: 2 }], 'what was not committed was not seen');
    });

    it('notes how many minutes away the site says the guest is, for the policy', async () => {
      const guest = await newGuest();
      const page = { page: 'page-0001', visible: true, version: 1 };
      const away = () =>
        rowsOf(server, 'select minutes_away from private.page_views where order_id = $1', [guest.orderId]);
      await guest.ask('page', page);
      assert.deepEqual(await away(), [{ minutes_away: null }], 'a site that says nothing');
      assert.equal((await guest.ask('page', { ...page, minutes_away: 12 })).status, 204);
      assert.deepEqual(await away(), [{ minutes_away: 12 }]);
      await guest.ask('page', page);
      assert.deepEqual(await away(), [{ minutes_away: 12 }], 'what was not said again stays');
      for (const wrong of [-1, 601, 2.5, '12']) {
        assert.equal((await guest.ask('page', { ...page, minutes_away: wrong })).status, 400, String(wrong));
      }
    });

    it('takes word of a push from a browser without a token, also twice', async () => {
      const browser = new GuestRequests(host, '', undefined);
      const message = '00000000-0000-4000-8000-000000000001';
      for (const action of ['shown', 'shown', 'clicked']) {
        assert.equal((await browser.post({ action, message })).status, 204);
      }
    });

    it('lets nobody speak for the guest of another order', async () => {
      const { orderId, token = '' } = await newGuest();
      const other = await newGuest();
      await other.consent('email', 'other@example.com');
      const impostors = {
        'another order’s token': token,
        'no token': undefined,
        nonsense: 'nonsense',
        'the publishable key': server.secrets.publishableKey,
        'a shared link': await server.tokens.signForViewer(other.orderId),
        'a screen': await server.tokens.signForBoard(demoRestaurantId),
        'an expired token': await server.tokens.sign({ role: 'tracker', order_id: other.orderId }, -5),
        staff: await server.tokens.sign({ role: 'authenticated', sub: orderId }, 60),
      };
      for (const [who, impostor] of Object.entries(impostors)) {
        const requests = new GuestRequests(host, other.orderId, impostor);
        const answers = [
          await requests.ask('offers'),
          await requests.ask('page', { page: 'page-0001', visible: true, version: 1 }),
          await requests.consent('sms', '+4915112345678'),
          await requests.ask('withdraw', { channel: 'email' }),
        ];
        for (const { status } of answers) assert.ok([401, 403, 404, 429].includes(status), `${who}: ${status}`);
      }
      assert.deepEqual(
        (await recipientsOf(other)).map(({ channel, stopped }) => [channel, stopped]),
        [['email', null]],
      );
      assert.deepEqual(await rowsOf(server, 'select from private.page_views where order_id = $1', [other.orderId]), []);
    });

    it('limits the contacts that one order tries', async () => {
      const guest = await newGuest();
      const limit = name === 'Deno' ? 12 : 40;
      for (let count = 0; count < limit; count += 1) assert.equal((await guest.consent('sms', '1')).status, 422);
      assert.equal((await guest.consent('sms', '1')).status, 429);
      assert.equal((await guest.ask('withdraw', { channel: 'sms' })).status, 204, 'a withdrawal always works');
    });

    it('has written no address and no secret', () => {
      for (const secret of [server.secrets.messageSecret, '15112345', 'example.com', 'eyJ'])
        assert.ok(!host.output().includes(secret));
    });

    if (name === 'Deno') {
      it('takes a browser’s subscription, and renews its keys', async () => {
        const guest = await newGuest();
        const first = await guest.consent('push', subscription());
        assert.equal(first.status, 201);
        const renewed = { ...subscription(), keys: { p256dh: `B${'z'.repeat(86)}`, auth: 'z'.repeat(22) } };
        assert.equal((await guest.consent('push', JSON.stringify(renewed))).answer.recipient, first.answer.recipient);
        const { endpoint, keys } = renewed;
        assert.deepEqual(
          (await recipientsOf(guest)).map(({ address }) => address),
          [{ endpoint, keys }],
        );
      });
    }
  });
}
