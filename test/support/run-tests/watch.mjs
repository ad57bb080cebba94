import { watch } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join, normalize } from 'node:path';
import { shorten } from './checks.mjs';
import { compileCode } from './compile.mjs';
import { filesIn } from './project.mjs';

/** Editors save in several steps; one save is one change, ms. */
const settling = 60;

/**
 * Calls back after each save in the sources, with the files that changed. One call at a time: what is saved meanwhile
 * comes with the next one.
 *
 * @param {(changed: readonly string[]) => Promise<void>} onChange
 */
export function watchSources(onChange) {
  let changed = new Set();
  let timer;
  let isBusy = false;
  const settle = () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      if (isBusy || changed.size === 0) return;
      isBusy = true;
      const files = [...changed];
      changed = new Set();
      await onChange(files);
      isBusy = false;
      settle();
    }, settling);
  };
  for (const folder of ['src', 'demo', 'test']) {
    watch(folder, { recursive: true }, (_, name) => {
      if (!/\.(ts|mjs|css|html|sql|json)$/.test(name ?? '')) return;
      changed.add(join(folder, name));
      settle();
    });
  }
}

/** Compiles, and prints the errors; the old output stays where there are some. */
export async function compileAgain() {
  const { code, output } = await compileCode();
  if (code !== 0) console.log(shorten(output));
}

/** Those of the files that are among the changed ones or import one, however far away. */
export async function affectedBy(changed, files) {
  const sources = ['src', 'demo', 'test'].flatMap((folder) => filesIn(folder, '.ts'));
  const importers = new Map();
  for (const source of sources) {
    for (const imported of await importsOf(source)) {
      importers.set(imported, [...(importers.get(imported) ?? []), source]);
    }
  }
  const affected = new Set(changed);
  for (const file of affected) for (const importer of importers.get(file) ?? []) affected.add(importer);
  return files.filter((file) => affected.has(file));
}

async function importsOf(source) {
  const text = await readFile(source, 'utf8').catch(() => '');
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)\.js'/g)].map(([, path = '']) =>
    normalize(join(dirname(source), `${path}.ts`)),
  );
}
