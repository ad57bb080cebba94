import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { describe, it } from 'node:test';

const folder = 'test/package/types/entries';
const options = '--ignoreConfig --noEmit --strict --skipLibCheck --target ES2022 --module NodeNext --types'.split(' ');

/** Each file imports one entry and nothing else: what another entry declares does not count there. */
describe('with one entry of the package alone, scripts have the types of its tags and events', () => {
  for (const file of readdirSync(folder)) {
    it(file, () => {
      assert.equal(complaintsAbout(`${folder}/${file}`), '');
    });
  }
});

function complaintsAbout(path: string): string {
  try {
    return execFileSync('npx', ['tsc', ...options, '', path], { encoding: 'utf8' });
  } catch (error) {
    return error instanceof Error && 'stdout' in error ? String(error.stdout) : String(error);
  }
}
