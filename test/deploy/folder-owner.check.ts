import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { describeClosedFile } from '../demo/server/closed-file.js';
import { startMain } from '../demo/server/processes.js';
import { withUsedFolder } from '../demo/server/used-folder.js';

describe('the database of another user', () => {
  it('is left as it was by every command and by the server, which root starts', async () => {
    await withUsedFolder(async (folder) => {
      execFileSync('chown', ['-R', 'nobody', folder]);
      for (const words of [['add-staff', 'cook@example.com'], ['board-link'], []]) {
        const { code, said } = await startMain([...words, '--data', folder]).ended();
        assert.equal(code, 1);
        assert.match(said, /^The data folder \S+ belongs to nobody, not to root\. .*sudo -u nobody …\n$/);
      }
      assert.equal(execFileSync('find', [folder, '-uid', '0'], { encoding: 'utf8' }), '', 'no file of root');
    });
  });
});

describeClosedFile({
  'the lock': (folder) => join(folder, 'server.lock'),
  'a folder of PostgreSQL': (folder) => join(folder, 'database', 'base'),
});
