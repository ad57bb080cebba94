import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { openDataFolder, requireDatabase } from '../../../demo/server/database/data-folder.js';
import { ownedByOther } from '../../../demo/server/database/folder-owner.js';
import { describeClosedFile } from './closed-file.js';
import { withFolder } from './processes.js';

const me = process.geteuid?.() ?? 0;
/** Somebody without privileges: the user `nobody` where this is root, else the present user. */
const plain = me === 0 ? 65_534 : me;

describe('the database of another user', () => {
  it('is not opened, and the sentence has the command that may', async () => {
    await withFolder(async (folder) => {
      await mkdir(join(folder, 'database'));
      const said = await ownedByOther(folder, me + 1);
      assert.ok(said?.includes(`belongs to ${userInfo().username}, not to `), said);
      assert.ok(said?.endsWith(`: sudo -u ${userInfo().username} …`), said);
      assert.equal(await ownedByOther(folder, me), undefined);
    });
  });

  it('is not made by root in a folder of somebody else; others may where they can write', async () => {
    await withFolder(async (folder) => {
      if (me === 0) execFileSync('chown', [String(plain), folder]);
      else assert.match((await ownedByOther(folder, 0)) ?? '', /not to root\./);
      if (me === 0) assert.match((await ownedByOther(folder)) ?? '', /belongs to nobody, not to root\./);
      assert.equal(await ownedByOther(folder, 4321), undefined);
    });
  });

  it('is left as it was by the server and by commands', async () => {
    // Only root can become another user than the owner.
    if (me !== 0) return;
    await withFolder(async (folder) => {
      await mkdir(join(folder, 'database'));
      execFileSync('chown', ['-R', String(plain), folder]);
      for (const open of [openDataFolder, requireDatabase]) {
        await assert.rejects(open(folder), {
          name: 'DataFolderUnusable',
          message: /^The data folder \S+ belongs to nobody, not to root\. .*sudo -u nobody …$/,
        });
      }
      assert.equal(execFileSync('find', [folder, '-uid', '0'], { encoding: 'utf8' }), '', 'no file of root');
    });
  });
});

describeClosedFile({ 'one of PostgreSQL': (folder) => join(folder, 'database', 'global', 'pg_control') });
