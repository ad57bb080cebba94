/*
 * The source maps of the built files: what rewrites code here changes it as text and knows no maps. Each such change gets
 * one by comparing the words before and after it; so a map leads from a minified file to the TypeScript that the package
 * ships, and to the libraries as they are published.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

/** In words, on both sides together. */
const longestChange = 20_000;

/** Gives the changes of these plugins their maps. */
export function mapped(plugins) {
  return plugins.map((plugin) => ({
    ...plugin,
    ...(plugin.transform && { transform: withMap(plugin.transform) }),
    ...(plugin.renderChunk && { renderChunk: withMap(plugin.renderChunk) }),
  }));
}

function withMap(change) {
  return async function (code, ...others) {
    const result = await change.call(this, code, ...others);
    return result?.map === null ? { ...result, map: mapBetween(code, result.code) } : result;
  };
}

/** Where each word of a changed code stood before. What is new counts to the word before it. */
function mapBetween(before, after) {
  const [old, young] = [before, after].map(wordsOf);
  const lines = Array.from({ length: after.split('\n').length }, () => []);
  let from = 0;
  let to = 0;
  while (from < old.length && to < young.length) {
    if (old[from].text === young[to].text) {
      const { line, column } = old[from++];
      const place = young[to++];
      lines[place.line].push([place.column, 0, line, column]);
    } else {
      const [left, added] = shortestChange(old, young, from, to);
      from += left;
      to += added;
    }
  }
  return { version: 3, sources: [''], names: [], mappings: lines };
}

/** How many words make up a change: it is over where several in a row are the same again. */
function shortestChange(old, young, from, to) {
  const isOver = (left, added) =>
    [0, 1, 2].every((further) => old[from + left + further]?.text === young[to + added + further]?.text);
  for (let length = 1; length <= longestChange; length += 1) {
    for (let added = 0; added <= length; added += 1) if (isOver(length - added, added)) return [length - added, added];
  }
  throw new Error(`More than ${longestChange} words were changed at once near "${old[from].text}": no map can be made`);
}

/** Words and signs with their places; blanks are none. */
function wordsOf(code) {
  return code
    .split('\n')
    .flatMap((text, line) =>
      [...text.matchAll(/[\w$]+|[^\w$\s]/g)].map((found) => ({ text: found[0], line, column: found.index })),
    );
}

/** A module that `tsc` has compiled, with the map to its source. */
export function compiled(path) {
  const map = existsSync(`${path}.map`) ? JSON.parse(readFileSync(`${path}.map`, 'utf8')) : null;
  return { code: readFileSync(path, 'utf8'), map };
}

/** Rollup's plugin: begins the maps at the sources. It comes after those that load other code in a module's place. */
export function fromSources(folder) {
  return {
    name: 'from-sources',
    load: (id) => (id.startsWith(folder) && existsSync(id) ? compiled(id) : null),
  };
}

/**
 * Rollup's plugin: leaves out of the maps the text of sources that are in the package, where a map's relative addresses lead to
 * them, from npm and from CDNs alike. Of the libraries, and of what the build itself writes, the text is in the map.
 */
export function shippedSources() {
  return {
    name: 'shipped-sources',
    generateBundle: {
      order: 'post',
      handler({ dir, file }, bundle) {
        const folder = dir ?? dirname(file);
        for (const asset of Object.values(bundle).filter(({ fileName }) => fileName.endsWith('.map'))) {
          const map = JSON.parse(asset.source);
          const at = join(folder, asset.fileName, '..');
          map.sourcesContent = map.sources.map((source, index) => {
            const path = relative('', resolve(at, source));
            if (isShipped(path)) return null;
            // What `tsc` has compiled came without its text.
            return map.sourcesContent[index] ?? readFileSync(path, 'utf8');
          });
          asset.source = JSON.stringify(map);
        }
      },
    },
  };
}

/** Folders and files of `src` that are left out of the package. */
const leftOut = JSON.parse(readFileSync('package.json', 'utf8'))
  .files.filter((entry) => entry.startsWith('!'))
  .map((entry) => entry.slice(1));

function isShipped(path) {
  const isLeftOut = leftOut.some((entry) => path === entry || path.startsWith(`${entry}/`));
  return path.startsWith('src/') && !isLeftOut && existsSync(path);
}
