import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { type Browser, launch } from 'puppeteer-core';
import { chromiumFlags, findBrowsers, headlessChromiumPath } from '../support/browsers.js';

const minute = 60_000;
const chromium = findBrowsers().chromium?.browser;
const preparing = { id: 'A1', number: '42', status: 'preparing', version: 3 };

interface Refreshed {
  refresh(): Promise<void>;
  explain(): { readonly because: string; readonly facts: readonly string[] };
}

/** A site with the built files, an order that is asked for, and the endpoint `notify`. */
class Site {
  readonly #server: Server;
  readonly scripts: string[] = [];
  /** With what the addresses of parts ended. */
  readonly queries: string[] = [];
  readonly told: Readonly<Record<string, unknown>>[] = [];
  /** Whether the files of parts have gone, as after a new version was put in place of the old one. */
  isGone = false;
  order: object = preparing;
  html = '';

  constructor() {
    this.#server = createServer((request, response) => void this.#answer(request, response));
  }

  async start(): Promise<string> {
    await new Promise<void>((done) => this.#server.listen(0, '127.0.0.1', done));
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}/`;
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? '').replace(/\?.*/, '');
    const json = (body: object) => {
      response.setHeader('Content-Type', 'application/json').end(JSON.stringify(body));
    };
    if (path === '/') response.setHeader('Content-Type', 'text/html; charset=utf-8').end(this.html);
    else if (path === '/orders/A1') json(this.order);
    else if (path === '/notify') {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      const body: Readonly<Record<string, unknown>> = JSON.parse(Buffer.concat(chunks).toString());
      this.told.push(body);
      if (body.action === 'offers') json({ channels: { push: { public_key: 'BAAA' } }, given: [] });
      else response.writeHead(204).end();
    } else {
      if (path.includes('/parts/')) this.queries.push((request.url ?? '').slice(path.length));
      if (path.endsWith('.js')) this.scripts.push(path.replace(/-[\w-]{6}\.js$/, '.js'));
      const isThere =
        path.startsWith('/cdn/') && existsSync(`dist${path}`) && !(this.isGone && path.includes('/parts/'));
      if (!isThere) response.writeHead(404).end();
      else response.setHeader('Content-Type', 'text/javascript').end(readFileSync(`dist${path}`));
    }
  }
}

describe('what the one-file builds fetch beside themselves', {
  skip: chromium === undefined && process.env.CI !== 'true',
}, () => {
  let browser: Browser;
  const open = new Set<Site>();

  before(async () => {
    browser = await launch({ executablePath: headlessChromiumPath(), args: [...chromiumFlags] });
  });
  after(async () => {
    await browser?.close();
    for (const site of open) site.close();
  });

  async function visit(script: string, attributes: string, { isGone = false, order = preparing as object } = {}) {
    const site = new Site();
    open.add(site);
    const address = await site.start();
    site.isGone = isGone;
    site.order = order;
    site.html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Your order</title>${script}
      <order-status-tracker order-id="A1" transport="polling" poll-url="/orders/{id}" sound="off" vibrate="off"
        notify="off" ${attributes}></order-status-tracker></html>`;
    const page = await browser.newPage();
    const problems: string[] = [];
    page.on('pageerror', (error) => problems.push(String(error)));
    const lines: string[] = [];
    page.on('console', (message) => lines.push(message.text()));
    await page.goto(address);
    const has = (part: string) =>
      page.evaluate(
        (name) => Boolean(document.querySelector('order-status-tracker')?.shadowRoot?.querySelector(`[part=${name}]`)),
        part,
      );
    const drawn = (part: string) =>
      page.waitForFunction(
        (name) => document.querySelector('order-status-tracker')?.shadowRoot?.querySelector(`[part=${name}]`),
        { timeout: 20_000 },
        part,
      );
    const reads = (part: string, text: string) =>
      page.waitForFunction(
        (name, words) =>
          document
            .querySelector('order-status-tracker')
            ?.shadowRoot?.querySelector(`[part=${name}]`)
            ?.textContent?.includes(words),
        { timeout: 20_000 },
        part,
        text,
      );
    const close = async () => {
      await page.close();
      site.close();
    };
    const explains = () => page.$eval('order-status-tracker', (tracker) => (tracker as unknown as Refreshed).explain());
    return { site, page, problems, lines, has, drawn, reads, explains, close };
  }

  const from = (file: string) => `<script ${file.includes('iife') ? '' : 'type="module"'} src="/cdn/${file}"></script>`;
  const files = ['order-status-tracker.js', 'order-status-tracker.iife.js', 'order-status-tracker-supabase.iife.js'];
  const [reach, answers, inspection] = ['/cdn/parts/reach.js', '/cdn/parts/answers.js', '/cdn/parts/inspection.js'];

