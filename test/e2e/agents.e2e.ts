import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { type Browser, launch, type Page } from 'puppeteer-core';
import { projectPath } from '../../demo/server/project-files.js';
import { cdnFolder, importMap, readScripts, type Scripts } from '../release/cdn-snippet.js';
import { chromiumFlags, headlessChromiumPath } from '../support/browsers.js';

const guide = readFileSync('demo/guides/agents.md', 'utf8');
/** The blocks of a language in the guide. */
const blocks = (language: string) =>
  [...guide.matchAll(/```(\w+)\n([\s\S]*?)\n```/g)].flatMap(([, name, text = '']) => (name === language ? [text] : []));
const [agentTools = ''] = blocks('html');
const [answer = ''] = blocks('json');

/** In words of the page: no browser's types know WebMCP. */
const countTools = 'document.modelContext.getTools().then((tools) => tools.length)';
const callTool = 'document.modelContext.getTools().then(([tool]) => document.modelContext.executeTool(tool, {}))';

describe('the guide for agents', () => {
  let browser: Browser;
  let page: Page;
  let body = '';
  /** A file of dist/cdn that somebody has changed. */
  let forged: string | undefined;
  const said: string[] = [];
  const server: Server = createServer(async ({ url = '/' }, response) => {
    if (url === '/orders/42.json') {
      response.setHeader('content-type', 'application/json');
      response.end(
        JSON.stringify({ id: '42', number: '42', status: 'preparing', version: 1, restaurant_name: 'Aurora' }),
      );
    } else if (url.startsWith('/order-status/')) {
      const name = url.slice('/order-status/'.length);
      response.setHeader('content-type', name.endsWith('.js') ? 'text/javascript' : 'application/json');
      const text = await readFile(projectPath('dist', 'cdn', name), 'utf8').catch(() => '');
      response.end(name === forged ? `globalThis.forged = true;\n${text}` : text);
    } else {
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.end(`<!doctype html><html lang="en"><link rel="icon" href="data:,"><body>${body}`);
    }
  });

  before(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    // The browser's own WebMCP, which is a draft.
    const args = [...chromiumFlags, '--enable-blink-features=WebMCP'];
    browser = await launch({ executablePath: headlessChromiumPath(), args });
    page = await browser.newPage();
    page.on('console', (message) => said.push(message.text()));
  });

  after(async () => {
    await browser?.close();
    server.closeAllConnections();
    server.close();
  });

  const origin = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const open = async (markup: string) => {
    body = markup;
    said.length = 0;
    await page.goto(origin());
    await page.waitForSelector('order-status-tracker[status="preparing"]');
  };
  const untilTools = (count: number) => page.waitForFunction(`${countTools}.then((found) => found === ${count})`);

  it('gives the browser’s own agent a tool that answers as the guide shows', async () => {
    await open(agentTools);
    await untilTools(1);
    const text = String(await page.evaluate(callTool));
    const [told] = JSON.parse(text).orders;
    assert.equal(told.status, 'preparing');
    assert.equal(told.restaurant, 'Aurora');
    const shown = Object.keys(JSON.parse(answer).orders[0]);
    for (const key of Object.keys(told)) assert.ok(shown.includes(key), `the guide does not show "${key}"`);
    assert.deepEqual(said, []);
  });

  it('takes the tool back when the tracker leaves the page', async () => {
    await open(agentTools);
    await untilTools(1);
    await page.evaluate(() => document.querySelector('order-status-tracker')?.remove());
    await untilTools(0);
  });

  it('offers no tool unless the page asks for it', async () => {
    await open(agentTools.slice(0, agentTools.lastIndexOf('<script')));
    assert.equal(await page.evaluate(countTools), 0);
  });

  describe('with an import map that has hashes', () => {
    let scripts: Scripts;
    const markup = () => {
      const map = importMap('order-status-tracker.js', '1.0.0', scripts).replaceAll(
        cdnFolder('1.0.0'),
        `${origin()}/order-status/`,
      );
      return `${map}<order-status-tracker order-id="42" poll-url="/orders/{id}.json"></order-status-tracker>`;
    };

    before(() => {
      scripts = readScripts('dist/cdn');
    });

    it('follows the order, and loads its parts', async () => {
      forged = undefined;
      await open(markup());
      await page.waitForFunction(() =>
        performance.getEntriesByType('resource').some(({ name }) => name.includes('/parts/alerting')),
      );
      assert.deepEqual(said, []);
    });

    it('refuses a part that somebody has changed, and follows the order without it', async () => {
      forged = scripts.parts['order-status-tracker.js']?.find((name) => name.includes('alerting'));
      assert.ok(forged);
      await open(markup());
      await page.waitForFunction(() =>
        performance.getEntriesByType('resource').some(({ name }) => name.includes('/parts/alerting')),
      );
      await page.waitForFunction(
        () => document.querySelector('order-status-tracker')?.getAttribute('connection') === 'polling',
      );
      assert.equal(await page.evaluate(() => 'forged' in globalThis), false);
      assert.ok(
        said.some((line) => line.includes('integrity')),
        said.join('\n'),
      );
    });
  });
});
