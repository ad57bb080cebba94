/**
 * `npm run kit`: the kit on Debian's PostgreSQL 15 and on 17, prepared like a hosted project, with the real Supabase CLI.
 * It fetches the command and PostgreSQL 17. Installs Debian's packages if one is missing and this is Debian as root.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { projectPath } from '../../demo/server/project-files.js';
import { NotFetched } from './fetch-from-npm.js';
import { fetchPostgres17 } from './fetched-postgres.js';
import { fetchSupabase } from './supabase-cli.js';

const folder = projectPath('build', 'test', 'kit');
const debian = '/usr/lib/postgresql/15';
const packages = ['postgresql-15', 'postgresql-15-cron'];
/** What needs the extension pg_cron, which comes for Debian's PostgreSQL alone. */
const needsCron = (name: string) => name.startsWith('cron.');

if (!existsSync(`${debian}/bin/postgres`) || !existsSync(`${debian}/lib/pg_cron.so`)) install();
const files = readdirSync(folder).filter((name) => name.endsWith('.kit.js'));
const fetched = fetch();
const runs = [
  run(`${debian}/bin`, files),
  run(
    fetched,
    files.filter((name) => !needsCron(name)),
  ),
];
process.exitCode = runs.find((status) => status !== 0) ?? 0;

function run(programs: string, names: readonly string[]): number {
  const paths = names.map((name) => `${folder}/${name}`);
  const { status } = spawnSync(process.execPath, ['--test', '--test-reporter=spec', ...paths], {
    stdio: 'inherit',
    env: { ...process.env, KIT_POSTGRES: programs },
  });
  return status ?? 1;
}

function fetch(): string {
  try {
    fetchSupabase();
    return fetchPostgres17();
  } catch (error) {
    if (!(error instanceof NotFetched)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}

function install(): void {
  if (process.getuid?.() !== 0) {
    console.error(`Packages are missing: sudo apt-get install --no-install-recommends ${packages.join(' ')}`);
    process.exit(1);
  }
  execFileSync('apt-get', ['install', '--yes', '--no-install-recommends', ...packages], {
    stdio: 'inherit',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
}
