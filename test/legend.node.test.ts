import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';

/** The files of a folder that may name a code. */
function sourcesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(ts|mjs)$/.test(path))
    .map((path) => join(folder, path));
}

describe('the legend in test/README.md', () => {
  const legend = new Set(
    [...readFileSync('test/README.md', 'utf8').matchAll(/^\| ([A-Z]\d+) \|/gm)].map(([, code]) => code),
  );
  const used = new Map(
    ['src', 'test'].flatMap(sourcesIn).flatMap((path) => {
      const codes = readFileSync(path, 'utf8').match(/\b([FDSIL]\d{1,2}|E23)\b/g) ?? [];
      return codes.map((code) => [code, path] as const);
    }),
  );

  it('explains every code that src and test name', () => {
    assert.deepEqual(
      [...used].filter(([code]) => !legend.has(code)),
      [],
    );
  });

  it('explains no code that nobody names', () => {
    assert.deepEqual(
      [...legend].filter((code) => code !== undefined && !used.has(code)),
      [],
    );
  });
});
