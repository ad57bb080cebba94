import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { type Browser, launch, type Page } from 'puppeteer-core';
import { projectPath } from '../../demo/server/project-files.js';
import { chromiumFlags, findBrowsers } from '../support/browsers.js';

const program = findBrowsers().chromium?.browser;
const names = ['OrderStatusTracker', 'consumeTrackingLink', 'createOrderTracker', 'registerLocale', 'setScriptFolder'];

/** `dist/cdn` below /cdn/, one order, and a page that the test writes. */
class Site {
  page = '';
  /** What is added to a script on its way, by its name. */
  tampered = '';
  readonly #server: Server = createServer(async ({ url = '/' }, response) => {
    const { pathname } = new URL(url, 'http://site');
    const type = pathname.endsWith('.js')
      ? 'text/javascript'
      : pathname.endsWith('.json')
        ? 'application/json'
        : 'text/html';
    response.setHeader('content-type', `${type}; charset=utf-8`);
    if (pathname === '/page')
      response.end(`<!doctype html><html lang="en"><meta charset="utf-8"><title>Order</title>${this.page}`);
    else if (pathname === '/order.json') response.end(JSON.stringify({ id: '42', status: 'preparing' }));
    else if (pathname.startsWith('/cdn/')) {
      const text = await readFile(projectPath(`dist${pathname}`), 'utf8').catch(() => undefined);
      if (text === undefined) response.statusCode = 404;
      response.end(this.tampered && pathname.includes(this.tampered) ? `${text}\n// changed` : text);
    } else response.writeHead(404).end();
  });

  async open(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

describe('the files for CDNs', () => {
  const site = new Site();
  let browser: Browser;

  before(async () => {
    await site.open();
    browser = await launch({ executablePath: program ?? 'chromium', args: [...chromiumFlags] });
  });
  after(async () => {
    await browser.close();
    site.close();
  });

  const visit = async (body: string, look: (tab: Page) => Promise<void>, fragment = ''): Promise<void> => {
    site.page = body;
    const tab = await browser.newPage();
    try {
      await tab.goto(`${site.origin}/page${fragment}`, { waitUntil: 'load' });
      await look(tab);
    } finally {
      await tab.close();
    }
  };
  const lines = (tab: Page): Promise<unknown> => tab.evaluate('window.lines');

  it('export what pages call: an own language, the order without an element, the tracking link', async () => {
    const script = `<script type="module">
      import * as module from '/cdn/order-status-tracker.js';
      module.registerLocale({ code: 'en', dir: 'ltr', preparing: 'Sizzling' });
      const tracker = module.createOrderTracker({ orderId: '42', pollUrl: '/order.json', cache: 'none' });
      tracker.subscribe(() => {
        const { orderStatus } = tracker.getSnapshot();
        if (orderStatus) window.lines = [Object.keys(module).sort().join(), orderStatus, module.consumeTrackingLink()];
      });
      tracker.start();
    </script><order-status-tracker order-id="42" poll-url="/order.json" cache="none"></order-status-tracker>`;
    await visit(
      script,
      async (tab) => {
        await tab.waitForFunction('window.lines');
        assert.deepEqual(await lines(tab), [[...names].sort().join(), 'preparing', 'secret']);
        await tab.waitForFunction(
          `document.querySelector('order-status-tracker').shadowRoot.textContent.includes('Sizzling')`,
        );
      },
      '#track=secret',
    );
  });

  it('have the same under one global name, for pages without modules', async () => {
    const script = `<script src="/cdn/order-status-tracker.iife.js"></script>
      <script>window.lines = Object.keys(orderStatusTracker).sort().join();</script>
      <script src="/cdn/order-status-board.iife.js"></script>
      <script>window.lines = [window.lines, Object.keys(orderStatusBoard).sort().join()];</script>`;
    await visit(script, async (tab) => {
      const ofBoard = ['OrderStatusBoard', ...names.slice(1)].sort().join();
      assert.deepEqual(await lines(tab), [[...names].sort().join(), ofBoard]);
    });
  });

  it('take the secret of a link out of the address before the next script of the page can read it', async () => {
    const script = `<script src="/cdn/tracking-link.js"></script>
      <script>window.lines = [location.hash, history.state.orderStatusTracker.capability];</script>`;
    await visit(script, async (tab) => assert.deepEqual(await lines(tab), ['#menu', 'secret']), '#menu&track=secret');
  });

  it('load their parts with the hashes of integrity.json in an import map, and refuse a part that was changed', async () => {
    const hashes = JSON.parse(await readFile(projectPath('dist/cdn/integrity.json'), 'utf8')) as Record<string, string>;
    const scripts = Object.entries(hashes).filter(([name]) => name.endsWith('.js'));
    const integrity = Object.fromEntries(scripts.map(([name, hash]) => [`/cdn/${name}`, hash]));
    const page = `<script type="importmap">${JSON.stringify({ integrity })}</script>
      <script>window.lines = [];</script>
      <script type="module" src="/cdn/order-status-tracker.js" integrity="${hashes['order-status-tracker.js']}"></script>
      <order-status-tracker order-id="42" poll-url="/order.json" preset="square" field-map='{"fields":{"id":"id","status":"status"},"statuses":{"preparing":"ready"}}' cache="none"></order-status-tracker>`;
    const status = `document.querySelector('order-status-tracker').status`;
    await visit(page, async (tab) => {
      await tab.waitForFunction(`${status} === 'ready'`);
    });
    site.tampered = 'parts/field-maps';
    try {
      const refusals: string[] = [];
      await visit('', async (tab) => {
        tab.on('console', (message) => refusals.push(message.text()));
        site.page = page;
        await tab.reload({ waitUntil: 'load' });
        await tab.waitForFunction(
          `performance.getEntriesByType('resource').some(({ name }) => name.includes('field-maps'))`,
        );
        await tab.waitForNetworkIdle();
        assert.notEqual(await tab.evaluate(status), 'ready');
      });
      assert.ok(
        refusals.some((text) => /integrity|digest/i.test(text)),
        refusals.join('\n'),
      );
    } finally {
      site.tampered = '';
    }
  });
});
