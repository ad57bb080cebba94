import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { projectPath } from '../../demo/server/project-files.js';

/**
 * A dump of a new database without anything in it, for `startDemoServer`: PGlite needs some 4 s to make a database and 1 s
 * to load one. It is made once for each version of PGlite. Everything that the server does at its first start comes after
 * it.
 */
export async function emptyCluster(): Promise<Blob> {
  const { buffer } = await readFile(await emptyClusterFile());
  // Node's own Blob takes half a second to hand out 40 MB.
  return Object.assign(new Blob(), { arrayBuffer: async () => buffer });
}

/** The dump as a file of `tar`. */
export async function emptyClusterFile(): Promise<string> {
  const { version } = JSON.parse(await readFile(packagePath, 'utf8')) as { version: string };
  const path = projectPath('build', `empty-cluster-${version}.tar`);
  if (!existsSync(path)) await makeCluster(path);
  return path;
}

const packagePath = projectPath('node_modules', '@electric-sql', 'pglite', 'package.json');

/** Test files run side by side: the file appears whole, and two that make it write the same. */
async function makeCluster(path: string): Promise<void> {
  const database = await PGlite.create();
  const dump = await database.dumpDataDir('none');
  await database.close();
  await mkdir(dirname(path), { recursive: true });
  const unfinished = `${path}.${process.pid}`;
  await writeFile(unfinished, Buffer.from(await dump.arrayBuffer()));
  await rename(unfinished, path);
}
