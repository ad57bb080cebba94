import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';

const sources = ['src', 'demo', 'test'].flatMap((folder) =>
  readdirSync(folder, { recursive: true })
    .map((path) => join(folder, String(path)))
    .filter((path) => path.endsWith('.ts')),
);

describe('the incremental compiler', () => {
  it('sees each change of what is exported: no export is marked @internal, which hides it from who imports it', () => {
    const hidden = sources.filter((path) =>
      /@internal(?:(?!\*\/)[\s\S])*\*\/\s*export /.test(readFileSync(path, 'utf8')),
    );
    assert.deepEqual(hidden, []);
  });
});
