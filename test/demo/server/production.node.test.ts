import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { Webhook } from 'standardwebhooks';
import { Database } from '../../../demo/server/database/database.js';
import { prepareDatabase } from '../../../demo/server/prepare.js';
import type { Production } from '../../../demo/server/production.js';
import { projectPath } from '../../../demo/server/project-files.js';
import { setOrderKey } from '../../../demo/server/restaurant.js';
import { startDemoServer } from '../../../demo/server/server.js';
import { hashCapability } from '../../../demo/server/tokens.js';
import { emptyCluster, migratedCluster } from '../../support/empty-cluster.js';
import { Heard, joinForChanges, Pages } from '../supabase-js.js';
import { columnOf, type DemoServer, demoRestaurantId, lunch } from '../support.js';
import { withUsedFolder } from './used-folder.js';

const orderKey = `order_key_${'0a'.repeat(32)}`;
const paymentSecret = `whsec_${Buffer.from('a secret that the payment provider shows').toString('base64')}`;
const production: Production = {
  publicOrigin: 'https://orders.example.com',
  restaurantName: 'Da <Vinci> & Figli',
  orderKey,
  paymentSecret,
};
const cook = { email: 'cook@example.com', password: 'a long password' };

function signed(body: string, secret = paymentSecret, at = new Date()): RequestInit {
  const id = 'msg_1';
  const signature = new Webhook(secret).sign(id, at, body);
  const timestamp = String(Math.floor(at.getTime() / 1000));
  return {
    method: 'POST',
    body,
    headers: { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature },
  };
}

