import { readFileSync } from 'node:fs';
import { filesIn } from './project.mjs';

/** The folders whose browser tests also run in Node, as stage `pure`. */
const pureFolders = ['order', 'environment', 'tracker', 'transports', 'locales'].map((name) => `test/${name}/`);
/** The files in them that need a DOM. */
const needsDom = ['test/environment/browser-page.test.ts'];

const isNodeTest = (path) => path.endsWith('.node.test.ts');
const isBrowserTest = (path) => path.endsWith('.test.ts') && !isNodeTest(path);
export const isPure = (path) =>
  isBrowserTest(path) && pureFolders.some((folder) => path.startsWith(folder)) && !needsDom.includes(path);

/**
 * What these find is the same in every engine, or nearly: rules of axe, contrasts that we compute, a board's days and
 * clocks. They take a browser longest, so a whole run has them in Chromium alone; `npm run engines` has them in the others.
 */
const ofOneEngine = [
  'accessibility-matrix',
  'board/order-status-board-accessibility',
  'board/order-status-board-days',
  'contrast',
  'device-clock',
].map((name) => `test/elements/${name}.test.ts`);
export const isOfOneEngine = (path) => ofOneEngine.includes(path);

/**
 * Pure tests of the chart and what is beside it: they ask nothing of an engine but the language, and Node runs them in a
 * whole run. `npm run engines` has them in Firefox and WebKit.
 */
export const isOfTheLanguage = (path) => isPure(path) && path.startsWith('test/tracker/');

/** The folders whose Node tests read compiled code alone: a whole run has them while the bundles are made. */
const withoutBundles = ['doctor', 'faults', 'order', 'tracker'].map((name) => `test/${name}/`);
export const needsNoBundle = (path) => isNodeTest(path) && withoutBundles.some((folder) => path.startsWith(folder));

/** Which test sources belong to a stage. */
const belongs = {
  pure: isPure,
  node: isNodeTest,
  browser: isBrowserTest,
  e2e: (path) => path.endsWith('.e2e.ts'),
};

/** The stages that run tests, fast ones first. */
export const testStages = Object.keys(belongs);
/** The stages that have slow files. */
export const slowStages = ['node', 'e2e'];

/** Slow and rare: `npm run slow` runs them, and so does whoever names one. */
const isSlow = (path) => path.includes('.slow.');

/**
 * The sources of a stage's tests; build/ is never listed, since it may hold tests of the past.
 *
 * @param {string} stage
 * @param {{ chosen: readonly string[], grep?: string, slow?: boolean }} options `chosen`: files and folders; none means
 *   all that are not slow, or with `slow` all that are
 */
export function testFiles(stage, { chosen, grep, slow = false }) {
  const isChosen = (path) =>
    chosen.length === 0
      ? grep !== undefined || isSlow(path) === slow
      : chosen.some((choice) => path === choice || path.startsWith(`${choice}/`));
  const files = filesIn('test', '.ts').filter(belongs[stage]).filter(isChosen);
  return grep === undefined ? files : narrow(files, grep, chosen.length > 0);
}

/**
 * Leaves out the files that cannot have a test of this name. A name that is composed or comes from a helper may be in
 * any of the chosen files.
 */
function narrow(files, grep, areChosen) {
  const holds = (path) => readFileSync(path, 'utf8').toLowerCase().includes(grep.toLowerCase());
  const holders = filesIn('test', '.ts').filter(holds);
  const isElsewhere = holders.some((path) => !/\.(test|e2e)\.ts$/.test(path));
  const found = files.filter((path) => holders.includes(path));
  return isElsewhere || (found.length === 0 && areChosen) ? files : found;
}

/** A pattern that finds the text in a test's name, in any case. */
export function patternOf(grep) {
  return `/${grep.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')}/i`;
}
