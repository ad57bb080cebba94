import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { type Browser, launch, type Page } from 'puppeteer-core';
import { projectPath } from '../../demo/server/project-files.js';
import { waitFor } from '../servers/wait.js';
import { chromiumFlags, headlessChromiumPath } from '../support/browsers.js';

const names = ['OrderStatusTracker', 'consumeTrackingLink', 'createOrderTracker', 'registerLocale', 'setScriptFolder'];

const { version, jsdelivr }: { readonly version: string; readonly jsdelivr: string } = JSON.parse(
  readFileSync('package.json', 'utf8'),
);
const preparing = { id: '42', status: 'preparing' };
const shortAddress = `/npm/order-status-tracker@${version}`;

/** The package below jsDelivr's address, `dist/cdn` below /cdn/, one order, and a page that the test writes. */
class Site {
  page = '';
  order: object = preparing;
  /** The scripts that are changed on their way, by the beginning of their path. */
  tampered: string | undefined;
  /** How often such a script was asked for. */
  asked = 0;
  readonly #server: Server = createServer(async ({ url = '/' }, response) => {
    const { pathname } = new URL(url, 'http://site');
    const type =
      pathname.endsWith('.js') || pathname === shortAddress
        ? 'text/javascript'
        : pathname.endsWith('.json')
          ? 'application/json'
          : 'text/html';
    response.setHeader('content-type', `${type}; charset=utf-8`);
    if (pathname === '/page')
      response.end(`<!doctype html><html lang="en"><meta charset="utf-8"><title>Order</title>${this.page}`);
    else if (pathname === '/order.json') response.end(JSON.stringify(this.order));
    else if (pathname === shortAddress) response.end(await readFile(projectPath(jsdelivr), 'utf8'));
    else if (pathname.startsWith(`${shortAddress}/`))
      response.end(await readFile(projectPath(pathname.slice(shortAddress.length + 1))).catch(() => undefined));
    else if (pathname.startsWith('/cdn/')) {
      const text = await readFile(projectPath(`dist${pathname}`), 'utf8').catch(() => undefined);
      if (text === undefined) response.statusCode = 404;
      const isTampered = this.tampered !== undefined && pathname.startsWith(this.tampered);
      if (isTampered) this.asked++;
      response.end(isTampered ? `globalThis.tampered = true;\n${text}` : text);
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
    browser = await launch({ executablePath: headlessChromiumPath(), args: [...chromiumFlags] });
  });
  after(async () => {
    await browser.close();
    site.close();
  });

  const visit = async (
    body: string,
    look: (tab: Page) => Promise<void>,
    fragment = '',
    visited = site,
  ): Promise<void> => {
    visited.page = body;
    const tab = await browser.newPage();
    try {
      await tab.goto(`${visited.origin}/page${fragment}`, { waitUntil: 'load' });
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

  it('find their folder also by jsDelivr’s short address, which answers without a redirect', async () => {
    const order = {
      order: { id: '42', state: 'OPEN', version: 1, fulfillments: [{ state: 'PREPARED', type: 'PICKUP' }] },
    };
    site.order = order;
    const page = `<script type="module" src="${shortAddress}"></script>
      <order-status-tracker lang="de" order-id="42" poll-url="/order.json" cache="none" preset="square"></order-status-tracker>`;
    await visit(page, async (tab) => {
      await tab.waitForFunction(
        `document.querySelector('order-status-tracker')?.shadowRoot?.textContent.includes('Fertig')`,
      );
      await tab.waitForFunction(
        `performance.getEntriesByType('resource').some(({ name }) => name.includes('/dist/cdn/parts/alerting'))`,
      );
      assert.equal(await tab.evaluate(`document.querySelector('order-status-tracker').status`), 'ready');
    });
    site.order = preparing;
  });

  // Each waits some seconds before it asks again: they do so side by side.
  describe('with the hashes of integrity.json in an import map', { concurrency: true }, () => {
    const pageWith = async (script: string, attributes = ''): Promise<string> => {
      const hashes: Readonly<Record<string, string>> = JSON.parse(
        await readFile(projectPath('dist/cdn/integrity.json'), 'utf8'),
      );
      const scripts = Object.entries(hashes).filter(([name]) => name.endsWith('.js'));
      const integrity = Object.fromEntries(scripts.map(([name, hash]) => [`/cdn/${name}`, hash]));
      return `<script type="importmap">${JSON.stringify({ integrity })}</script>
        <script ${script.includes('iife') ? '' : 'type="module"'} src="/cdn/${script}" integrity="${hashes[script]}"></script>
        <order-status-tracker order-id="42" poll-url="/order.json" cache="none" ${attributes}></order-status-tracker>`;
    };
    const inFiveMinutes = new Date(Date.now() + 300_000).toISOString();
    const pending = { id: '42', status: 'pending', accept_by: inFiveMinutes, usual_answer_minutes: 4 };
    const card = `document.querySelector('order-status-tracker')`;
    const shows = (part: string) => `${card}.shadowRoot.querySelector('[part~=${part}]')`;
    const cases = [
      {
        part: 'field-maps',
        script: 'order-status-tracker.js',
        attributes: `preset="square" field-map='{"fields":{"id":"id","status":"status"},"statuses":{"preparing":"ready"}}'`,
        sign: `${card}.status === 'ready'`,
      },
      { part: 'alerting', script: 'order-status-tracker.js', sign: shows('alert-button') },
      {
        part: 'guest-actions',
        script: 'order-status-tracker.js',
        attributes: 'ask-kitchen="on"',
        sign: shows('question-button'),
      },
      {
        part: 'answers',
        script: 'order-status-tracker.js',
        order: pending,
        sign: `${card}.shadowRoot.textContent.includes('within')`,
      },
      {
        part: 'answers',
        script: 'order-status-tracker.iife.js',
        order: pending,
        sign: `${card}.shadowRoot.textContent.includes('within')`,
      },
    ];
    for (const { part, script, attributes, order = preparing, sign } of cases) {
      it(`${script} never runs a changed part, however often it asks, and takes the right one (${part})`, async () => {
        const refusing = new Site();
        Object.assign(refusing, { order, tampered: `/cdn/parts/${part}` });
        const refusals: string[] = [];
        await refusing.open();
        try {
          const look = async (tab: Page): Promise<void> => {
            tab.on('console', (message) => refusals.push(message.text()));
            refusing.page = await pageWith(script, attributes);
            await tab.reload({ waitUntil: 'load' });
            await waitFor(() => refusing.asked > 1, 30_000, 'a second request');
            assert.equal(await tab.evaluate('globalThis.tampered'), undefined);
            assert.ok(!(await tab.evaluate(sign)));
            assert.match(refusals.join(' '), /integrity|digest/i);
            refusing.tampered = undefined;
            await tab.waitForFunction(sign, { timeout: 30_000 });
            assert.equal(await tab.evaluate('globalThis.tampered'), undefined);
          };
          await visit('', look, '', refusing);
        } finally {
          refusing.close();
        }
      });
    }
  });
});
