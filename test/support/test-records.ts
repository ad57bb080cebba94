import { appendFileSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import type { Reporter, TestRunnerPlugin, TestSuiteResult } from '@web/test-runner';

/** One test that was run. */
export interface TestRecord {
  /** The file in build/. */
  readonly file: string;
  /** Its suites and its own name, joined by ›. */
  readonly name: string;
  readonly passed: boolean;
  readonly message: string;
}

/** Rows that tests have measured for one table of a report. */
export interface Measurement {
  readonly table: string;
  readonly rows: readonly Readonly<Record<string, string | number>>[];
}

/** Takes what tests measure and adds it to `file`, a line of JSON each; without a file it is dropped. */
export function measurementPlugin(file: string | undefined): TestRunnerPlugin {
  return {
    name: 'measurements',
    executeCommand({ command, payload }) {
      if (command === 'is-measured') return file !== undefined;
      if (command !== 'measure') return undefined;
      if (file) appendFileSync(file, `${JSON.stringify(payload)}\n`);
      return true;
    },
  };
}

/** Writes every test that was run to `file`, as JSON. A file that did not finish is one test that failed. */
export function recordReporter(file: string): Reporter {
  return {
    onTestRunFinished({ sessions }) {
      const records = sessions.flatMap(({ testFile = '', testResults, passed, errors }): TestRecord[] => {
        const path = relative(process.cwd(), testFile);
        const tests = testResults ? recordsOf(testResults, path, '') : [];
        const message = errors.map((error) => error.message).join('; ') || 'the file did not finish';
        const isBroken = !passed && tests.every((test) => test.passed);
        return isBroken ? [...tests, { file: path, name: 'loads and finishes', passed: false, message }] : tests;
      });
      writeFileSync(file, JSON.stringify(records));
    },
  };
}

function recordsOf({ name, tests, suites }: TestSuiteResult, file: string, around: string): TestRecord[] {
  const here = [around, name].filter(Boolean).join(' › ');
  const own = tests.map((test) => ({
    file,
    name: [here, test.name].filter(Boolean).join(' › '),
    passed: test.passed && !test.skipped,
    message: test.error?.message ?? '',
  }));
  return [...own, ...suites.flatMap((suite) => recordsOf(suite, file, here))];
}
