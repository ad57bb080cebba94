import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { output } from './bundle.mjs';

/** A dump of a new database, made once: PGlite needs 3 s to make one and half a second to load it. Returns its path. */
export async function emptyCluster() {
  const { version } = JSON.parse(await readFile('node_modules/@electric-sql/pglite/package.json', 'utf8'));
  const path = join(output, `empty-cluster-${version}.tar`);
  if (!existsSync(path)) {
    const postgres = await PGlite.create();
    const dump = await postgres.dumpDataDir('none');
    await postgres.close();
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, Buffer.from(await dump.arrayBuffer()));
  }
  return path;
}
