import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { runTrimmedXState } from './run-trimmed-xstate.js';

describe('XState and the chart as they are in the CDN files', () => {
  it('passes every test of the tracker and its chart', () => {
    const tests = readdirSync('build/test/tracker', { recursive: true, encoding: 'utf8' });
    const files = tests.filter((name) => name.endsWith('.test.js') && !name.includes('trimmed-xstate'));
    const { passed } = runTrimmedXState(
      files.map((name) => join('build/test/tracker', name)),
      20,
    );
    assert.ok(passed > 130, `only ${passed} tests ran`);
  });
});
