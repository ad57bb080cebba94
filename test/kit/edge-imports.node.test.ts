import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, it } from 'node:test';
import { projectPath } from '../../demo/server/project-files.js';

const folder = projectPath('demo', 'supabase', 'functions');
const { dependencies, devDependencies } = JSON.parse(readFileSync(projectPath('package.json'), 'utf8')) as {
  readonly [Kind in 'dependencies' | 'devDependencies']: Readonly<Record<string, string>>;
};
/** What npm installs here, by name: published packages, which this one is not. */
const published: Readonly<Record<string, string>> = { ...devDependencies, ...dependencies };

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

/** `valibot` is `npm:valibot@^1.5.0`, and a part of a package, `libphonenumber-js/max`, is named behind the version. */
function npmTarget(specifier: string): string {
  const [, name = '', part = ''] = /^((?:@[^/]+\/)?[^/]+)(\/.*)?$/.exec(specifier) ?? [];
  return `npm:${name}@${published[name]}${part}`;
}

/** A file that is deployed beside the function is written by the build. */
function assertIsBuilt(name: string, target: string): void {
  const written = `'demo/supabase/functions/${name}/${target.slice(2)}'`;
  assert.ok(readFileSync(projectPath('rollup.config.mjs'), 'utf8').includes(written), `the build writes no ${written}`);
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
        const target = imports[specifier] ?? '';
        if (target.startsWith('./')) assertIsBuilt(name, target);
        else assert.equal(target, npmTarget(specifier), 'no package of ours, or another version');
      }
      const config = readFileSync(projectPath('demo', 'supabase', 'config.toml'), 'utf8');
      assert.ok(config.includes(`[functions.${name}]\nverify_jwt = false\n`), `config.toml does not name ${name}`);
    });
  }

  it('loads nothing by a name that nobody has published: who registers it would run with the project’s keys', () => {
    for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      if (!/\.(ts|json)$/.test(file)) continue;
      const text = readFileSync(join(folder, file), 'utf8');
      for (const [named, name = ''] of text.matchAll(/["'](?:npm|jsr):\/?((?:@[^/"']+\/)?[^@/"']+)[^"']*["']/g)) {
        assert.ok(named.slice(1).startsWith('npm:') && name in published, `${file} loads ${named}`);
      }
      assert.doesNotMatch(text, /(?:from|import\(?|":) ?["']https?:/, `${file} loads from the web`);
    }
  });

  it('is one of those that the guides name', () => {
    assert.deepEqual(functions.map(({ name }) => name).sort(), [
      'delivery-reports',
      'notify',
      'orders',
      'outbox',
      'relay',
      'track',
      'wallet',
      'withdraw',
    ]);
  });
});
