/**
 * Runs the random tests with many more runs: 5,000 of the models, of webhooks and of the outbox, 10,000 hostile cases, 10,000 guessed ids. Prints the
 * seed; a failure also prints the path with which it can be repeated:
 *
 *   npm run soak
 *   npm run soak -- --heap (simulates an evening of 8 h, to find memory leaks)
 *   SOAK_RUNS=20000 npm run soak
 *   PBT_SEED=… PBT_PATH=… PBT_REPLAY=… npm run soak
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const { SOAK_RUNS = '5000', PBT_SEED = String(Math.floor(Math.random() * 2 ** 31)) } = process.env;
const run = (command, args) =>
  spawnSync(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, SOAK_RUNS, PBT_SEED } }).status ?? 1;

run('node_modules/.bin/tsc', []);
if (process.argv.includes('--heap')) process.exit(run('node', ['--expose-gc', 'test/faults/heap.mjs']));
console.log(`\n${SOAK_RUNS} runs with the seed ${PBT_SEED}\n`);
const files = [
  'faults/models',
  'faults/timestamps',
  'faults/matrix/payload',
  'demo/link-finder',
  'demo/hundred-guests.slow',
  'relay/schedules',
  'relay/hostile-payloads',
  'notify/outbox-world',
  'notify/policy-ready',
  'notify/evenings/evenings.slow',
].map((name) => `build/test/${name}.node.test.js`);
process.exitCode = run('node', ['--enable-source-maps', '--test', '--test-reporter=spec', ...files]);
