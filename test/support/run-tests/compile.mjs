/**
 * Compiles src, demo and test into build/, and only what changed: `node test/support/run-tests/compile.mjs`.
 *
 * `tsc -b` compares the sources with its notes, never with the files that it wrote. So this removes the output of
 * sources that have gone, and the notes if an output is missing.
 */
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { filesIn, root } from './project.mjs';
import { runCommand } from './run-command.mjs';

const folders = ['src', 'demo', 'test'];
const notes = 'build/tsconfig.tsbuildinfo';
/** Made by rollup, not by tsc. */
const bundled = join('build', 'demo', 'pages-bundled');

/** @returns {Promise<{ code: number, output: string }>} */
export function compileCode() {
  makeConsistent();
  return runCommand(['tsc', '-b']);
}

function makeConsistent() {
  for (const output of folders.flatMap((folder) => filesIn(join('build', folder), '.js'))) {
    if (output.startsWith(bundled) || existsSync(sourceOf(output))) continue;
    rmSync(output);
    rmSync(`${output}.map`, { force: true });
  }
  const sources = folders.flatMap((folder) => filesIn(folder, '.ts')).filter((path) => !path.endsWith('.d.ts'));
  if (sources.some((source) => !existsSync(outputOf(source)))) rmSync(notes, { force: true });
}

/** test/a.ts → build/test/a.js */
export function outputOf(source) {
  return join('build', source.replace(/\.ts$/, '.js'));
}

/** build/test/a.js → test/a.ts */
export function sourceOf(output) {
  return output.replace(/^build\//, '').replace(/\.js$/, '.ts');
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.chdir(root);
  const { code, output } = await compileCode();
  process.stdout.write(output);
  process.exitCode = code;
}
