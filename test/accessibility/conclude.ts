import type { TestRecord } from '../support/test-records.js';
import { type Criterion, type TestReference, testFiles } from './criteria.js';

/** The words of VPAT 2.5. */
export type Conclusion = 'Supports' | 'Partially Supports' | 'Does Not Support' | 'Not Applicable' | 'Not Evaluated';

/** What the tests of one reference came to. */
export interface Evidence {
  readonly file: string;
  readonly words: string;
  readonly passed: number;
  /** The names of those that failed; of none that ran, the words themselves. */
  readonly failed: readonly string[];
}

/** One criterion, and what this run showed of it. */
export interface Judgement {
  readonly criterion: Criterion;
  readonly conclusion: Conclusion;
  readonly evidence: readonly Evidence[];
}

const ifPassed = { support: 'Supports', part: 'Partially Supports', nothing: 'Not Applicable' } as const;

/** Concludes from the tests that were run, and from nothing else: a test that failed or did not run refutes its row. */
export function conclude(criterion: Criterion, records: readonly TestRecord[]): Judgement {
  const evidence = criterion.tests.map((reference) => evidenceOf(reference, records));
  const isRefuted = evidence.some(({ failed }) => failed.length > 0);
  const isShown = evidence.length > 0 || criterion.shows === 'nothing';
  const conclusion = isRefuted ? 'Does Not Support' : isShown ? ifPassed[criterion.shows] : 'Not Evaluated';
  return { criterion, conclusion, evidence };
}

function evidenceOf([key, words]: TestReference, records: readonly TestRecord[]): Evidence {
  const file = `test/${testFiles[key]}`;
  const ofFile = records.filter((record) => record.file === `build/${file.replace(/ts$/, 'js')}`);
  const found = ofFile.filter(({ name }) => name.includes(words));
  const failed = found.filter(({ passed }) => !passed).map(({ name, message }) => `${name}: ${message}`);
  // A file that broke off may have left tests out.
  const broken = ofFile.filter(({ name, passed }) => !passed && name === 'loads and finishes');
  return {
    file,
    words,
    passed: found.length - failed.length,
    failed: found.length === 0 ? [`${words}: did not run`] : [...failed, ...broken.map(({ message }) => message)],
  };
}
