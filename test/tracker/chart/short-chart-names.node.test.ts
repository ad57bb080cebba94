import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';

interface Shortening {
  chartShortener(folder: string): (code: string, file: string) => string | undefined;
}

const folder = join(process.cwd(), 'build/src/tracker/chart');
const { chartShortener }: Shortening = await import(join(process.cwd(), 'test/support/bundles/short-chart-names.mjs'));

/** A chart of one module, as it is in the CDN files. */
function shortened(code: string): string | undefined {
  const file = join(mkdtempSync(join(tmpdir(), 'chart-')), 'small.js');
  writeFileSync(file, code);
  return chartShortener(join(file, '..'))(code, file);
}

describe('the names of guards, actions and delays in the CDN files', () => {
  it('are short in every region', () => {
    const shorten = chartShortener(folder);
    for (const region of readdirSync(folder).filter((name) => name.endsWith('.region.js'))) {
      const file = join(folder, region);
      const code = readFileSync(file, 'utf8');
      assert.match(code, /'(?:isSettled|mayRead|reschedule|wantRead|mayRecheck)'/, region);
      assert.doesNotMatch(
        shorten(code, file) ?? code,
        /'(?:isSettled|mayRead|reschedule|wantRead|mayRecheck)'/,
        region,
      );
    }
  });

  it('are the same wherever they are used, and what they stand for stays', () => {
    const code = `setup({}).extend({ guards: { isReady, mayGo: and(['isReady', not('isReady')]) }, delays: { limit: 5 } })
      .createStateConfig({ always: { guard: { type: 'isReady' } }, after: { limit: { guard: 'mayGo', target: 'gone' } } });`;
    assert.equal(
      shortened(code),
      `setup({}).extend({ guards: { a: isReady, b: and(['a', not('a')]) }, delays: { c: 5 } })
      .createStateConfig({ always: { guard: { type: 'a' } }, after: { c: { guard: 'b', target: 'gone' } } });`,
    );
  });

  it('are refused where a text may mean something else', () => {
    assert.throws(
      () => shortened("setup({ actions: { leave } }).createMachine({ entry: 'leave', initial: 'leave' });"),
      /"leave" means another thing/,
    );
  });
});
