import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Reporter, TestSession, TestSuiteResult } from '@web/test-runner';

/** How many tests of one stage passed and failed. */
export interface Counts {
  passed: number;
  failed: number;
}

/** Writes how many tests passed and failed in each browser to `file`, as JSON. */
export function countReporter(file: string): Reporter {
  return {
    onTestRunFinished({ sessions }) {
      const counts: Record<string, Counts> = {};
      for (const session of sessions) {
        counts[session.browser.name] ??= { passed: 0, failed: 0 };
        const total = counts[session.browser.name];
        const { passed, failed } = countSession(session);
        if (!total) continue;
        total.passed += passed;
        total.failed += failed;
      }
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, JSON.stringify(counts));
    },
  };
}

function countSession({ testResults, passed, errors }: TestSession): Counts {
  const counts = testResults ? countSuite(testResults) : { passed: 0, failed: 0 };
  // A file that did not load or that threw outside its tests has no test that failed.
  const broken = (!passed || errors.length > 0) && counts.failed === 0;
  return broken ? { passed: counts.passed, failed: 1 } : counts;
}

function countSuite({ tests, suites }: TestSuiteResult): Counts {
  const total = { passed: 0, failed: 0 };
  for (const test of tests) {
    if (test.skipped || !test.passed) total.failed += 1;
    else total.passed += 1;
  }
  for (const counts of suites.map(countSuite)) {
    total.passed += counts.passed;
    total.failed += counts.failed;
  }
  return total;
}
