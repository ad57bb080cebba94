import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { type BuildOptions, build } from 'esbuild';
import { type Browser, launch } from 'puppeteer-core';
import { builtItems } from '../../demo/site/registry.js';
import { chromiumFlags, headlessChromiumPath } from '../support/browsers.js';
import { open, pageWith, type Site, startSite } from './page-with-server-drawing.js';

const folder = resolve('build/test/registry-item');
const page = `
import { createElement } from 'react';
import { OrderStatus } from './order-status';
export const page = createElement(OrderStatus, {
  orderId: '42', pollUrl: '/orders/{id}', cache: 'none', style: { maxWidth: '20em' },
  labels: { ready: 'Come and get it' },
  order: { id: '42', status: 'preparing', version: 3, number: '17' },
  onOrderReady: ({ order }) => { globalThis.heard = order.number; },
});`;
const server = `
import { renderToString } from 'react-dom/server';
import { page } from './page';
export const html = renderToString(page);`;
const client = `
import { hydrateRoot } from 'react-dom/client';
import { page } from './page';
hydrateRoot(document.getElementById('root'), page, { onRecoverableError: (error) => console.error(String(error)) });`;

const common: BuildOptions = {
  bundle: true,
  jsx: 'automatic',
  alias: { 'order-status-tracker/react': resolve('build/src/react.js') },
  define: { 'process.env.NODE_ENV': '"development"' },
  ignoreAnnotations: true,
  logLevel: 'error',
};

describe('the registry’s item, as the command "shadcn" puts it into a project', () => {
  let browser: Browser;
  let site: Site;

  before(async () => {
    mkdirSync(folder, { recursive: true });
    for (const { files } of builtItems('1.2.3'))
      for (const { path, content = '' } of files) writeFileSync(join(folder, path), content);
    for (const [name, text] of Object.entries({ page, server, client }))
      writeFileSync(join(folder, `${name}.jsx`), text);
    const outfile = join(folder, 'server.mjs');
    await build({
      ...common,
      entryPoints: [join(folder, 'server.jsx')],
      platform: 'node',
      format: 'esm',
      outfile,
      packages: 'external',
    });
    const { html }: { html: string } = await import(pathToFileURL(outfile).href);
    const { outputFiles } = await build({
      ...common,
      entryPoints: [join(folder, 'client.jsx')],
      format: 'esm',
      write: false,
    });
    const script = outputFiles.map(({ text }) => text).join('');
    site = await startSite(pageWith(html, '<script type="module" src="/client.js"></script>'), {
      '/client.js': script,
    });
    browser = await launch({ executablePath: headlessChromiumPath(), args: [...chromiumFlags] });
  });
  after(async () => {
    await browser?.close();
    await site?.close();
  });

  it('keeps labels, order, styles and listeners where a server rendered the page', async () => {
    const tab = await open(browser, site.url);
    const shows = (text: string) =>
      tab.waitForFunction(
        (words) => document.querySelector('order-status-tracker')?.shadowRoot?.textContent?.includes(words),
        {},
        text,
      );
    await shows('17');
    assert.equal(site.asked() > 0, true);
    site.answer({ id: '42', status: 'ready', version: 4, number: '17' });
    await shows('Come and get it');
    await tab.waitForFunction('globalThis.heard === "17"');
    const style = await tab.$eval('order-status-tracker', (element) => element.getAttribute('style') ?? '');
    assert.match(style, /--order-status-accent:\s*var\(--primary\)/);
    assert.match(style, /max-width:\s*20em/);
    assert.deepEqual(await tab.evaluate('globalThis.lines'), []);
  });
});
