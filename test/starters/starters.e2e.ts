import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { build } from 'esbuild';
import { type Browser, launch } from 'puppeteer-core';
import { projectPath, projectRoot } from '../../demo/server/project-files.js';
import { chromiumFlags, headlessChromiumPath } from '../support/browsers.js';
import { drive } from './drive.js';
import { OrderServer } from './order-server.js';
import { type Served, serveFolder, serveHtml } from './served.js';
import { starters } from './starters.js';

/** Three starters that need no installation: they use the checkout, and what it has installed itself. */
describe('a page that uses the package', () => {
  let orders: OrderServer;
  let browser: Browser;
  let folder: string;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'order-status-starter-'));
    const packages = join(folder, 'node_modules');
    mkdirSync(packages);
    symlinkSync(projectRoot, join(packages, 'order-status-tracker'));
    for (const name of ['react', 'react-dom']) symlinkSync(projectPath('node_modules', name), join(packages, name));
    for (const name of ['esbuild', 'react'])
      cpSync(projectPath('test', 'starters', name), join(folder, name), { recursive: true });
    orders = await OrderServer.start();
    browser = await launch({ executablePath: headlessChromiumPath(), args: [...chromiumFlags] });
  });

  after(async () => {
    await browser?.close();
    await orders?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const follows = async (name: string, served: Served) => {
    const pages = starters.find((starter) => starter.name === name)?.pages ?? [];
    try {
      await Promise.all(pages.map((page) => drive(browser, served.site, orders, page)));
    } finally {
      await served.close();
    }
  };

  it('follows an order with a script tag: module, IIFE, both, import map; with integrity', async () => {
    await follows('html', await serveHtml(projectPath('dist', 'cdn'), orders, join(folder, 'html')));
  });

  it('follows an order when bundled by esbuild, with the types checked', async () => {
    const starter = join(folder, 'esbuild');
    const path = `${projectPath('node_modules', '.bin')}${delimiter}${dirname(process.execPath)}${delimiter}${process.env.PATH}`;
    execFileSync('npm', ['run', 'build', '--silent'], { cwd: starter, env: { ...process.env, PATH: path } });
    await follows('esbuild', await serveFolder(join(starter, 'public'), orders));
  });

  it('follows an order in React, which mounts twice in development: component, tag, hook, and two with one socket', async () => {
    const starter = join(folder, 'react');
    const { warnings } = await build({
      entryPoints: [join(starter, 'src', 'main.tsx')],
      outfile: join(starter, 'dist', 'src', 'main.tsx'),
      bundle: true,
      format: 'esm',
      jsx: 'automatic',
      target: 'es2022',
      define: { 'process.env.NODE_ENV': '"development"' },
    });
    assert.deepEqual(warnings, []);
    cpSync(join(starter, 'index.html'), join(starter, 'dist', 'index.html'));
    await follows('react', await serveFolder(join(starter, 'dist'), orders));
  });
});
