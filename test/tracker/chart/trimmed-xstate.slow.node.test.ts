import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';

/** Runs built tests in a Node that loads XState and the chart as in the CDN files; the models in so many random runs. */
function run(files: readonly string[], runs?: number): { readonly passed: number; readonly output: string } {
  const flags = ['--import', './test/support/node-page.mjs'];
  const hooks = ['--import', './test/support/bundles/trimmed-xstate-hooks.mjs'];
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  const command = [...flags, ...hooks, '--test', '--test-reporter=tap', ...files];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, {
    encoding: 'utf8',
    env: { ...env, ...(runs !== undefined && { SOAK_RUNS: String(runs) }) },
  });
  const output = stdout + stderr;
  assert.equal(status, 0, output);
  return { passed: Number(/^# pass (\d+)$/m.exec(output)?.[1]), output };
}

describe('XState and the chart as they are in the CDN files', () => {
  it('passes every test of the tracker and its chart', () => {
    const tests = readdirSync('build/test/tracker', { recursive: true, encoding: 'utf8' });
    const files = tests.filter((name) => name.endsWith('.test.js') && !name.includes('trimmed-xstate'));
    const { passed } = run(files.map((name) => join('build/test/tracker', name)));
    assert.ok(passed > 130, `only ${passed} tests ran`);
  });

  it('passes the examples and the random models of faults', () => {
    const { passed } = run(['build/test/faults/examples.node.test.js', 'build/test/faults/models.node.test.js'], 40);
    assert.ok(passed > 20, `only ${passed} tests ran`);
  });
});
