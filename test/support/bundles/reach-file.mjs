/*
 * What reaches the guest when nobody looks at the page is a module of its own in dist/cdn/parts/, which imports nothing:
 * the same for all builds of the tracker. The one-file builds have everything else in them and no room for this.
 */
import { basename, resolve } from 'node:path';

/** What the file uses of Lit: the shapes of a template and of styles, which the element's own Lit draws. */
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

/** Named after its content, once that is built: the tracker that was built with it loads no other one. */
let file;

/** For the module itself. */
export function standAlone() {
  return {
    name: 'stand-alone',
    resolveId: { order: 'pre', handler: (id) => (id === 'lit' ? '\0lit' : null) },
    load: (id) => (id === '\0lit' ? lit : null),
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const [chunk, ...others] = Object.values(bundle);
        if (others.length > 0 || chunk.imports.length > 0 || chunk.dynamicImports.length > 0)
          this.error(`${chunk.fileName} does not stand alone`);
        if (/\bnode_modules\b/.test(chunk.moduleIds.join()))
          this.error(`${chunk.fileName} has code of a package in it`);
        file = chunk.fileName;
      },
    },
  };
}

/** For the tracker: fetches that module from the folder of the script. */
export function loadsReachFile(source) {
  const folder = resolve(source, 'elements/shared/script-folder.js');
  return {
    name: 'loads-reach-file',
    load(id) {
      if (basename(id) !== 'load-reach.js') return null;
      if (!file) this.error('The file of reach has to be built before the tracker');
      return `import { scriptFolder } from '${folder}'; export const loadReach = async () => import(new URL('${file}', scriptFolder()));`;
    },
  };
}
