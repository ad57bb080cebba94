import assert from 'node:assert/strict';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { DataFolderUnusable, openDataFolder, requireDatabase } from '../../../demo/server/database/data-folder.js';
import { startDemoServer } from '../../../demo/server/server.js';
import { readSettings } from '../../../demo/server/settings.js';
import { columnOf, placeOrder } from '../support.js';
import { startMain, withFolder } from './processes.js';
import { withUsedFolder } from './used-folder.js';

describe('a data folder', () => {
  it('refuses a second server in one sentence, whatever its port, and keeps the orders of the first', async () => {
    await withUsedFolder(async (folder) => {
      const first = await startDemoServer({ port: 0, dataFolder: folder });
      const { id } = await placeOrder(first);
      const { code, said } = await startMain(['--data', folder], { PORT: '0' }).ended();
      assert.equal(code, 1);
      assert.match(
        said,
        /^Another server uses the data folder .*\. Stop that one, or choose another folder: --data <folder>\n$/,
      );
      await assert.rejects(startDemoServer({ port: 0, dataFolder: folder }), DataFolderUnusable);
      assert.equal(await columnOf(first, id, 'status'), 'pending', 'the first server goes on');
      await first.close();
    });
  });
});

describe('a path that cannot be a data folder', () => {
  const unusable: Readonly<Record<string, readonly [path: (folder: string) => string, sentence: RegExp]>> = {
    'a file': [
      (folder) => join(folder, 'file'),
      /^\S+ cannot be a data folder: it, or a part of its path, is a file\./,
    ],
    'below a file': [(folder) => join(folder, 'file', 'orders'), /is a file\. Choose a folder: --data <folder>$/],
    'below /proc': [
      () => '/proc/orders',
      /^The data folder \/proc\/orders cannot be used \(ENOENT\)\. Choose another one/,
    ],
    'on a read-only disk': [
      () => '/sys/orders',
      /^The data folder \/sys\/orders (cannot be written|lies on a read-only)/,
    ],
  };
  for (const [name, [path, sentence]] of Object.entries(unusable)) {
    it(`is refused in one sentence: ${name}`, async () => {
      await withFolder(async (folder) => {
        await writeFile(join(folder, 'file'), 'no folder');
        await assert.rejects(openDataFolder(path(folder)), { name: 'DataFolderUnusable', message: sentence });
      });
    });
  }

  it('is refused in one sentence: an empty text', () => {
    assert.throws(() => readSettings(['--data='], {}), /--data needs the path of a folder/);
  });

  it('is refused in one sentence where PostgreSQL cannot open what lies there, and left as it is', async () => {
    await withFolder(async (folder) => {
      await writeFile(join(folder, 'PG_VERSION'), '17\n');
      await requireDatabase(folder);
      const { code, said } = await startMain(['--data', folder]).ended();
      assert.equal(code, 1);
      assert.match(
        said,
        /could not be opened\. Its files may be damaged: move the folder away, or restore a copy\.\n$/,
      );
      assert.ok(said.length < 2000, `${said.length} characters`);
      assert.ok((await readdir(folder)).includes('PG_VERSION'));
    });
  });
});
