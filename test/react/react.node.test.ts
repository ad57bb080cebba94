import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { type Browser, launch, type Page } from 'puppeteer-core';
import { chromiumFlags, headlessChromiumPath } from '../support/browsers.js';
import { bundleForBrowser, type ReactBuild, reactBuilds, renderOnServer } from './bundle.js';

describe('order-status-tracker/react', () => {
  let browser: Browser;
  let server: Server;
  const scripts = new Map<string, string>();

  before(async () => {
    server = createServer(({ url = '/' }, response) => {
      const script = scripts.get(url);
      response.setHeader('Content-Type', script === undefined ? 'text/html' : 'text/javascript');
      response.end(script ?? '<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>React</title>');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    browser = await launch({ executablePath: headlessChromiumPath(), args: [...chromiumFlags] });
  });

  after(async () => {
    await browser?.close();
    server?.close();
  });

  for (const build of reactBuilds) describeBuild(build);

  function describeBuild(build: ReactBuild): void {
    describe(`in React ${build.version}, ${build.mode}`, () => {
      let page: Page;
      const lines: string[] = [];

      before(async () => {
        const path = `/${build.version}-${build.mode}.js`;
        scripts.set(path, await bundleForBrowser(build));
        const rendered = await renderOnServer(build);
        lines.push(...rendered.lines);
        page = await browser.newPage();
        page.on('console', (message) => {
          if (message.type() === 'error' || message.type() === 'warn') lines.push(message.text());
        });
        page.on('pageerror', (error) => lines.push(String(error)));
        await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
        await page.evaluate((html) => Object.assign(globalThis, { serverHtml: html }), rendered.html);
        await page.addScriptTag({ url: path, type: 'module' });
        assert.match(rendered.html, /<output>preparing<\/output>/);
      });

      after(() => page?.close());

      it('does what page/*.cases.ts say', async (all) => {
        const names = await page.evaluate(() => Object.keys(Reflect.get(globalThis, 'cases')));
        assert.ok(names.length > 0);
        for (const name of names) {
          await all.test(name, async () => assert.equal(await failureOf(page, name), undefined));
        }
      });

      it('writes nothing to the console', () => {
        assert.deepEqual(lines, []);
      });
    });
  }
});

/** Runs a case in the page. */
function failureOf(page: Page, name: string): Promise<string | undefined> {
  return page.evaluate(async (wanted) => {
    document.body.replaceChildren();
    try {
      await Reflect.get(globalThis, 'cases')[wanted]();
      return undefined;
    } catch (error) {
      return String(error);
    }
  }, name);
}
