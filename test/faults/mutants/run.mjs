/**
 * Does the suite bite? Makes the mistakes of mutations.mjs one at a time in a copy of the tree, compiles it, and runs
 * the tests that need no browser: each mistake must make a test fail.
 *
 *   npm run mutants [-- <part of a name> …]
 */
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mutations } from './mutations.mjs';

const root = join(import.meta.dirname, '../../..');
const copy = mkdtempSync(join(tmpdir(), 'mutants-'));
/** Longer than any of these tests takes, ms: whatever takes longer goes round in circles. */
const limit = 240_000;

/** Fast ones first: the first that fails ends it. */
const stages = [
  [
    'test/tracker',
    'test/order/merge-order.test',
    'test/transports/polling',
    'test/transports/websocket',
    'test/faults/examples',
  ],
  ['test/faults/matrix'],
  ['test/faults/models', 'test/faults/herd', 'test/faults/timestamps'],
];

const wanted = process.argv.slice(2);
const chosen = mutations.filter(({ name }) => wanted.length === 0 || wanted.some((part) => name.includes(part)));
const unfit = chosen.flatMap(({ name, edits }) =>
  edits.filter((edit) => !fits(edit)).map(({ file }) => `${name}: ${file}`),
);
if (unfit.length > 0) {
  console.error(`These texts are not there exactly once:\n  ${unfit.join('\n  ')}`);
  process.exit(2);
}

try {
  prepare();
  await compile();
  const failing = new Set();
  for (const stage of stages) for (const name of (await run(stage)).failed) failing.add(name);
  console.log(`${chosen.length} mutants; ${failing.size} tests need a browser and are left out\n`);
  let alive = 0;
  for (const mutation of chosen) alive += Number(!(await isKilled(mutation, failing)));
  console.log(`\n${chosen.length - alive} killed, ${alive} alive`);
  process.exitCode = alive > 0 ? 1 : 0;
} finally {
  rmSync(copy, { recursive: true });
}

function fits({ file, find }) {
  return readFileSync(join(root, file), 'utf8').split(find).length === 2;
}

function prepare() {
  for (const name of ['src', 'test', 'demo', 'package.json', 'tsconfig.json']) {
    cpSync(join(root, name), join(copy, name), { recursive: true });
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  const config = { extends: './tsconfig.json', compilerOptions: { sourceMap: false }, include: ['src/**/*.ts'] };
  writeFileSync(join(copy, 'tsconfig.mutant.json'), JSON.stringify(config));
}

/** Types do not matter: code is written all the same. */
function compile(project = 'tsconfig.json') {
  return execute(join(root, 'node_modules/.bin/tsc'), ['-p', project]);
}

async function isKilled({ name, edits }, failing) {
  const before = new Map(edits.map(({ file }) => [file, readFileSync(join(copy, file), 'utf8')]));
  for (const { file, find, replace } of edits) {
    const path = join(copy, file);
    writeFileSync(
      path,
      readFileSync(path, 'utf8').replace(find, () => replace),
    );
  }
  await compile('tsconfig.mutant.json');
  const killer = await firstKiller(failing);
  for (const [file, text] of before) writeFileSync(join(copy, file), text);
  console.log(`${killer ? '✓' : '✗ ALIVE'}  ${name.padEnd(56)} ${killer ?? ''}`);
  return killer !== undefined;
}

async function firstKiller(failing) {
  for (const stage of stages) {
    const { failed, isStuck } = await run(stage);
    const killer = failed.find((name) => !failing.has(name)) ?? (isStuck ? 'the time limit' : undefined);
    if (killer) return killer;
  }
  return undefined;
}

/** The names of the tests that fail. */
async function run(stage) {
  const all = readdirSync(join(copy, 'build/test'), { recursive: true })
    .map((path) => join('test', path))
    .filter((path) => path.endsWith('.test.js') && stage.some((start) => path.startsWith(start)));
  const args = ['--import', './test/faults/node-globals.mjs', '--test', '--test-reporter=tap'];
  const files = all.map((path) => join('build', path));
  const { output, isStuck } = await execute('node', [...args, ...files], {
    SOAK_RUNS: undefined,
    PBT_SEED: '1',
    MODEL_RUNS: '100',
  });
  const failed = [...output.matchAll(/^\s*not ok \d+ - (.*)$/gm)].map(([, name]) => name ?? '');
  return { failed, isStuck };
}

function execute(command, args, env = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: copy, env: { ...process.env, ...env }, detached: true });
    let output = '';
    let isStuck = false;
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text));
    const timer = setTimeout(() => {
      isStuck = true;
      process.kill(-child.pid, 'SIGKILL');
    }, limit);
    child.on('close', () => {
      clearTimeout(timer);
      resolve({ output, isStuck });
    });
  });
}
