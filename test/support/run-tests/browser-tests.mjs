import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { bundlePages, removeBundles } from './bundle-tests.mjs';
import { root } from './project.mjs';
import { countsFile } from './results.mjs';
import { runCommand } from './run-command.mjs';
import { isPure, patternOf } from './test-files.mjs';

const config = 'build/test/support/web-test-runner.config.js';
/** Bundled beside the tests, for those that load it in a frame. */
const elementForFrames = 'src/define.ts';

/** Runs test sources in the browsers that are wanted, or in all. A missing one fails where it was asked for, and in CI. */
export async function runBrowserTests(sources, { browsers, chosen = [], grep }, results) {
  const available = await findEngines(browsers, results);
  if (available.length === 0) return;
  const isWhole = chosen.length === 0 && grep === undefined && browsers === undefined;
  // The stage `pure` has run these in Node, whose engine is Chromium's. They leave nothing in a page: one takes them all.
  const pure = isWhole ? sources.filter(isPure) : [];
  const pages = pagesOf(sources.filter((source) => !pure.includes(source)));
  const extra = { ...pagesOf([elementForFrames]), ...(pure.length > 0 && { pure }) };
  const fileOf = await bundle({ ...pages, ...extra }, results);
  if (!fileOf) return;
  const counts = countsFile('browser');
  const { code } = await runCommand(['wtr', '--config', config], {
    show: true,
    env: {
      ...environment(Object.keys(pages).map(fileOf), available, grep),
      TEST_COUNTS: counts,
      TEST_NOT_IN_CHROMIUM: pure.length > 0 ? fileOf('pure') : '',
    },
  });
  results.addCounts(counts, 'browser', code);
}

/** test/elements/tab.test.ts is the page test/elements/tab.test, alone. */
function pagesOf(sources) {
  return Object.fromEntries(sources.map((source) => [source.replace(/\.ts$/, ''), [source]]));
}

/** Reports what cannot be bundled. */
async function bundle(pages, results) {
  const started = performance.now();
  try {
    await removeBundles();
    return await bundlePages(pages);
  } catch (error) {
    results.report('bundle the browser tests', false, started, String(error));
    return undefined;
  }
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

function environment(files, engines, grep) {
  return {
    TEST_BROWSERS: engines.join(),
    TEST_FILES: files.join(),
    ...(grep === undefined ? {} : { TEST_GREP: patternOf(grep) }),
  };
}

/**
 * Web Test Runner's own watch mode, with its keys: D opens a page to debug in. Resolves when it is left.
 *
 * @param {(onSave: () => Promise<unknown>) => unknown} watchSources calls back after each save, once it is compiled
 */
export async function watchBrowserTests(sources, { browsers, grep }, results, watchSources) {
  const available = await findEngines(browsers ?? ['chromium'], results);
  if (available.length === 0) return;
  const pages = pagesOf([...sources, elementForFrames]);
  const fileOf = await bundle(pages, results);
  if (!fileOf) return;
  watchSources(() => bundlePages(pages));
  const child = spawn('node_modules/.bin/wtr', ['--config', config, '--watch'], {
    stdio: 'inherit',
    env: { ...process.env, ...environment(Object.keys(pagesOf(sources)).map(fileOf), available, grep) },
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => child.kill(signal));
  await new Promise((resolve) => child.once('exit', resolve));
}
