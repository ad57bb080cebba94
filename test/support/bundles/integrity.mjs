/*
 * Writes dist/cdn/integrity.json: of each file that a page may load from there, the hash for its `integrity` attribute
 * or for the part `integrity` of an import map: the scripts, their parts, the languages, presets and servers.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const integrityFile = 'integrity.json';

/** Rollup's plugin, for each of the bundles that are written to the folder: the last one has met them all. */
export function integrity(folder) {
  return {
    name: 'integrity',
    writeBundle() {
      writeFileSync(join(folder, integrityFile), `${JSON.stringify(hashesOf(folder), null, 2)}\n`);
    },
  };
}

/** `{ "order-status-tracker.js": "sha384-…", "locales/de.json": "sha384-…" }`, in the order of the names. */
export function hashesOf(folder) {
  const files = readdirSync(folder, { recursive: true })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => /\.(?:js|json)$/.test(name) && name !== integrityFile)
    .sort();
  return Object.fromEntries(files.map((name) => [name, hashOf(readFileSync(join(folder, name)))]));
}

export function hashOf(content) {
  return `sha384-${createHash('sha384').update(content).digest('base64')}`;
}
