import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { type Browser, launch, type Page } from 'puppeteer-core';
import { projectPath } from '../../demo/server/project-files.js';
import type {} from '../../src/define.js';
import { chromiumFlags, findBrowsers } from '../support/browsers.js';

const chromium = findBrowsers().chromium?.browser;

const order = {
  id: '42',
  status: 'preparing',
  version: 3,
  number: '42',
  restaurant_name: 'Trattoria Aurora',
  table_label: '12',
  items: [
    { id: '1', name: 'Pizza Margherita', quantity: 2 },
    { id: '2', name: 'Espresso', quantity: 1 },
  ],
};

/** What the server itself writes into the tag, for pages whose script never comes. */
const fallback = '<p>Order 42 is being prepared. Questions? Call us: <a href="tel:+390612345">06 12345</a></p>';

/** As the guide demo/guides/first-paint.md recommends: the room of the card, from the first picture on. */
const room = `
  order-status-tracker { display: block; box-sizing: border-box; min-block-size: 47rem }
  order-status-tracker:not(:defined) { padding: 20px; border: 1px solid #e6e1dc; border-radius: 20px }`;

/** One frame of the page: what a guest saw of the tag, and where the text below it was. */
interface Frame {
  readonly isDefined: boolean;
  readonly headline: string | undefined;
  readonly dishes: number;
  readonly isFallbackSeen: boolean;
  readonly below: number;
}

interface Recorded {
  readonly frames: Frame[];
  /** Sum of the shifts of what is not in the shadow of the element. */
  readonly shifted: number;
}

/** Runs in the page before anything of it is parsed. Notes what stands in each frame from the first one with the tag on. */
function recordFrames(): void {
  const recorded: { frames: Frame[]; shifted: number } = { frames: [], shifted: 0 };
  Object.assign(globalThis, { recorded });
  const look = () => {
    const tracker = document.querySelector('order-status-tracker');
    const below = document.querySelector('#below');
    const parts = (name: string) => [...(tracker?.shadowRoot?.querySelectorAll(`[part~=${name}]`) ?? [])];
    if (tracker && below) {
      recorded.frames.push({
        isDefined: tracker.matches(':defined'),
        headline: parts('headline')[0]?.textContent ?? undefined,
        dishes: parts('item').length,
        isFallbackSeen: tracker.querySelector('p')?.checkVisibility() ?? false,
        below: below.getBoundingClientRect().top,
      });
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const { value, sources } = entry as unknown as { value: number; sources: { node: Node | null }[] };
      if (sources.some(({ node }) => node)) recorded.shifted += value;
    }
  }).observe({ type: 'layout-shift', buffered: true });
}

describe('the first picture of a page', { skip: chromium === undefined && process.env.CI !== 'true' }, () => {
  let server: Server;
  let url: string;
  let browser: Browser;
  let markup = '';
  /** Requests for the order that wait for their answer; `undefined`: they are answered at once. */
  let held: ServerResponse[] | undefined;
  let isScriptGone = false;

  before(async () => {
    server = createServer((request, response) => {
      const path = new URL(request.url ?? '/', 'http://x').pathname;
      if (path === '/order.json') {
        if (held) held.push(response);
        else answer(response);
      } else if (path.startsWith('/cdn/') && !isScriptGone) {
        readFile(projectPath(`dist${path}`)).then(
          (script) => response.setHeader('Content-Type', 'text/javascript').end(script),
          () => response.writeHead(404).end(),
        );
      } else if (path === '/') {
        response.setHeader('Content-Type', 'text/html').end(markup);
      } else response.writeHead(404).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    browser = await launch({ executablePath: chromium ?? 'chromium', args: [...chromiumFlags] });
  });

  after(async () => {
    await browser?.close();
    server.closeAllConnections();
    server.close();
  });

  const answer = (response: ServerResponse) =>
    response.setHeader('Content-Type', 'application/json').end(JSON.stringify({ ...order, version: 4 }));

  async function open(script: string, hasScripts = true): Promise<Page> {
    markup = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Your order</title>
      <meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"><style>${room}</style>
      <body style="margin: 16px"><order-status-tracker order-id="42" poll-url="/order.json">
        <script type="application/json">${JSON.stringify(order)}</script>${fallback}</order-status-tracker>
      <p id="below">Open from 11 to 23</p><script ${script}></script></body></html>`;
    const page = await browser.newPage();
    page.setDefaultTimeout(15_000);
    await page.setViewport({ width: 360, height: 1_000 });
    await page.setJavaScriptEnabled(hasScripts);
    if (hasScripts) await page.evaluateOnNewDocument(recordFrames);
    await page.goto(url);
    return page;
  }
  const recorded = (page: Page) => page.evaluate(() => (globalThis as unknown as { recorded: Recorded }).recorded);
  /** The text that a guest sees, without what is hidden. */
  // biome-ignore lint/performance/useDomNodeTextContent: hidden text must be left out.
  const seen = (page: Page) => page.$eval('body', (body) => body.innerText.replace(/\s+/g, ' ').trim());

  const module = 'type="module" src="/cdn/order-status-tracker.js"';
  for (const script of [module, 'src="/cdn/order-status-tracker.iife.js"']) {
    describe(`with ${script}`, () => {
      it('is complete before any answer, without another picture before it, and stays where it is', async () => {
        held = [];
        const page = await open(script);
        await page.waitForFunction(
          () =>
            (globalThis as unknown as { recorded: Recorded }).recorded.frames.filter((one) => one.isDefined).length >
            20,
        );
        const waiting = held;
        held = undefined;
        assert.ok(waiting.length > 0, 'the order was asked for');
        const before = await recorded(page);
        for (const { isDefined, headline, dishes, isFallbackSeen } of before.frames) {
          assert.equal(
            isFallbackSeen,
            !isDefined,
            'the server’s words are there until the card is, and never beside it',
          );
          if (!isDefined) continue;
          // Around noon and midnight each time has its own half of the day, and the dash has room.
          assert.match(headline ?? '', /^Ready around \d+:\d\d(\s[AP]M\s–\s|–)\d+:\d\d\s[AP]M$/);
          assert.equal(dishes, 2);
        }

        waiting.forEach(answer);
        await page.waitForSelector('order-status-tracker[connection=polling]');
        await page.waitForFunction(() =>
          document.querySelector('order-status-tracker')?.shadowRoot?.querySelector('[part~=alert-button]'),
        );
        await page.evaluate(() => new Promise(requestAnimationFrame));
        const { frames, shifted } = await recorded(page);
        assert.deepEqual([...new Set(frames.map(({ below }) => below))], [frames[0]?.below]);
        assert.equal(shifted, 0);
        await page.close();
      });

      it('is what the server wrote into the tag where the script never comes', async () => {
        isScriptGone = true;
        const page = await open(script);
        isScriptGone = false;
        assert.match(await seen(page), /^Order 42 is being prepared\. Questions\? Call us: 06 12345 Open from/);
        await page.close();
      });
    });
  }

  it('is what the server wrote into the tag where scripts are turned off', async () => {
    const page = await open(module, false);
    assert.match(await seen(page), /^Order 42 is being prepared\. Questions\? Call us: 06 12345 Open from/);
    await page.close();
  });
});
