import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { projectPath } from '../../../demo/server/project-files.js';
import { runTrimmedXState } from './run-trimmed-xstate.js';

const load = (name: string): Promise<unknown> => import(projectPath('test/support/run-tests', name));
const { filesToRun } = (await load('batches.mjs')) as {
  filesToRun(stage: string, sources: readonly string[], options: object, folder: string): readonly string[];
};
const { testFiles } = (await load('test-files.mjs')) as {
  testFiles(stage: string, options: object): readonly string[];
};

describe('XState and the chart as they are in the CDN files', () => {
  it('passes every test of the tracker and its chart', () => {
    const tests = ['pure', 'node'].flatMap((stage) => testFiles(stage, { chosen: ['test/tracker'] }));
    const sources = tests.filter((name) => !name.includes('trimmed-xstate') && !name.includes('.slow.'));
    // Some in one process: starting Node took longer than the tests.
    const files = filesToRun('pure', sources, { chosen: [] }, 'build/batches/trimmed-xstate');
    const { passed } = runTrimmedXState(files, 20);
    assert.ok(passed > 130, `only ${passed} tests ran`);
  });
});
