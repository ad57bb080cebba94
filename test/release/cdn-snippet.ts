import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The hash with which a browser makes sure that a file is just this one. */
export function integrityOf(content: Uint8Array): string {
  return `sha384-${createHash('sha384').update(content).digest('base64')}`;
}

/** The built scripts: their hashes, by their path in the folder; and of each module the parts that it loads later. */
export interface Scripts {
  readonly hashes: Readonly<Record<string, string>>;
  readonly parts: Readonly<Record<string, readonly string[]>>;
}

/** Reads the scripts below a folder, `dist/cdn`. */
export function readScripts(folder: string): Scripts {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.js'))
    .sort();
  const contents = names.map((name) => ({ name, content: readFileSync(join(folder, name)) }));
  return {
    hashes: Object.fromEntries(contents.map(({ name, content }) => [name, integrityOf(content)])),
    parts: Object.fromEntries(
      contents
        .filter(({ name }) => !name.includes('/'))
        .map(({ name, content }) => {
          const text = content.toString();
          return [name, names.filter((part) => part.startsWith('parts/') && text.includes(part))];
        }),
    ),
  };
}

/** Where a CDN has the files of a version. They never change there: the version is whole. */
export function cdnFolder(version: string): string {
  return `https://cdn.jsdelivr.net/npm/order-status-tracker@${version}/dist/cdn/`;
}

/** A `<script>` of a version, with its hash. */
export function scriptTag(name: string, version: string, { hashes }: Scripts): string {
  const integrity = hashes[name];
  if (!integrity) throw new Error(`dist/cdn has no ${name}: npm run build.`);
  const type = name.endsWith('.iife.js') ? '' : ' type="module"';
  return `<script${type} src="${cdnFolder(version)}${name}"\n  integrity="${integrity}" crossorigin="anonymous"></script>`;
}

/**
 * An import map with the hashes of a script and of every part that it loads later: browsers that know `integrity` in import
 * maps (Chrome 127, Safari 18, Firefox 138) check all of them.
 */
export function importMap(name: string, version: string, { hashes, parts }: Scripts): string {
  const folder = cdnFolder(version);
  const loaded = [name, ...(parts[name] ?? [])];
  const map = {
    imports: { 'order-status-tracker/define': `${folder}${name}` },
    integrity: Object.fromEntries(loaded.map((file) => [`${folder}${file}`, hashes[file]])),
  };
  return `<script type="importmap">\n${JSON.stringify(map, undefined, 2)}\n</script>\n<script type="module">import 'order-status-tracker/define';</script>`;
}

/** What users of a CDN paste, for the notes of a release. */
export function cdnNotes(version: string, scripts: Scripts): string {
  const tags = ['order-status-tracker', 'order-status-tracker-supabase', 'order-status-board'].map(
    (name) =>
      `${scriptTag(`${name}.js`, version, scripts)}\n<!-- or, in one file: -->\n${scriptTag(`${name}.iife.js`, version, scripts)}`,
  );
  return `## From a CDN

One of these, and the tag:

\`\`\`html
${tags.join('\n\n')}
\`\`\`

\`integrity\` covers the script itself, not the parts that it loads later: a module all of them, a file in one piece a few. With an import map, every part is checked:

\`\`\`html
${importMap('order-status-tracker.js', version, scripts)}
\`\`\`
`;
}
