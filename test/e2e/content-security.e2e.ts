import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { type Browser, launch, type Page } from 'puppeteer-core';
import { projectPath } from '../../demo/server/project-files.js';
import { type DemoServer, startDemoServer } from '../../demo/server/server.js';
import { moveTo, placeOrder, type TestOrder } from '../demo/support.js';
import { OneOrigin } from '../faults/browser/one-origin.js';
import { chromiumFlags, findBrowsers } from '../support/browsers.js';
import { migratedCluster } from '../support/empty-cluster.js';

const nonce = 'kT0wN4Pq';

/** A policy that allows only the one script, requests to the page's own origin, and our Trusted Types policy. */
const policy = [
  "default-src 'none'",
  "style-src 'none'",
  `script-src 'nonce-${nonce}' 'strict-dynamic'`,
  "connect-src 'self'",
  "require-trusted-types-for 'script'",
  'trusted-types order-status-tracker',
  'report-uri /reports',
].join('; ');

/** The attributes of the restaurant's tag, by file. */
const tags = {
  'order-status-tracker.js': (back: string) =>
    `websocket-url="${back.replace('http', 'ws')}/ws" poll-url="/api/orders/{id}" token-url="/api/track"`,
  'order-status-tracker-supabase.js': (back: string, key: string) =>
    `supabase-url="${back}" supabase-key="${key}" supabase-read="order_snapshot" token-url="/api/track"`,
} as const;
const files = Object.keys(tags) as (keyof typeof tags)[];

/** Ignores reports about the favicon: Firefox requests it by itself, and the policy forbids it. */
const isOurs = (report: string) => !report.includes('/favicon.ico');

const installed = findBrowsers();

