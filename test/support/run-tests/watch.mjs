import { readFile } from 'node:fs/promises';
import { dirname, join, normalize } from 'node:path';
import { watch } from 'chokidar';
import { shorten } from './checks.mjs';
import { compileCode } from './compile.mjs';
import { filesIn } from './project.mjs';

/** Editors save in several steps; one save is one change, ms. */
const settling = 60;

/**
 * Calls back after each save in the sources, with the files that changed. One call at a time: what is saved meanwhile
 * comes with the next one. Resolves once the sources are watched. (Node's own `watch` loses a file that an editor saves by
 * renaming a new one to its name.)
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
  const watcher = watch(['src', 'demo', 'test'], { ignoreInitial: true, atomic: settling });
  watcher.on('all', (_, path) => {
    if (!/\.(ts|mjs|css|html|sql|json|md|svg)$/.test(path)) return;
    changed.add(normalize(path));
    settle();
  });
  return new Promise((resolve) => watcher.once('ready', resolve));
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
