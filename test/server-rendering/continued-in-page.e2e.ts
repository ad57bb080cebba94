import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { html } from 'lit';
import { type Browser, launch, type Page } from 'puppeteer-core';
import { chromiumFlags, headlessChromiumPath } from '../support/browsers.js';
import { drawOnServer, order, orderOf } from './drawn-by-server.js';
import { bundle, open, type Picture, pageWith, painted, type Site, startSite } from './page-with-server-drawing.js';

const cdn = (name: string): string => readFileSync(`dist/cdn/${name}.js`, 'utf8');
/** The server runs where the restaurant is. */
const zone = 'Europe/Berlin';
const ready = { ...order, status: 'ready', version: 4 };

/** How a page gets the element after the server's drawing has been painted. */
const ways: Readonly<Record<string, () => Promise<string> | string>> = {
  'the package, with Lit’s hydration support': () =>
    bundle(`import '@lit-labs/ssr-client/lit-element-hydrate-support.js'; import '../../src/define.js'; ${boardToo}`),
  'the package alone': () => bundle(`import '../../src/define.js'; ${boardToo}`),
  'the CDN module': () => cdn('order-status-tracker'),
  'the CDN file that is no module': () => cdn('order-status-tracker.iife'),
};
const boardToo = `import '../../src/define-board.js';`;

