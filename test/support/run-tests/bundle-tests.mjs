import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { outputOf } from './compile.mjs';
import { root } from './project.mjs';

const folder = 'build/browser-tests';

/** Removes the bundles of files that may have gone. */
export function removeBundles() {
  return rm(folder, { recursive: true, force: true });
}

/**
 * Bundles compiled browser tests, with what they share in files of its own. A page then loads a few files instead of some
 * hundred: loading took the browsers longer than testing.
 *
 * @param {Readonly<Record<string, readonly string[]>>} pages the test sources of each page, by its name
 * @param {string} [outputFolder]
 * @returns {Promise<(name: string) => string>} the file of a page
 */
export async function bundlePages(pages, outputFolder = folder) {
  await build({
    absWorkingDir: root,
    entryPoints: Object.keys(pages).map((name) => ({ in: `page:${name}`, out: name })),
    plugins: [
      { name: 'pages', setup: (bundling) => addPages(bundling, pages) },
      { name: 'files by name', setup: findFilesByName },
    ],
    outdir: outputFolder,
    chunkNames: 'shared/[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    conditions: ['development'],
    // Files of `build/` that are imported for what they do are not named in package.json.
    ignoreAnnotations: true,
    sourcemap: 'linked',
    // Served by the test runner itself.
    external: ['/__web-dev-server__*'],
    logLevel: 'warning',
  });
  return (name) => join(outputFolder, `${name}.js`);
}

/** A page imports its tests, one after the other. */
function addPages(bundling, pages) {
  bundling.onResolve({ filter: /^page:/ }, ({ path }) => ({ path: path.slice('page:'.length), namespace: 'page' }));
  bundling.onLoad({ filter: /.*/, namespace: 'page' }, ({ path }) => ({
    contents: pages[path].map((source) => `import ${JSON.stringify(`./${outputOf(source)}`)};`).join('\n'),
    resolveDir: root,
  }));
}

/**
 * `tsc` hides from the bundler which files a test imports by a name that it puts together. They would then be sought
 * beside the bundle, whose folder depends on how many pages share the code.
 */
function findFilesByName(bundling) {
  bundling.onLoad({ filter: /\/build\/test\/.*\.js$/ }, async ({ path }) => ({
    contents: (await readFile(path, 'utf8')).replace(
      /\bimport\(__rewriteRelativeImportExtension\((`\.[^`]*`)\)\)/g,
      'import($1)',
    ),
  }));
}
