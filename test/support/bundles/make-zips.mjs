/**
 * Packs what an owner uploads, with the same bytes at each build of the same files: `npm run zips`, after the bundles;
 * `npm run zips -- <folder>` writes them elsewhere than to `build/`.
 *
 * - `build/order-status-tracker-cdn.zip`: the folder `dist/cdn` for any web space, with a page, and the headers that let pages of
 *   other hosts use it
 * - `build/order-status-tracker-wordpress.zip`: the plugin with its copy of the scripts
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { zipSync } from 'fflate';

const root = resolve(fileURLToPath(import.meta.url), '../../../..');
/** The folder in both zips. */
const folder = 'order-status-tracker';
/** The first moment that a zip can name. It is written as local time, so the zone of this machine does not matter. */
const mtime = new Date(1980, 0, 1);
/** The plugin follows an order, by polling or a WebSocket: it needs neither the board nor Supabase. */
const notInPlugin = /^(order-status-board|order-status-tracker-supabase)\.|^servers\//;
/** What stands in the plugin's sources for the version. */
const noVersion = '0.0.0';

const target = resolve(process.argv[2] ?? join(root, 'build'));
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const scripts = filesOf('dist/cdn', (name) => !name.endsWith('.map'));
const licences = Object.fromEntries(
  ['LICENSE', 'THIRD-PARTY-NOTICES.txt']
    .filter((name) => existsSync(join(root, name)))
    .map((name) => [name.replace(/^LICENSE$/, 'LICENSE.txt'), readFileSync(join(root, name))]),
);

write('order-status-tracker-cdn.zip', {
  ...scripts,
  ...licences,
  'order.html': forOwners('order.html'),
  _headers: forOwners('headers.txt'),
  '.htaccess': forOwners('htaccess.txt'),
});
write('order-status-tracker-wordpress.zip', {
  ...mapValues(filesOf('demo/wordpress/order-status-tracker'), stampVersion),
  ...licences,
  ...Object.fromEntries(
    Object.entries(scripts).flatMap(([name, data]) => (notInPlugin.test(name) ? [] : [[`cdn/${name}`, data]])),
  ),
});

function forOwners(name) {
  return readFileSync(join(root, 'demo/guides/owners', name));
}

/** The files below a folder, by their path in it. */
function filesOf(path, isWanted = () => true) {
  const names = readdirSync(join(root, path), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(root, path).length + 1));
  return Object.fromEntries(names.filter(isWanted).map((name) => [name, readFileSync(join(root, path, name))]));
}

function stampVersion(data) {
  const text = data.toString('utf8');
  return text.includes(noVersion) ? Buffer.from(text.replaceAll(noVersion, version)) : data;
}

function mapValues(object, change) {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));
}

function write(name, files) {
  const sorted = Object.keys(files).sort();
  const data = zipSync(Object.fromEntries(sorted.map((path) => [`${folder}/${path}`, files[path]])), {
    mtime,
    level: 9,
  });
  mkdirSync(target, { recursive: true });
  writeFileSync(join(target, name), data);
  console.log(`${name.padEnd(38)} ${(data.length / 1000).toFixed(0)} kB, ${sorted.length} files`);
}
