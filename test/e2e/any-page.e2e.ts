import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { type Browser, launch, type Page } from 'puppeteer-core';
import { projectPath } from '../../demo/server/project-files.js';
import { chromiumFlags, headlessChromiumPath } from '../support/browsers.js';
import { debianFile } from '../support/debian-file.js';

/** The files of a site; `/orders/42` is its order, in the words of Square. */
class Site {
  readonly files = new Map<string, string>();
  readonly requests: string[] = [];
  headers: Readonly<Record<string, string>> = {};
  state = 'RESERVED';
  /** With lines, the headline is an estimate. */
  lines: readonly object[] = [];
  readonly #server: Server = createServer(async ({ url = '/' }, response) => {
    const { pathname } = new URL(url, 'http://site');
    this.requests.push(pathname);
    const types = { '.js': 'text/javascript', '.json': 'application/json', '.xhtml': 'application/xhtml+xml' };
    const type = Object.entries(types).find(([ending]) => pathname.endsWith(ending))?.[1] ?? 'text/html; charset=utf-8';
    try {
      const text = pathname.startsWith('/cdn/')
        ? await readFile(projectPath(`dist${pathname}`))
        : pathname === '/orders/42.json'
          ? JSON.stringify({
              order: {
                id: '42',
                state: 'OPEN',
                line_items: this.lines,
                fulfillments: [{ type: 'PICKUP', state: this.state }],
              },
            })
          : (this.files.get(pathname) ?? assert.fail());
      response.writeHead(200, { 'content-type': type, ...this.headers }).end(text);
    } catch {
      response.writeHead(404).end();
    }
  });

  async open(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

const tag =
  '<order-status-tracker order-id="42" preset="square" poll-url="/orders/{id}.json" cache="none" rating="on"></order-status-tracker>';
const debian = '/usr/share/javascript';
const libraries = {
  'Prototype.js': () => readFile(debianFile('libjs-prototype', `${debian}/prototype/prototype.js`), 'utf8'),
  MooTools: () => readFile(debianFile('libjs-mootools', `${debian}/mootools/mootools.js`), 'utf8'),
  'MooTools with More': async () => {
    const files = ['mootools.js', 'mootools-more.js'];
    const path = (name: string) => debianFile('libjs-mootools', `${debian}/mootools/${name}`);
    return (await Promise.all(files.map((name) => readFile(path(name), 'utf8')))).join(';\n');
  },
  Datejs: async () => {
    const folder = projectPath('node_modules/datejs');
    const index = await readFile(`${folder}/index.js`, 'utf8');
    const names = [...index.matchAll(/require\("(.*?)"\)/g)].map(([, name]) => `${folder}/${name}`);
    return (await Promise.all(names.map((name) => readFile(name, 'utf8')))).join(';\n');
  },
  'a library whose Date.parse gives a Date': async () =>
    'Date._parse = Date.parse; Date.parse = function (text) { return new Date(Date._parse(text)); };',
  'Prototype before 1.7, whose reduce takes nothing': async () =>
    'Array.prototype.reduce = function () { return this.length > 1 ? this : this[0]; };',
  'a library that adds to Object.prototype': async () => 'Object.prototype.each = function () {};',
  'a library with a bind of its own': async () =>
    'Function.prototype.bind = function (that) { var f = this; return function () { return f.apply(that, arguments); }; };',
};

describe('the built files in any page', () => {
  const site = new Site();
  let browser: Browser;
  let script: string;

  before(async () => {
    script = await readFile(projectPath('dist/cdn/order-status-tracker.iife.js'), 'utf8');
    await site.open();
    browser = await launch({ executablePath: headlessChromiumPath(), args: [...chromiumFlags] });
  });
  after(async () => {
    await browser.close();
    site.close();
  });

  /** Opens a page of these words, and hands over what its tracker shows in German. */
  const visit = async (body: string, look: (tab: Page) => Promise<void>, headers = {}): Promise<void> => {
    site.files.set('/page', `<!doctype html><html lang="de"><meta charset="utf-8"><title>Order</title><body>${body}`);
    site.requests.length = 0;
    site.headers = headers;
    site.state = 'RESERVED';
    const tab = await browser.newPage();
    try {
      await tab.goto(`${site.origin}/page`);
      await look(tab);
    } finally {
      await tab.close();
    }
  };
  const headline = (words: string) => async (tab: Page) => {
    await tab.waitForFunction(
      (expected) =>
        document.querySelector('order-status-tracker')?.shadowRoot?.querySelector('[part~=headline]')?.textContent ===
        expected,
      { timeout: 15_000 },
      words,
    );
  };
  const inGerman = headline('In Zubereitung');
  const module = '<script type="module" src="/cdn/order-status-tracker.js"></script>';
  const whole = '<script src="/cdn/order-status-tracker.iife.js"></script>';

  for (const [name, read] of Object.entries(libraries)) {
    for (const [kind, own] of [
      ['module', module],
      ['one file', whole],
    ] as const) {
      it(`follow the order beside ${name}, as ${kind}`, async () => {
        site.files.set('/library.js', await read());
        site.lines = [{ uid: 'a', name: 'Soup', quantity: '2' }];
        await visit(`<script src="/library.js"></script>${own}${tag}`, async (tab) => {
          await tab.waitForFunction(() =>
            /^Fertig etwa \d/.test(
              document.querySelector('order-status-tracker')?.shadowRoot?.querySelector('[part~=headline]')
                ?.textContent ?? '',
            ),
          );
          assert.match(
            await tab.$eval('order-status-tracker', (tracker) =>
              String((tracker as Element & { lastUpdate?: Date }).lastUpdate),
            ),
            /GMT/,
          );
          site.lines = [];
          site.state = 'PREPARED';
          await tab.$eval('order-status-tracker', (element) =>
            (element as HTMLElement & { refresh(): unknown }).refresh(),
          );
          await tab.waitForSelector('order-status-tracker[status=ready]');
        });
      });
    }
  }

  for (const policies of ['default dompurify', 'lit-html', 'order-status-tracker', "'none'"]) {
    it(`draw where Trusted Types are enforced and allowed are: ${policies}`, async () => {
      const policy = `require-trusted-types-for 'script'; trusted-types ${policies}`;
      await visit(module + tag, inGerman, { 'content-security-policy': policy });
    });
  }

  const inline = (text: string) => `<script>${text.replaceAll('</script', '<\\/script')}</script>`;
  const places: Readonly<Record<string, () => string>> = {
    'inlined, with data-folder': () => tag + inline(script).replace('<script>', '<script data-folder="/cdn/">'),
    'inlined, with the attribute folder': () => tag.replace(' order-id', ' folder="/cdn/" order-id') + inline(script),
    'inlined, with setScriptFolder afterwards': () =>
      `${tag + inline(script)}<script>orderStatusTracker.setScriptFolder('/cdn/')</script>`,
    'run from a string': () =>
      `${tag}<script>fetch('/cdn/order-status-tracker.iife.js').then((r) => r.text()).then((text) => new Function(text)())</script>`,
    'run from a blob': () =>
      `${tag}<script>fetch('/cdn/order-status-tracker.iife.js').then((r) => r.blob()).then((blob) => {
        document.head.append(Object.assign(document.createElement('script'), { src: URL.createObjectURL(blob) })); })</script>`,
    'held back until a touch': () =>
      `${tag}<script type="text/later" data-src="/cdn/order-status-tracker.iife.js"></script>${inline(script)}`,
    'joined with others, with a hint to load it early': () =>
      `<link rel="preload" as="script" href="/cdn/order-status-tracker.iife.js">${tag}<script src="/joined.js"></script>`,
  };
  for (const [name, page] of Object.entries(places)) {
    it(`find languages and presets where the script is ${name}`, async () => {
      site.files.set('/joined.js', `var before = 1;\n${script};\nvar after = 2;`);
      await visit(page(), inGerman);
    });
  }

  // As one file: Chromium runs no modules in XML.
  for (const [place, page] of Object.entries({
    'in the head': `<head><title>Order</title>${whole}</head><body>${tag}</body>`,
    'at the end of the body': `<head><title>Order</title></head><body>${tag}<p>Thank you.</p>${whole}</body>`,
  })) {
    it(`draw the order in a page of XHTML, with the script ${place}`, async () => {
      site.files.set(
        '/page.xhtml',
        `<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml" lang="de">${page}</html>`,
      );
      site.headers = {};
      site.state = 'RESERVED';
      const tab = await browser.newPage();
      try {
        await tab.goto(`${site.origin}/page.xhtml`);
        assert.equal(await tab.evaluate(() => document.contentType), 'application/xhtml+xml');
        await inGerman(tab);
        site.state = 'PREPARED';
        await tab.$eval('order-status-tracker', (element) =>
          (element as HTMLElement & { refresh(): unknown }).refresh(),
        );
        await tab.waitForSelector('order-status-tracker[status=ready]');
      } finally {
        await tab.close();
      }
    });
  }

  for (const [kind, own] of [
    ['module', module],
    ['one file', whole],
  ] as const) {
    it(`keep their attributes where a morph makes the tag what the server wrote, as ${kind}`, async () => {
      await visit(own + tag, async (tab) => {
        await inGerman(tab);
        const kept = await tab.$eval(
          'order-status-tracker',
          async (element, written) => {
            const before = ['status', 'connection'].map((name) => element.getAttribute(name));
            // As idiomorph, Turbo and Livewire do it: attributes that the server's tag lacks are taken away.
            const page = document.createElement('template');
            page.innerHTML = written;
            for (const { name } of [...element.attributes])
              if (!page.content.firstElementChild?.hasAttribute(name)) element.removeAttribute(name);
            await (element as HTMLElement & { readonly updateComplete: Promise<unknown> }).updateComplete;
            return { before, after: ['status', 'connection'].map((name) => element.getAttribute(name)) };
          },
          tag,
        );
        assert.equal(kept.before[0], 'preparing');
        assert.deepEqual(kept.after, kept.before);
        await inGerman(tab);
      });
    });
  }

  it('name the address that was tried where they cannot be found', async () => {
    site.files.set('/joined.js', `${script};`);
    site.files.set('/page', `<!doctype html><html lang="de"><title>x</title><script src="/joined.js"></script>${tag}`);
    const tab = await browser.newPage();
    const said: string[] = [];
    tab.on('console', (message) => said.push(message.text()));
    await tab.goto(`${site.origin}/page`);
    await tab.waitForSelector('order-status-tracker[connection]');
    await tab.waitForNetworkIdle();
    await tab.close();
    assert.ok(said.some((text) => text.includes(`${site.origin}/locales/de.json`) && text.includes('data-folder')));
  });

  it('start once where scripts of the page set properties', async () => {
    const map = "{ fields: { id: 'order.id', status: 'order.state' }, statuses: { OPEN: 'preparing' } }";
    const set = `document.querySelector('order-status-tracker').fieldMap = ${map}`;
    const bare = tag.replace(' preset="square"', '');
    for (const page of [
      `${module + bare}<script type="module">${set}</script>`,
      `${whole + bare}<script>${set}</script>`,
      `${module}<div></div><script type="module">document.querySelector('div').innerHTML = '${bare}'; ${set}</script>`,
      `<script>document.addEventListener('DOMContentLoaded', () => { ${set} })</script>${module + bare}`,
    ]) {
      await visit(page, inGerman);
      assert.equal(site.requests.filter((path) => path.startsWith('/orders/')).length, 1, page);
    }
  });

  it('ask for the order as soon as their script is there, where it is the only one', async () => {
    // A preset would have to come first.
    const bare = tag.replace(' preset="square"', '');
    site.files.set('/page', `<!doctype html><html lang="de"><title>x</title>${module}${bare}`);
    const tab = await browser.newPage();
    await tab.evaluateOnNewDocument(() => {
      const { fetch } = globalThis;
      const happened: string[] = [];
      globalThis.fetch = (...request) => {
        if (String(request[0]).includes('/orders/')) happened.push('asked');
        return fetch(...request);
      };
      document.addEventListener('DOMContentLoaded', () => happened.push('parsed'));
      Object.assign(globalThis, { happened });
    });
    await tab.goto(`${site.origin}/page`);
    await tab.waitForNetworkIdle();
    const happened = await tab.evaluate(() => (globalThis as unknown as { happened: string[] }).happened);
    await tab.close();
    assert.deepEqual(happened.slice(0, 2), ['asked', 'parsed']);
  });
});
