import assert from 'node:assert/strict';
import { mkdir, readdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { DataFolderUnusable, ensureCluster, openDataFolder } from '../../../demo/server/database/data-folder.js';
import { Database } from '../../../demo/server/database/database.js';
import { startDemoServer } from '../../../demo/server/server.js';
import { columnOf, placeOrder } from '../support.js';
import { ServerProcess, withFolder } from './processes.js';
import { withUsedFolder } from './used-folder.js';

/** Starts a server in this process, places an order, and stops it again. */
async function takesOrders(dataFolder: string): Promise<void> {
  const server = await startDemoServer({ port: 0, dataFolder });
  const { id } = await placeOrder(server);
  assert.equal(await columnOf(server, id, 'status'), 'pending');
  await server.close();
}

describe('a data folder whose server was killed, or is an earlier version', () => {
  it('is kept by a server that stands still, and free as soon as that is killed, with no lock left over', async () => {
    await withUsedFolder(async (folder) => {
      const stopped = new ServerProcess('test/demo/server/started-server.js', [folder]);
      await stopped.prints(/^http/m);
      stopped.child.kill('SIGSTOP');
      await assert.rejects(openDataFolder(folder), DataFolderUnusable);
      await stopped.kill('SIGKILL');
      assert.ok((await readdir(folder)).includes('server.lock'), 'the file stays; the lock does not');
      await takesOrders(folder);
    });
  });

  it('is made with its parents, and works after a first start that was killed in between', async () => {
    await withFolder(async (parent) => {
      const folder = join(parent, 'not', 'there', 'yet');
      const words = [folder, 'secrets'];
      const { signal, said } = await new ServerProcess('test/demo/server/started-server.js', words).ended();
      assert.equal(signal, 'SIGKILL', said);
      await takesOrders(folder);
    });
  });

  it('of an earlier version works as before, the demo’s account among it', async () => {
    await withUsedFolder(async (folder) => {
      // Earlier versions let @supabase/lite hash the password itself.
      const earlier = await Database.open({ dataFolder: folder });
      await earlier.transaction((query) => query.query(`update auth.users set encrypted_password = 'another hash'`));
      await earlier.close();
      for (const file of await readdir(join(folder, 'database'))) {
        await rename(join(folder, 'database', file), join(folder, file));
      }
      const server = await startDemoServer({ port: 0, dataFolder: folder });
      assert.ok(!(await readdir(join(folder, 'database'))).includes('PG_VERSION'), 'no second database is made');
      const signedIn = await fetch(`${server.url}/auth/v1/token?grant_type=password`, {
        method: 'POST',
        headers: { apikey: server.secrets.publishableKey },
        body: JSON.stringify(server.staff),
      });
      assert.equal(signedIn.status, 200);
      await server.close();
    });
  });

  it('has no cluster until that is complete, so that a start which ends in between begins again', async () => {
    await withFolder(async (folder) => {
      const place = { cluster: join(folder, 'database'), unfinished: join(folder, 'database.unfinished') };
      const half = async (at: string) => {
        await mkdir(join(at, 'base'), { recursive: true });
        await writeFile(join(at, 'PG_VERSION'), '17\n');
        throw new Error('the process was killed');
      };
      await assert.rejects(ensureCluster(place, half));
      let built = 0;
      const whole = async (at: string) => {
        built += 1;
        await mkdir(at);
        await writeFile(join(at, 'PG_VERSION'), '17\n');
      };
      for (let starts = 0; starts < 2; starts += 1) await ensureCluster(place, whole);
      assert.equal(built, 1);
      assert.deepEqual(await readdir(folder), ['database']);
    });
  });
});
