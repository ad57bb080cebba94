import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
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
