/*
 * Has source maps lead to the TypeScript that the package ships, and not to what `tsc` made of it, which it does not ship.
 */
import { existsSync, readFileSync } from 'node:fs';

/** @param folder the compiled sources */
export function sourcesOfTypeScript(folder) {
  return {
    name: 'sources-of-typescript',
    load(id) {
      if (!id.startsWith(folder) || !existsSync(`${id}.map`)) return null;
      return { code: readFileSync(id, 'utf8'), map: JSON.parse(readFileSync(`${id}.map`, 'utf8')) };
    },
  };
}
