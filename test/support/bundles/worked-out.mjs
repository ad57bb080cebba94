/*
 * Puts lists into the files in dist/cdn in place of the code that makes them of longer ones: what a guest's device
 * would work out, and always the same, is worked out when they are built.
 */

import { pathToFileURL } from 'node:url';
import { isDeepStrictEqual } from 'node:util';

/** @param paths compiled modules that export nothing but plain data */
export function workedOut(paths) {
  const met = new Set();
  return {
    name: 'worked-out',
    async load(id) {
      if (!paths.includes(id)) return null;
      met.add(id);
      const lists = Object.entries(await import(pathToFileURL(id).href));
      return lists
        .map(([name, value]) => {
          const json = JSON.stringify(value);
          if (json === undefined || !isDeepStrictEqual(JSON.parse(json), value))
            this.error(`${id}: "${name}" is not plain data`);
          return `export const ${name} = ${json};\n`;
        })
        .join('');
    },
    buildEnd(error) {
      const missed = paths.filter((path) => !met.has(path));
      if (!error && missed.length > 0) this.error(`not met, and so not worked out: ${missed}`);
    },
  };
}
