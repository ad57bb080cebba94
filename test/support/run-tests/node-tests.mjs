import { outputOf } from './compile.mjs';
import { countsFile } from './results.mjs';
import { runCommand } from './run-command.mjs';
import { patternOf } from './test-files.mjs';

/** How each stage of Node's runner is started. */
const settings = {
  pure: { concurrency: 2, flags: ['--import', './test/support/node-page.mjs'] },
  node: { concurrency: 2, flags: [] },
  e2e: { concurrency: 1, flags: [] },
};

/** Runs test sources with `node --test`. */
export async function runNodeTests(stage, sources, { grep }, results) {
  const { concurrency, flags } = settings[stage];
  const counts = countsFile(stage);
  const { code } = await runCommand(
    [
      'node',
      ...flags,
      '--enable-source-maps',
      '--test',
      `--test-concurrency=${concurrency}`,
      '--test-timeout=300000',
      ...(grep === undefined ? [] : [`--test-name-pattern=${patternOf(grep)}`]),
      `--test-reporter=${grep === undefined ? 'spec' : './test/support/run-tests/grep-reporter.mjs'}`,
      '--test-reporter-destination=stdout',
      '--test-reporter=./test/support/run-tests/count-reporter.mjs',
      `--test-reporter-destination=${counts}`,
      ...sources.map(outputOf),
    ],
    { show: true },
  );
  results.addCounts(counts, stage, code);
}
