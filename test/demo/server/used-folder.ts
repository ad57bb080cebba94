import { execFileSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import type { Secrets } from '../../../demo/server/database/migrate.js';
import { startDemoServer } from '../../../demo/server/server.js';
import { emptyClusterFile } from '../../support/empty-cluster.js';
import { withFolder } from './processes.js';

interface UsedFolder {
  readonly path: string;
  readonly secrets: Secrets;
}

let first: Promise<UsedFolder> | undefined;
after(async () => {
  if (first) await rm((await first).path, { recursive: true, force: true });
});

/**
 * A data folder in which a demo server has been before, with that server's secrets. It is made once for a file of tests
 * and copied for each of them: a first start takes seconds.
 */
export async function withUsedFolder<T>(use: (folder: string, secrets: Secrets) => Promise<T>): Promise<T> {
  first ??= makeUsedFolder();
  const { path, secrets } = await first;
  return withFolder(async (folder) => {
    await cp(path, folder, { recursive: true });
    return use(folder, secrets);
  });
}

async function makeUsedFolder(): Promise<UsedFolder> {
  const path = await mkdtemp(join(tmpdir(), 'order-status-used-'));
  const cluster = join(path, 'database');
  await mkdir(cluster, { mode: 0o700 });
  const words = ['--extract', '--file', await emptyClusterFile(), '--directory', cluster];
  execFileSync('tar', words, { stdio: 'ignore' });
  const server = await startDemoServer({ port: 0, dataFolder: path });
  await server.close();
  return { path, secrets: server.secrets };
}
