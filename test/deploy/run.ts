/*
 * Tries what demo/deploy/ ships: `npm run deploy-check`, or `npm run deploy-check -- nginx disk`. On Debian as root it
 * installs nginx and PostgreSQL itself. Docker is not needed, and not used: the steps of the Dockerfile run by hand.
 */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectPath, projectRoot } from '../../demo/server/project-files.js';
import { startPostgres } from '../servers/postgres.js';

const needed = {
  nginx: '/usr/sbin/nginx',
  'postgresql-15': '/usr/lib/postgresql/15/bin/postgres',
  systemd: '/usr/bin/systemd-analyze',
  openssl: '/usr/bin/openssl',
};
const port = 18_900;

const missing = Object.entries(needed).flatMap(([name, file]) => (existsSync(file) ? [] : [name]));
if (missing.length > 0) {
  console.log(`Installing ${missing.join(', ')} …`);
  execFileSync('apt-get', ['update', '-q'], { stdio: 'ignore' });
  execFileSync('apt-get', ['install', '-y', '-q', ...missing], { stdio: 'ignore' });
}

const chosen = process.argv.slice(2);
const isChosen = (name: string) => chosen.length === 0 || chosen.some((choice) => name.includes(choice));
const own = filesIn('deploy', '.check.js').filter(isChosen);
/**
 * The demo's tests that ask the database, on a PostgreSQL server this time. `order-socket` is not among them: there the
 * broadcast of a new order may come after the answer to its placing, and its tests count messages from that answer on.
 */
const shared = ['access', 'boards', 'orders', 'pickup', 'ratings', 'sharing', 'supabase-client', 'tracking']
  .map((name) => `build/test/demo/${name}.node.test.js`)
  .filter((file) => isChosen(`postgres ${file}`));

const folder = mkdtempSync(join(tmpdir(), 'order-status-deploy-'));
const database = await startPostgres(folder, port);
try {
  const test = spawn(
    process.execPath,
    [
      '--enable-source-maps',
      '--test',
      '--test-concurrency=1',
      '--test-reporter=spec',
      '--test-timeout=600000',
      ...own,
      ...shared,
    ],
    {
      cwd: projectRoot,
      stdio: 'inherit',
      env: { ...process.env, TEST_POSTGRES: `postgres://postgres@127.0.0.1:${port}/orders` },
    },
  );
  const [code] = (await once(test, 'close')) as [number | null];
  process.exitCode = code ?? 1;
} finally {
  database.kill('SIGINT');
  await once(database, 'close');
  rmSync(folder, { recursive: true, force: true });
}

function filesIn(name: string, ending: string): string[] {
  return readdirSync(projectPath('build', 'test', name))
    .filter((file) => file.endsWith(ending))
    .map((file) => join('build', 'test', name, file));
}
