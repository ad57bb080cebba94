/*
 * Parts that are modules of their own in dist/cdn/parts/, which import nothing: the same for all builds.
 * The one-file builds have everything else in them and no room for these.
 */
import { basename, resolve } from 'node:path';
import { partAddress } from './parts-on-demand.mjs';

/** What such a file uses of Lit: the shapes of a template and of styles, which the element's own Lit draws. */
const lit = `
export const html = (strings, ...values) => ({ _$litType$: 1, strings, values });
export const nothing = Symbol.for('lit-nothing');
export const css = ([cssText]) => {
  let sheet;
  return {
    cssText,
    get styleSheet() {
      if (!sheet) (sheet = new CSSStyleSheet()).replaceSync(cssText);
      return sheet;
    },
  };
};
`;

/** By the module that loads one: what that exports. */
const loaders = {
  'load-answers.js': 'loadAnswers',
  'load-inspection.js': 'loadInspection',
  'load-page-faults.js': 'loadPageFaults',
  'load-payload-faults.js': 'loadPayloadFaults',
  'load-reach.js': 'loadReach',
};

/** Named after their content, once that is built: the tracker that was built with them loads no other ones. */
const files = {};

/** For such a module itself. @param loader the module that loads it */
export function standAlone(loader) {
  return {
    name: 'stand-alone',
    resolveId: { order: 'pre', handler: (id) => (id === 'lit' ? '\0lit' : null) },
    load: (id) => (id === '\0lit' ? lit : null),
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const [chunk, ...others] = Object.values(bundle).filter(({ type }) => type === 'chunk');
        if (others.length > 0 || chunk.imports.length > 0 || chunk.dynamicImports.length > 0)
          this.error(`${chunk.fileName} does not stand alone`);
        if (/\bnode_modules\b/.test(chunk.moduleIds.join()))
          this.error(`${chunk.fileName} has code of a package in it`);
        files[loader] = chunk.fileName;
      },
    },
  };
}

/** For the tracker: fetches them from the folder of the script. */
export function loadsStandAlone(source) {
  const folder = resolve(source, 'elements/shared/script-folder.js');
  // Older browsers keep a failure: the next try asks under another address, where that has no hash to be held to.
  const fetchPart = `
import { scriptFolder } from '${folder}';
${partAddress}
export const fetchPart = (file) => async () => import(new URL(partAddress(file), scriptFolder()));
`;
  return {
    name: 'loads-stand-alone',
    resolveId: { order: 'pre', handler: (id) => (id === 'fetch-part' ? '\0fetch-part' : null) },
    load(id) {
      if (id === '\0fetch-part') return fetchPart;
      const loader = basename(id);
      const name = loaders[loader];
      if (!name) return null;
      if (!files[loader]) this.error(`What ${loader} loads has to be built before the tracker`);
      return `import { fetchPart } from 'fetch-part'; export const ${name} = fetchPart('${files[loader]}');`;
    },
  };
}
