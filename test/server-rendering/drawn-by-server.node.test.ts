import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, it, mock } from 'node:test';
import { promisify } from 'node:util';
import { html } from 'lit';
import { de } from '../../src/locales/de.js';
import { registerLocale } from '../../src/locales/registry.js';
import { orderStatuses } from '../../src/order/status.js';
import { drawConnected, drawOnServer, order, orderOf, textOf } from './drawn-by-server.js';

describe('what @lit-labs/ssr writes', () => {
  beforeEach(() => {
    process.env.TZ = 'Europe/Berlin';
    mock.timers.enable({ apis: ['Date'], now: Date.parse('2026-11-30T18:00:00Z') });
  });
  afterEach(() => mock.timers.reset());

  const tracker = (given: unknown, lang = 'en') =>
    html`<order-status-tracker lang=${lang} order-id="42" poll-url="https://example.com/orders/{id}" .order=${given}></order-status-tracker>`;

  it('is the card that a guest would see first, as declarative shadow DOM', async () => {
    const drawn = await drawOnServer(tracker(orderOf(2)));
    assert.match(drawn, /<order-status-tracker[^>]*><template shadowroot="open" shadowrootmode="open"><style>/);
    assert.match(textOf(drawn), /Nonna’s &lt;Kitchen&gt; &amp; &quot;Bar&quot; Table 12 Updating…/);
    assert.match(textOf(drawn), /Preparing Ready around 7:05–7:15 PM/);
    assert.match(textOf(drawn), /67% 2 items Total €34.50 2× Margherita$/);
  });

  for (const status of orderStatuses) {
    it(`has the words of the status ${status}, and its attribute for the page’s styles`, async () => {
      const drawn = await drawOnServer(tracker({ ...order, status }));
      assert.match(
        drawn,
        new RegExp(`^[^]{0,60}<order-status-tracker[^>]* status="${status}" connection="connecting"`),
      );
      assert.doesNotMatch(textOf(drawn), /Loading|Connecting to/);
    });
  }

  it('is in the language of the tag, with its direction', async () => {
    registerLocale(de);
    const drawn = await drawOnServer(tracker(order, 'de-AT'));
    assert.match(drawn, /dir="ltr"\s+lang="de"/);
    assert.match(textOf(drawn), /In Zubereitung|Wird zubereitet/);
  });

  it('is English without a language of the tag, whatever the language of the server', async () => {
    const drawn = await drawOnServer(html`<order-status-tracker order-id="42" .order=${order}></order-status-tracker>`);
    assert.match(drawn, /lang="en"/);
  });

  it('has the theme and the layout that the page asks for, and none that it does not', async () => {
    const drawn = await drawOnServer(
      html`<order-status-tracker theme="dark" layout="compact" order-id="42" .order=${order}></order-status-tracker>`,
    );
    assert.match(drawn, /theme="dark" layout="compact"/);
    assert.match(drawn, /class="card compact/);
    assert.doesNotMatch(await drawOnServer(tracker(order)), /<order-status-tracker[^>]* (theme|layout)=/);
  });

  it('hands the browser what is shown of the order, and nothing else', async () => {
    const drawn = await drawOnServer(tracker(order));
    const [, attribute = ''] = / order="([^"]*)"/.exec(drawn) ?? [];
    const handed = JSON.parse(
      attribute.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&'),
    );
    const { guest_phone: phone, ...shown } = order;
    assert.deepEqual(handed, { ...shown, status_source: 'confirmed', delayed: false, on_hold: false });
    assert.ok(!drawn.includes(phone));
    assert.equal(await drawOnServer(tracker(handed)), drawn, 'drawn from it, the card is the same');
  });

  it('leaves room for clock times where the server runs in UTC: it is some other time where the guests are', async () => {
    process.env.TZ = 'UTC';
    const text = textOf(await drawOnServer(tracker(orderOf(2))));
    assert.match(text, /Preparing Ready around/);
    assert.doesNotMatch(text, /\d:\d\d/);
  });

  it('says what a guest would read where there is no order', async () => {
    assert.match(textOf(await drawOnServer(tracker(undefined))), /Loading|Looking|Connecting/);
    assert.match(
      textOf(await drawOnServer(html`<order-status-tracker></order-status-tracker>`)),
      /No order to follow yet/,
    );
  });

  it('is a board with its numbers, and no names of its guests', async () => {
    const board = { restaurant_name: 'Nonna', orders: [order, { ...order, id: '43', number: '18', status: 'ready' }] };
    const drawn = await drawOnServer(
      html`<order-status-board lang="en" restaurant-id="7" poll-url="https://example.com/{id}" .board=${board}></order-status-board>`,
    );
    assert.match(textOf(drawn), /Nonna · Order board Updating… 7:00 PM Preparing 1 17 Ready 1 18/);
    assert.ok(!drawn.includes(order.guest_phone));
    assert.match(drawn, / board="\{&quot;id&quot;:&quot;7&quot;/);
  });

  it('leaves nothing behind: no request, no timer, no global', async () => {
    const before = Reflect.ownKeys(globalThis);
    // Modules that come on demand are files; whatever else waits would keep the server busy.
    const waiting = () =>
      process.getActiveResourcesInfo().filter((name) => /Timeout|Immediate|TCP|TLS|Addr/.test(name));
    const resources = waiting();
    const asked = mock.method(globalThis, 'fetch', () => Promise.reject(new Error('a request')));
    const timers = mock.method(globalThis, 'setTimeout');
    const intervals = mock.method(globalThis, 'setInterval');
    const warned = mock.method(console, 'warn');
    const access = html`<order-status-tracker order-id="42" lang="xx" preset="square" server-preset="pusher" remember="device" recent="on"
      supabase-url="https://x.supabase.co" supabase-key="k" websocket-url="wss://example.com/{id}" token-url="https://example.com/token"
      rating="on" alerts float="on" tab="on" .history=${{}} .order=${order}></order-status-tracker>`;
    for (const draw of [drawOnServer, drawConnected]) {
      await draw(tracker(order));
      await draw(access);
      await draw(
        html`<order-status-board restaurant-id="7" sound="on" poll-url="https://example.com/{id}"></order-status-board>`,
      );
    }
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(asked.mock.callCount() + timers.mock.callCount() + intervals.mock.callCount(), 0);
    assert.deepEqual(
      warned.mock.calls.map(({ arguments: words }) => words),
      [],
    );
    assert.deepEqual(waiting(), resources);
    assert.deepEqual(Reflect.ownKeys(globalThis), before);
    mock.restoreAll();
  });
});

describe('the sample of the guide', () => {
  it('draws an order with the package as it is installed', async () => {
    const [, sample = ''] = /```js\n(.*?)```/s.exec(readFileSync('demo/guides/server-rendering.md', 'utf8')) ?? [];
    const call = `console.log(await drawOrder(${JSON.stringify(order)}));`;
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [
      '--input-type=module',
      '-e',
      sample + call,
    ]);
    assert.match(textOf(stdout), /Preparing.*Order 17.*Margherita/);
    assert.equal(stderr, '');
  });
});
