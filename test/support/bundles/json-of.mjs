import { readdirSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { languagePieces } from './language-pieces.mjs';

/**
 * Writes what the modules of a folder export, by default or under their own name, to dist/cdn/<folder>/<name>.json:
 * data that pages fetch.
 */
export function jsonOf(source, folder, from = folder) {
  return {
    name: `json-of-${folder}`,
    async generateBundle() {
      const path = resolve(source, from);
      const load = (file) => import(pathToFileURL(resolve(path, file)).href);
      for (const file of readdirSync(path).filter((entry) => entry.endsWith('.js'))) {
        const name = basename(file, '.js');
        const exported = await load(file);
        // `zhHans` of `zh-Hans`.
        const own = exported.default ?? exported[name.replace('-', '')];
        if (own === undefined) continue;
        // One language is one file, whichever element or part asks for it.
        const data = { ...own };
        for (const piece of languagePieces(path, name)) {
          if (piece !== file) Object.assign(data, ...Object.values(await load(piece)));
        }
        const json = JSON.stringify(data, (key, value) => {
          if (typeof value === 'function')
            this.error(`${from}/${name}: "${key}" is a function, which JSON cannot hold`);
          return value;
        });
        this.emitFile({ type: 'asset', fileName: `${folder}/${name}.json`, source: json });
      }
    },
  };
}
