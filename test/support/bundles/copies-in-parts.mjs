/*
 * What only parts on demand use would stand in the main file, for a part imports nothing (parts-on-demand.mjs). Of a small
 * module without a state of its own, each module that imports it gets a copy instead.
 */
import { basename } from 'node:path';
import { compiled } from './source-maps.mjs';

/** Rollup's plugin. @param path the module */
export function copiesInParts(path) {
  return {
    name: 'copies-in-parts',
    resolveId: {
      order: 'pre',
      handler: (id, importer) =>
        importer && basename(id) === basename(path) ? `${path}?in=${basename(importer)}` : null,
    },
    load: (id) => (id.startsWith(`${path}?in=`) ? compiled(path) : null),
  };
}
