import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { describe, it } from 'node:test';
import { projectPath } from '../../demo/server/project-files.js';

const plugin = projectPath('demo', 'wordpress', 'order-status-tracker');

describe('the WordPress plugin', () => {
  for (const file of readdirSync(plugin, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.php'),
  )) {
    it(`has no syntax errors in ${file}`, () => {
      const { stdout, status } = spawnSync('php', ['-l', `${plugin}/${file}`], { encoding: 'utf8' });
      assert.equal(status, 0, stdout);
    });
  }

  it('is written as WordPress’s coding standards say, as far as PHP_CodeSniffer knows them', () => {
    const rules = projectPath('test', 'wordpress', 'coding-rules.xml');
    const { stdout, status } = spawnSync('phpcs', [`--standard=${rules}`, plugin], { encoding: 'utf8' });
    assert.equal(status, 0, stdout);
  });
});
