/*
 * Tries the WordPress plugin: `npm run wordpress`; `npm run wordpress -- rules requests` runs some. On Debian as root it installs
 * PHP, WordPress, MariaDB and PHP_CodeSniffer itself; WordPress 6.5 comes from npm.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { projectPath, projectRoot } from '../../demo/server/project-files.js';

const needed = {
  'php-cli': '/usr/bin/php',
  'php-mysql': '/usr/share/php8.2-mysql/mysql/mysqli.ini',
  'php-xml': '/usr/share/php8.2-xml/xml/dom.ini',
  'php-codesniffer': '/usr/bin/phpcs',
  wordpress: '/usr/share/wordpress/wp-load.php',
  'wordpress-theme-twentytwentythree': '/var/lib/wordpress/wp-content/themes/twentytwentythree',
  'mariadb-server': '/usr/sbin/mariadbd',
  unzip: '/usr/bin/unzip',
};

const missing = Object.entries(needed).flatMap(([name, file]) => (existsSync(file) ? [] : [name]));
if (missing.length > 0) {
  console.log(`Installing ${missing.join(', ')} …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  execFileSync('apt-get', ['update', '-q'], { stdio: 'ignore' });
  execFileSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...missing], { stdio: 'ignore', env });
}

const chosen = process.argv.slice(2);
const files = readdirSync(projectPath('build', 'test', 'wordpress'))
  .filter((name) => name.endsWith('.check.js'))
  .filter((name) => chosen.length === 0 || chosen.some((choice) => name.includes(choice)))
  .map((name) => `build/test/wordpress/${name}`);
const { status } = spawnSync(
  process.execPath,
  ['--enable-source-maps', '--test', '--test-concurrency=1', '--test-reporter=spec', '--test-timeout=900000', ...files],
  { cwd: projectRoot, stdio: 'inherit' },
);
process.exitCode = status ?? 1;
