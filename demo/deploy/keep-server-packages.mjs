/**
 * Makes the packages that the server imports into dependencies, so that `npm prune --omit=dev` keeps exactly them, in the
 * versions of the lock file. Run it on a copy: it changes package.json. The element itself does not need them.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { build } from 'esbuild';

/** What `@supabase/lite` needs and leaves to its users. */
const peers = ['@supabase/supabase-js', 'postgres'];

const { metafile } = await build({
  entryPoints: ['build/demo/server/main.js'],
  outdir: 'build/never-written',
  bundle: true,
  platform: 'node',
  format: 'esm',
  packages: 'external',
  write: false,
  metafile: true,
});
const imported = Object.values(metafile.outputs)
  .flatMap(({ imports }) => imports.map(({ path }) => path))
  .filter((path) => !isBuiltin(path))
  .map((path) => path.split('/', path.startsWith('@') ? 2 : 1).join('/'));

const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
const known = { ...manifest.dependencies, ...manifest.devDependencies };
const kept = [...new Set([...imported, ...peers])].sort();
for (const name of kept) {
  if (!(name in known)) throw new Error(`${name} is in no list of package.json.`);
}
manifest.dependencies = Object.fromEntries(kept.map((name) => [name, known[name]]));
manifest.devDependencies = {};
writeFileSync('package.json', `${JSON.stringify(manifest, null, 2)}\n`);
console.log(kept.join(' '));
