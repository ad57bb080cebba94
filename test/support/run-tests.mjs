/**
 * Runs everything that must hold, adds it up, and ends with the line `N passed, N failed`. A stage that fails does not
 * hide the ones after it. `npm test -- --help` says what it can be told.
 *
 * With `--only`, the code is compiled first and its errors are shown, but not counted; `size`, `package` and `e2e` also
 * need the bundles, which are made again.
 */
import { runBrowserTests, watchBrowserTests } from './run-tests/browser-tests.mjs';
import { buildParts, checks, checksAtOnce, prepare, runChecks } from './run-tests/checks.mjs';
import { runNodeTests } from './run-tests/node-tests.mjs';
import { Misused, readOptions, usage } from './run-tests/options.mjs';
import { root } from './run-tests/project.mjs';
import { Results } from './run-tests/results.mjs';
import { needsNoBundle, slowStages, testFiles, testStages } from './run-tests/test-files.mjs';
import { affectedBy, compileAgain, watchSources } from './run-tests/watch.mjs';

process.chdir(root);
const stages = [...Object.keys(checks), ...testStages];
/**
 * In a whole run these go on beside the bundling, which keeps little more than one core busy: they need none of it. After
 * them come the Node tests that need none of it either.
 */
const besideBundles = ['lint', 'manifest', 'pure'];

try {
  const options = readOptions(process.argv.slice(2), stages);
  if (options.help) console.log(usage);
  else if (options.watch) await watchTests(options);
  else process.exitCode = (await runOnce(options)) ? 0 : 1;
} catch (error) {
  if (!(error instanceof Misused)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}

/** Runs the stages once; true if something passed and nothing failed. */
async function runOnce(options) {
  const results = new Results();
  const { only = usualStages(options) } = options;
  const run = async (chosen, isWanted = () => true) => {
    for (const stage of stages.filter((name) => chosen.includes(name))) {
      await results.time(stage, () =>
        stage in checks
          ? runChecks(checks[stage], results, checksAtOnce[stage])
          : runTests(stage, testFiles(stage, options).filter(isWanted), options, results),
      );
    }
  };
  if (only.length < stages.length) {
    await prepare(only);
    await run(only);
  } else {
    await results.time('compile', () => runChecks(buildParts.compile, results));
    const besideThem = async () => {
      await run(besideBundles);
      await run(['node'], needsNoBundle);
    };
    await Promise.all([results.time('bundles', () => runChecks(buildParts.bundles, results)), besideThem()]);
    const others = stages.filter((name) => name !== 'build' && !besideBundles.includes(name));
    await run(others, (file) => !needsNoBundle(file));
  }
  if (options.grep !== undefined && results.passed + results.failed === 0) {
    console.log(`\nNo test has "${options.grep}" in its name.`);
  }
  results.print();
  return results.passed > 0 && results.failed === 0;
}

/** All of them; those that have a chosen file where files or a name are given. */
function usualStages({ chosen, grep, slow }) {
  if (slow) return slowStages;
  if (chosen.length === 0 && grep === undefined) return stages;
  const found = ['node', 'browser', 'e2e'].filter((stage) => testFiles(stage, { chosen, grep }).length > 0);
  if (found.length > 0) return found;
  if (grep === undefined) throw new Misused(`There are no tests in ${chosen.join(', ')}.`);
  throw new Misused(`No test's source contains "${grep}". To find a composed name, give its file as well.`);
}

async function runTests(stage, sources, options, results) {
  const where = stage === 'browser' ? ` in ${(options.browsers ?? ['every browser']).join(', ')}` : '';
  console.log(`\n── ${stage}: ${sources.length} files${where}`);
  if (sources.length === 0) {
    if (options.grep === undefined) results.report(`${stage} tests`, false, performance.now(), 'There are none.');
  } else if (stage === 'browser') await runBrowserTests(sources, options, results);
  else await runNodeTests(stage, sources, options, results);
}

/** Runs the chosen tests, and after each save those that it can change. */
async function watchTests(options) {
  const { only = watchedStages(options) } = options;
  const unfit = only.find((stage) => !testStages.includes(stage));
  if (unfit) throw new Misused(`--watch runs tests, not "${unfit}"; there are ${testStages.join(', ')}.`);
  await prepare(only);
  if (only.includes('browser')) {
    if (only.length > 1) throw new Misused('--watch runs browser tests alone: --only browser.');
    await watchBrowserTests(testFiles('browser', options), options, new Results(), (bundleAgain) =>
      watchSources(async () => {
        await compileAgain();
        await bundleAgain();
      }),
    );
    process.exit();
  }
  const run = async (pick) => {
    const results = new Results();
    for (const stage of only) {
      const sources = await pick(testFiles(stage, options));
      if (sources.length > 0) await runTests(stage, sources, options, results);
    }
    results.print();
    console.log('Waiting for a save; Ctrl+C ends.');
  };
  await run((files) => files);
  watchSources(async (changed) => {
    console.log(`\n${changed.join(', ')}`);
    await compileAgain();
    await run((files) => affectedBy(changed, files));
  });
}

/** The fast ones, unless the chosen files are others. */
function watchedStages(options) {
  const isThere = (stage) => testFiles(stage, options).length > 0;
  const fast = ['pure', 'node'].filter(isThere);
  return fast.length > 0 ? fast : ['browser', 'e2e'].filter(isThere).slice(0, 1);
}
