import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { pageOf, sharedPages } from './batches.mjs';
import { bundlePages, removeBundles } from './bundle-tests.mjs';
import { root } from './project.mjs';
import { countsFile } from './results.mjs';
import { runCommand } from './run-command.mjs';
import { isOfOneEngine, isOfTheLanguage, isPure, patternOf } from './test-files.mjs';

const config = 'build/test/support/web-test-runner.config.js';
/** Bundled beside the tests, for those that load it in a frame. */
const elementForFrames = 'src/define.ts';

/** Runs test sources in the browsers that are wanted, or in all. A missing one fails where it was asked for, and in CI. */
export async function runBrowserTests(sources, { browsers, chosen = [], grep }, results) {
  const available = await findEngines(browsers, results);
  if (available.length === 0) return;
  const pages = choosePages(sources, { browsers, chosen, grep });
  const { everywhere, inChromium = {}, notInChromium = {} } = pages;
  const fileOf = await bundle(
    { ...everywhere, ...inChromium, ...notInChromium, ...pagesOf([elementForFrames]) },
    results,
  );
  if (!fileOf) return;
  const counts = countsFile('browser');
  const filesOf = (some) => Object.keys(some).map(fileOf);
  const { code } = await runCommand(['wtr', '--config', config], {
    show: true,
    env: {
      ...environment(filesOf(everywhere), available, grep),
      TEST_COUNTS: counts,
      TEST_IN_CHROMIUM: filesOf(inChromium).join(),
      TEST_NOT_IN_CHROMIUM: filesOf(notInChromium).join(),
    },
  });
  results.addCounts(counts, 'browser', code);
}

/** Which pages run the sources, by the engines that open them. A file that somebody chose has a page of its own. */
function choosePages(sources, { browsers, chosen, grep }) {
  if (chosen.length > 0 || grep !== undefined) return { everywhere: pagesOf(sources) };
  // They leave nothing in a page: one takes them all.
  const pure = { pure: sources.filter(isPure) };
  const drawn = sources.filter((source) => !isPure(source));
  if (browsers) return { everywhere: { ...sharedPages(drawn), ...pure } };
  return {
    everywhere: sharedPages(drawn.filter((source) => !isOfOneEngine(source))),
    inChromium: sharedPages(drawn.filter(isOfOneEngine)),
    // The stage `pure` has run these in Node, whose engine is Chromium's.
    notInChromium: { pure: pure.pure.filter((source) => !isOfTheLanguage(source)) },
  };
}

function pagesOf(sources) {
  return Object.fromEntries(sources.map(pageOf));
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
