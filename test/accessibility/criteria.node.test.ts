import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import type { TestRecord } from '../support/test-records.js';
import { conclude } from './conclude.js';
import { type Criterion, criteria, testFiles } from './criteria.js';
import { reportPage } from './report-page.js';

const numbers = (level: string) => criteria.filter((row) => row.level === level).map(({ number }) => number);

describe('the rows of the accessibility report', () => {
  it('are every criterion of WCAG 2.2 on the levels A and AA, once and in order', () => {
    assert.deepEqual([numbers('A').length, numbers('AA').length], [32, 24]);
    assert.equal(new Set(criteria.map(({ number }) => number)).size, criteria.length);
    for (const level of ['A', 'AA']) {
      const sorted = numbers(level).toSorted((one, other) => one.localeCompare(other, 'en', { numeric: true }));
      assert.deepEqual(numbers(level), sorted);
    }
  });

  it('name tests that exist', () => {
    for (const { number, tests } of criteria) {
      for (const [file, words] of tests) {
        const source = readFileSync(`test/${testFiles[file]}`, 'utf8');
        assert.ok(source.includes(words), `${number}: test/${testFiles[file]} has no test "${words}"`);
      }
    }
  });

  it('claim nothing without a test, except that a criterion is about whole pages or obsolete', () => {
    const bare = criteria.filter(({ tests }) => tests.length === 0);
    for (const { number, shows, remark } of bare) {
      assert.equal(shows, 'nothing', number);
      assert.match(remark, /^(About whole pages|Obsolete)/, number);
    }
  });
});

describe('the conclusion of the accessibility report', () => {
  const row: Criterion = {
    number: '1.1.1',
    name: 'Non-text Content',
    level: 'A',
    shows: 'support',
    tests: [['zoom', 'with text of 200 %']],
    remark: '',
  };
  const ran = (name: string, passed: boolean): TestRecord => ({
    file: 'build/test/elements/zoom.test.js',
    name,
    passed,
    message: '',
  });
  const concluded = (criterion: Criterion, ...records: TestRecord[]) => conclude(criterion, records).conclusion;

  it('is "Supports" only if all of its tests ran and passed', () => {
    assert.equal(concluded(row, ran('in German with text of 200 %', true)), 'Supports');
    assert.equal(concluded({ ...row, shows: 'part' }, ran('in German with text of 200 %', true)), 'Partially Supports');
    assert.equal(concluded(row), 'Does Not Support');
    assert.equal(
      concluded(row, ran('in German with text of 200 %', true), ran('in Hindi with text of 200 %', false)),
      'Does Not Support',
    );
    assert.equal(
      concluded(row, ran('in German with text of 200 %', true), ran('loads and finishes', false)),
      'Does Not Support',
    );
  });

  it('is "Not Evaluated" without a test', () => {
    assert.equal(concluded({ ...row, tests: [] }), 'Not Evaluated');
  });

  it('stands on the page with the tests that failed, and with all text as text', () => {
    const page = reportPage({
      version: '1.2.3',
      date: new Date(2026, 10, 22),
      browser: 'Chromium 1',
      judgements: [conclude(row, [ran('a <b> with text of 200 %', false)])],
      measurements: [{ table: 'targets', rows: [{ target: '<script>', width: 44 }] }],
    });
    assert.match(page, /Does Not Support/);
    assert.match(page, /a &lt;b&gt; with text of 200 %/);
    assert.match(page, /&lt;script&gt;/);
    assert.doesNotMatch(page, /<script>/);
  });
});