  for (const file of files) {
    it(`brings what reaches the guest beyond the page, beside ${file}`, async () => {
      const { site, drawn, problems, close } = await visit(from(file), 'push-url="/notify"');
      await drawn('reach-button');
      assert.equal(site.scripts.filter((script) => script === reach).length, 1);
      assert.deepEqual(site.told.map(({ action }) => action).sort(), ['offers', 'page']);
      assert.deepEqual(problems, []);
      await close();
    });

    it(`brings until when the restaurant answers, beside ${file}`, async () => {
      const acceptBy = new Date(Date.now() + 3 * minute).toISOString();
      const order = { ...preparing, status: 'pending', accept_by: acceptBy, usual_answer_minutes: 4 };
      const { site, reads, problems, close } = await visit(from(file), '', { order });
      await reads('description', 'The restaurant usually answers within 4 min.');
      assert.equal(site.scripts.filter((script) => script === answers).length, 1);
      assert.deepEqual(problems, []);
      await close();
    });

    it(`brings the kitchen’s answer, which is said aloud, beside ${file}`, async () => {
      const { site, page, drawn, reads, problems, close } = await visit(from(file), 'ask-kitchen="on"');
      await drawn('question-button');
      assert.ok(!site.scripts.includes(answers));
      site.order = { ...preparing, version: 4, kitchen_answer: 'later', kitchen_answer_at: new Date().toISOString() };
      await page.$eval('order-status-tracker', (tracker) => (tracker as unknown as Refreshed).refresh());
      await reads('question-answer', '5 more minutes. Answered at');
      await page.waitForFunction(
        () =>
          document.querySelector('order-status-tracker')?.shadowRoot?.querySelector('[role=status]')?.textContent ===
          '5 more minutes.',
        { timeout: 20_000 },
      );
      assert.deepEqual(problems, []);
      await close();
    });

    it(`brings the lines of debug, the first ones too, and the whole of explain(), beside ${file}`, async () => {
      const { site, page, drawn, lines, explains, problems, close } = await visit(from(file), 'debug');
      await drawn('steps');
      await page.waitForFunction(
        () => {
          const tracker = document.querySelector('order-status-tracker') as unknown as Refreshed;
          return tracker.explain().facts.some((fact) => fact.startsWith('last read: '));
        },
        { timeout: 20_000 },
      );
      assert.match(
        (await explains()).because,
        /^A read succeeded \d+\.\d s ago\. It is not live: the transport "polling" can only read\.$/,
      );
      assert.ok(
        lines.includes('[order-status-tracker A1] payload (read): preparing version 3: accepted'),
        lines.join('\n'),
      );
      assert.ok(
        lines.some((line) => line.startsWith('[order-status-tracker A1] reads: start → ')),
        lines.join('\n'),
      );
      assert.equal(site.scripts.filter((script) => script === inspection).length, 1);
      assert.deepEqual(problems, []);
      await close();
    });
  }

  it('is not fetched by a page without push-url, for an order that waits for no answer', async () => {
    const { site, page, drawn, close } = await visit(from('order-status-tracker.iife.js'), 'rating="on"');
    await drawn('steps');
    await page.evaluate(() => new Promise((done) => requestIdleCallback(() => setTimeout(done, 500))));
    assert.deepEqual(site.scripts, ['/cdn/order-status-tracker.iife.js']);
    await close();
  });

  it('is found by a script whose text stands in the page, where its tag names the folder', async () => {
    const text = readFileSync('dist/cdn/order-status-tracker.iife.js', 'utf8').replaceAll('</script', '<\\/script');
    const { site, drawn, close } = await visit(`<script data-folder="/cdn/">${text}</script>`, 'push-url="/notify"');
    await drawn('reach-button');
    assert.deepEqual(site.scripts, [reach]);
    await close();
  });

  it('is asked for again, under another address, when it could not be had', async () => {
    const { site, page, drawn, close } = await visit(from('order-status-tracker.iife.js'), 'push-url="/notify"', {
      isGone: true,
    });
    await drawn('steps');
    await page.waitForFunction(
      () => performance.getEntriesByType('resource').some(({ name }) => name.includes('/parts/reach')),
      { timeout: 20_000 },
    );
    site.isGone = false;
    await drawn('reach-button');
    // Some browsers keep the failure of an address.
    assert.deepEqual(site.queries, ['', '?again=1']);
    await close();
  });

  it('is left out where its file has gone: the order is followed all the same', async () => {
    const { site, page, has, drawn, problems, close } = await visit(
      from('order-status-tracker.iife.js'),
      'push-url="/notify"',
      {
        isGone: true,
      },
    );
    await drawn('steps');
    await page.waitForFunction(
      () => performance.getEntriesByType('resource').some(({ name }) => name.includes('/parts/reach')),
      { timeout: 20_000 },
    );
    assert.ok(site.scripts.includes(reach));
    assert.equal(await has('reach-button'), false);
    assert.equal(await page.$eval('order-status-tracker', (tracker) => tracker.getAttribute('status')), 'preparing');
    assert.deepEqual(problems, []);
    await close();
  });

  it('leaves the words of explain() short where its file has gone, and says nothing untrue', async () => {
    const { site, drawn, explains, problems, close } = await visit(from('order-status-tracker.iife.js'), 'debug', {
      isGone: true,
    });
    await drawn('steps');
    const { because, facts } = await explains();
    assert.equal(because, 'Its words are being loaded: call explain() again.');
    assert.match(facts.join(), /"access"/);
    assert.ok(site.scripts.includes(inspection));
    assert.deepEqual(problems, []);
    await close();
  });
});
