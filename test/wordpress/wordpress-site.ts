import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { answers } from '../servers/wait.js';
import type { WordPressFiles } from './wordpress-files.js';

/** The administrator of the sites. */
export const owner = { name: 'owner', password: 'before-lunch' } as const;

/** A WordPress that was just installed, with a database of its own, served by PHP's own server. */
export class WordPressSite {
  readonly url: string;
  readonly folder: string;
  readonly #running: readonly ChildProcess[];

  private constructor(url: string, folder: string, running: readonly ChildProcess[]) {
    this.url = url;
    this.folder = folder;
    this.#running = running;
  }

  static async start(files: WordPressFiles, port: number): Promise<WordPressSite> {
    const folder = mkdtempSync(join(tmpdir(), 'order-status-wordpress-'));
    chmodSync(folder, 0o755);
    const [database, site, url] = [port + 1, join(folder, 'site'), `http://127.0.0.1:${port}`];
    files.copyTo(site);
    for (const name of ['upgrade', 'uploads']) mkdirSync(join(site, 'wp-content', name), { recursive: true });
    writeFileSync(join(site, 'wp-config.php'), configuration(database));
    const running = [await startDatabase(folder, database)];
    const php = spawn('php', ['-S', `127.0.0.1:${port}`, '-t', site], {
      stdio: ['ignore', 'ignore', 'ignore'],
      env: { ...process.env, PHP_CLI_SERVER_WORKERS: '4' },
      // Its workers are processes of their own, which end with their group.
      detached: true,
    });
    running.push(php);
    if (!(await answers(port, php))) throw new Error('PHP’s server does not start');
    await install(url);
    return new WordPressSite(url, folder, running);
  }

  /** What PHP and WordPress complained about. */
  complaints(): string {
    return execFileSync('sh', ['-c', 'cat "$1" 2>/dev/null || true', 'sh', join(this.folder, 'site', 'debug.log')], {
      encoding: 'utf8',
    });
  }

  async stop(): Promise<void> {
    const [database, php] = this.#running;
    if (php?.pid !== undefined) process.kill(-php.pid, 'SIGKILL');
    database?.kill('SIGTERM');
    if (database?.exitCode === null) await once(database, 'exit');
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function configuration(port: number): string {
  const keys = ['AUTH_KEY', 'SECURE_AUTH_KEY', 'LOGGED_IN_KEY', 'NONCE_KEY', 'AUTH_SALT', 'SECURE_AUTH_SALT'];
  const constants = [...keys, 'LOGGED_IN_SALT', 'NONCE_SALT'].map(
    (name) => `define( '${name}', '${randomBytes(32).toString('hex')}' );`,
  );
  return `<?php
define( 'DB_NAME', 'wordpress' );
define( 'DB_USER', 'wordpress' );
define( 'DB_PASSWORD', 'wordpress' );
define( 'DB_HOST', '127.0.0.1:${port}' );
define( 'DB_CHARSET', 'utf8mb4' );
define( 'DB_COLLATE', '' );
${constants.join('\n')}
$table_prefix = 'wp_';
define( 'WP_DEBUG', true );
define( 'WP_DEBUG_DISPLAY', false );
define( 'WP_DEBUG_LOG', __DIR__ . '/debug.log' );
// No traffic leaves this machine.
define( 'WP_HTTP_BLOCK_EXTERNAL', true );
define( 'WP_AUTO_UPDATE_CORE', false );
define( 'DISABLE_WP_CRON', true );
define( 'FS_METHOD', 'direct' );
if ( ! defined( 'ABSPATH' ) ) define( 'ABSPATH', __DIR__ . '/' );
require_once ABSPATH . 'wp-settings.php';
`;
}

/** MariaDB does not run as root. */
async function startDatabase(folder: string, port: number): Promise<ChildProcess> {
  const data = join(folder, 'database');
  mkdirSync(data);
  const run = process.getuid?.() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : {};
  if (run.uid !== undefined && run.gid !== undefined) chownSync(data, run.uid, run.gid);
  execFileSync(
    'mariadb-install-db',
    ['--no-defaults', `--datadir=${data}`, '--auth-root-authentication-method=normal'],
    {
      ...run,
      stdio: 'ignore',
    },
  );
  const server = spawn(
    'mariadbd',
    [
      ...['--no-defaults', `--datadir=${data}`, `--socket=${data}/socket`, `--pid-file=${data}/pid`],
      ...['--bind-address=127.0.0.1', `--port=${port}`, '--innodb-flush-log-at-trx-commit=0'],
    ],
    { ...run, stdio: 'ignore' },
  );
  if (!(await answers(port, server))) throw new Error('MariaDB does not start');
  execFileSync('mariadb', ['--no-defaults', `--socket=${data}/socket`, '-u', 'root'], {
    input: `CREATE DATABASE wordpress; GRANT ALL ON wordpress.* TO wordpress@127.0.0.1 IDENTIFIED BY 'wordpress';
      GRANT ALL ON wordpress.* TO wordpress@localhost IDENTIFIED BY 'wordpress';`,
  });
  return server;
}

function idOf(option: '-u' | '-g'): number {
  return Number(execFileSync('id', [option, 'mysql'], { encoding: 'utf8' }));
}

/** Installs WordPress by its own form. */
async function install(url: string): Promise<void> {
  const answer = await fetch(`${url}/wp-admin/install.php?step=2`, {
    method: 'POST',
    body: new URLSearchParams({
      weblog_title: 'Trattoria Aurora',
      user_name: owner.name,
      admin_password: owner.password,
      admin_password2: owner.password,
      pw_weak: 'on',
      admin_email: 'owner@example.com',
      blog_public: '0',
      language: '',
    }),
  });
  const page = await answer.text();
  if (!page.includes('wp-login.php')) throw new Error(`WordPress is not installed: ${answer.status} ${page}`);
}
