import assert from 'node:assert/strict';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { html, type TemplateResult } from 'lit';
import { type Browser, launch } from 'puppeteer-core';
import { chromiumFlags, headlessChromiumPath } from '../support/browsers.js';
import { drawOnServer, order } from './drawn-by-server.js';
import { pageWith, painted } from './page-with-server-drawing.js';

/** How many pages are cut, each at another tag of the element. */
const cuts = 10;

const statuses = ['pending', 'preparing', 'ready', 'completed'];
const board = { id: '7', orders: [order, { ...order, id: '43', number: '18', status: 'ready' }] };
/** What the server draws. */
const drawings: Readonly<Record<string, TemplateResult>> = {
  ...Object.fromEntries(
    statuses.map((status) => [
      `a card, ${status}`,
      html`<order-status-tracker lang="en" order-id="42" .order=${{ ...order, status }}></order-status-tracker>`,
    ]),
  ),
  'a compact card in Arabic': html`<order-status-tracker
    lang="ar"
    layout="compact"
    order-id="42"
    .order=${order}
  ></order-status-tracker>`,
  'a board': html`<order-status-board lang="en" restaurant-id="7" .board=${board}></order-status-board>`,
};

describe('an element that a server has drawn, on a page that arrives in two pieces', () => {
  let browser: Browser;
  let server: Server;
  let pieces: readonly [string, string] = ['', ''];
  let waiting: ServerResponse | undefined;

  before(async () => {
    browser = await launch({ executablePath: headlessChromiumPath(), args: [...chromiumFlags] });
    server = createServer((_, response) => {
      response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).write(pieces[0]);
      waiting = response;
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  after(async () => {
    await browser.close();
    server.closeAllConnections();
    server.close();
  });

  /** Everything that moved in the page, whose first piece ends at `cut` and is painted before the second one comes. */
  async function shiftsAt(text: string, cut: number): Promise<readonly number[]> {
    pieces = [text.slice(0, cut), text.slice(cut)];
    const page = await browser.newPage();
    const loading = page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    await page.waitForFunction('document.querySelector("#root > *")?.shadowRoot?.querySelector("article, section")');
    await painted(page);
    waiting?.end(pieces[1]);
    await loading;
    await painted(page);
    const [visibility, shifts] = (await page.evaluate(`[
      getComputedStyle(document.querySelector('#root > *').shadowRoot.querySelector('article, section')).visibility,
      globalThis.shifts,
    ]`)) as [string, number[]];
    assert.equal(visibility, 'visible', 'the whole of it is seen');
    await page.close();
    return shifts;
  }

  for (const [name, template] of Object.entries(drawings)) {
    it(`moves nothing while the rest of it is on its way: ${name}`, async () => {
      const text = pageWith(await drawOnServer(template));
      const start = text.search(/<(?:article|section)\b/);
      const tags = [...text.matchAll(/<(?=[a-z/])/g)].map(({ index }) => index);
      const inside = tags.filter((index) => index > start && index < text.lastIndexOf('</template>'));
      assert.ok(inside.length > 2 * cuts);
      const moved = [];
      for (let count = 0; count < cuts; count += 1) {
        const cut = inside[Math.floor((count * inside.length) / cuts)] ?? text.length;
        const shifts = await shiftsAt(text, cut);
        if (shifts.length > 0) moved.push([text.slice(cut, cut + 40), shifts]);
      }
      assert.deepEqual(moved, []);
    });
  }
});
