import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { unzipSync } from 'fflate';
import { kitDatabase } from '../../demo/server/database/kit-database.js';
import { createGoogleWallet } from '../../demo/supabase/functions/_shared/wallet/google/google-wallet.js';
import { createWallet, pathAfterWallet } from '../../demo/supabase/functions/_shared/wallet/wallet.js';
import { type WalletCards, walletCards } from '../../demo/supabase/functions/_shared/wallet/wallet-cards.js';
import { walletSecrets } from '../../demo/supabase/functions/_shared/wallet/wallet-secrets.js';
import { readWalletSettings } from '../../demo/supabase/functions/_shared/wallet/wallet-settings.js';
import { tellWallets } from '../../demo/supabase/functions/_shared/wallet/wallet-worker.js';
import { type DemoServer, moveTo, placeOrder, startTestServer, type TestOrder } from '../demo/support.js';
import { makeCertificates, orderType } from './certificates.js';
import { walletVariables } from './settings.js';
import { testWords } from './wallet-words.js';

const publicUrl = 'https://trattoria.example/functions/v1/wallet';
const device = 'device-of-a-guest';
const pushToken = 'ab'.repeat(32);

describe('wallets', () => {
  let server: DemoServer;
  let cards: WalletCards;
  let now = Date.now();
  let ask: (path: string, init?: RequestInit) => Promise<Response>;
  let order: TestOrder;

  before(async () => {
    server = await startTestServer();
    const database = kitDatabase(server.database, server.tokens);
    const secrets = walletSecrets('the secret of messages');
    const variables = walletVariables(makeCertificates());
    const { apple, google } = readWalletSettings((name) => variables[name], now);
    cards = walletCards({ database, secrets, trackingPage: 'https://trattoria.example/order/{id}' });
    const googleWallet = google && createGoogleWallet(google, { fetch, now: () => now, words: testWords });
    const wallet = createWallet({
      database,
      cards,
      secrets,
      apple,
      google: googleWallet,
      words: testWords,
      publicUrl,
      now: () => now,
    });
    ask = (path, init) => {
      const request = new Request(`${publicUrl}${path}`, init);
      return wallet(request, pathAfterWallet(request.url));
    };
    order = await placeOrder(server, { fulfilment: 'pickup' });
  });
  after(() => server.close());

  const offersFor = async (token: string | undefined, orderId = order.id) => {
    return ask('', {
      method: 'POST',
      headers: token === undefined ? {} : { Authorization: `Bearer ${token}` },
      body: JSON.stringify({ order_id: orderId }),
    });
  };
  const guestToken = (orderId = order.id) => server.tokens.sign({ role: 'tracker', order_id: orderId }, 600);
  const linksOf = async (orderId = order.id) => {
    const response = await offersFor(await guestToken(orderId), orderId);
    assert.equal(response.status, 200);
    return (await response.json()) as { apple: string; google: string };
  };
  /** The package behind "Add to Apple Wallet", as the guest's phone opens it. */
  const packageOf = async (orderId = order.id) => {
    const { apple } = await linksOf(orderId);
    const response = await ask(apple.slice(publicUrl.length));
    assert.equal(response.headers.get('Content-Type'), 'application/vnd.apple.order');
    const file = unzipSync(new Uint8Array(await response.arrayBuffer()))['order.json'];
    return JSON.parse(new TextDecoder().decode(file)) as Record<string, string>;
  };
  const registered = (
    method: string,
    { token = '', id = order.id, type = orderType, body = { pushToken } as unknown } = {},
  ) =>
    ask(`/apple/v1/devices/${device}/registrations/${type}/${id}`, {
      method,
      headers: { Authorization: `AppleOrder ${token}` },
      ...(method === 'POST' && { body: JSON.stringify(body) }),
    });
  const tokenOf = async (orderId = order.id) => (await packageOf(orderId)).authenticationToken ?? '';

  it('are offered to the guest of an order that goes on, and to nobody else', async () => {
    const links = await linksOf();
    assert.match(links.apple, /^https:\/\/trattoria\.example\/functions\/v1\/wallet\/apple\/file\?/);
    assert.match(links.google, /^https:\/\/pay\.google\.com\/gp\/v\/save\/ey/);
    const other = await placeOrder(server);
    const viewer = await server.tokens.sign({ role: 'viewer', order_id: order.id }, 600);
    const staff = await server.tokens.sign({ role: 'authenticated', sub: crypto.randomUUID() }, 600);
    for (const token of [undefined, 'no.token.atall', await guestToken(other.id), viewer, staff]) {
      assert.equal((await offersFor(token)).status, 403);
    }
    await moveTo(server, other.id, 'cancelled');
    assert.equal((await offersFor(await guestToken(other.id), other.id)).status, 403);
    assert.equal((await offersFor(await guestToken(), 'no order')).status, 403);
  });

  it('give a package whose link opens the guest’s own page', async () => {
    const { orderManagementURL = '' } = await packageOf();
    const capability = new URL(orderManagementURL).hash.replace('#track=', '');
    const exchange = await fetch(`${server.url}/functions/v1/track`, {
      method: 'POST',
      body: JSON.stringify({ order_id: order.id, capability }),
    });
    assert.equal(exchange.status, 200);
  });

  it('refuse a link to a package that was changed, or has expired', async () => {
    const { apple } = await linksOf();
    const path = apple.slice(publicUrl.length);
    assert.equal((await ask(path.replace(/until=\d/, 'until=9'))).status, 404);
    assert.equal((await ask(path.replace(order.id, crypto.randomUUID()))).status, 404);
    now += 16 * 60_000;
    assert.equal((await ask(path)).status, 410);
  });

  it('register a device, tell it of each change once, and forget it', async () => {
    const token = await tokenOf();
    const pushed: string[] = [];
    const push = async (to: string) => {
      pushed.push(to);
      return 'told' as const;
    };
    assert.equal((await registered('POST', { token })).status, 201);
    assert.equal((await registered('POST', { token })).status, 200);
    const tell = () => tellWallets({ cards, push, google: undefined });
    await tell();
    assert.deepEqual(pushed, [], 'nothing has changed');
    await moveTo(server, order.id, 'preparing');
    await Promise.all([tell(), tell()]);
    await tell();
    assert.deepEqual(pushed, [pushToken]);

    assert.equal((await registered('DELETE', { token })).status, 200);
    await moveTo(server, order.id, 'ready');
    await tell();
    assert.deepEqual(pushed, [pushToken]);
  });

  it('tell a phone again that was not reached, ever more rarely, and not one that is gone', async () => {
    const token = await tokenOf();
    await registered('POST', { token });
    await moveTo(server, order.id, 'preparing');
    let outcome: 'failed' | 'gone' = 'failed';
    let asked = 0;
    const push = async () => {
      asked += 1;
      return outcome;
    };
    const tell = () => tellWallets({ cards, push, google: undefined });
    await tell();
    await tell();
    assert.equal(asked, 1, 'it waits after a failure');
    const later = () =>
      server.database.transaction((query) =>
        query.query(`update private.wallet_cards set leased_until = now() - interval '1 second'`),
      );
    await later();
    outcome = 'gone';
    await tell();
    await later();
    await tell();
    assert.equal(asked, 2);
  });

  it('answer which orders have changed, and since when', async () => {
    const token = await tokenOf();
    await registered('POST', { token });
    const list = (since = '') => ask(`/apple/v1/devices/${device}/registrations/${orderType}${since}`);
    const first = (await (await list()).json()) as { orderIdentifiers: string[]; lastModified: string };
    assert.deepEqual(first.orderIdentifiers, [order.id]);
    const since = `?ordersModifiedSince=${encodeURIComponent(first.lastModified)}`;
    assert.equal((await list(since)).status, 204);
    await moveTo(server, order.id, 'ready');
    assert.equal((await list(since)).status, 200);
    assert.equal((await list('?ordersModifiedSince=yesterday')).status, 400);
    assert.equal((await ask(`/apple/v1/devices/other/registrations/${orderType}`)).status, 204);
  });

  it('give the newest package to who has its token, and nothing where it is known', async () => {
    const token = await tokenOf();
    const latest = (headers: Record<string, string>) => ask(`/apple/v1/orders/${orderType}/${order.id}`, { headers });
    const response = await latest({ Authorization: `AppleOrder ${token}` });
    assert.equal(response.status, 200);
    const modified = response.headers.get('Last-Modified') ?? '';
    const again = await latest({ Authorization: `AppleOrder ${token}`, 'If-Modified-Since': modified });
    assert.equal(again.status, 304);
    assert.equal((await latest({ Authorization: `appleorder ${token}` })).status, 200);
    for (const authorization of ['', `Bearer ${token}`, 'AppleOrder short', `AppleOrder ${'x'.repeat(43)}`]) {
      assert.equal((await latest({ Authorization: authorization })).status, 401);
    }
  });

  it('refuse what is none of theirs', async () => {
    const token = await tokenOf();
    const other = await placeOrder(server);
    assert.equal((await registered('POST', { token, id: other.id })).status, 401);
    assert.equal((await registered('POST', { token, type: 'order.com.other' })).status, 404);
    assert.equal((await registered('PUT', { token })).status, 405);
    for (const body of [null, 'text', {}, { pushToken: '../3/device' }, { pushToken: 7 }]) {
      assert.equal((await registered('POST', { token, body })).status, 400);
    }
    assert.equal((await ask('/apple/v2/orders')).status, 404);
    assert.equal((await ask('/elsewhere')).status, 404);
    assert.equal((await ask('/apple/v1/log', { method: 'POST', body: '{"logs":["x"]}' })).status, 200);
  });

  it('leave nothing two hours after the end', async () => {
    const ended = await placeOrder(server, { fulfilment: 'pickup' });
    const token = await tokenOf(ended.id);
    await registered('POST', { token, id: ended.id });
    await moveTo(server, ended.id, 'cancelled');
    const count = async () => {
      await cards.clean();
      const { rows } = await server.database.transaction((query) =>
        query.query<{ count: number }>(
          'select count(*)::integer as count from private.wallet_cards where order_id = $1',
          [ended.id],
        ),
      );
      return rows[0]?.count;
    };
    assert.equal(await count(), 2);
    // A version later would be a change; the time alone is not.
    await server.database.transaction(async (query) => {
      await query.query('alter table public.orders disable trigger user');
      await query.query(`update public.orders set updated_at = now() - interval '121 minutes' where id = $1`, [
        ended.id,
      ]);
      await query.query('alter table public.orders enable trigger user');
    });
    assert.equal(await count(), 0);
  });
});

describe('wallets without keys', () => {
  it('do not exist', async () => {
    const database = { call: () => assert.fail(), callAs: () => assert.fail() };
    const secrets = walletSecrets('secret');
    const wallet = createWallet({
      database,
      secrets,
      cards: walletCards({ database, secrets, trackingPage: 'https://trattoria.example' }),
      apple: undefined,
      google: undefined,
      words: testWords,
      publicUrl,
      now: Date.now,
    });
    const paths: readonly (readonly string[])[] = [[], ['apple', 'file'], ['apple', 'v1', 'orders']];
    for (const path of paths) {
      assert.equal((await wallet(new Request(publicUrl, { method: 'POST', body: '{}' }), path)).status, 404);
    }
  });
});