describe('an element that a server has drawn', () => {
  let browser: Browser;
  let drawn: string;
  const scripts: Record<string, string> = {};
  const sites: Site[] = [];

  before(async () => {
    process.env.TZ = zone;
    browser = await launch({ executablePath: headlessChromiumPath(), args: [...chromiumFlags] });
    drawn = await drawOnServer(
      html`<order-status-tracker lang="en" order-id="42" poll-url="/orders/{id}" .order=${order}></order-status-tracker>`,
    );
    for (const [index, make] of Object.values(ways).entries()) scripts[`/way-${index}.js`] = await make();
  });

  after(async () => {
    await browser?.close();
    for (const site of sites) await site.close();
  });

  /** The page, once it shows the server's drawing; `begin` loads the element. */
  async function show(body: string, zone?: string, head = ''): Promise<{ page: Page; site: Site }> {
    const site = await startSite(pageWith(body, head), scripts);
    sites.push(site);
    const page = await open(browser, site.url, zone);
    await painted(page);
    // The first frames may come before the sizes are known.
    await page.evaluate('globalThis.pictures.splice(0, globalThis.pictures.length - 1)');
    return { page, site };
  }
  const begin = (page: Page, way: number) =>
    page.evaluate(`new Promise((resolve, reject) => {
      const script = Object.assign(document.createElement('script'), { src: '/way-${way}.js', onload: resolve, onerror: reject });
      ${way === 3 ? '' : `script.type = 'module';`}
      document.head.append(script);
    })`);

  for (const [way, name] of Object.keys(ways).entries()) {
    it(`paints no other picture, and follows the order: ${name}`, async () => {
      const { page, site } = await show(drawn, zone);
      await begin(page, way);
      const pictures = await painted(page);
      const [first] = pictures;
      assert.match(first?.text ?? '', /Preparing.*Order 17.*Margherita/);
      assert.deepEqual(texts(pictures), [first?.text], 'the words were painted once');
      assert.deepEqual([...new Set(pictures.map(({ height }) => height))], [first?.height]);
      assert.deepEqual([...new Set(pictures.map(({ cards }) => cards))], [1], 'nothing is there twice');
      assert.deepEqual([...new Set(pictures.map(({ moving }) => moving))], [0], 'nothing begins to move');
      assert.deepEqual(await page.evaluate('globalThis.shifts'), []);

      site.answer(ready);
      await page.waitForFunction(`document.querySelector('order-status-tracker').status === 'ready'`);
      const { text } = (await painted(page)).at(-1) ?? { text: '' };
      assert.match(text, /Ready/);
      assert.deepEqual(await page.evaluate('globalThis.lines'), []);
      await page.browserContext().close();
    });
  }

  it('is drawn once where the script was there before the markup, so that the browser takes no root of the server', async () => {
    const { page } = await show(drawn, zone, '<script src="/way-3.js"></script>');
    const pictures = await painted(page);
    assert.equal(await page.evaluate(`document.querySelectorAll('order-status-tracker > template').length`), 1);
    assert.match(pictures[0]?.text ?? '', /Preparing.*Order 17.*Margherita/);
    assert.deepEqual([...new Set(pictures.map(({ cards }) => cards))], [1]);
    await page.evaluate('new Promise((resolve) => setTimeout(resolve, 300))');
    assert.deepEqual(await page.evaluate('globalThis.lines'), []);
    await page.browserContext().close();
  });

  it('is drawn once where a script stood in for a browser without declarative roots', async () => {
    const { page } = await show(drawn.replaceAll(/shadowroot(mode)?="open"/g, 'data-root'), zone);
    await page.evaluate(`{
      const template = document.querySelector('template[data-root]');
      template.parentElement.attachShadow({ mode: 'open' }).append(template.content);
      template.remove();
    }`);
    await begin(page, 1);
    const pictures = await painted(page);
    assert.deepEqual([...new Set(pictures.map(({ cards }) => cards))], [1]);
    await page.browserContext().close();
  });

  it('shows what the device knows better, in one step', async () => {
    const { page, site } = await show(drawn, zone);
    await begin(page, 1);
    site.answer(ready);
    await page.waitForFunction(`document.querySelector('order-status-tracker').status === 'ready'`);
    await page.reload({ waitUntil: 'load' });
    await begin(page, 1);
    const [server, own, ...others] = texts(await painted(page));
    assert.match(server ?? '', /Preparing/);
    assert.match(own ?? '', /Enjoy|Ready/);
    assert.ok(others.every((text) => !text.includes('Loading')));
    await page.browserContext().close();
  });

  it('keeps the numbers of a board while it connects', async () => {
    const board = { id: '7', orders: [order, { ...order, id: '43', number: '18', status: 'ready' }] };
    const template = html`<order-status-board lang="en" restaurant-id="7" poll-url="/orders/{id}" .board=${board}></order-status-board>`;
    const { page, site } = await show(await drawOnServer(template), zone);
    await begin(page, 1);
    // The board's clock may move on meanwhile.
    const withoutClock = texts(await painted(page)).map((text) => text.replace(/\d+:\d\d\s[AP]M/, ''));
    const [first, ...others] = new Set(withoutClock);
    assert.match(first ?? '', /Preparing 1 17 Ready 1 18/);
    assert.deepEqual(others, []);
    site.answer({ id: '7', orders: [{ ...order, status: 'ready' }] });
    await page.waitForFunction(`document.querySelector('order-status-board').ready.join() === '17'`);
    assert.deepEqual(await page.evaluate('globalThis.lines'), []);
    await page.browserContext().close();
  });

  it('leaves room for clock times where the server cannot know them, and fills in those of the guest', async () => {
    const template = html`<order-status-tracker order-id="42" poll-url="/orders/{id}" .order=${orderOf(3)}></order-status-tracker>`;
    process.env.TZ = 'UTC';
    const { page } = await show(await drawOnServer(template), 'Asia/Tokyo');
    process.env.TZ = zone;
    await begin(page, 1);
    const [first, second, ...others] = texts(await painted(page));
    assert.doesNotMatch(first ?? '', /\d:\d\d/);
    assert.match(second ?? '', /\d:\d\d/);
    const hour = new Intl.DateTimeFormat('en', { hour: 'numeric', timeZone: 'Asia/Tokyo' }).format().replace(/\D/g, '');
    assert.match(second ?? '', new RegExp(`around ${hour}:|around ${(Number(hour) % 12) + 1}:`));
    assert.equal(others.length, 0);
    await page.browserContext().close();
  });
});

/** The different words that were painted, in their order. */
function texts(pictures: readonly Picture[]): readonly string[] {
  return pictures.map(({ text }) => text).filter((text, index, all) => text !== all[index - 1]);
}
