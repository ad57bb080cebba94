/**
 * `npm run kit`: the kit on Debian's PostgreSQL 15, prepared like a hosted project, with the real Supabase CLI, which it
 * fetches. Installs PostgreSQL if it is missing and this is Debian as root.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { projectPath } from '../../demo/server/project-files.js';
import { hasPostgres } from './hosted-postgres.js';
import { fetchSupabase, NotFetched } from './supabase-cli.js';

const folder = projectPath('build', 'test', 'kit');

if (!hasPostgres()) install();
fetchCli();
const files = readdirSync(folder).filter((name) => name.endsWith('.kit.js'));
const { status } = spawnSync(
  process.execPath,
  ['--test', '--test-reporter=spec', ...files.map((name) => `${folder}/${name}`)],
  { stdio: 'inherit' },
);
process.exitCode = status ?? 1;

function fetchCli(): void {
  try {
    fetchSupabase();
  } catch (error) {
    if (!(error instanceof NotFetched)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}

function install(): void {
  if (process.getuid?.() !== 0) {
    console.error('PostgreSQL 15 is missing: sudo apt-get install --no-install-recommends postgresql-15');
    process.exit(1);
  }
  execFileSync('apt-get', ['install', '--yes', '--no-install-recommends', 'postgresql-15'], {
    stdio: 'inherit',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
}
