/**
 * Makes the packages that the server imports into dependencies, so that `npm prune --omit=dev` keeps exactly them, in the
 * versions of the lock file. Run it on a copy: it changes package.json. The element itself does not need them.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';

const folder = 'build/demo/server';
const imported = new Set();
for (const file of readdirSync(folder, { recursive: true })) {
  if (!file.endsWith('.js')) continue;
  const code = readFileSync(join(folder, file), 'utf8');
  for (const [, name] of code.matchAll(/^(?:import|export)\b[^'"]*['"]([^.'"][^'"]*)['"]/gm)) {
    if (!isBuiltin(name)) imported.add(name.split('/', name.startsWith('@') ? 2 : 1).join('/'));
  }
}

const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
const { dependencies, devDependencies } = manifest;
for (const name of imported) {
  if (!(name in dependencies) && !(name in devDependencies)) throw new Error(`${name} is in no list of package.json.`);
}
const wanted = Object.entries({ ...dependencies, ...devDependencies }).filter(([name]) => imported.has(name));
// `@supabase/lite` needs it and leaves it to its users.
const peers = Object.entries(devDependencies).filter(([name]) => name === '@supabase/supabase-js');
manifest.dependencies = Object.fromEntries([...wanted, ...peers]);
manifest.devDependencies = {};
writeFileSync('package.json', `${JSON.stringify(manifest, null, 2)}\n`);
console.log(Object.keys(manifest.dependencies).sort().join(' '));