describe('a production server', () => {
  let server: DemoServer;
  const ask = (path: string, init?: RequestInit) => fetch(server.url + path, init);
  const order = (authorization: string | undefined, body: object = lunch, headers: Record<string, string> = {}) =>
    ask('/api/orders', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...(authorization && { authorization }), ...headers },
      body: JSON.stringify(body),
    });
  const placed = async (payment: string) => {
    const response = await order(`Bearer ${orderKey}`, { ...lunch, payment });
    assert.equal(response.status, 201);
    return (await response.json()) as { readonly id: string; readonly track_url: string };
  };

  before(async () => {
    server = await startDemoServer({
      port: 0,
      emptyCluster: await migratedCluster(),
      production,
      limits: { signInRefusalDelay: 0 },
    });
    await server.addStaff(cook, demoRestaurantId);
  });
  after(() => server.close());

  it('gives visitors no secret and no account', async () => {
    const text = await (await ask('/demo.json')).text();
    assert.ok(!text.includes(server.secrets.boardCapability));
    assert.deepEqual(Object.keys(JSON.parse(text) as object), [
      ...[
        'supabase_url',
        'supabase_key',
        'websocket_url',
        'poll_url',
        'token_url',
        'notify_url',
        'restaurant_id',
        'board_poll_url',
      ],
    ]);
    assert.match(text, /"wss:\/\/orders\.example\.com\/ws"/);
  });

  it('knows nobody by the password of the demo', async () => {
    const response = await ask('/auth/v1/token?grant_type=password', {
      method: 'POST',
      headers: { apikey: server.secrets.publishableKey },
      body: JSON.stringify(server.staff),
    });
    assert.equal(response.status, 400);
  });

  it('does not serve the demo’s pages, and puts its own name into those of guests and staff', async () => {
    for (const path of ['/', '/guides/start.html', '/order', '/playground', '/embed.html'])
      assert.equal((await ask(path)).status, 404, path);
    for (const path of ['/confirmation', '/kitchen', '/board']) {
      const page = await (await ask(path)).text();
      assert.match(page, /Da &#60;Vinci&#62; &#38; Figli/, path);
      assert.doesNotMatch(page, /Trattoria Aurora|href="\/(?:order)?"/, path);
    }
  });

  it('takes no order from strangers, whatever they say of the payment, and limits their attempts', async () => {
    const anyone = [
      undefined,
      'Bearer ',
      'Bearer wrong',
      `Bearer ${server.secrets.publishableKey}`,
      `Basic ${orderKey}`,
    ];
    for (const authorization of anyone) assert.equal((await order(authorization)).status, 401, authorization);
    const guest = await server.tokens.signForGuest('11111111-1111-4111-8111-111111111111');
    assert.equal((await order(`Bearer ${guest}`)).status, 403);
    const answers = await Promise.all(Array.from({ length: 10 }, () => order('Bearer wrong')));
    const last = answers.find(({ status }) => status === 429);
    assert.match(last?.headers.get('retry-after') ?? 'none', /^\d+$/);
    assert.equal((await order(`Bearer ${orderKey}`)).status, 201, 'the till at the same address goes on');
  });

  it('takes orders from the till and from staff of this restaurant, not of another one', async () => {
    const own = await staffToken(server, cook);
    assert.equal((await order(`Bearer ${own}`)).status, 201);
    const stranger = await server.tokens.sign(
      { role: 'authenticated', sub: '22222222-2222-4222-8222-222222222222' },
      60,
    );
    assert.notEqual((await order(`Bearer ${stranger}`)).status, 201);
  });

  it('takes the order that own-server.md places by curl, and leads to it', async () => {
    const guide = readFileSync(projectPath('demo', 'guides', 'own-server.md'), 'utf8');
    const [, command = ''] = /```sh\n(curl [\s\S]*?)```/.exec(guide) ?? [];
    const { stdout } = await promisify(execFile)(
      'bash',
      ['-ec', command.replace('https://orders.example.com', server.url)],
      { env: { PATH: process.env.PATH ?? '', ORDER_KEY: orderKey } },
    );
    const { id, track_url: link } = JSON.parse(stdout) as { readonly id: string; readonly track_url: string };
    assert.ok(link.startsWith(`${production.publicOrigin}/`) && link.includes(id), link);
    assert.equal(await columnOf(server, id, 'fulfilment'), 'pickup');
  });

  it('knows the keys that the kit makes, and repeats no order, at the address of the Edge Function as well', async () => {
    const { rows } = await server.database.transaction((query) =>
      query.query<{ key: string }>(`select public.create_order_key($1, 'second till') as key`, [demoRestaurantId]),
    );
    for (const [path, key] of [
      ['/api/orders', orderKey],
      ['/functions/v1/orders', orderKey],
      ['/api/orders', rows[0]?.key],
    ] as const) {
      const place = () =>
        ask(path, {
          method: 'POST',
          headers: {
            authorization: `Bearer ${key}`,
            'Idempotency-Key': `receipt of ${path} ${key}`.replaceAll(' ', '-'),
          },
          body: JSON.stringify(lunch),
        });
      const [first, again] = [await place(), await place()];
      assert.deepEqual([first.status, again.status], [201, 200], path);
      const [one, other] = (await Promise.all([first.json(), again.json()])) as { id: string }[];
      assert.equal(one?.id, other?.id);
    }
  });

  it('makes links from its own origin, whatever Host and forwarded headers say', async () => {
    const response = await order(`Bearer ${orderKey}`, lunch, {
      'X-Forwarded-Host': 'evil.example',
      'X-Forwarded-Proto': 'http',
      Forwarded: 'host=evil.example',
    });
    const { track_url: url } = (await response.json()) as { track_url: string };
    assert.match(url, /^https:\/\/orders\.example\.com\/confirmation\?order_id=/);
  });

  it('believes the payment provider’s signature and nothing else', async () => {
    const { id } = await placed('pending');
    const body = JSON.stringify({ order_id: id, payment: 'succeeded' });
    const other = `whsec_${Buffer.from('a secret that somebody else made up').toString('base64')}`;
    const old = new Date(Date.now() - 10 * 60_000);
    const refused: readonly RequestInit[] = [
      { method: 'POST', body },
      signed(body, other),
      signed(body, paymentSecret, old),
      { ...signed(body), body: body.replace('succeeded', 'failed') },
      { ...signed('{}'), body },
    ];
    for (const request of refused) assert.equal((await ask('/api/payments', request)).status, 401);
    assert.equal(await columnOf(server, id, 'payment_status'), 'pending');

    // With a slash at the end, as a provider's form may have it.
    for (const path of ['/api/payments', '/api/payments/']) assert.equal((await ask(path, signed(body))).status, 204);
    assert.equal(await columnOf(server, id, 'payment_status'), 'succeeded');
    assert.equal(await columnOf(server, id, 'version'), 2, 'a repeated callback changes nothing');
    const late = JSON.stringify({ order_id: id, payment: 'failed' });
    assert.equal((await ask('/api/payments', signed(late))).status, 204);
    assert.equal(await columnOf(server, id, 'payment_status'), 'succeeded', 'a confirmed payment is not taken back');
  });

  it('ends an order whose payment failed, and refuses callbacks that it cannot read', async () => {
    const { id } = await placed('pending');
    const failed = JSON.stringify({ order_id: id, payment: 'failed' });
    assert.equal((await ask('/api/payments', signed(failed))).status, 204);
    assert.equal(await columnOf(server, id, 'status'), 'failed');
    for (const body of ['{', '[]', '{}', JSON.stringify({ order_id: id, payment: 'free' })]) {
      assert.equal((await ask('/api/payments', signed(body))).status, 400, body);
    }
    const unknown = JSON.stringify({ order_id: '11111111-1111-4111-8111-111111111111', payment: 'succeeded' });
    assert.equal((await ask('/api/payments', signed(unknown))).status, 404);
  });

  it('sends no change of an order to a page with the publishable key alone, which could count the orders', async () => {
    const pages = new Pages(server);
    const [stranger, kitchen] = [pages.client(), pages.client()];
    const { data } = await kitchen.auth.signInWithPassword(cook);
    await kitchen.realtime.setAuth(data.session?.access_token ?? '');
    const [counted, followed] = [new Heard<object>(), new Heard<object>()];
    const orders = { event: '*', schema: 'public', table: 'orders' } as const;
    await joinForChanges(stranger.channel('orders').on('postgres_changes', orders, counted.hear));
    await joinForChanges(kitchen.channel('orders').on('postgres_changes', orders, followed.hear));
    await placed('succeeded');
    await placed('succeeded');
    // The stranger, who came first, would have heard of the first one before the kitchen hears of the second.
    await followed.reaches(2);
    assert.deepEqual(counted.all, []);
    await pages.close();
  });

  it('lets nothing of guests, staff and settings be stored', async () => {
    const { id } = await placed('succeeded');
    for (const path of ['/demo.json', '/rest/v1/orders', '/auth/v1/settings', `/api/orders/${id}`, '/healthz']) {
      assert.equal((await ask(path)).headers.get('cache-control'), 'no-store', path);
    }
  });
});

