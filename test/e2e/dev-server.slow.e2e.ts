import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, renameSync, utimesSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { after, before, describe, it } from 'node:test';

describe('npm run dev', () => {
  let child: ChildProcess;
  let url = '';

  before(async () => {
    child = spawn(process.execPath, ['test/support/dev-server/main.mjs'], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, PORT: '0' },
    });
    assert.ok(child.stdout);
    for await (const line of createInterface({ input: child.stdout })) {
      url = /http:\S+/.exec(line)?.[0] ?? '';
      if (url) break;
    }
    child.stdout.resume();
  });

  after(async () => {
    const ended = once(child, 'exit');
    child.kill('SIGINT');
    assert.deepEqual(await ended, [0, null]);
  });

  it('reloads the page after a style or a source is saved', async () => {
    const { body } = await fetch(new URL('/dev/events', url));
    const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
    const reloaded = async () => {
      for (let text = ''; !text.includes('event: reload'); ) text += (await reader?.read())?.value ?? '';
    };
    const touch = (path: string) => utimesSync(path, new Date(), new Date());
    for (const path of ['demo/pages/pages.css', 'demo/pages/order.ts', 'src/order/status.ts']) {
      touch(path);
      await reloaded();
    }
    // Many editors write a new file and rename it; the file is watched afterwards as well.
    const style = 'demo/pages/pages.css';
    copyFileSync(style, `${style}.new`);
    renameSync(`${style}.new`, style);
    await reloaded();
    touch(style);
    await reloaded();
    await reader?.cancel();
  });

  it('serves the pages with the reload script, and fresh bundles', async () => {
    assert.match(await (await fetch(new URL('/order', url))).text(), /<\/html>\s*<script>[^<]*\/dev\/events/);
    for (const path of ['assets/order.js', 'assets/pages.css', 'cdn/order-status-tracker.js', 'cdn/locales/de.json']) {
      const { status } = await fetch(new URL(path, url));
      assert.equal(status, 200, path);
    }
  });
});
