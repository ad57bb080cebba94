import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { startMain } from '../demo/server/processes.js';

const megabyte = 1024 * 1024;

/** A disk of 160 MB in memory, which only root can mount. */
describe('a data folder on a disk that becomes full', () => {
  const disk = mkdtempSync(join(tmpdir(), 'order-status-disk-'));
  const filler = join(disk, 'filler');
  const data = join(disk, 'data');
  before(() => {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=160m', 'tmpfs', disk]);
    mkdirSync(data);
  });
  after(() => {
    execFileSync('umount', ['--lazy', disk]);
    rmSync(disk, { recursive: true, force: true });
  });

  /** Leaves so many bytes. */
  const leave = (left: number) => {
    const { bavail, bsize } = statfsSync(disk);
    writeFileSync(filler, Buffer.alloc(Math.max(0, bavail * bsize - left)));
  };
  const empty = () => rmSync(filler, { force: true });

  const order = async (url: string) => {
    const body = JSON.stringify({ fulfilment: 'pickup', items: [{ name: 'Pane', quantity: 1 }] });
    const response = await fetch(`${url}/api/orders`, { method: 'POST', body });
    const { id, track_url: link } = (await response.json()) as { id?: string; track_url?: string };
    return { status: response.status, retryAfter: response.headers.get('retry-after'), id, link };
  };
  const start = async () => {
    const main = startMain(['--data', data]);
    return { main, url: await main.prints(/Order +(\S+)\//) };
  };
  const tokenFor = async (url: string, link: string) => {
    const { searchParams, hash } = new URL(link);
    const body = JSON.stringify({ order_id: searchParams.get('order_id'), capability: hash.replace('#track=', '') });
    const response = await fetch(`${url}/api/track`, { method: 'POST', body });
    return ((await response.json()) as { access_token: string }).access_token;
  };

  it('refuses what it cannot keep, shows what it has, ends when told, and loses nothing', async () => {
    const { main, url } = await start();
    const kept = await order(url);
    assert.equal(kept.status, 201);
    const token = await tokenFor(url, kept.link ?? '');

    leave(20 * megabyte);
    await delay(1100); // the server looks at the disk once a second
    for (let times = 0; times < 5; times += 1) {
      const refused = await order(url);
      assert.equal(refused.status, 507);
      assert.equal(refused.retryAfter, '30');
    }
    for (const path of ['/rest/v1/rpc/order_snapshot', '/auth/v1/token?grant_type=password']) {
      const response = await fetch(url + path, { method: 'POST', body: '{}' });
      assert.equal(response.status, 507, path);
      assert.equal(response.headers.get('retry-after'), '30');
    }
    const read = await fetch(`${url}/api/orders/${kept.id}`, { headers: { Authorization: `Bearer ${token}` } });
    assert.equal(read.status, 200, 'guests go on seeing their orders');
    const lines = main.said.trim().split('\n');
    assert.ok(lines.length <= 2, main.said);
    assert.match(main.said, /The disk is full/);

    empty();
    await delay(1100);
    const again = await order(url);
    assert.equal(again.status, 201, 'and works again by itself');

    leave(0);
    await delay(1100);
    assert.equal((await order(url)).status, 507);
    const { code } = await main.kill('SIGTERM');
    assert.ok(code === 0 || code === 1, `it ends when told: ${code}`);

    const full = await startMain(['--data', data]).ended();
    assert.equal(full.code, 1);
    assert.match(full.said, /^The disk of the data folder .* is full\. Make room, then start again\.\n$/);

    empty();
    const last = await start();
    for (const { link = '' } of [kept, again])
      assert.ok(await tokenFor(last.url, link), 'an order that was answered is there');
    assert.equal((await last.main.kill('SIGTERM')).code, 0);
  });
});
