import { filesToRun } from './batches.mjs';
import { outputOf } from './compile.mjs';
import { countsFile } from './results.mjs';
import { runCommand } from './run-command.mjs';
import { patternOf } from './test-files.mjs';

/**
 * What a stage of Node's runner needs beside the usual flags. PGlite is WebAssembly: compiling it twice, first quickly and
 * then for speed, takes longer than what the tests ask of it.
 */
const quickWebAssembly = ['--liftoff-only'];
const flagsOf = {
  pure: ['--import', './test/support/node-page.mjs'],
  node: quickWebAssembly,
  e2e: quickWebAssembly,
};

/** These measure times: nothing may run beside them. */
const measuring = ['faults', 'faults.slow', 'first-paint'].map((name) => `test/e2e/${name}.e2e.ts`);

/** Runs test sources with `node --test`, three at a time where none of them measures: two leave a part of two cores idle. */
export async function runNodeTests(stage, sources, options, results) {
  const alone = sources.filter((source) => measuring.includes(source));
  const others = sources.filter((source) => !measuring.includes(source));
  const files = filesToRun(stage, others, options);
  if (alone.length > 0) await runTogether(stage, alone.map(outputOf), 1, options, results);
  if (files.length > 0) await runTogether(stage, files, 3, options, results);
}

async function runTogether(stage, files, concurrency, { grep }, results) {
  const counts = countsFile(stage);
  const { code } = await runCommand(
    [
      'node',
      ...(flagsOf[stage] ?? []),
      '--enable-source-maps',
      '--test',
      `--test-concurrency=${concurrency}`,
      '--test-timeout=600000',
      ...(grep === undefined ? [] : [`--test-name-pattern=${patternOf(grep)}`]),
      `--test-reporter=${grep === undefined ? 'spec' : './test/support/run-tests/grep-reporter.mjs'}`,
      '--test-reporter-destination=stdout',
      '--test-reporter=./test/support/run-tests/count-reporter.mjs',
      `--test-reporter-destination=${counts}`,
      ...files,
    ],
    { show: true },
  );
  results.addCounts(counts, stage, code);
}
