import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { projectPath } from '../../demo/server/project-files.js';
import { filesOfZip } from './web-space.js';

const names = ['order-status-tracker-cdn.zip', 'order-status-tracker-wordpress.zip'] as const;
const [forWebSpace, plugin] = [filesOfZip(names[0]), filesOfZip(names[1])];
const { version } = JSON.parse(readFileSync(projectPath('package.json'), 'utf8')) as { readonly version: string };

/** The files of a folder of the project, by their path in it. */
function filesBelow(...folder: readonly string[]): readonly string[] {
  return readdirSync(projectPath(...folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`.slice(projectPath(...folder).length + 1));
}

describe('the zips for owners', () => {
  it('have the same bytes at each build, in every time zone', () => {
    const folder = mkdtempSync(join(tmpdir(), 'order-status-zips-'));
    const env = { ...process.env, TZ: 'Pacific/Kiritimati' };
    const words = ['test/support/bundles/make-zips.mjs', folder];
    assert.equal(spawnSync(process.execPath, words, { cwd: projectPath(), env }).status, 0);
    for (const name of names) {
      assert.ok(readFileSync(projectPath('build', name)).equals(readFileSync(join(folder, name))), name);
    }
    rmSync(folder, { recursive: true });
  });

  it('hold the scripts with their languages, presets and parts', () => {
    for (const name of filesBelow('dist', 'cdn').filter((file) => !file.endsWith('.map'))) {
      const data = readFileSync(projectPath('dist', 'cdn', ...name.split('/')));
      assert.ok(data.equals(forWebSpace.get(name) ?? new Uint8Array()), name);
      const inPlugin = plugin.get(`cdn/${name}`);
      const isOther = /^(?:servers\/|order-status-board|order-status-tracker-supabase)/.test(name);
      assert.equal(inPlugin === undefined, isOther, name);
      if (inPlugin) assert.ok(data.equals(inPlugin), name);
    }
    for (const name of ['order.html', '_headers', '.htaccess', 'LICENSE.txt']) assert.ok(forWebSpace.has(name), name);
  });

  it('hold the whole plugin, with the version of the package', () => {
    for (const name of filesBelow('demo', 'wordpress', 'order-status-tracker')) {
      const text = Buffer.from(plugin.get(name) ?? []).toString('utf8');
      assert.ok(text.length > 0, name);
      assert.doesNotMatch(text, /\b0\.0\.0\b/, name);
    }
    const main = Buffer.from(plugin.get('order-status-tracker.php') ?? []).toString('utf8');
    assert.match(main, new RegExp(`^ \\* Version: +${version.replaceAll('.', '\\.')}$`, 'm'));
    assert.ok(plugin.has('LICENSE.txt'));
  });
});
