import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { type Browser, type Frame, launch, type Page } from 'puppeteer-core';
import { projectPath } from '../../demo/server/project-files.js';
import { fits, isAccessible } from '../e2e/page-checks.js';
import { chromiumFlags, headlessChromiumPath } from '../support/browsers.js';
import { Restaurant } from './restaurant.js';
import { filesOfZip, WebSpace } from './web-space.js';

const tag = 'order-status-tracker';
const patience = 20_000;

/** The blocks of HTML that a guide tells owners to paste. */
function linesOf(guide: string): readonly string[] {
  const text = readFileSync(projectPath('demo', 'guides', 'owners', `${guide}.md`), 'utf8');
  return [...text.matchAll(/```html\n([\s\S]*?)```/g)].map(([, lines = '']) => lines);
}

/** What each builder makes of the lines, as its guide says; the script lies on another host. */
describe('an owner’s page', () => {
  let browser: Browser;
  let page: Page;
  let restaurant: Restaurant;
  let space: WebSpace;
  let site: WebSpace;
  let frames: WebSpace;
  let complaints: string[];

  /** The lines with the owner's own addresses, and the till that the guide tells to add. */
  const filledIn = (lines: string) =>
    lines
      .replaceAll('https://orders.example.com', space.url)
      .replaceAll('"https://example.com/orders/{id}"', `"${restaurant.url}/orders/{id}" preset="square"`);

  const pageWith = (body: string) =>
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>Your order</title><link rel="icon" href="data:,"><main>${body}</main></html>`;

  before(async () => {
    restaurant = await Restaurant.open();
    restaurant.orders.set('42', 'RESERVED');
    [space, site, frames] = [
      await WebSpace.open(filesOfZip('order-status-tracker-cdn.zip')),
      await WebSpace.open(),
      await WebSpace.open(),
    ];
    const order = Buffer.from((space.files.get('order.html') ?? '') as Uint8Array).toString('utf8');
    space.files.set('order.html', filledIn(order).replace('<title>', '<link rel="icon" href="data:,"><title>'));
    browser = await launch({
      executablePath: headlessChromiumPath(),
      args: [...chromiumFlags],
    });
  });
  after(async () => {
    await browser?.close();
    for (const server of [restaurant, space, site, frames]) server?.close();
  });
  beforeEach(async () => {
    space.sendsHeaders = true;
    await page?.close();
    page = await browser.newPage();
    page.setDefaultTimeout(patience);
    await page.setViewport({ width: 360, height: 740 });
    complaints = [];
    page.on('console', (message) => {
      if (['error', 'warn'].includes(message.type())) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
  });

  const shows = (where: Page | Frame, status: string) => where.waitForSelector(`${tag}[status=${status}]`);

  /** The one frame of the page, once it has a document of that address. */
  async function frameOf(address: string): Promise<Frame> {
    return page.waitForFrame((frame) => frame.url().startsWith(address));
  }

  for (const guide of ['squarespace', 'webflow', 'shopify', 'square-online']) {
    it(`follows the order in its address with the lines for ${guide}`, async () => {
      site.files.set('your-order', pageWith(filledIn(linesOf(guide)[0] ?? '')));
      await page.goto(`${site.url}/your-order?order_id=42`);
      await shows(page, 'preparing');
      assert.ok(await (await page.$(`${tag} a[href^="tel:"]`))?.isVisible(), 'the telephone number stands below');
      await fits(page);
      assert.deepEqual(complaints, []);
    });
  }

  it('follows it as a Custom Element of Wix: made by a script, attributes afterwards, the script as Wix likes', async () => {
    const guide = readFileSync(projectPath('demo', 'guides', 'owners', 'wix.md'), 'utf8');
    const [script = '', name = ''] = [...guide.matchAll(/^ {3}```\n {3}(.+)\n {3}```/gm)].map(([, line = '']) => line);
    const attributes = [
      ...guide.matchAll(/^ {3}\| `([a-z-]+)` \| .*?`([^`]+)`(?:, if not that of the page)? \|$/gm),
    ].map(
      ([, attribute = '', value = '']) => [attribute, filledIn(`"${value}"`).match(/^"([^"]*)"/)?.[1] ?? ''] as const,
    );
    assert.deepEqual([name, attributes.map(([attribute]) => attribute)], [tag, ['poll-url', 'preset', 'lang']]);
    site.files.set(
      'your-order',
      pageWith(`<script>
        const element = document.body.appendChild(document.createElement(${JSON.stringify(name)}));
        const script = document.head.appendChild(document.createElement('script'));
        script.src = ${JSON.stringify(filledIn(script))};
        script.onload = () => {
          for (const [name, value] of ${JSON.stringify(attributes)}) element.setAttribute(name, value);
        };
      </script>`),
    );
    await page.goto(`${site.url}/your-order?order_id=42`);
    await shows(page, 'preparing');
    await page.waitForFunction(
      (name) => document.querySelector(name)?.shadowRoot?.textContent.includes('Bestellung'),
      {},
      tag,
    );
    // Between its making and its attributes, it says what is missing.
    assert.deepEqual(
      complaints.filter((line) => !line.includes('There is no transport yet')),
      [],
    );
  });

  it('does not learn the number in a frame of another host, as Google Sites and Wix’s Embed HTML make it', async () => {
    frames.files.set('embed', pageWith(filledIn(linesOf('squarespace')[0] ?? '')));
    const sandbox = 'allow-scripts allow-same-origin allow-forms allow-popups';
    site.files.set(
      'your-order',
      pageWith(`<iframe title="Order" sandbox="${sandbox}" src="${frames.url}/embed"></iframe>`),
    );
    await page.goto(`${site.url}/your-order?order_id=42`);
    const frame = await frameOf(frames.url);
    await frame.waitForFunction(
      (name) => document.querySelector(name)?.shadowRoot?.textContent.includes('No order to follow yet'),
      {},
      tag,
    );
  });

  it('asks for the number in the frame that the guides offer instead', async () => {
    site.files.set('your-order', pageWith(filledIn(linesOf('square-online')[1] ?? '')));
    await page.goto(`${site.url}/your-order`);
    const frame = await frameOf(`${space.url}/order.html`);
    assert.equal(await (await frame.$(tag))?.isVisible(), false, 'there is no card without a number');
    await frame.type('input[name=order_id]', '42');
    await Promise.all([frame.waitForNavigation(), frame.click('form button')]);
    await shows(frame, 'preparing');
  });

  it('is a page of the owner’s own on the web space, which passes the accessibility audit', async () => {
    await page.goto(`${space.url}/order.html?order_id=42`);
    await shows(page, 'preparing');
    assert.ok(await (await page.$(tag))?.isVisible());
    await isAccessible(page);
    await fits(page);
    assert.deepEqual(complaints, []);
  });

  it('is that page as well when the owner opens it on their own computer, before any upload', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'order-status-tracker-'));
    try {
      for (const [name, data] of space.files) {
        mkdirSync(dirname(join(folder, name)), { recursive: true });
        writeFileSync(join(folder, name), data);
      }
      // Presets are fetched, and browsers fetch nothing from files.
      const fieldMap =
        '{"root":"order","fields":{"status":"fulfillments.0.state"},"statuses":{"RESERVED":"preparing"}}';
      const order = String(space.files.get('order.html')).replaceAll(' preset="square"', ` field-map='${fieldMap}'`);
      writeFileSync(join(folder, 'order.html'), order);
      await page.goto(`${pathToFileURL(join(folder, 'order.html')).href}?order_id=42`);
      await shows(page, 'preparing');
    } finally {
      rmSync(folder, { recursive: true });
    }
    assert.deepEqual(complaints, []);
  });

  it('shows the telephone number where the host does not let other pages use the script', async () => {
    space.sendsHeaders = false;
    site.files.set('your-order', pageWith(filledIn(linesOf('webflow')[0] ?? '')));
    await page.goto(`${site.url}/your-order?order_id=42`);
    assert.equal(await page.$eval(tag, (element) => element.matches(':defined')), false);
    assert.ok(await (await page.$(`${tag} a[href^="tel:"]`))?.isVisible());
  });
});
