import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { build } from 'esbuild';
import { translatedLanguages } from '../../src/locales/registry.js';
import { presentContract } from '../release/contract.js';

interface PackageJson {
  readonly exports: Readonly<Record<string, { readonly types: string; readonly default: string } | string | null>>;
}

const { exports } = JSON.parse(readFileSync('package.json', 'utf8')) as PackageJson;
const files = readdirSync('dist', { recursive: true, encoding: 'utf8' }).map((name) => `./dist/${name}`);
const entries = Object.entries(exports).flatMap(([name, entry]) =>
  entry && typeof entry === 'object' ? [{ name, ...entry }] : [],
);

/** What an entry is made of, as a bundler sees it. */
async function modulesOf(file: string): Promise<readonly string[]> {
  const { metafile } = await build({
    entryPoints: [file],
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    logLevel: 'silent',
  });
  return Object.keys(metafile.inputs);
}

describe('the entries of the package', () => {
  it('lead to files that are there, with their types', () => {
    const missing = entries.flatMap((entry) =>
      [entry.types, entry.default].filter((path) => {
        const [before = '', after = ''] = path.split('*');
        return !files.some((file) => file.startsWith(before) && file.endsWith(after));
      }),
    );
    assert.deepEqual(missing, []);
  });

  it('have a source map that leads to a source in the package', () => {
    const single = entries.filter(({ name }) => !name.includes('*'));
    for (const { default: file } of single) {
      const { sources } = JSON.parse(readFileSync(`${file}.map`, 'utf8')) as { sources: string[] };
      assert.ok(sources.length > 0);
      for (const source of sources) assert.ok(existsSync(join(dirname(file), source)), `${file}: ${source}`);
    }
  });

  it('follow orders without Lit by `headless`', async () => {
    const modules = await modulesOf('dist/headless.js');
    assert.ok(modules.some((module) => module.includes('/xstate/')));
    assert.deepEqual(
      modules.filter((module) => /node_modules\/(?:@lit|lit)|dist\/elements/.test(module)),
      [],
    );
    assert.ok((await modulesOf('dist/define.js')).some((module) => module.includes('/lit-html/')));
  });

  it('have each language as a whole, with the strings of the board and of the parts', async () => {
    const english = Object.keys(JSON.parse(readFileSync('dist/cdn/locales/en.json', 'utf8')) as object).sort();
    for (const code of ['en', ...translatedLanguages]) {
      const { default: locale } = (await import(join(process.cwd(), `dist/languages/${code}.js`))) as {
        default: { code: string };
      };
      assert.equal(locale.code, code);
      assert.deepEqual(
        Object.keys(locale)
          .filter((key) => english.includes(key))
          .sort(),
        english,
      );
    }
  });

  it('are in the contract that a release compares with the one before', () => {
    const { entry = {} } = presentContract();
    const open = Object.keys(exports).filter((path) => exports[path] !== null);
    assert.deepEqual(Object.keys(entry).sort(), open.map((path) => path.replace('.', 'order-status-tracker')).sort());
  });
});