describe('production on the database of a demo', () => {
  it('takes back what every visitor knew: the account, and the link of the wall screen', async () => {
    await withUsedFolder(async (dataFolder, { boardCapability }) => {
      const own = await startDemoServer({ port: 0, dataFolder, production, limits: { signInRefusalDelay: 0 } });
      const answers = await Promise.all([
        fetch(`${own.url}/auth/v1/token?grant_type=password`, {
          method: 'POST',
          headers: { apikey: own.secrets.publishableKey },
          body: JSON.stringify(own.staff),
        }),
        ...[boardCapability, own.secrets.boardCapability].map((capability) => {
          const body = JSON.stringify({ restaurant_id: demoRestaurantId, capability });
          return fetch(`${own.url}/api/track`, { method: 'POST', body });
        }),
      ]);
      assert.deepEqual(
        answers.map(({ status }) => status),
        [400, 410, 200],
      );
      await own.close();
    });
  });
});

describe('the key of the setting', () => {
  const lost = `order_key_${'1b'.repeat(32)}`;
  const made = `order_key_${'2c'.repeat(32)}`;
  it('replaces the one of before at the next start, and leaves the others as they are', async (context) => {
    const database = await Database.open({ emptyCluster: await emptyCluster() });
    context.after(() => database.close());
    await prepareDatabase(database, Date.now, false);
    const working = async () => {
      const { rows } = await database.transaction((query) =>
        query.query<{ key_hash: string }>('select key_hash from private.order_keys where revoked_at is null'),
      );
      return rows.map(({ key_hash: hash }) => hash).sort();
    };
    const add = `insert into private.order_keys (key_hash, restaurant_id, label, revoked_at) values ($1, $2, $3, $4)`;
    await database.transaction((query) => query.query(add, [hashCapability(made), demoRestaurantId, 'till', null]));
    await database.transaction((query) =>
      query.query(add, [hashCapability(lost), demoRestaurantId, 'lost', new Date()]),
    );
    const starts: readonly (readonly [setting: string | undefined, works: readonly string[]])[] = [
      [orderKey, [orderKey, made]],
      [undefined, [made]],
      [orderKey, [orderKey, made]],
      [made, [made]],
      [lost, [made]],
    ];
    for (const [setting, works] of starts) {
      await setOrderKey(database, setting);
      assert.deepEqual(await working(), works.map(hashCapability).sort());
    }
  });
});

async function staffToken(server: DemoServer, account: { email: string; password: string }): Promise<string> {
  const response = await fetch(`${server.url}/auth/v1/token?grant_type=password`, {
    method: 'POST',
    headers: { apikey: server.secrets.publishableKey },
    body: JSON.stringify(account),
  });
  assert.equal(response.status, 200);
  return ((await response.json()) as { access_token: string }).access_token;
}
