import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { promisify } from 'node:util';
import { projectPath } from '../../demo/server/project-files.js';

const run = promisify(execFile);
const unit = projectPath('demo', 'deploy', 'order-status.service');

describe('demo/deploy/order-status.service', () => {
  it('is a unit that systemd understands', async () => {
    const { stdout, stderr } = await run('systemd-analyze', ['verify', '--man=no', '--generators=no', unit]);
    const ours = `${stdout}${stderr}`.split('\n').filter((line) => line.includes('order-status.service'));
    assert.deepEqual(ours, []);
  });

  it('starts a PostgreSQL of this machine before itself, with the file that the guide puts beside it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'order-status-unit-'));
    try {
      const units = join(folder, 'etc', 'systemd', 'system');
      mkdirSync(units, { recursive: true });
      copyFileSync(unit, join(units, 'order-status.service'));
      const guide = readFileSync(projectPath('demo', 'guides', 'own-server.md'), 'utf8');
      const [, from = '', to = ''] = /^install -m 644 -D (demo\/deploy\/\S+\.conf) (\/etc\/\S+)$/m.exec(guide) ?? [];
      await run('install', ['-m', '644', '-D', projectPath(from), join(folder, to)]);
      const whole = join(units, 'order-status.service');
      const { stdout, stderr } = await run('systemd-analyze', ['verify', '--man=no', '--generators=no', whole]);
      assert.deepEqual(
        `${stdout}${stderr}`.split('\n').filter((line) => line.includes('order-status')),
        [],
      );
      const [service, beside] = [whole, join(folder, to)].map((path) => readFileSync(path, 'utf8'));
      assert.match(service ?? '', /^After=.*\bpostgresql\.service$/m);
      assert.match(beside ?? '', /^Wants=postgresql\.service$/m);
      // A folder and DATABASE_URL together are refused.
      assert.match(beside ?? '', /^ExecStart=\nExecStart=\S+ (?!.*--data).*--production$/m);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('leaves the server little that it does not need', async () => {
    const { stdout } = await run('systemd-analyze', ['security', '--offline=true', '--no-pager', unit]).catch(
      (error: { stdout: string }) => error,
    );
    const exposure = Number(/Overall exposure level for \S+: ([\d.]+)/.exec(stdout)?.[1]);
    assert.ok(exposure <= 3, `exposure ${exposure} of 10`);
  });

  it('gives the server longer to close than it takes', () => {
    assert.match(readFileSync(unit, 'utf8'), /^TimeoutStopSec=30$/m);
  });
});
