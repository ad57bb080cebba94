/**
 * Runs everything that must hold, adds it up, and ends with the line `N passed, N failed`. A stage that fails does not
 * hide the ones after it.
 *
 *   node test/support/run-tests.mjs [--only <stage>[,<stage>]] [--browser <engine>[,<engine>]] [file.ts …]
 *
 * Stages: build, lint, size, package, manifest, node, browser, e2e. With `--only`, the code is compiled first and its
 * errors are shown, but not counted; `size`, `package` and `e2e` also need the bundles, which are made anew. Files are
 * the tests' sources: test/order/estimate.node.test.ts, or a folder of them.
 */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, normalize, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { runCommand } from './run-command.mjs';

const root = join(import.meta.dirname, '../..');
process.chdir(root);

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { only: { type: 'string' }, browser: { type: 'string' } },
});
const only = values.only?.split(',');
const totals = { passed: 0, failed: 0 };
const failures = [];

const compile = { name: 'compile', command: ['tsc'] };
const bundles = [
  { name: 'compile the package', command: ['tsc', '-p', 'src'] },
  { name: 'bundle', command: ['rollup', '--config', '--silent'], informs: true },
];

const stages = {
  build: () => checks(compile, ...bundles),
  lint: () => checks({ name: 'lint and format', command: ['biome', 'check', '--error-on-warnings'] }),
  size: () => checks({ name: 'size budgets', command: ['size-limit'] }),
  package: () =>
    checks(
      { name: 'package contents', command: ['publint', '--strict'] },
      {
        name: 'package types',
        command: ['attw', '--pack', '.', '--profile', 'esm-only', '--no-emoji', '--exclude-entrypoints', ...untyped],
      },
    ),
  manifest: checkManifest,
  node: () => nodeTests('node', '.node.test.ts', 2),
  browser: browserTests,
  e2e: () => nodeTests('e2e', '.e2e.ts', 1),
};
const manifest = ['cem', 'analyze', '--config', 'test/support/custom-elements-manifest.config.mjs'];
/** What the package exports that is no module. */
const untyped = ['./custom-elements.json', './package.json', './cdn/*'];

const unknown = only?.find((name) => !(name in stages));
if (unknown) {
  console.error(`There is no stage "${unknown}"; there are ${Object.keys(stages).join(', ')}.`);
  process.exit(2);
}

if (only) await prepare();
for (const [name, stage] of Object.entries(stages)) {
  if (!only || only.includes(name)) await stage();
}

if (failures.length > 0) console.log(`\nFailed:\n${failures.map(indent).join('\n')}`);
console.log(`\n${totals.passed} passed, ${totals.failed} failed`);
process.exitCode = totals.failed > 0 || totals.passed === 0 ? 1 : 0;

function count(name, { passed, failed, reasons = [] }) {
  totals.passed += passed;
  totals.failed += failed;
  if (failed > 0) failures.push(name, ...reasons.map((reason) => indent(reason.slice(0, 1000))));
}

/** Builds what the chosen stages need. Others may be half-way through a change, so errors do not end it. */
async function prepare() {
  const steps = only.includes('build') ? [] : [compile];
  if (!only.includes('build') && only.some((name) => ['size', 'package', 'e2e'].includes(name))) steps.push(...bundles);
  for (const { name, command } of steps) {
    const { code, output } = await runCommand(command);
    if (code !== 0) console.log(`(${name}: not without errors)\n${shorten(output)}\n`);
  }
}

/** The messages without the explanations that are indented below them. */
function shorten(output) {
  const lines = output.split('\n').filter((line) => /^\S/.test(line));
  const shown = lines.slice(0, 30).map((line) => line.slice(0, 240));
  return [...shown, ...(lines.length > 30 ? [`… and ${lines.length - 30} more`] : [])].join('\n');
}

/** Each command counts as one test; its output is shown if it fails, or if it is worth knowing. */
async function checks(...commands) {
  for (const { name, command, informs = false } of commands) {
    const started = performance.now();
    const { code, output } = await runCommand(command);
    report(name, code === 0, started, output);
    if (code === 0 && informs) console.log(indent(output));
  }
}

function indent(text) {
  return text.trimEnd().replace(/^/gm, '    ');
}

