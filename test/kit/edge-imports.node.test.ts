import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, it } from 'node:test';
import { projectPath } from '../../demo/server/project-files.js';

const folder = projectPath('demo', 'supabase', 'functions');
const { devDependencies } = JSON.parse(readFileSync(projectPath('package.json'), 'utf8')) as {
  readonly devDependencies: Readonly<Record<string, string>>;
};

/** All that a function imports, through its own files. `supabase functions deploy` uploads only these. */
function importsOf(file: string, seen = new Map<string, string>()): ReadonlyMap<string, string> {
  for (const [, specifier = ''] of readFileSync(file, 'utf8').matchAll(/from '([^']+)'/g)) {
    if (!specifier.startsWith('.')) seen.set(specifier, file);
    else if (!seen.has(specifier)) importsOf(follow(file, specifier), seen.set(specifier, file));
  }
  return seen;
}

function follow(file: string, specifier: string): string {
  const target = resolve(dirname(file), specifier);
  assert.ok(target.startsWith(folder), `${file} imports ${specifier}, which is not deployed with it`);
  assert.ok(specifier.endsWith('.ts'), `${file}: Deno wants the extension in ${specifier}`);
  return target;
}

describe('an Edge Function', () => {
  const functions = readdirSync(folder, { withFileTypes: true }).filter(
    (entry) => entry.isDirectory() && !entry.name.startsWith('_'),
  );

  for (const { name } of functions) {
    it(`${name} finds all that it imports, and its gateway lets everybody through to it`, () => {
      const file = readFileSync(join(folder, name, 'deno.json'), 'utf8');
      const { imports } = JSON.parse(file) as { readonly imports: Readonly<Record<string, string>> };
      for (const [specifier, importer] of importsOf(join(folder, name, 'index.ts'))) {
        if (specifier.startsWith('.') || specifier.startsWith('node:')) continue;
        assert.ok(specifier in imports, `${importer} imports ${specifier}, which ${name}/deno.json does not name`);
        const range = devDependencies[specifier];
        if (range) assert.equal(imports[specifier], `npm:${specifier}@${range}`, 'the demo uses another version');
      }
      const config = readFileSync(projectPath('demo', 'supabase', 'config.toml'), 'utf8');
      assert.ok(config.includes(`[functions.${name}]\nverify_jwt = false\n`), `config.toml does not name ${name}`);
    });
  }

  it('is one of three', () => {
    assert.deepEqual(functions.map(({ name }) => name).sort(), ['orders', 'relay', 'track']);
  });
});
