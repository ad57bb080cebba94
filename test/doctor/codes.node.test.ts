import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { levels } from '../../src/doctor/codes.js';

const sourcesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.endsWith('codes.ts') && !path.includes('codes.node'))
    .map((path) => readFileSync(join(folder, path), 'utf8'))
    .join('\n');

describe('the codes of the doctor', () => {
  const guide = readFileSync('src/doctor/DOCTOR.md', 'utf8');
  const rows = [...guide.matchAll(/^\| `([a-z-]+)` \| (wrong|advice|right) \|/gm)].map(([, code, level]) => [
    code,
    level,
  ]);

  it('are explained in DOCTOR.md, in the same order and with the same level', () => {
    assert.deepEqual(rows, Object.entries(levels));
  });

  it('are all given by some check', () => {
    const sources = sourcesIn('src/doctor');
    assert.deepEqual(
      Object.keys(levels).filter((code) => !new RegExp(`'${code}'|^ +${code}:`, 'm').test(sources)),
      [],
    );
  });

  it('are all tried by some test, where something is wrong', () => {
    const tests = sourcesIn('test/doctor');
    assert.deepEqual(
      Object.entries(levels).flatMap(([code, level]) =>
        level === 'wrong' && !new RegExp(`['\\s}]${code}\\b`).test(tests) ? [code] : [],
      ),
      [],
    );
  });
});
