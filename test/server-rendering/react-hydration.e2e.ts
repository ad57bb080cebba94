import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Browser, launch } from 'puppeteer-core';
import { renderToString } from 'react-dom/server';
import { chromiumFlags, headlessChromiumPath } from '../support/browsers.js';
import { bundle, open, pageWith, painted, type Site, startSite } from './page-with-server-drawing.js';
import { reactPage } from './react-page.js';

const define = { 'process.env.NODE_ENV': '"development"' };

describe('the tag in a page that React 19 hydrates', () => {
  let browser: Browser;
  let site: Site;

  before(async () => {
    browser = await launch({ executablePath: headlessChromiumPath(), args: [...chromiumFlags] });
    const scripts = {
      '/element.js': await bundle(`import '../../src/define.js';`),
      '/react.js': await bundle(`import { hydrate } from './react-site.js'; globalThis.hydrate = hydrate;`, define),
      '/both.js': await bundle(
        `import '../../src/define.js'; import { hydrate } from './react-site.js'; hydrate();`,
        define,
      ),
    };
    site = await startSite(pageWith(renderToString(reactPage())), scripts);
    site.answer({ id: '42', status: 'ready', version: 4, number: '17' });
  });

  after(async () => {
    await browser?.close();
    await site?.close();
  });

  const load = (script: string) => `import('${script}')`;
  const isReady = `document.querySelector('order-status-tracker').status === 'ready'`;
  const facts = `(() => {
    const { attributes } = document.querySelector('order-status-tracker');
    return [...attributes].map(({ name }) => name).sort().join(' ');
  })()`;

  it('writes no attribute that the page has not set, but the two by which pages style it', async () => {
    const page = await open(browser, site.url);
    await page.evaluate(load('/element.js'));
    await page.waitForFunction(isReady);
    assert.equal(await page.evaluate(facts), 'connection lang order order-id poll-url status');
    await page.browserContext().close();
  });

  it('is hydrated without a word where the element was there long before React', async () => {
    const page = await open(browser, site.url);
    await page.evaluate(load('/element.js'));
    await page.waitForFunction(isReady);
    await page.evaluate(`globalThis.tag = document.querySelector('order-status-tracker')`);
    await page.evaluate(load('/react.js'));
    await page.evaluate('globalThis.hydrate()');
    await painted(page);
    assert.deepEqual(await page.evaluate('globalThis.lines'), []);
    assert.equal(
      await page.evaluate(`tag === document.querySelector('order-status-tracker') && tag.isConnected`),
      true,
    );
    assert.equal(await page.evaluate('tag.status'), 'ready');
    await page.browserContext().close();
  });

  it('is hydrated without a word where both come in one script', async () => {
    const page = await open(browser, site.url);
    await page.evaluate(load('/both.js'));
    await page.waitForFunction(isReady);
    const pictures = await painted(page);
    assert.deepEqual(await page.evaluate('globalThis.lines'), []);
    assert.match(pictures[0]?.text ?? '', /Preparing/, 'the order of the attribute is painted first');
    await page.browserContext().close();
  });
});
