import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { Page } from 'puppeteer-core';
import { projectPath } from '../../demo/server/project-files.js';
import { DemoStage } from './demo-stage.js';
import { fits, isAccessible } from './page-checks.js';
import { phone, tablet } from './screens.js';

/** Warnings, errors and failed requests of a page. */
function complaintsOf(page: Page): readonly string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['warn', 'error'].includes(message.type())) complaints.push(message.text());
  });
  page.on('requestfailed', (request) => complaints.push(request.url()));
  return complaints;
}

async function searchFor(page: Page, words: string): Promise<string> {
  await page.type('input[type=search]', words);
  const link = await page.waitForSelector('.search-results a');
  return (await link?.evaluate((element) => (element as HTMLAnchorElement).href)) ?? '';
}

describe('the site', () => {
  const demo = new DemoStage();

  for (const [name, path] of [
    ['home', '/'],
    ['list of guides', '/guides/index.html'],
    ['guide with tables and code', '/guides/shop-systems.html'],
    ['guide with the chart', '/guides/how-it-works.html'],
  ] as const) {
    it(`fits a phone and is accessible in light and dark: ${name}`, async () => {
      const page = await demo.screens.open(phone);
      const complaints = complaintsOf(page);
      await page.emulateMediaFeatures([
        { name: 'prefers-color-scheme', value: 'light' },
        { name: 'prefers-reduced-motion', value: 'reduce' },
      ]);
      await page.goto(demo.server.url + path);
      if (path === '/') await page.waitForSelector('.duel-line b[data-tone=wrong]');
      await fits(page);
      await isAccessible(page);
      await page.emulateMediaFeatures([
        { name: 'prefers-color-scheme', value: 'dark' },
        { name: 'prefers-reduced-motion', value: 'reduce' },
      ]);
      await isAccessible(page);
      await page.setViewport(tablet);
      await fits(page);
      assert.deepEqual(complaints, []);
    });
  }

  it('shows, side by side, an element that is current again and a hook that is wrong and says “Live”', async () => {
    const page = await demo.screens.open(phone);
    await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
    await page.goto(demo.server.url);
    const slider = await page.waitForSelector('.duel-rail input');
    const goTo = (minutes: number) =>
      slider?.evaluate((input, time) => {
        (input as HTMLInputElement).value = String(time);
        input.dispatchEvent(new Event('input'));
      }, minutes * 60_000);
    const shows = (ours: string, theirs: string) =>
      page.waitForFunction(
        (wanted: string) =>
          [...document.querySelectorAll<HTMLElement>('.side')].map(({ dataset }) => dataset.verdict).join() === wanted,
        {},
        `${ours},${theirs}`,
      );
    await goTo(2.5);
    await shows('live', 'live');
    // Ours notices the silence; the hook does so later, and both say it.
    await goTo(3.4);
    await shows('open', 'live');
    await goTo(4.5);
    await shows('open', 'open');
    await goTo(8);
    await shows('live', 'wrong');
    assert.equal(await page.$eval('.side order-status-tracker', (tracker) => tracker.getAttribute('status')), 'ready');
    assert.equal(
      await page.$eval('.usual', (card) => card.textContent?.replace(/\s+/g, ' ').trim()),
      'Live Preparing Order 42',
    );
  });

  for (const path of ['/guides/start.html', '/order', '/playground']) {
    for (const screen of [phone, { width: 1280, height: 800 }]) {
      it(`moves nothing while it loads, ${screen.width} pixels wide: ${path}`, async () => {
        const page = await demo.screens.open(screen);
        await page.evaluateOnNewDocument(() => {
          const shifts: number[] = [];
          Object.assign(globalThis, { shifts });
          new PerformanceObserver((list) =>
            shifts.push(...list.getEntries().map((entry) => (entry as unknown as { value: number }).value)),
          ).observe({ type: 'layout-shift', buffered: true });
        });
        await page.goto(demo.server.url + path, { waitUntil: 'networkidle0' });
        const shifts = await page.evaluate(() => (globalThis as unknown as { shifts: number[] }).shifts);
        assert.ok(shifts.reduce((sum, shift) => sum + shift, 0) < 0.02, shifts.join(', '));
      });
    }
  }

  it('finds a guide by a word, with the keyboard', async () => {
    const page = await demo.screens.open(phone);
    await page.goto(`${demo.server.url}/guides/start.html`);
    await page.keyboard.press('/');
    assert.match(await searchFor(page, 'angular'), /\/guides\/angular\.html#angular$/);
    await fits(page);
    await page.keyboard.press('ArrowDown');
    await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
    assert.equal(new URL(page.url()).pathname, '/guides/angular.html');
  });

  it('says that it finds nothing, where everybody sees it', async () => {
    const page = await demo.screens.open(phone);
    await page.goto(`${demo.server.url}/guides/start.html`);
    await page.type('input[type=search]', 'qqqq');
    const answer = await page.waitForSelector('.search-results li', { visible: true });
    assert.equal(await answer?.evaluate(({ textContent }) => textContent), 'Nothing found');
  });

  it('has its guides for language models as well', async () => {
    for (const [path, begins] of [
      ['llms.txt', /^# order-status-tracker/],
      ['llms-full.txt', /Start in five minutes/],
    ] as const) {
      assert.match(await (await fetch(`${demo.server.url}/${path}`)).text(), begins);
    }
  });

  it('leads to the order page, and from there to the tracker', async () => {
    const page = await demo.screens.open(phone);
    await page.goto(demo.server.url);
    await Promise.all([page.waitForNavigation(), page.click('.actions a[href=order]')]);
    await page.waitForSelector('form.order-form');
  });

  it('has the playground among its static pages, on any server and in any folder', async () => {
    execFileSync(process.execPath, ['build/demo/site/main.js', '--export'], { cwd: projectPath() });
    const server = createServer((request, response) => {
      const path = new URL(request.url ?? '/', 'http://localhost').pathname.replace('/some/folder/', '');
      const file = projectPath('build', 'site-export', path);
      const types: Record<string, string> = {
        js: 'text/javascript',
        css: 'text/css',
        html: 'text/html',
        json: 'application/json',
      };
      if (!existsSync(file)) return void response.writeHead(404).end();
      response
        .writeHead(200, { 'Content-Type': types[path.split('.').at(-1) ?? ''] ?? 'image/png' })
        .end(readFileSync(file));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const page = await demo.screens.open(phone);
    const missing: string[] = [];
    page.on('response', (answer) => {
      if (answer.status() >= 400) missing.push(answer.url());
    });
    await page.goto(`http://127.0.0.1:${port}/some/folder/index.html`);
    await page.waitForSelector('.side order-status-tracker[status]');
    await Promise.all([page.waitForNavigation(), page.click('.site-links a[href="playground.html"]')]);
    const frame = await (await page.waitForSelector('#frame iframe'))?.contentFrame();
    await frame?.waitForSelector('order-status-tracker[status=preparing]');
    assert.deepEqual(missing, []);
    server.closeAllConnections();
    server.close();
  });

  it('is the same without a server, opened as a file in any folder: guides, links, search', async () => {
    execFileSync(process.execPath, ['build/demo/site/main.js', '--export'], { cwd: projectPath() });
    const page = await demo.screens.open(tablet);
    const complaints = complaintsOf(page);
    await page.goto(pathToFileURL(projectPath('build', 'site-export', 'guides', 'start.html')).href);
    assert.match(await searchFor(page, 'svelte'), /\/guides\/svelte\.html#svelte$/);
    await Promise.all([page.waitForNavigation(), page.click('.sidebar a[href="react.html"]')]);
    assert.equal(await page.$eval('h1', ({ textContent }) => textContent), 'React');
    const font = await page.$eval('h1', (heading) => getComputedStyle(heading).fontFamily);
    assert.match(font, /Palatino/, 'its styles are there');
    assert.deepEqual(complaints, []);
    // What needs modules says that it cannot run here.
    for (const name of ['index.html', 'playground.html']) {
      await page.goto(pathToFileURL(projectPath('build', 'site-export', name)).href);
      await page.waitForSelector('::-p-text(needs a web server)', { visible: true });
    }
  });
});
