import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { build } from 'esbuild';
import { type Browser, launch, type Page } from 'puppeteer-core';
import { type DemoServer, startDemoServer } from '../../demo/server/server.js';
import { moveTo, placeOrder } from '../demo/support.js';
import { OneOrigin } from '../faults/browser/one-origin.js';
import { chromiumFlags, headlessChromiumPath } from '../support/browsers.js';
import { migratedCluster } from '../support/empty-cluster.js';

/** Counts opened and open WebSockets, and collects errors. */
const countSockets = `{
  globalThis.socketsOpened = 0;
  globalThis.socketsOpen = 0;
  globalThis.errors = [];
  const report = console.error;
  console.error = (...words) => (errors.push(words.join(' ')), report(...words));
  addEventListener('error', ({ message }) => errors.push(message));
  addEventListener('unhandledrejection', ({ reason }) => errors.push(String(reason)));
  globalThis.WebSocket = class extends WebSocket {
    constructor(...words) {
      super(...words);
      globalThis.socketsOpened += 1;
      globalThis.socketsOpen += 1;
      this.addEventListener('close', () => (globalThis.socketsOpen -= 1));
    }
  };
}`;

describe('useOrderTracking in React StrictMode, which mounts every component twice', () => {
  let server: DemoServer;
  let site: OneOrigin;
  let browser: Browser;
  let page: Page;
  let orderId: string;

  before(async () => {
    server = await startDemoServer({ port: 0, emptyCluster: await migratedCluster() });
    site = await OneOrigin.start(server.port);
    browser = await launch({
      executablePath: headlessChromiumPath(),
      args: [...chromiumFlags],
    });
    const script = await bundledSite();
    site.add('/site.js', { html: script, headers: { 'Content-Type': 'text/javascript' } });
    const order = await placeOrder(server);
    orderId = order.id;
    const answer = await fetch(`${server.url}/api/track`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ order_id: order.id, capability: order.capability }),
    });
    const { access_token: token } = (await answer.json()) as { access_token: string };
    const address = site.add('/', {
      html: `<!doctype html><html lang="en"><meta charset="utf-8"><title>Your order</title>
             <body data-order-id="${order.id}" data-token="${token}">
             <script>${countSockets}</script><script type="module" src="/site.js"></script></html>`,
      headers: {},
    });
    page = await browser.newPage();
    page.setDefaultTimeout(15_000);
    await page.goto(address);
  });

  after(async () => {
    await browser?.close();
    await site?.close();
    await server?.close();
  });

  const shows = (status: string) => page.waitForSelector(`output[data-connection=connected][data-status=${status}]`);
  const count = (name: 'socketsOpened' | 'socketsOpen') =>
    page.evaluate((of) => Reflect.get(globalThis, of) as number, name);

  it('opens one WebSocket, also after many renders', async () => {
    await shows('pending');
    await moveTo(server, orderId, 'preparing');
    await shows('preparing');
    assert.deepEqual([await count('socketsOpened'), await count('socketsOpen')], [1, 1]);
  });

  it('closes the WebSocket when the component unmounts, and opens one when it mounts again', async () => {
    await page.click('button');
    await page.waitForFunction(() => Reflect.get(globalThis, 'socketsOpen') === 0);
    await moveTo(server, orderId, 'ready');
    await page.click('button');
    await shows('ready');
    assert.equal(await count('socketsOpen'), 1);
  });

  it('causes no errors and no warnings of React', async () => {
    assert.deepEqual(await page.evaluate(() => Reflect.get(globalThis, 'errors') as string[]), []);
  });
});

async function bundledSite(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: ['build/test/e2e/react-site.js'],
    bundle: true,
    format: 'esm',
    write: false,
    define: { 'process.env.NODE_ENV': '"development"' },
  });
  return outputFiles.map(({ text }) => text).join('');
}
