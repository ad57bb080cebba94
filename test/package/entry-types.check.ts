import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { describe, it } from 'node:test';

const folder = 'test/package/types';
const options = '--ignoreConfig --noEmit --strict --target ES2022 --module NodeNext'.split(' ');

/** Each file imports one entry and nothing else: what another entry declares does not count there. */
describe('with one entry of the package alone, scripts have the types of its tags and events', () => {
  for (const file of readdirSync(`${folder}/entries`)) {
    it(file, () => {
      assert.equal(complaintsAbout(`${folder}/entries/${file}`, ['--skipLibCheck', '--types', '']), '');
    });
  }
});

describe('with every strict option of TypeScript, and declarations checked whole, scripts can use', () => {
  const strictest = [
    '--exactOptionalPropertyTypes',
    '--noUncheckedIndexedAccess',
    '--noPropertyAccessFromIndexSignature',
  ];
  for (const file of [...readdirSync(`${folder}/entries`).map((name) => `entries/${name}`), 'servers/node.ts']) {
    const types = file.startsWith('servers/') ? ['--lib', 'ES2022', '--types', 'node'] : ['--types', ''];
    it(file, () => {
      assert.equal(complaintsAbout(`${folder}/${file}`, [...strictest, ...types]), '');
    });
  }
});

it('a function for inspection events may be written for XState’s own type, or name none', () => {
  assert.equal(complaintsAbout(`${folder}/xstate/inspect.ts`, ['--types', '']), '');
});

it('on a server, all entries but those of elements do without the types of pages, which are checked whole', () => {
  assert.equal(complaintsAbout(`${folder}/servers/node.ts`, ['--lib', 'ES2022', '--types', 'node']), '');
});

function complaintsAbout(path: string, further: readonly string[]): string {
  try {
    return execFileSync('npx', ['tsc', ...options, ...further, path], { encoding: 'utf8' });
  } catch (error) {
    return error instanceof Error && 'stdout' in error ? String(error.stdout) : String(error);
  }
}
