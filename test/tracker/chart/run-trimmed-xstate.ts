import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';

/** Runs built tests in a Node that loads XState and the chart as in the CDN files; the models in so many random runs. */
export function runTrimmedXState(
  files: readonly string[],
  runs?: number,
): { readonly passed: number; readonly output: string } {
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