function report(name, passed, started, output) {
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${passed ? '✓' : '✗'} ${name} (${seconds} s)`);
  if (!passed) console.log(indent(output));
  count(name, passed ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });
}

/** The committed manifest must be what the sources say. */
async function checkManifest() {
  const started = performance.now();
  const folder = mkdtempSync(join(tmpdir(), 'manifest-'));
  const { code, output } = await runCommand([...manifest, '--outdir', relative(root, folder)]);
  const fresh = readIfThere(join(folder, 'custom-elements.json'));
  const fits = code === 0 && fresh !== undefined && fresh === readIfThere('custom-elements.json');
  rmSync(folder, { recursive: true });
  report('manifest', fits, started, code === 0 ? 'custom-elements.json is stale: npm run manifest' : output);
}

function readIfThere(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

/** The chosen tests, or all, that end in `ending`; taken from the sources, since build/ may hold tests of the past. */
function testFiles(ending) {
  const chosen = positionals.map((path) => normalize(relative(root, path)));
  return readdirSync('test', { recursive: true })
    .map((path) => join('test', path))
    .filter((path) => path.endsWith(ending))
    .filter(
      (path) => chosen.length === 0 || chosen.some((choice) => path === choice || path.startsWith(join(choice, '/'))),
    )
    .map((path) => join('build', path.replace(/\.ts$/, '.js')))
    .sort();
}

async function nodeTests(name, ending, concurrency) {
  const files = testFiles(ending);
  console.log(`\n── ${name}: ${files.length} files`);
  if (files.length === 0) return report(`${name} tests`, false, performance.now(), 'There are none.');
  const counts = countsFile(name);
  const { code } = await runCommand(
    [
      'node',
      '--enable-source-maps',
      '--test',
      `--test-concurrency=${concurrency}`,
      '--test-timeout=300000',
      '--test-reporter=spec',
      '--test-reporter-destination=stdout',
      '--test-reporter=./test/support/count-reporter.mjs',
      `--test-reporter-destination=${counts}`,
      ...files,
    ],
    { show: true },
  );
  countFrom(counts, name, code);
}

async function browserTests() {
  const { ensureBrowsers, engines } = await import(join(root, 'build/test/support/browsers.js'));
  const { missing } = ensureBrowsers();
  const wanted = values.browser?.split(',') ?? engines;
  for (const engine of missing.filter((name) => wanted.includes(name))) {
    const fatal = process.env.CI === 'true' || values.browser !== undefined;
    console.log(`${fatal ? '✗' : '!'} NOTHING IS TESTED IN ${engine.toUpperCase()}: it is not installed`);
    if (fatal) count(`${engine} is missing`, { passed: 0, failed: 1 });
  }
  const available = wanted.filter((engine) => !missing.includes(engine));
  if (available.length === 0) return;

  const files = testFiles('.test.ts').filter((path) => !path.endsWith('.node.test.js'));
  console.log(`\n── browser: ${files.length} files in ${available.join(', ')}`);
  if (files.length === 0) return report('browser tests', false, performance.now(), 'There are none.');
  const counts = countsFile('browser');
  const { code } = await runCommand(['wtr', '--config', 'build/test/support/web-test-runner.config.js'], {
    show: true,
    env: { TEST_BROWSERS: available.join(), TEST_FILES: files.join(), TEST_COUNTS: counts },
  });
  countFrom(counts, 'browser', code);
}

function countsFile(name) {
  mkdirSync('build/counts', { recursive: true });
  const path = `build/counts/${name}-${process.pid}.json`;
  rmSync(path, { force: true });
  return path;
}

/** A runner that failed without naming a failed test, or that wrote no counts, is one failure. */
function countFrom(path, name, code) {
  const text = readIfThere(path);
  rmSync(path, { force: true });
  const results = text ? JSON.parse(text) : {};
  const rows = 'passed' in results ? [[name, results]] : Object.entries(results);
  for (const [row, counts] of rows) {
    console.log(`${counts.failed === 0 ? '✓' : '✗'} ${row}: ${counts.passed} passed, ${counts.failed} failed`);
    count(row, counts);
  }
  if (code !== 0 && rows.every(([, { failed }]) => failed === 0)) {
    console.log(`✗ ${name}: the test runner ended with code ${code}`);
    count(`${name} runner`, { passed: 0, failed: 1 });
  }
}
