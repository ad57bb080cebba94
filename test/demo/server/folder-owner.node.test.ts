import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmod, mkdir, readdir, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { ownedByOther } from '../../../demo/server/database/folder-owner.js';
import { startDemoServer } from '../../../demo/server/server.js';
import { startMain, withFolder } from './processes.js';

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

  it('is left as it was by every command and by the server', async () => {
    await withFolder(async (folder) => {
      await (await startDemoServer({ port: 0, dataFolder: folder })).close();
      // Root becomes another user than the owner. Nobody else can: to them the test above is all.
      if (me !== 0) return;
      execFileSync('chown', ['-R', String(plain), folder]);
      for (const words of [['add-staff', 'cook@example.com'], ['board-link'], []]) {
        const { code, said } = await startMain([...words, '--data', folder]).ended();
        assert.equal(code, 1);
        assert.match(said, /^The data folder \S+ belongs to nobody, not to root\. .*sudo -u nobody …\n$/);
      }
      assert.equal(execFileSync('find', [folder, '-uid', '0'], { encoding: 'utf8' }), '', 'no file of root');
    });
  });
});

describe('a file of the database that this user may not write', () => {
  const files: Readonly<Record<string, (folder: string) => string>> = {
    'the lock': (folder) => join(folder, 'server.lock'),
    'one of PostgreSQL': (folder) => join(folder, 'database', 'global', 'pg_control'),
    'a folder of PostgreSQL': (folder) => join(folder, 'database', 'base'),
  };
  for (const [name, path] of Object.entries(files)) {
    it(`is named, and nothing is said of damage: ${name}`, async () => {
      await withFolder(async (folder) => {
        await (await startDemoServer({ port: 0, dataFolder: folder })).close();
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

  it('is not looked for where the files are damaged', async () => {
    await withFolder(async (folder) => {
      await writeFile(join(folder, 'PG_VERSION'), '17\n');
      const { said } = await startMain(['--data', folder]).ended();
      assert.match(said, /may be damaged/);
      assert.ok((await readdir(folder)).includes('PG_VERSION'));
    });
  });
});
