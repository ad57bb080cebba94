import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { runTrimmedXState } from './run-trimmed-xstate.js';

describe('XState and the chart as they are in the CDN files, in random runs', () => {
  it('passes the examples and the random models of faults', () => {
    const { passed } = runTrimmedXState(
      ['build/test/faults/examples.node.test.js', 'build/test/faults/models.node.test.js'],
      40,
    );
    assert.ok(passed > 20, `only ${passed} tests ran`);
  });
});
