import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { outputOf } from './compile.mjs';
import { root } from './project.mjs';

/**
 * The stages whose files share processes, and how many do at most. Each database that a process has had takes memory until
 * its end, and of three processes at a time none shall be left alone for long.
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

/** How many files of browser tests share a page at most: opening a page takes a browser longer than most files' tests. */
const largestPage = 4;

/** What a test file does to its page, so that it needs one of its own: hooks outside any suite, measured times. */
const claimsPage = [/^(?:before|after|beforeEach|afterEach)\(/m, /\bperformance\.now\(/];

/** These see what nothing has used before them: formatters, languages, the policy of a new frame. */
const needsNewPage = ['first-picture', 'content-security', 'shared/languages', 'shared/script-folder'].map(
  (name) => `test/elements/${name}.test.ts`,
);

/**
 * The pages that run these browser tests, by name. Neighbours share one; a single file is the page of its own name.
 *
 * @param {readonly string[]} sources
 * @returns {Readonly<Record<string, readonly string[]>>} the test sources of each page
 */
export function sharedPages(sources) {
  const sharing = sources.filter((source) => !needsNewPage.includes(source) && !claims(source, claimsPage));
  const pages = shared(sharing, largestPage).map((batch) => [`shared/${pageOf(batch[0])[0]}`, batch]);
  return Object.fromEntries([...pages, ...sources.filter((source) => !sharing.includes(source)).map(pageOf)]);
}

/** test/elements/tab.test.ts is the page test/elements/tab.test, alone. */
export function pageOf(source) {
  return [source.replace(/\.ts$/, ''), [source]];
}

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
  const sharing = sources.filter((source) => !claims(source, claimsProcess));
  return [
    ...shared(sharing, largest[stage]).map((batch, index) => writeBatch(join(folder, `${index + 1}.js`), batch)),
    ...sources.filter((source) => !sharing.includes(source)).map(outputOf),
  ];
}

function claims(source, patterns) {
  const text = readFileSync(source, 'utf8');
  return patterns.some((pattern) => pattern.test(text));
}

/** Neighbours together: they import the same. */
function shared(sources, most) {
  const count = Math.ceil(sources.length / most);
  const size = Math.ceil(sources.length / count);
  return Array.from({ length: count }, (_, index) => sources.slice(index * size, (index + 1) * size));
}

function writeBatch(path, sources) {
  mkdirSync(dirname(path), { recursive: true });
  const imports = sources.map((source) => `import '${relative(dirname(path), outputOf(source))}';\n`);
  writeFileSync(join(root, path), imports.join(''));
  return path;
}