for (const engine of ['chromium', 'firefox'] as const) {
  const program = installed[engine]?.browser;
  // In CI a missing browser is a failure. Elsewhere the browser tests report it.
  if (program === undefined && process.env.CI !== 'true') continue;

  describe(`on a page with the strictest content security policy, in ${engine}`, () => {
    let server: DemoServer;
    let site: OneOrigin;
    let browser: Browser;

    before(async () => {
      server = await startDemoServer({ port: 0, emptyCluster: await migratedCluster() });
      site = await OneOrigin.start(server.port);
      browser = await launch({
        browser: engine === 'firefox' ? 'firefox' : 'chrome',
        executablePath: program ?? engine,
        args: engine === 'chromium' ? [...chromiumFlags] : [],
      });
    });

    after(async () => {
      await browser?.close();
      await site?.close();
      await server?.close();
    });

    async function open(html: string, headers: Record<string, string> = {}, order?: TestOrder): Promise<Page> {
      const address = site.add(`/page/${Math.random().toString(36).slice(2)}`, { html, headers });
      const page = await browser.newPage();
      page.setDefaultTimeout(15_000);
      await page.goto(order ? `${address}?order_id=${order.id}#track=${order.capability}` : address);
      return page;
    }

    for (const file of files) {
      it(`renders every part and follows the order without a violation, with ${file}`, async () => {
        const order = await placeOrder(server);
        const tag = tags[file](site.url, server.secrets.publishableKey);
        const page = await open(
          `<!doctype html><html lang="en"><meta charset="utf-8"><title>Your order</title>
           <script nonce="${nonce}">
             globalThis.violations = [];
             document.addEventListener('securitypolicyviolation', (event) =>
               violations.push(event.violatedDirective + ' ' + event.blockedURI + ' ' + event.sample));
             addEventListener('error', (event) => violations.push(event.message));
             addEventListener('unhandledrejection', (event) => violations.push(String(event.reason)));
           </script>
           <script nonce="${nonce}" type="module" src="/cdn/${file}"></script>
           <order-status-tracker ${tag}></order-status-tracker></html>`,
          { 'Content-Security-Policy': policy },
          order,
        );
        await page.waitForSelector('order-status-tracker[connection=connected][status=pending]');
        await moveTo(server, order.id, 'preparing');
        await page.waitForSelector('order-status-tracker[status=preparing]');
        const drawn = await page.evaluate(() => {
          const root = document.querySelector('order-status-tracker')?.shadowRoot;
          const part = (name: string) => root?.querySelector<HTMLElement>(`[part~=${name}]`);
          const all = (name: string) => [...(root?.querySelectorAll<HTMLElement>(`[part~=${name}]`) ?? [])];
          return {
            label: part('status-label')?.textContent?.trim(),
            steps: all('step').length,
            progress: part('progress')?.getAttribute('aria-valuenow'),
            filled: all('progress-bar').length,
            isRounded: getComputedStyle(part('card') ?? document.body).borderRadius !== '0px',
            items: part('items')?.textContent?.includes('Pizza Margherita'),
          };
        });
        assert.deepEqual(drawn, {
          label: 'Preparing',
          steps: 5,
          progress: '67',
          filled: 2,
          isRounded: true,
          items: true,
        });
        // The alerts come in a file of their own.
        await page.waitForFunction(() =>
          document.querySelector('order-status-tracker')?.shadowRoot?.querySelector('[part=alert-button]'),
        );
        const violations = await page.evaluate(() => (globalThis as unknown as { violations: string[] }).violations);
        assert.deepEqual(violations.filter(isOurs), []);
        assert.deepEqual(site.reports.filter(isOurs), []);
        await page.close();
      });
    }

    it("loads its parts also where the policy names the script's nonce alone", async () => {
      const order = await placeOrder(server);
      const page = await open(
        `<!doctype html><html lang="en"><title>Your order</title>
         <script nonce="${nonce}" type="module" src="/cdn/order-status-tracker.js"></script>
         <order-status-tracker ${tags['order-status-tracker.js'](site.url)}></order-status-tracker></html>`,
        { 'Content-Security-Policy': policy.replace(" 'strict-dynamic'", '') },
        order,
      );
      await page.waitForFunction(() =>
        document.querySelector('order-status-tracker')?.shadowRoot?.querySelector('[part=alert-button]'),
      );
      assert.deepEqual(site.reports.filter(isOurs), []);
      await page.close();
    });

    it('receives a report when a page violates the policy (a check of this test)', async () => {
      const before = site.reports.length;
      const page = await open(`<!doctype html><title>x</title><p style="color: red">x</p>`, {
        'Content-Security-Policy': policy,
      });
      for (let times = 0; times < 50 && !site.reports.slice(before).some(isOurs); times += 1) {
        await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 100)));
      }
      assert.ok(site.reports.splice(before).some((report) => report.includes('style-src')));
      await page.close();
    });

    describe('with an integrity hash', () => {
      const page = (integrity: string) =>
        `<!doctype html><title>Your order</title>
         <script type="module" src="/file.js" ${integrity} crossorigin></script>
         <script type="module">document.body.dataset.later = ''</script>`;

      async function isExecuted(file: Buffer, integrity: string): Promise<boolean> {
        site.add('/file.js', { html: file, headers: { 'Content-Type': 'text/javascript' } });
        const tab = await open(page(integrity));
        // Module scripts run in order. The second script shows that the first has run or was blocked.
        await tab.waitForSelector('body[data-later]');
        const isDefined = await tab.evaluate(() => customElements.get('order-status-tracker') !== undefined);
        await tab.close();
        return isDefined;
      }

      it('runs the built file, and blocks it when one bit is flipped', async () => {
        const file = await readFile(projectPath('dist', 'cdn', 'order-status-tracker.js'));
        const integrity = `integrity="sha384-${createHash('sha384').update(file).digest('base64')}"`;
        assert.ok(await isExecuted(file, integrity));

        // The bit is in a string, so that the changed script is still valid.
        const flipped = Buffer.from(file);
        const place = flipped.indexOf('order-estimate-outcome');
        assert.ok(place > 0);
        flipped[place] = (flipped[place] ?? 0) ^ 1;
        assert.ok(await isExecuted(flipped, ''), 'the changed file does not run without an integrity check');
        assert.equal(await isExecuted(flipped, integrity), false);
      });
    });
  });
}
