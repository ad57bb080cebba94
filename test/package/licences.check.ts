import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';

const cdn = readdirSync('dist/cdn', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.js'))
  .map((name) => join('dist/cdn', name));
const built = [
  ...cdn,
  'dist/doctor.js',
  'dist/relay.js',
  'dist/order-status-worker.js',
  'dist/react/create-component.js',
];
const notices = readFileSync('THIRD-PARTY-NOTICES.txt', 'utf8');

/** A text that only a package's own code has, and who has to be named where it is. */
const marks: readonly (readonly [mark: RegExp, named: string])[] = [
  [/elementProperties=new Map/, 'Lit (c) Google LLC, BSD-3-Clause'],
  [/xstate\.spawnChild/, 'XState (c) David Khourshid, MIT'],
  [/[Ss]ec-WebSocket-Extensions/i, 'ws (c) Einar Otto Stangvik'],
];

function bannerOf(file: string): string {
  const [first = '', second = ''] = readFileSync(file, 'utf8').split('\n', 2);
  return first.startsWith('#!') ? second : first;
}

describe('the licences of what is in the built files', () => {
  it('stand at the top of each file, parts that are loaded on demand included', () => {
    const without = built.filter((file) => !/^\/\*! order-status-tracker, MIT.* \*\/$/.test(bannerOf(file)));
    assert.deepEqual(without, []);
  });

  it('name whose code is in a file', () => {
    const missing = built.flatMap((file) => {
      const code = readFileSync(file, 'utf8');
      return marks
        .filter(([mark, named]) => mark.test(code) && !bannerOf(file).includes(named))
        .map(([, named]) => `${file}: ${named}`);
    });
    assert.deepEqual(missing, []);
    const found = marks.filter(([mark]) => built.some((file) => mark.test(readFileSync(file, 'utf8'))));
    assert.equal(found.length, marks.length, 'each mark is in one of the files');
  });

  it('stand in full in THIRD-PARTY-NOTICES.txt, which is no older than the files', () => {
    assert.equal(notices, readFileSync('dist/cdn/THIRD-PARTY-NOTICES.txt', 'utf8'), 'it is stale: npm run notices');
    const holders = built.flatMap((file) =>
      [...bannerOf(file).matchAll(/\(c\) ([^,;]+)/g)].map(([, holder = '']) => holder),
    );
    assert.ok(new Set(holders).size >= 4);
    assert.deepEqual(
      holders.filter((holder) => !notices.includes(holder)),
      [],
    );
  });
});
