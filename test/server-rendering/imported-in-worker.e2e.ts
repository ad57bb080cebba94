import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { type Browser, launch } from 'puppeteer-core';
import { chromiumFlags, headlessChromiumPath } from '../support/browsers.js';
import { order } from './drawn-by-server.js';
import { bundle, open, type Site, startSite } from './page-with-server-drawing.js';

const entries = ['index', 'define', 'define-board', 'react', 'relay'];
const ofCdn = ['order-status-tracker', 'order-status-tracker-supabase', 'order-status-board'];

describe('in a worker of Chromium', () => {
  let browser: Browser;
  let site: Site;

  before(async () => {
    const scripts: Record<string, string> = {};
    for (const entry of entries) {
      // As the whole: what is not used would be left out.
      scripts[`/${entry}.js`] = await bundle(
        `import * as all from '../../src/${entry}.js'; export default Object.keys(all);`,
      );
    }
    for (const name of ofCdn) scripts[`/${name}.js`] = readFileSync(`dist/cdn/${name}.js`, 'utf8');
    scripts['/importer.js'] = `onmessage = async ({ data }) => {
      try {
        const before = Reflect.ownKeys(globalThis);
        await import(data);
        const added = Reflect.ownKeys(globalThis).map(String).filter((name) => !before.includes(name));
        // Names that a page could meet. The symbol is the registry of languages, which all copies of our code share.
        const ours = 'Symbol(order-status-tracker.locales)';
        postMessage(added.filter((name) => name !== ours && !/^lit|Versions$/.test(name)).join());
      } catch (error) {
        postMessage(String(error));
      }
    };`;
    scripts['/follower.js'] = await bundle(`
      import { createOrderTracker } from '../../src/index.js';
      const tracker = createOrderTracker({ orderId: '42', pollUrl: location.origin + '/orders/{id}' });
      tracker.subscribe(({ orderStatus, connectionStatus }) => postMessage([orderStatus, connectionStatus].join(' ')));
      tracker.start();
    `);
    site = await startSite('<!doctype html><title>Workers</title><link rel="icon" href="data:,">', scripts);
    browser = await launch({ executablePath: headlessChromiumPath(), args: [...chromiumFlags] });
  });

  after(async () => {
    await browser?.close();
    await site?.close();
  });

  for (const entry of [...entries, ...ofCdn]) {
    it(`${entry}.js can be imported, and leaves no global`, async () => {
      const page = await open(browser, site.url);
      const answer = await page.evaluate(`new Promise((resolve) => {
        const worker = new Worker('/importer.js', { type: 'module' });
        worker.onmessage = ({ data }) => resolve(data);
        worker.postMessage('/${entry}.js');
      })`);
      assert.equal(answer, '');
      await page.browserContext().close();
    });
  }

  it('an order is followed by polling', async () => {
    site.answer(order);
    const page = await open(browser, site.url);
    const answer = await page.evaluate(`new Promise((resolve) => {
      const worker = new Worker('/follower.js', { type: 'module' });
      worker.onmessage = ({ data }) => data === 'preparing polling' && resolve(data);
    })`);
    assert.equal(answer, 'preparing polling');
    await page.browserContext().close();
  });
});
