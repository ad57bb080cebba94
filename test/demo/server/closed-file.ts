import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmod } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { startMain } from './processes.js';
import { withUsedFolder } from './used-folder.js';

const me = process.geteuid?.() ?? 0;
const plain = me === 0 ? 65_534 : me;

/** Starts the server where one file of the database is closed to its user: `nobody` where this is root. */
export function describeClosedFile(files: Readonly<Record<string, (folder: string) => string>>): void {
  describe('a file of the database that this user may not write', () => {
    for (const [name, path] of Object.entries(files)) {
      it(`is named, and nothing is said of damage: ${name}`, async () => {
        await withUsedFolder(async (folder) => {
          if (me === 0) execFileSync('chown', ['-R', String(plain), folder]);
          await chmod(path(folder), 0);
          const { code, said } = await startMain(['--data', folder], {}, plain).ended();
          await chmod(path(folder), 0o700);
          assert.equal(code, 1);
          const sentence = said.trim().split('\n').at(-1) ?? '';
          assert.ok(sentence.startsWith(`${path(folder)} cannot be read and written by `), said);
          assert.match(sentence, /it belongs to \S+\. As root: chown -R \S+ \S+$/);
          assert.doesNotMatch(said, /damaged/);
        });
      });
    }
  });
}
