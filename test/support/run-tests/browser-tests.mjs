import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { outputOf } from './compile.mjs';
import { root } from './project.mjs';
import { countsFile } from './results.mjs';
import { runCommand } from './run-command.mjs';
import { isPure, patternOf } from './test-files.mjs';

const config = 'build/test/support/web-test-runner.config.js';

/** Runs test sources in the browsers that are wanted, or in all. A missing one fails where it was asked for, and in CI. */
export async function runBrowserTests(sources, { browsers, chosen = [], grep }, results) {
  const available = await findEngines(browsers, results);
  if (available.length === 0) return;
  const counts = countsFile('browser');
  // The stage `pure` has run them in Node, whose engine is Chromium's.
  const isWhole = chosen.length === 0 && grep === undefined && browsers === undefined;
  const elsewhere = isWhole ? sources.filter(isPure).map(outputOf).join() : '';
  const { code } = await runCommand(['wtr', '--config', config], {
    show: true,
    env: { ...environment(sources, available, grep), TEST_COUNTS: counts, TEST_NOT_IN_CHROMIUM: elsewhere },
  });
  results.addCounts(counts, 'browser', code);
}

async function findEngines(browsers, results) {
  const { ensureBrowsers, engines } = await import(join(root, 'build/test/support/browsers.js'));
  const wanted = browsers ?? engines;
  const { missing } = ensureBrowsers(wanted);
  for (const engine of missing) {
    const isFatal = process.env.CI === 'true' || browsers !== undefined;
    console.log(`${isFatal ? '✗' : '!'} NOTHING IS TESTED IN ${engine.toUpperCase()}: it is not installed`);
    if (isFatal) results.add(`${engine} is missing`, { passed: 0, failed: 1 });
  }
  return wanted.filter((engine) => !missing.includes(engine));
}

function environment(sources, engines, grep) {
  return {
    TEST_BROWSERS: engines.join(),
    TEST_FILES: sources.map(outputOf).join(),
    ...(grep === undefined ? {} : { TEST_GREP: patternOf(grep) }),
  };
}

/** Web Test Runner's own watch mode, with its keys: D opens a page to debug in. Resolves when it is left. */
export async function watchBrowserTests(sources, { browsers, grep }, results) {
  const available = await findEngines(browsers ?? ['chromium'], results);
  if (available.length === 0) return;
  const child = spawn('node_modules/.bin/wtr', ['--config', config, '--watch'], {
    stdio: 'inherit',
    env: { ...process.env, ...environment(sources, available, grep) },
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => child.kill(signal));
  await new Promise((resolve) => child.once('exit', resolve));
}
