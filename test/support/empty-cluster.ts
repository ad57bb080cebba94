import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { Database } from '../../demo/server/database/database.js';
import { prepareProject, runMigrations } from '../../demo/server/database/migrate.js';
import { projectPath } from '../../demo/server/project-files.js';
import { prepareAuth } from '../../demo/server/supabase-rest.js';

/**
 * A dump of a new database without anything in it, for `startDemoServer`: PGlite needs some 4 s to make a database and 1 s
 * to load one. It is made once for each version of PGlite. Everything that the server does at its first start comes after
 * it.
 */
export async function emptyCluster(): Promise<Blob> {
  return asDump(await emptyClusterFile());
}

/** The dump as a file of `tar`. */
export async function emptyClusterFile(): Promise<string> {
  const path = projectPath('build', `empty-cluster-${await versionOf('@electric-sql/pglite')}.tar`);
  if (!existsSync(path)) await writeDump(path, await PGlite.create());
  return path;
}

/**
 * The same with the tables of the project and all migrations, and no row in them: a first start skips what has run, which
 * is a third of its work. Made again when a migration changes. For tests of anything but the first start.
 */
export async function migratedCluster(): Promise<Blob> {
  const name = `migrated-cluster-${await hashOfMigrations()}.tar`;
  const path = projectPath('build', name);
  if (!existsSync(path)) {
    await makeMigratedCluster(path);
    await removeOlder(name);
  }
  return asDump(path);
}

/** SQL alone, and who runs it: each start does again what our own code does beside it. */
async function hashOfMigrations(): Promise<string> {
  const hash = createHash('sha256');
  for (const name of ['@electric-sql/pglite', '@supabase/lite']) hash.update(await versionOf(name));
  const folder = projectPath('demo', 'supabase', 'migrations');
  const migrations = (await readdir(folder)).sort().map((name) => `${folder}/${name}`);
  for (const path of [projectPath('demo', 'server', 'hosted-project.sql'), ...migrations]) {
    hash.update(`\n${path.slice(projectPath().length)}\n`).update(await readFile(path));
  }
  return hash.digest('hex').slice(0, 16);
}

async function makeMigratedCluster(path: string): Promise<void> {
  const database = await Database.open({ emptyCluster: await emptyCluster() });
  await prepareProject(database);
  // The tables alone: no secret is stored.
  await prepareAuth(database, {
    jwtSecret: 'none',
    publishableKey: 'none',
    boardCapability: '',
    passwordSecret: '',
    messageSecret: '',
  });
  await runMigrations(database);
  const { driver } = database.restConnection;
  if (!(driver instanceof PGlite)) throw new Error('Dumps are made of PGlite.');
  // Nobody makes another database of these two: two thirds of the files to load.
  await driver.query('update pg_database set datistemplate = false');
  for (const template of ['template0', 'template1']) await driver.exec(`drop database ${template}`);
  await writeDump(path, driver);
}

/** Test files run side by side: the file appears whole, and two that make it write the same. */
async function writeDump(path: string, database: PGlite): Promise<void> {
  const dump = await database.dumpDataDir('none');
  await database.close();
  await mkdir(dirname(path), { recursive: true });
  const unfinished = `${path}.${process.pid}`;
  await writeFile(unfinished, Buffer.from(await dump.arrayBuffer()));
  await rename(unfinished, path);
}

/** Those of migrations as they were; another process may load one that it has found. */
async function removeOlder(name: string): Promise<void> {
  const folder = projectPath('build');
  for (const other of await readdir(folder)) {
    if (/^migrated-cluster-\w+\.tar$/.test(other) && other !== name) await rm(`${folder}/${other}`, { force: true });
  }
}

async function asDump(path: string): Promise<Blob> {
  const { buffer } = await readFile(path);
  // Node's own Blob takes half a second to hand out 40 MB.
  return Object.assign(new Blob(), { arrayBuffer: async () => buffer });
}

async function versionOf(name: string): Promise<string> {
  const { version }: { readonly version: string } = JSON.parse(
    await readFile(projectPath('node_modules', ...name.split('/'), 'package.json'), 'utf8'),
  );
  return version;
}
