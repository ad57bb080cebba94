import assert from 'node:assert/strict';
import { mkdir, readdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { DataFolderUnusable, ensureCluster } from '../../../demo/server/database/data-folder.js';
import type { StartStep } from '../../../demo/server/prepare.js';
import { startDemoServer } from '../../../demo/server/server.js';
import { columnOf, placeOrder } from '../support.js';
import { ServerProcess, startMain, withFolder } from './processes.js';

const steps: readonly StartStep[] = ['opened', 'project', 'secrets', 'auth', 'migrations', 'board'];

function startIn(folder: string, fatalStep?: StartStep): ServerProcess {
  return new ServerProcess('test/demo/server/started-server.js', [folder, ...(fatalStep ? [fatalStep] : [])]);
}

/** Starts a server in this process, places an order, and stops it again. */
async function takesOrders(dataFolder: string): Promise<void> {
  const server = await startDemoServer({ port: 0, dataFolder });
  const { id } = await placeOrder(server);
  assert.equal(await columnOf(server, id, 'status'), 'pending');
  await server.close();
}

describe('a data folder', () => {
  it('refuses a second server in one sentence, whatever its port, and keeps the orders of the first', async () => {
    await withFolder(async (folder) => {
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
      await takesOrders(folder);
    });
  });

  it('is free again as soon as its server is killed, with no lock left over', async () => {
    await withFolder(async (folder) => {
      const killed = startIn(folder);
      await killed.prints(/^http/m);
      await killed.kill('SIGKILL');
      assert.ok((await readdir(folder)).includes('server.lock'), 'the file stays; the lock does not');
      await takesOrders(folder);
    });
  });

  it('is not given up by a server that stands still', async () => {
    await withFolder(async (folder) => {
      const stopped = startIn(folder);
      await stopped.prints(/^http/m);
      stopped.child.kill('SIGSTOP');
      await assert.rejects(startDemoServer({ port: 0, dataFolder: folder }), DataFolderUnusable);
      await stopped.kill('SIGKILL');
    });
  });

  it('works after first starts that were killed at one step after the other', async () => {
    await withFolder(async (folder) => {
      for (const step of steps) {
        const { signal, said } = await startIn(folder, step).ended();
        assert.equal(signal, 'SIGKILL', `${step}: ${said}`);
      }
      await takesOrders(folder);
    });
  });

  it('of an earlier version works as before, the demo’s account among it', async () => {
    await withFolder(async (folder) => {
      const first = await startDemoServer({ port: 0, dataFolder: folder });
      const { id } = await placeOrder(first);
      // Earlier versions let @supabase/lite hash the password itself.
      await first.database.transaction((query) =>
        query.query(`update auth.users set encrypted_password = 'another hash'`),
      );
      await first.close();
      for (const file of await readdir(join(folder, 'database'))) {
        await rename(join(folder, 'database', file), join(folder, file));
      }
      const second = await startDemoServer({ port: 0, dataFolder: folder });
      assert.equal(await columnOf(second, id, 'status'), 'pending');
      const signedIn = await fetch(`${second.url}/auth/v1/token?grant_type=password`, {
        method: 'POST',
        headers: { apikey: second.secrets.publishableKey },
        body: JSON.stringify(second.staff),
      });
      assert.equal(signedIn.status, 200);
      await second.close();
    });
  });

  it('has no cluster until that is complete, so that a start which ends in between begins again', async () => {
    await withFolder(async (folder) => {
      const place = { cluster: join(folder, 'database'), unfinished: join(folder, 'database.unfinished') };
      const half = async (at: string) => {
        await mkdir(at);
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
    });
  });

  it('is built again where a first start was killed while PostgreSQL’s files were made', async () => {
    await withFolder(async (folder) => {
      await mkdir(join(folder, 'database.unfinished', 'base'), { recursive: true });
      await writeFile(join(folder, 'database.unfinished', 'PG_VERSION'), '17\n');
      await takesOrders(folder);
      assert.ok(!(await readdir(folder)).includes('database.unfinished'));
    });
  });
});

describe('a path that cannot be a data folder', () => {
  const unusable: Readonly<Record<string, readonly [path: (folder: string) => string, sentence: RegExp]>> = {
    'a file': [
      (folder) => join(folder, 'file'),
      /^\S+ cannot be a data folder: it, or a part of its path, is a file\./,
    ],
    'below a file': [(folder) => join(folder, 'file', 'orders'), /is a file\. Choose a folder: --data <folder>\n$/],
    'below /proc': [
      () => '/proc/orders',
      /^The data folder \/proc\/orders cannot be used \(ENOENT\)\. Choose another one/,
    ],
    'on a read-only disk': [
      () => '/sys/orders',
      /^The data folder \/sys\/orders (cannot be written|lies on a read-only)/,
    ],
    'an empty text': [() => '', /^--data needs the path of a folder/],
  };
  for (const [name, [path, sentence]] of Object.entries(unusable)) {
    it(`is refused in one sentence: ${name}`, async () => {
      await withFolder(async (folder) => {
        await writeFile(join(folder, 'file'), 'no folder');
        const { code, said } = await startMain([`--data=${path(folder)}`]).ended();
        assert.equal(code, 1);
        assert.match(said, sentence);
        assert.equal(said.trim().split('\n').length, 1, 'one line, no stack');
      });
    });
  }

  it('is made where only its parents are missing', async () => {
    await withFolder((folder) => takesOrders(join(folder, 'not', 'there', 'yet')));
  });

  it('is refused in one sentence where PostgreSQL cannot open what lies there', async () => {
    await withFolder(async (folder) => {
      await writeFile(join(folder, 'PG_VERSION'), '17\n');
      const { code, said } = await startMain(['--data', folder]).ended();
      assert.equal(code, 1);
      assert.match(
        said,
        /could not be opened\. Its files may be damaged: move the folder away, or restore a copy\.\n$/,
      );
      assert.ok(said.length < 2000, `${said.length} characters`);
    });
  });
});
