/**
 * The mutation check. It makes the mistakes of mutations.mjs one at a time in a copy of the tree, compiles it, and runs
 * the tests that need no browser. Each mistake must make a test fail.
 *
 *   npm run mutants [-- <part of a name> …]
 */
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { mutations } from './mutations.mjs';

const root = join(import.meta.dirname, '../../..');
const copy = mkdtempSync(join(tmpdir(), 'mutants-'));
/** The name that stands for a run that crashes before its tests end. */
const crash = 'the tests do not run';
/** The time limit of a run, ms. A longer run counts as an endless loop. */
const limit = 240_000;

/** The tests in stages, fast ones first. The first failing test ends the run of a mutant. */
const stages = [
  [
    'test/tracker',
    'test/order/merge-order',
    'test/order/estimate',
    'test/transports/http',
    'test/transports/websocket',
    'test/transports/supabase',
    'test/faults/examples',
  ],
  [
    'test/faults/matrix/network',
    'test/faults/matrix/order',
    'test/faults/matrix/access',
    'test/faults/matrix/supabase',
  ],
  ['test/faults/matrix/page', 'test/faults/matrix/payload'],
  ['test/faults/models', 'test/faults/herd', 'test/faults/timestamps'],
];

const wanted = process.argv.slice(2);
const chosen = mutations.filter(({ name }) => wanted.length === 0 || wanted.some((part) => name.includes(part)));
const outdated = mutations.flatMap(({ name, edits }) =>
  edits.filter((edit) => !fits(edit)).map(({ file }) => `${name}: ${file}`),
);
if (outdated.length > 0) {
  console.error(
    `The quoted texts of these mutations must occur exactly once in their files:\n  ${outdated.join('\n  ')}`,
  );
  process.exit(2);
}

try {
  prepare();
  await compile();
  const failing = new Set();
  for (const stage of stages) for (const name of (await run(stage)).failed) failing.add(name);
  if (failing.has(crash)) throw new Error('The tests crash without any mutation.');
  console.log(`${chosen.length} mutants; ${failing.size} tests fail without a browser and are left out\n`);
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
  for (const name of ['src', 'test', 'demo', 'package.json', 'tsconfig.json', 'biome.json']) {
    cpSync(join(root, name), join(copy, name), { recursive: true });
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  const config = { extends: './tsconfig.json', compilerOptions: { sourceMap: false }, include: ['src/**/*.ts'] };
  writeFileSync(join(copy, 'tsconfig.mutant.json'), JSON.stringify(config));
}

/** Compiles the copy. Type errors do not matter: the compiler writes the code anyway. */
function compile(project = 'tsconfig.json') {
  return execute(join(root, 'node_modules/.bin/tsc'), ['-p', project]);
}

async function isKilled({ name, edits, byLint = false }, failing) {
  const before = new Map(edits.map(({ file }) => [file, readFileSync(join(copy, file), 'utf8')]));
  for (const { file, find, replace } of edits) {
    const path = join(copy, file);
    writeFileSync(
      path,
      readFileSync(path, 'utf8').replace(find, () => replace),
    );
  }
  const killer = byLint ? await lint(edits) : await compile('tsconfig.mutant.json').then(() => firstKiller(failing));
  for (const [file, text] of before) writeFileSync(join(copy, file), text);
  console.log(`${killer ? '✓' : '✗ ALIVE'}  ${name.padEnd(56)} ${killer ?? ''}`);
  return killer !== undefined;
}

/** Mutations with `byLint` must make the linter fail. */
async function lint(edits) {
  const files = edits.map(({ file }) => file);
  const { code } = await execute(join(root, 'node_modules/.bin/biome'), ['lint', '--vcs-enabled=false', ...files]);
  return code === 0 ? undefined : 'the linter';
}

async function firstKiller(failing) {
  for (const stage of stages) {
    const { failed } = await run(stage, (name) => !failing.has(name));
    const killer = failed.find((name) => !failing.has(name));
    if (killer) return killer;
  }
  return undefined;
}

/**
 * Runs the tests of a stage, until a failing test is `enough`. Returns the names of the failed tests. All files run in one
 * process, because starting a process takes longer than most tests.
 */
async function run(stage, enough = () => false) {
  const files = readdirSync(join(copy, 'build/test'), { recursive: true })
    .map((path) => join('test', path))
    .filter((path) => path.endsWith('.test.js') && stage.some((start) => path.startsWith(start)))
    // It runs all of these once more.
    .filter((path) => !path.includes('trimmed-xstate'));
  const script = `for (const file of ${JSON.stringify(files)}) {
    await import('./build/' + file).catch(() => console.log('not ok 0 - ' + file + ' cannot be loaded'));
  }`;
  writeFileSync(join(copy, 'stage.mjs'), script);
  const args = ['--import', './test/support/node-page.mjs', '--test-reporter=tap', 'stage.mjs'];
  const failed = [];
  const readLine = (line) => {
    const [, name] = /^\s*not ok \d+ - (.*)$/.exec(line) ?? [];
    if (name !== undefined) failed.push(name);
    return name !== undefined && enough(name);
  };
  const { code, isStuck } = await execute('node', args, readLine, { SOAK_RUNS: undefined, PBT_SEED: '1' });
  if (isStuck) failed.push('the time limit');
  if (code !== 0 && failed.length === 0) failed.push(crash);
  return { failed };
}

/** Runs a command until it ends, or until `isEnough` returns true for a line of its output. */
function execute(command, args, isEnough = () => false, env = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: copy, env: { ...process.env, ...env }, detached: true, stdio: 'pipe' });
    let isStuck = false;
    const end = () => process.kill(-child.pid, 'SIGKILL');
    const timer = setTimeout(() => {
      isStuck = true;
      end();
    }, limit);
    child.stderr.resume();
    const lines = createInterface({ input: child.stdout });
    lines.on('line', (line) => {
      if (!isEnough(line)) return;
      lines.close();
      end();
    });
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve({ code, isStuck });
    });
  });
}
