import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { Reporter, TestSession, TestSuiteResult } from '@web/test-runner';

/** How many tests of one stage passed and failed. */
export interface Counts {
  passed: number;
  failed: number;
  /** The failures, a line each: some machines keep only the end of a long log. */
  reasons: string[];
}

/**
 * Writes how many tests passed and failed in each browser, and the failures, to `file`, as JSON. A skipped test counts
 * as failed, unless `isPart`: then a name pattern left it out.
 */
export function countReporter(file: string, isPart: boolean): Reporter {
  return {
    onTestRunFinished({ sessions }) {
      const counts: Record<string, Counts> = {};
      for (const session of sessions) {
        counts[session.browser.name] = add(counts[session.browser.name] ?? nothing, countSession(session, isPart));
      }
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, JSON.stringify(counts));
    },
  };
}

const nothing: Counts = { passed: 0, failed: 0, reasons: [] };

function add(one: Counts, other: Counts): Counts {
  return {
    passed: one.passed + other.passed,
    failed: one.failed + other.failed,
    reasons: [...one.reasons, ...other.reasons],
  };
}

function countSession({ testFile, testResults, passed, errors }: TestSession, isPart: boolean): Counts {
  const file = testFile ? basename(testFile) : 'unknown file';
  const counts = testResults ? countSuite(testResults, file, isPart) : nothing;
  // A file that did not load or that threw outside its tests has no test that failed.
  const broken = (!passed || errors.length > 0) && counts.failed === 0;
  const why = errors.map(({ message }) => message).join('; ') || 'the file did not finish';
  return broken ? add(counts, { passed: 0, failed: 1, reasons: [`${file}: ${why}`] }) : counts;
}

function countSuite({ name, tests: all, suites }: TestSuiteResult, path: string, isPart: boolean): Counts {
  const here = name ? `${path} › ${name}` : path;
  // The runner lists a test that the pattern left out as not passed, without an error.
  const tests = all.filter(({ passed, error }) => !isPart || passed || error);
  const failed = tests.filter(({ skipped, passed }) => skipped || !passed);
  const own = {
    passed: tests.length - failed.length,
    failed: failed.length,
    reasons: failed.map((test) => `${here} › ${test.name}: ${test.error?.message ?? 'skipped'}`),
  };
  return suites.map((suite) => countSuite(suite, here, isPart)).reduce(add, own);
}
