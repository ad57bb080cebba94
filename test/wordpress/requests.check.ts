import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { before, describe, it } from 'node:test';
import { projectPath } from '../../demo/server/project-files.js';
import woocommerce from '../../src/order/field-map/presets/woocommerce.js';
import { createOrderTracker } from '../../src/tracker/order-tracker.js';
import { debianFile } from '../support/debian-file.js';
import { FakeEnvironment } from '../support/fake-environment.js';

const plugin = projectPath('demo', 'wordpress', 'order-status-tracker');
const harness = projectPath('test', 'wordpress');
const folder = 'https://shop.example/wp-content/plugins/order-status-tracker/cdn/';

interface Done {
  readonly html: string;
  readonly scripts: Readonly<Record<string, string>>;
  readonly status: number;
  readonly code: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly saved: Readonly<Record<string, string>>;
  readonly errors: readonly string[];
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

  it('shows a guest the tracker of their order, with its key and their e-mail in the address of the Store API', () => {
    const { html, scripts } = run({ page: 147, key: 'wc_order_guest' });
    assert.deepEqual(tagOf(html), {
      preset: 'woocommerce',
      'order-id': '147',
      folder,
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
      folder,
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

  const saved = { endpoint: 'https://till.example/orders/{id}', preset: 'square', theme: 'dark', phone: '' };

  it('draws the shortcode’s tag from the settings and what its author chose', () => {
    const { html, scripts } = run({ shortcode: { order_id: '42', layout: 'compact' }, options: saved });
    assert.deepEqual(tagOf(html), {
      'order-id': '42',
      'poll-url': 'https://till.example/orders/{id}',
      preset: 'square',
      theme: 'dark',
      layout: 'compact',
      folder,
    });
    assert.deepEqual(Object.keys(scripts), ['order-status-tracker']);
  });

  it('lets an author neither choose where orders are read, nor write markup', () => {
    const shortcode = {
      order_id: '"><script>alert(1)</script>',
      'poll-url': 'https://evil.example/{id}',
      endpoint: 'https://evil.example/{id}',
      onclick: 'alert(1)',
      theme: 'pink',
      pickup_place: `the "bar" & 'grill'`,
    };
    const tag = tagOf(run({ shortcode, options: saved }).html);
    assert.deepEqual(tag, {
      'order-id': '">alert(1)',
      'poll-url': 'https://till.example/orders/{id}',
      preset: 'square',
      theme: 'dark',
      'pickup-place': `the "bar" & 'grill'`,
      folder,
    });
  });

  it('shows the telephone number as a link, escaped', () => {
    const { html } = run({ shortcode: {}, options: { ...saved, phone: '+39 06 "12345"' } });
    assert.match(
      html,
      /<span slot="footer" lang="en" dir="ltr" style="display: block">.*<a dir="ltr" href="tel:\+390612345">\+39 06 &quot;12345&quot;<\/a><\/span>/,
    );
  });

  it('tells the telephone number in the language that the tracker speaks', () => {
    const options = { ...saved, phone: '06 12345' };
    const spoken = (language: string, own: object = {}) =>
      /<span slot="footer" lang="([^"]+)" dir="(?:ltr|rtl)"/.exec(
        run({ shortcode: {}, options, language, ...own }).html,
      )?.[1];
    for (const [page, tracker] of [
      ...[
        ['de-AT', 'de'],
        ['de-DE-formal', 'de'],
        ['pt-BR', 'pt-BR'],
        ['pt-AO', 'pt-PT'],
        ['nn-NO', 'nb'],
      ],
      ...[
        ['zh-CN', 'zh-Hans'],
        ['zh-TW', 'zh-Hant'],
        ['zh-Hant', 'zh-Hant'],
        ['he-IL', 'he'],
        ['mt-MT', 'en'],
      ],
    ] as const)
      assert.equal(spoken(page ?? ''), tracker, page);
    assert.equal(spoken('de-DE', { options: { ...options, language: 'fr' } }), 'fr');
    assert.equal(spoken('de-DE', { options: { ...options, language: 'fr' }, shortcode: { language: 'it' } }), 'it');
    const { html } = run({ shortcode: {}, options, language: 'ar' });
    assert.match(html, /lang="ar" dir="rtl" style="display: block">[^<]*الطلب[^<]*<a dir="ltr"/);
  });

  it('does so beside an order of the shop', () => {
    const { html } = run({
      page: 147,
      key: 'wc_order_guest',
      options: { ...saved, phone: '06 12345' },
      language: 'de-DE',
    });
    assert.match(html, />Fragen zur Bestellung\? Telefon: <a dir="ltr" href="tel:0612345">06 12345<\/a><\/span>/);
  });

  it('shows nothing before an address is set, but tells the administrator', () => {
    assert.equal(run({ shortcode: {} }).html, '');
    assert.match(run({ shortcode: {}, user: 1 }).html, /options-general\.php\?page=order-status-tracker/);
  });

  it('saves addresses with {id} and {token}, and choices from the lists', () => {
    const save = {
      endpoint: ' https://till.example/orders/{id}?shop=7 ',
      live: 'wss://till.example/live/{id}?token={token}',
      token: 'https://till.example/track',
      preset: 'square',
      language: 'pt-BR',
      theme: 'classic dark',
      phone: '06 12345',
    };
    assert.deepEqual(run({ save }), { saved: { ...save, endpoint: save.endpoint.trim() }, errors: [] });
  });

  for (const [what, address] of [
    ['a script', 'javascript:alert("{id}")'],
    ['a relative address', '/orders/{id}'],
    ['plain HTTP on another host', 'http://till.example/orders/{id}'],
    ['no {id}', 'https://till.example/orders'],
  ] as const) {
    it(`keeps the former address and says why, where the new one has ${what}`, () => {
      const { saved: kept, errors } = run({ save: { endpoint: address }, options: saved });
      assert.deepEqual([kept.endpoint, errors], [saved.endpoint, ['order-status-tracker-endpoint']]);
    });
  }

  it('saves nothing that is in no list, and no markup', () => {
    const save = { preset: 'pos"', language: '<b>', theme: ['dark'], phone: '<b>06</b>\n12', other: 'x' };
    const nothing = { endpoint: '', live: '', token: '', preset: '', language: '', theme: '' };
    assert.deepEqual(run({ save }), { saved: { ...nothing, phone: '06 12' }, errors: [] });
    assert.deepEqual(run({ save: 'x' }).saved, { ...nothing, phone: '' });
  });
});
