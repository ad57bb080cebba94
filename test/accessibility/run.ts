/**
 * Runs the tests of the accessibility report in Chromium and writes it to build/accessibility/index.html, a page that can
 * be handed to an auditor. Ends with code 1 if a criterion is not supported.
 *
 *   npm run accessibility
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { chromiumPath } from '../support/browsers.js';
import type { Measurement, TestRecord } from '../support/test-records.js';
import { conclude } from './conclude.js';
import { criteria, testFiles } from './criteria.js';
import { reportPage } from './report-page.js';

const folder = 'build/accessibility';
const page = `${folder}/index.html`;
const recordsFile = `${folder}/tests.json`;
const measurementsFile = `${folder}/measurements.jsonl`;

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const files = Object.values(testFiles).map((file) => `build/test/${file.replace(/ts$/, 'js')}`);
spawnSync('node_modules/.bin/wtr', ['--config', 'build/test/support/web-test-runner.config.js'], {
  stdio: 'inherit',
  env: {
    ...process.env,
    TEST_BROWSERS: 'chromium',
    TEST_FILES: files.join(),
    TEST_RECORDS: recordsFile,
    TEST_MEASUREMENTS: measurementsFile,
  },
});

const records: readonly TestRecord[] = existsSync(recordsFile) ? JSON.parse(readFileSync(recordsFile, 'utf8')) : [];
const measurements = [...linesOf(measurementsFile).map((line): Measurement => JSON.parse(line)), conditions()];
const judgements = criteria.map((criterion) => conclude(criterion, records));
const { version }: { version: string } = JSON.parse(readFileSync('package.json', 'utf8'));
const browser = spawnSync(chromiumPath(), ['--version'], { encoding: 'utf8' }).stdout.trim();
writeFileSync(page, reportPage({ version, date: new Date(), browser, judgements, measurements }));

const unsupported = judgements.filter(({ conclusion }) => conclusion === 'Does Not Support');
for (const { criterion, evidence } of unsupported) {
  console.log(`✗ ${criterion.number} ${criterion.name}`);
  for (const failure of evidence.flatMap(({ failed }) => failed)) console.log(`    ${failure.slice(0, 200)}`);
}
console.log(`${judgements.length} criteria, ${unsupported.length} not supported: ${page}`);
process.exitCode = unsupported.length === 0 ? 0 : 1;

/** What was played in the browser, as its tests name it. */
function conditions(): Measurement {
  const played = [testFiles.zoom, testFiles.media].map((file) => `build/test/${file.replace(/ts$/, 'js')}`);
  const rows = records
    .filter(({ file }) => played.includes(file))
    .map(({ name, passed }) => ({ condition: name, result: passed ? 'passed' : 'failed' }));
  return { table: 'conditions', rows };
}

function linesOf(path: string): string[] {
  return existsSync(path) ? readFileSync(path, 'utf8').split('\n').filter(Boolean) : [];
}
