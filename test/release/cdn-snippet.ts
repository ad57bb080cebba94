import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The hash with which a browser makes sure that a file is just this one. */
export function integrityOf(content: Uint8Array): string {
  return `sha384-${createHash('sha384').update(content).digest('base64')}`;
}

/** The hashes of the scripts below a folder, by their path in it. */
export function scriptHashes(folder: string): Readonly<Record<string, string>> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.js'));
  return Object.fromEntries(
    files
      .map((name) => name.replaceAll('\\', '/'))
      .sort()
      .map((name) => [name, integrityOf(readFileSync(join(folder, name)))]),
  );
}

/** Where a CDN has the files of a version. They never change there: the version is whole. */
export function cdnFolder(version: string): string {
  return `https://cdn.jsdelivr.net/npm/order-status-tracker@${version}/dist/cdn/`;
}

/** A `<script>` of a version, with its hash. */
export function scriptTag(name: string, version: string, hashes: Readonly<Record<string, string>>): string {
  const integrity = hashes[name];
  if (!integrity) throw new Error(`dist/cdn has no ${name}: npm run build.`);
  const type = name.endsWith('.iife.js') ? '' : ' type="module"';
  return `<script${type} src="${cdnFolder(version)}${name}"\n  integrity="${integrity}" crossorigin="anonymous"></script>`;
}

/**
 * An import map with the hashes of a script and of every part that it loads later: browsers that know `integrity` in import
 * maps (Chrome 127, Safari 18, Firefox 138) check all of them.
 */
export function importMap(name: string, version: string, hashes: Readonly<Record<string, string>>): string {
  const folder = cdnFolder(version);
  const loaded = Object.entries(hashes).filter(([file]) => file === name || file.startsWith('parts/'));
  const map = {
    imports: { 'order-status-tracker/define': `${folder}${name}` },
    integrity: Object.fromEntries(loaded.map(([file, hash]) => [`${folder}${file}`, hash])),
  };
  return `<script type="importmap">\n${JSON.stringify(map, undefined, 2)}\n</script>\n<script type="module">import 'order-status-tracker/define';</script>`;
}

/** What users of a CDN paste, for the notes of a release. */
export function cdnNotes(version: string, hashes: Readonly<Record<string, string>>): string {
  const tags = ['order-status-tracker', 'order-status-tracker-supabase', 'order-status-board'].map(
    (name) =>
      `${scriptTag(`${name}.js`, version, hashes)}\n<!-- or, in one file: -->\n${scriptTag(`${name}.iife.js`, version, hashes)}`,
  );
  return `## From a CDN

One of these, and the tag:

\`\`\`html
${tags.join('\n\n')}
\`\`\`

\`integrity\` covers the script itself, not the parts that a module loads later. With an import map, every part is checked:

\`\`\`html
${importMap('order-status-tracker.js', version, hashes)}
\`\`\`
`;
}
