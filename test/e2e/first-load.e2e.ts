import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Browser, launch, type Page } from 'puppeteer-core';
import { type DemoServer, startDemoServer } from '../../demo/server/server.js';
import type {} from '../../src/define.js';
import { moveTo, placeOrder } from '../demo/support.js';
import { OneOrigin } from '../faults/browser/one-origin.js';
import { chromiumFlags, findBrowsers, headlessChromiumPath } from '../support/browsers.js';
import { migratedCluster } from '../support/empty-cluster.js';

const chromium = findBrowsers().chromium?.browser;

interface Visit {
  readonly page: Page;
  readonly orderId: string;
  /** The scripts that the page requested, in this order, without the numbers in their names. */
  readonly scripts: string[];
  readonly problems: string[];
  /** What the page wrote to the console. */
  readonly lines: string[];
}

describe('the first load of a CDN file', { skip: chromium === undefined && process.env.CI !== 'true' }, () => {
  let server: DemoServer;
  let site: OneOrigin;
  let browser: Browser;
  /** Whether the server has lost the parts, as after a new version was put in place of the old one. */
  let areGone = false;
  /** Whether requests for the parts are never answered. */
  let areStuck = false;

  before(async () => {
    server = await startDemoServer({ port: 0, emptyCluster: await migratedCluster() });
    site = await OneOrigin.start(server.port);
    browser = await launch({ executablePath: headlessChromiumPath(), args: [...chromiumFlags] });
  });

  after(async () => {
    await browser?.close();
    await site?.close();
    await server?.close();
  });

  async function visit(script: string, attributes = '', fieldMap?: object): Promise<Visit> {
    const order = await placeOrder(server);
    const address = site.add(`/page/${order.id}`, {
      html: `<!doctype html><html lang="en"><meta charset="utf-8"><title>Your order</title>
        <link rel="icon" href="data:,">
        <script>
          addEventListener('unhandledrejection', (event) => console.error('unhandled ' + event.reason));
          const noteTime = () => {
            const tracker = document.querySelector('order-status-tracker');
            globalThis.liveAt ??= tracker?.isLive ? performance.now() : undefined;
            globalThis.offeredAt ??= tracker?.shadowRoot?.querySelector('[part=alert-button]') ? performance.now() : undefined;
          };
          addEventListener('order-connection-change', noteTime);
          setInterval(noteTime, 5);
        </script>
        <script ${script}></script>
        <order-status-tracker ${attributes} websocket-url="${site.url.replace('http', 'ws')}/ws"
          poll-url="/api/orders/{id}" token-url="/api/track"></order-status-tracker>
        <script>document.querySelector('order-status-tracker').fieldMap = ${JSON.stringify(fieldMap ?? null)}</script></html>`,
    });
    const page = await browser.newPage();
    page.setDefaultTimeout(15_000);
    const scripts: string[] = [];
    const problems: string[] = [];
    const lines: string[] = [];
    page.on('pageerror', (error) => problems.push(String(error)));
    page.on('console', (message) => {
      lines.push(message.text());
      if (message.text().startsWith('unhandled')) problems.push(message.text());
    });
    await page.setRequestInterception(true);
    page.on('request', (request) => {
      const { pathname, search } = new URL(request.url());
      if (pathname.startsWith('/cdn/')) scripts.push(pathname.replace(/(parts\/.+)-[\w-]{6}\.js$/, '$1') + search);
      if (areStuck && pathname.startsWith('/cdn/parts/')) return;
      if (areGone && pathname.startsWith('/cdn/parts/')) void request.respond({ status: 404, body: 'gone' });
      else void request.continue();
    });
    await page.goto(`${address}?order_id=${order.id}#track=${order.capability}`);
    return { page, orderId: order.id, scripts, problems, lines };
  }

  const live = (page: Page) => page.waitForSelector('order-status-tracker[connection=connected]');
  const drawn = (page: Page, part: string) =>
    page.waitForFunction(
      (name) => document.querySelector('order-status-tracker')?.shadowRoot?.querySelector(`[part=${name}]`),
      {},
      part,
    );
  /** Waits until screen readers are told that the order is ready. */
  const saidReady = (page: Page, timeout = 15_000) =>
    page.waitForFunction(
      () =>
        document
          .querySelector('order-status-tracker')
          ?.shadowRoot?.querySelector('[role=alert]')
          ?.textContent?.includes('Ready'),
      { timeout },
    );
  const offer = (page: Page) => drawn(page, 'alert-button');
  /** When each part was requested, when the tracker was live, and when alerts were offered, in milliseconds. */
  const times = (page: Page) =>
    page.evaluate(() => {
      const { liveAt, offeredAt } = globalThis as unknown as { liveAt: number; offeredAt: number };
      const parts = performance.getEntriesByType('resource').filter(({ name }) => name.includes('/cdn/parts/'));
      const loaded = (parts as PerformanceResourceTiming[]).map(({ startTime, responseEnd }) => ({
        startTime,
        responseEnd,
      }));
      return { liveAt, offeredAt, loaded };
    });

  it('is one file until the order is followed live; then the alerts, before they are offered', async () => {
    const { page, scripts, problems } = await visit('type="module" src="/cdn/order-status-tracker.js"');
    await live(page);
    await offer(page);
    const { liveAt, offeredAt, loaded } = await times(page);
    assert.deepEqual(scripts, ['/cdn/order-status-tracker.js', '/cdn/parts/alerting']);
    for (const { startTime, responseEnd } of loaded) {
      assert.ok(startTime >= liveAt - 50, `requested at ${startTime}, live at ${liveAt}`);
      assert.ok(responseEnd <= offeredAt, `there at ${responseEnd}, offered at ${offeredAt}`);
    }
    assert.equal(loaded.length, 1);
    assert.deepEqual(problems, []);
    await page.close();
  });

  it('asks for the alerts of one tap in that tap, without the network', async () => {
    const { page, scripts } = await visit('type="module" src="/cdn/order-status-tracker.js"');
    await offer(page);
    const before = scripts.length;
    areGone = true;
    await page.click('order-status-tracker >>> [part=alert-button]');
    await drawn(page, 'alert-state');
    areGone = false;
    assert.equal(scripts.length, before);
    await page.close();
  });

  it('is loaded once under an address with a query', async () => {
    const { page, scripts } = await visit('type="module" src="/cdn/order-status-tracker.js?v=7"');
    await offer(page);
    assert.deepEqual(scripts, ['/cdn/order-status-tracker.js?v=7', '/cdn/parts/alerting']);
    await page.close();
  });

  it('loads what the attributes ask for, and nothing else', async () => {
    const { page, scripts } = await visit(
      'type="module" src="/cdn/order-status-tracker-supabase.js"',
      'ask-kitchen="on" layout="handover" recent="on" tab="on"',
    );
    await drawn(page, 'question-button');
    assert.deepEqual([...scripts].sort(), [
      '/cdn/order-status-tracker-supabase.js',
      '/cdn/parts/alerting',
      '/cdn/parts/guest-actions-drawn',
      '/cdn/parts/handover',
      '/cdn/parts/recent-drawn',
      '/cdn/parts/tab-signs',
    ]);
    await page.close();
  });

  it('without its parts the order is followed and drawn; they are asked for again once they are needed', async () => {
    areGone = true;
    const { page, orderId, scripts, problems } = await visit(
      'type="module" src="/cdn/order-status-tracker.js"',
      'ask-kitchen="on"',
    );
    await live(page);
    await moveTo(server, orderId, 'preparing');
    await page.waitForSelector('order-status-tracker[status=preparing]');
    const parts = await page.$eval('order-status-tracker', ({ shadowRoot }) =>
      ['alert-button', 'question-button', 'headline', 'error'].filter((part) =>
        shadowRoot?.querySelector(`[part~=${part}]`),
      ),
    );
    assert.deepEqual(parts, ['headline']);
    areGone = false;
    await new Promise((resolve) => setTimeout(resolve, 5_500));
    await moveTo(server, orderId, 'pending');
    await offer(page);
    assert.ok(
      scripts.some((script) => script.includes('again=1')),
      scripts.join(),
    );
    assert.deepEqual(problems, []);
    await page.close();
  });

  it('without its parts it still says that the order is ready', async () => {
    areGone = true;
    const { page, orderId, problems } = await visit('type="module" src="/cdn/order-status-tracker.js"');
    await live(page);
    await moveTo(server, orderId, 'preparing', 'ready');
    await saidReady(page);
    areGone = false;
    assert.deepEqual(problems, []);
    await page.close();
  });

  it('says that the order is ready within 3 s while the request for the alerts is stuck', async () => {
    areStuck = true;
    const { page, orderId, problems } = await visit('type="module" src="/cdn/order-status-tracker.js"');
    await live(page);
    await moveTo(server, orderId, 'preparing', 'ready');
    await page.waitForSelector('order-status-tracker[status=ready]');
    await saidReady(page, 3_000);
    areStuck = false;
    assert.deepEqual(problems, []);
    await page.close();
  });

  it('tells the page’s own button that alerts could not be turned on, where their part is missing', async () => {
    areGone = true;
    const { page } = await visit('type="module" src="/cdn/order-status-tracker.js"');
    await live(page);
    const codes = await page.$eval('order-status-tracker', async (tracker) => {
      const heard: string[] = [];
      tracker.addEventListener('order-error', ({ detail }) => heard.push(detail.code));
      await (tracker as unknown as { enableAlerts(): Promise<void> }).enableAlerts();
      return heard;
    });
    areGone = false;
    assert.deepEqual(codes, ['unreachable']);
    await page.close();
  });

  it('tells developers of a tag that is not closed without waiting for what comes in idle time', async () => {
    const address = site.add('/unclosed', {
      html: `<!doctype html><html lang="en"><meta charset="utf-8"><title>Your order</title>
        <script type="module" src="/cdn/order-status-tracker.js"></script>
        <order-status-tracker order-id="42" poll-url="/api/orders/{id}" />
        <form action="/tip"><button>Leave a tip</button></form></html>`,
    });
    const page = await browser.newPage();
    await page.setRequestInterception(true);
    page.on('request', (request) => {
      if (!request.url().includes('/cdn/parts/alerting')) void request.continue();
    });
    const told = new Promise<string>((resolve) => {
      page.on('console', (message) => message.text().includes('close the tag') && resolve(message.type()));
    });
    await page.goto(address, { waitUntil: 'domcontentloaded' });
    assert.equal(await told, 'warn');
    await page.close();
  });

  it('logs from the first transition on with `debug`, and explains itself once the words are there', async () => {
    const { page, scripts, lines } = await visit('type="module" src="/cdn/order-status-tracker.js"', 'debug');
    await offer(page);
    assert.ok(
      lines.some((line) => line.endsWith('lifecycle: start → unknown (init)')),
      lines.join('\n'),
    );
    assert.ok(scripts.includes('/cdn/parts/inspection'), scripts.join());
    const { because, facts } = await page.$eval('order-status-tracker', (tracker) => tracker.explain());
    assert.match(because, /^Changes arrive by themselves/);
    assert.ok(facts.length > 3);
    await page.close();

    const other = await visit('type="module" src="/cdn/order-status-tracker.js"');
    await live(other.page);
    const explain = () => other.page.$eval('order-status-tracker', (tracker) => tracker.explain());
    const brief = await explain();
    assert.equal(brief.connectionStatus, 'connected');
    assert.match(brief.because, /call explain\(\) again/);
    await other.page.waitForFunction(() =>
      document.querySelector('order-status-tracker')?.explain().because.startsWith('Changes'),
    );
    await other.page.close();
  });

  it('loads at once what the first state needs, also where the tag is in the page before the script', async () => {
    const { page, scripts, problems } = await visit(
      'type="module" src="/cdn/order-status-tracker.js"',
      'debug websocket-protocol="plain"',
      { root: ['order'] },
    );
    // The demo's server speaks our protocol only: the order is read.
    await page.waitForSelector('order-status-tracker[status=pending]');
    assert.deepEqual(scripts.slice(1, 4).sort(), [
      '/cdn/parts/field-maps',
      '/cdn/parts/inspection',
      '/cdn/parts/plain-websocket',
    ]);
    const { because } = await page.$eval('order-status-tracker', (tracker) => tracker.explain());
    assert.doesNotMatch(because, /could not be loaded|initialization/);
    assert.deepEqual(problems, []);
    await page.close();
  });

  it('is everything, in a file for pages without modules', async () => {
    const { page, scripts, problems } = await visit('src="/cdn/order-status-tracker.iife.js"', 'ask-kitchen="on"');
    await offer(page);
    await drawn(page, 'question-button');
    assert.deepEqual(scripts, ['/cdn/order-status-tracker.iife.js']);
    assert.deepEqual(problems, []);
    await page.close();
  });
});
