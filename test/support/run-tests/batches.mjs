import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { outputOf } from './compile.mjs';
import { root } from './project.mjs';

/**
 * The stages whose files share processes, and how many do at most. Each database that a process has had takes memory until
 * its end, and of two processes at a time none shall be left alone for long.
 */
const largest = { pure: 8, node: 5, e2e: 3 };

/**
 * What a test file does to its whole process, so that it needs one of its own: hooks outside any suite are for all tests
 * of the process, and so are environment, globals and what listens to its errors. What measures must not wait for the
 * collection of others' garbage.
 */
const claimsProcess = [
  /^(?:before|after|beforeEach|afterEach)\(/m,
  /\bprocess\.(?:on|once|exit|chdir)\(/,
  /\bprocess\.env\.\w+ = |delete process\.env/,
  /\bglobalThis\.\w+ = |(?:defineProperty|assign)\(globalThis/,
  /\bmock\./,
  /\bperformance\.now\(/,
];

/**
 * What Node has to run for these test sources: those that can share a process are put together. Starting Node and loading
 * what nearly all of them import took as long as their tests. A file that somebody chose has a process of its own.
 *
 * @param {string} stage
 * @param {readonly string[]} sources
 * @param {{ chosen: readonly string[], grep?: string, slow?: boolean, watch?: boolean }} options
 * @param {string} [folder] where the batches are written
 * @returns {string[]} the compiled files to run: batches first, which are the longest
 */
export function filesToRun(stage, sources, { chosen, grep, slow, watch }, folder = join('build', 'batches', stage)) {
  const isWhole = chosen.length === 0 && grep === undefined && !slow && !watch;
  if (!isWhole || !(stage in largest)) return sources.map(outputOf);
  rmSync(folder, { recursive: true, force: true });
  const sharing = sources.filter((source) => !claimsProcess.some((claim) => claim.test(readFileSync(source, 'utf8'))));
  const count = Math.ceil(sharing.length / largest[stage]);
  const size = Math.ceil(sharing.length / count);
  // Neighbours: they import the same.
  const batches = Array.from({ length: count }, (_, index) => sharing.slice(index * size, (index + 1) * size));
  return [
    ...batches.map((batch, index) => writeBatch(join(folder, `${index + 1}.js`), batch)),
    ...sources.filter((source) => !sharing.includes(source)).map(outputOf),
  ];
}

function writeBatch(path, sources) {
  mkdirSync(dirname(path), { recursive: true });
  const imports = sources.map((source) => `import '${relative(dirname(path), outputOf(source))}';\n`);
  writeFileSync(join(root, path), imports.join(''));
  return path;
}
