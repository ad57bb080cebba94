import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { before, describe, it } from 'node:test';
import { projectPath } from '../../demo/server/project-files.js';
import woocommerce from '../../src/order/field-map/presets/woocommerce.js';
import { createOrderTracker } from '../../src/tracker/order-tracker.js';
import { debianFile } from '../support/debian-file.js';
import { FakeEnvironment } from '../support/fake-environment.js';

const plugin = projectPath('demo', 'wordpress', 'order-status-tracker');
const harness = projectPath('test', 'demo', 'wordpress');

interface Done {
  readonly html: string;
  readonly scripts: Readonly<Record<string, string>>;
  readonly status: number;
  readonly code: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;
}

/** The plugin, run by PHP with the few functions of WordPress that it calls. */
describe('the WordPress plugin', () => {
  let php: string;
  before(() => {
    php = debianFile('php-cli', '/usr/bin/php');
  });

  function run(request: object): Done {
    const { stdout, stderr } = spawnSync(php, [`${harness}/requests.php`, `${plugin}/order-status-tracker.php`], {
      input: `${JSON.stringify(request)}\n`,
      encoding: 'utf8',
    });
    assert.equal(stderr, '');
    return JSON.parse(stdout) as Done;
  }

  /** The attributes of the one tag on a page, read as a browser reads them; `undefined` where there is no tag. */
  function tagOf(html: string): Readonly<Record<string, string>> | undefined {
    if (html === '') return undefined;
    const [, text = ''] = /^<order-status-tracker((?: [a-z-]+="[^"<>]*")*)><\/order-status-tracker>$/.exec(html) ?? [];
    assert.notEqual(text, '', `no tag: ${html}`);
    const entities: Readonly<Record<string, string>> = { amp: '&', quot: '"', lt: '<', gt: '>', '#039': "'" };
    const decode = (value: string) =>
      value.replace(/&([^;]+);/g, (_, name: string) => entities[name] ?? assert.fail(name));
    return Object.fromEntries(
      [...text.matchAll(/ ([a-z-]+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, decode(value)]),
    );
  }

  it('is PHP without syntax errors', () => {
    for (const file of readdirSync(plugin).filter((name) => name.endsWith('.php'))) {
      const { stdout, status } = spawnSync(php, ['-l', `${plugin}/${file}`], { encoding: 'utf8' });
      assert.equal(status, 0, stdout);
    }
  });

  it('shows a guest the tracker of their order, with its key and their e-mail in the address of the Store API', () => {
    const { html, scripts } = run({ page: 147, key: 'wc_order_guest' });
    assert.deepEqual(tagOf(html), {
      preset: 'woocommerce',
      'order-id': '147',
      'poll-url':
        'https://shop.example/wp-json/wc/store/v1/order/{id}?key=wc_order_guest&billing_email=ann%2Bshop%40example.com',
    });
    assert.deepEqual(Object.keys(scripts), ['order-status-tracker']);
  });

  it('joins the address with & where the shop has no permalinks', () => {
    const { html } = run({ page: 147, key: 'wc_order_guest', permalinks: false });
    assert.equal(
      tagOf(html)?.['poll-url'],
      'https://shop.example/index.php?rest_route=/wc/store/v1/order/{id}&key=wc_order_guest&billing_email=ann%2Bshop%40example.com',
    );
  });

  for (const [who, request] of [
    ['somebody without the key', { page: 147 }],
    ['somebody with another key', { page: 147, key: 'wc_order_customer' }],
    ['somebody whose key is a list', { page: 147, key: ['wc_order_guest'] }],
    ['a stranger with the key of a customer’s order', { page: 148, key: 'wc_order_customer' }],
    ['another customer', { page: 148, user: 6 }],
    ['anybody, of a refund', { page: 150, user: 5 }],
    ['anybody, of an order that does not exist', { page: 999, user: 5 }],
  ] as const) {
    it(`shows nothing to ${who}`, () => {
      const { html, scripts } = run(request);
      assert.deepEqual([html, Object.keys(scripts)], ['', []]);
    });
  }

  it('escapes a key and an e-mail that would end the attribute or the address', () => {
    const key = `wc_order_"'&#?{id}`;
    const { html } = run({ page: 149, key });
    const url = new URL(tagOf(html)?.['poll-url'] ?? '');
    assert.deepEqual(
      [...url.searchParams],
      [
        ['key', key],
        ['billing_email', '"><img src=x>@example.com'],
      ],
    );
    assert.equal(url.hash, '');
  });

  it('shows a customer the tracker of their order, by a route that knows them by cookie and nonce', () => {
    const { html } = run({ page: 148, user: 5 });
    assert.deepEqual(tagOf(html), {
      preset: 'woocommerce',
      'order-id': '148',
      'poll-url': 'https://shop.example/wp-json/order-status-tracker/v1/orders/{id}',
      'poll-headers': '{"X-WP-Nonce":"nonce-of-wp_rest"}',
      'poll-credentials': 'same-origin',
    });
  });

  it('lets customers read their own order, without an address, and lets nobody store it', () => {
    const { status, data, headers } = run({ read: 148, user: 5 });
    assert.deepEqual([status, headers], [200, { 'Cache-Control': 'no-store' }]);
    assert.deepEqual(data, {
      id: 148,
      number: 'R-148',
      status: 'processing',
      date_created_gmt: '2026-11-28T18:00:00',
      date_modified_gmt: null,
      currency: 'EUR',
      total: '21.50',
      line_items: [{ id: 7, name: 'Fish & <b>Chips</b>', quantity: 2 }],
      shipping_lines: [{ method_id: 'local_pickup' }],
    });
  });

  it('answers orders of others, refunds and unknown ids alike, and asks strangers to sign in', () => {
    const none = { status: 404, code: 'rest_no_such_order' };
    for (const [id, user] of [
      [148, 6],
      [147, 5],
      [150, 5],
      [999, 5],
    ])
      assert.deepEqual(run({ read: id, user }), none);
    for (const id of [147, 148, 999]) assert.deepEqual(run({ read: id }), { status: 401, code: 'rest_not_logged_in' });
    assert.equal(run({ read: '148x', user: 5 }).code, 'rest_no_route');
  });

  it('gives the tracker what it needs: the tag’s address leads to the order that the route tells', async () => {
    const tag = tagOf(run({ page: 148, user: 5 }).html) ?? {};
    const { data } = run({ read: 148, user: 5 });
    const world = new FakeEnvironment();
    const asked: (readonly [string, string | null, string | undefined])[] = [];
    const answer: typeof fetch = async (url, init) => {
      asked.push([String(url), new Headers(init?.headers).get('x-wp-nonce'), init?.credentials]);
      return Response.json(data);
    };
    const tracker = createOrderTracker({
      orderId: tag['order-id'],
      pollUrl: tag['poll-url'],
      pollHeaders: JSON.parse(tag['poll-headers'] ?? '{}') as Record<string, string>,
      pollCredentials: 'same-origin',
      fieldMap: woocommerce,
      environment: Object.assign(world, { fetch: answer }),
    });
    tracker.start();
    await world.pass(100);
    tracker.stop();
    const { order, orderStatus } = tracker.getSnapshot();
    assert.deepEqual(asked[0], [
      'https://shop.example/wp-json/order-status-tracker/v1/orders/148',
      'nonce-of-wp_rest',
      'same-origin',
    ]);
    assert.deepEqual(
      [orderStatus, order?.number, order?.fulfilment, order?.totalMinor, order?.items?.[0]?.name],
      ['preparing', 'R-148', 'pickup', 2150, 'Fish & Chips'],
    );
  });
});
